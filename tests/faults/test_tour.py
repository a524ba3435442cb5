"""Part F of the catalogue: nothing leaves the machine and no text opens a file, over a tour of the whole program."""

import shutil
import sys
from pathlib import Path

import pytest

from faults.watch import watched_tour


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("strace"), reason="watching needs strace")
def test_f01_a_tour_opens_no_socket_and_no_file_that_a_text_named(tmp_path: Path) -> None:
    seen = watched_tour(tmp_path)
    assert seen.status == 0, seen.words
    assert "done" in seen.words
    assert seen.sockets == ()
    assert seen.canaries == ()


def test_f03_the_package_needs_no_network_module(program: object) -> None:
    loaded = {name.split(".")[-1] for name in sys.modules if name.startswith("PySide6.")}
    assert not {"QtNetwork", "QtWebEngineCore", "QtWebEngineWidgets"} & loaded
