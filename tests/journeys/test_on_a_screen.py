"""The main job on a real (virtual) screen with real keys: open, search, tick, preview, PDF."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from build import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("Xvfb") or not shutil.which("xdotool"),
    reason="a virtual screen and keys need Xvfb and xdotool",
)
_PATIENCE_S = 120


def _until(found: Callable[[], object], what: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not found():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


@dataclass
class Person:
    """Somebody at a screen who types and looks."""

    display: str
    program: int

    def do(self, *arguments: str) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        done = subprocess.run(["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def sees(self, title: str) -> str:
        return self.do("search", "--onlyvisible", "--name", title).partition("\n")[0]

    def turns_to(self, title: str) -> str:
        _until(lambda: self.sees(title), f"a window named {title}")
        window = self.sees(title)
        _until(lambda: self.do("windowfocus", "--sync", window, "getwindowfocus") == window, f"{title} to listen")
        return window

    def waits_for_the_charts(self) -> None:
        """They are the last thing the window loads; then numpy is mapped into the program."""
        _until(lambda: "_multiarray_umath" in Path(f"/proc/{self.program}/maps").read_text(), "the charts")

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.do("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def types(self, words: str) -> None:
        self.do("type", "--delay", "20", words)


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as stream:
        display = f":{stream.readline().strip()}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QT_")}
    environment |= {"DISPLAY": display, "XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-m", "fuzhou_viewer"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE
    )
    try:
        yield Person(display, program.pid)
    finally:
        program.terminate()
        _, told = program.communicate(timeout=20)
        screen.terminate()
        screen.wait(timeout=20)
    assert "Traceback" not in told.decode("utf-8", "replace")


def test_search_tick_preview_and_save_as_pdf(person: Person, tmp_path: Path) -> None:
    person.turns_to("2022年全市司法行政工作总结")
    person.waits_for_the_charts()
    person.presses("ctrl+f")
    person.types("社区矫正")
    person.presses("Return", "F3", "Escape")
    person.presses("F6", "F6")  # the data, then the sections
    person.presses("Home", "Down", "Down", "space")
    person.presses("ctrl+p")
    person.turns_to("打印预览")
    person.presses("Return")
    person.turns_to("存为 PDF")
    target = tmp_path / "第一章.pdf"
    person.presses("ctrl+a")
    person.types(str(target))
    person.presses("Return")
    _until(target.is_file, "the PDF")
    pdf = pypdfium2.PdfDocument(target)
    pages = len(pdf)
    pdf.close()
    assert 2 <= pages <= 4
