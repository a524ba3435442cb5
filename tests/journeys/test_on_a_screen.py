"""The main job on a real (virtual) screen with real keys and a real mouse: open, read, search, chart, tick, print."""

import json
import os
import shutil
import struct
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
_TITLE = "2022年全市司法行政工作总结"
_COLOURS = json.loads((ROOT / "resources" / "styles" / "light.json").read_text(encoding="utf-8"))
# the columns of the screen where things stand; the window is as wide as it is made
_SECTIONS, _TEXT, _DATA = (0, 290), (320, 1040), (1080, 1400)


def _until(found: Callable[[], object], what: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not found():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


@dataclass
class Person:
    """Somebody at a screen who types, points and looks."""

    display: str
    program: int
    screen: Path

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

    def skips_the_welcome(self) -> None:
        """It is there at the first start, and never again."""
        self.turns_to("欢迎")
        self.presses("Escape")
        _until(lambda: not self.sees("欢迎"), "the welcome to go")
        self.turns_to(_TITLE)

    def waits_for_the_charts(self) -> None:
        """They come last; two pages down there are numbers to draw."""
        self.presses("Next", "Next")
        self.waits_to_see(_COLOURS["bar"], *_DATA)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.do("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def types(self, words: str) -> None:
        self.do("type", "--delay", "20", words)

    def finds(self, colour: str, left: int, right: int) -> tuple[int, int] | None:
        """The first pixel of exactly this colour (#RRGGBB) between two columns of the screen."""
        data = self.screen.read_bytes()
        head = struct.unpack(">20I", data[:80])
        start, height, width_in_bytes = head[0] + 12 * head[19], head[5], head[12]
        pixel = bytes.fromhex(colour[1:])[::-1]
        for y in range(height):
            row = data[start + y * width_in_bytes :][:width_in_bytes]
            place = row.find(pixel, 4 * left)
            while place >= 0 and place % 4:
                place = row.find(pixel, place + 1)
            if 0 <= place < 4 * right:
                return place // 4, y
        return None

    def waits_to_see(self, colour: str, left: int, right: int) -> tuple[int, int]:
        _until(lambda: self.finds(colour, left, right), f"something in {colour}")
        found = self.finds(colour, left, right)
        assert found is not None
        return found

    def clicks(self, x: int, y: int) -> None:
        self.do("mousemove", "--sync", str(x), str(y), "click", "1")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    # without -noreset the server starts anew, deaf for a moment, whenever its last client leaves
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset", "-fbdir", str(tmp_path)],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as stream:
        display = f":{stream.readline().strip()}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QT_") and k != "WAYLAND_DISPLAY"}
    environment |= {"DISPLAY": display, "XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-m", "fuzhou_viewer"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE
    )
    try:
        yield Person(display, program.pid, tmp_path / "Xvfb_screen0")
    finally:
        program.terminate()
        _, told = program.communicate(timeout=60)
        screen.terminate()
        screen.wait(timeout=60)
    assert "Traceback" not in told.decode("utf-8", "replace")


def test_search_tick_preview_and_save_as_pdf(person: Person, tmp_path: Path) -> None:
    person.turns_to(_TITLE)
    person.skips_the_welcome()
    person.waits_for_the_charts()
    person.presses("ctrl+f")
    person.types("12348")  # Chinese would come through a changing keyboard map, which is a race
    person.waits_to_see(_COLOURS["mark_current"], *_SECTIONS)
    person.presses("Return")
    person.waits_to_see(_COLOURS["mark_current"], *_TEXT)
    person.presses("F3", "Escape")
    person.presses("F6", "F6")  # the data, then the sections
    person.presses("Home", "Down", "Down", "space")
    person.presses("ctrl+p")
    person.turns_to("打印预览")
    person.presses("Return")
    person.turns_to("存为 PDF")
    target = tmp_path / "chapter.pdf"
    person.presses("ctrl+a")
    person.types(str(target))
    person.presses("Return")
    _until(target.is_file, "the PDF")
    pdf = pypdfium2.PdfDocument(target)
    pages = len(pdf)
    words = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert 2 <= pages <= 4
    assert "坚持政治统领党建引领" in words


def test_a_click_on_a_number_finds_its_bar_and_a_click_on_the_bar_the_number(person: Person) -> None:
    person.turns_to(_TITLE)
    person.skips_the_welcome()
    person.waits_for_the_charts()
    x, y = person.waits_to_see(_COLOURS["number"], *_TEXT)
    person.clicks(x + 4, y + 4)
    x, y = person.waits_to_see(_COLOURS["bar_chosen"], *_DATA)
    person.clicks(x + 4, y + 2)
    person.waits_to_see(_COLOURS["mark_current"], *_TEXT)
