"""The two commands prepare everything, or say in a line what a person must do."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import environment
from build import ROOT

_BUILD = """
from pathlib import Path
root = Path(__file__).parent
counter = root / "count.txt"
counter.write_text(counter.read_text() + "x" if counter.exists() else "x")
(root / "library.sqlite3").write_text("built")
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose build notes how often it ran."""
    for folder in ("db", "resources/texts", "fuzhou_viewer/core", ".venv"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "db" / "build.py").write_text(_BUILD, encoding="utf-8")
    (tmp_path / "resources" / "texts" / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "fuzhou_viewer" / "core" / "outline.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "_LIBRARY", tmp_path / "db" / "library.sqlite3")
    monkeypatch.setattr(environment, "_LIBRARY_STAMP", tmp_path / ".venv" / "library.txt")
    return tmp_path


def _builds(checkout: Path) -> int:
    environment._build_library(Path(sys.executable))
    return len((checkout / "db" / "count.txt").read_text(encoding="utf-8"))


def test_the_library_is_built_once_for_the_same_sources(checkout: Path) -> None:
    assert _builds(checkout) == 1
    assert _builds(checkout) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "resources" / "texts" / "a.txt").write_text("乙", encoding="utf-8"),
        lambda root: (root / "resources" / "texts" / "b.txt").write_text("丙", encoding="utf-8"),
        lambda root: (root / "fuzhou_viewer" / "core" / "outline.py").write_text("# new", encoding="utf-8"),
        lambda root: (root / "db" / "library.sqlite3").write_text("other", encoding="utf-8"),
        lambda root: (root / "db" / "library.sqlite3").unlink(),
    ],
    ids=["text changed", "text added", "program changed", "library changed", "library gone"],
)
def test_the_library_is_built_anew_when_contents_differ_even_if_times_do_not(
    checkout: Path, change: Callable[[Path], object]
) -> None:
    assert _builds(checkout) == 1
    change(checkout)
    for file in checkout.rglob("*"):
        os.utime(file, (0, 0))
    assert _builds(checkout) == 2


@pytest.mark.parametrize(("has_sudo", "begins"), [(True, "sudo sh -c '"), (False, "su - -c '")])
def test_a_person_who_may_not_install_gets_the_whole_line(
    monkeypatch: pytest.MonkeyPatch, has_sudo: bool, begins: str
) -> None:
    there = {"apt-get"} | ({"sudo"} if has_sudo else set())
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in there else None)
    monkeypatch.setattr(environment, "_allowed_to_install", lambda: None)
    with pytest.raises(SystemExit) as left:
        environment._install_system_packages(["libgl1", "xvfb"])
    line = str(left.value.code).splitlines()[1].strip()
    assert line.startswith(begins)
    assert line.endswith("apt-get update && apt-get install -y --no-install-recommends libgl1 xvfb'")


def test_on_windows_nothing_of_debian_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert environment._missing_libraries(environment._DRAWING) == []
    assert environment._has_program("xvfb")
    assert environment._python().parts[-2:] == ("Scripts", "python.exe")


@pytest.mark.parametrize("name", ["start.py", "check.py", "environment.py"])
def test_an_older_python_can_read_what_refuses_it(name: str) -> None:
    ast.parse((ROOT / "packaging" / name).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_chinese_reaches_a_stream_that_knows_none() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import environment as e; e._speak_utf8(); print('好'); raise SystemExit('坏')"],
        cwd=ROOT / "packaging",
        env=os.environ | {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (told.returncode, told.stdout.decode().strip(), told.stderr.decode().strip()) == (1, "好", "坏")
