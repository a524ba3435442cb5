"""The layouts a report can be printed in, in tenths of a point.

公文 is GB/T 9704-2012: A4; top margin 37 mm, binding margin 28 mm; a block of 156 × 225 mm with
22 lines of 28 characters. 28 characters of 三号 (16 pt) would need 158 mm, so they stand on a
grid of 156 mm / 28 = 15.79 pt.
"""

from dataclasses import dataclass
from typing import Protocol

POINT = 10.0
MILLIMETRE = 72 / 25.4 * POINT

PAGE_WIDTH = 210 * MILLIMETRE
PAGE_HEIGHT = 297 * MILLIMETRE
NUMBER_BELOW_BLOCK = 7 * MILLIMETRE


class Measure(Protocol):
    """How wide words are in the fonts at hand."""

    def advance(self, text: str, role: str, size: float) -> float:
        """The width of `text` in tenths of a point; `role` is title, h1, h2, h3, body or number, `size` in points."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to fill A4: the block in tenths of a point, its grid, and the sizes of type in points.

    `frames` are the columns of a page, `gutter` apart, each with `rows` lines of `cells` characters.
    """

    name: str
    about: str
    left: float
    top: float
    width: float
    height: float
    rows: int
    cells: int
    body: float
    title: float
    small: float
    number: float
    frames: int = 1
    gutter: float = 0.0

    @property
    def frame_width(self) -> float:
        """The width of a column."""
        return (self.width - (self.frames - 1) * self.gutter) / self.frames

    @property
    def cell(self) -> float:
        """The width a character stands on."""
        return self.frame_width / self.cells

    @property
    def row(self) -> float:
        """From one line to the next."""
        return self.height / self.rows

    @property
    def title_rows(self) -> int:
        """The rows a line of the title takes."""
        return max(1, round(self.title * POINT * 1.6 / self.row))


def _millimetres(left: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
    return left * MILLIMETRE, top * MILLIMETRE, width * MILLIMETRE, height * MILLIMETRE


OFFICIAL = Layout(
    "公文", "GB/T 9704-2012:三号仿宋,每页 22 行,每行 28 字",
    *_millimetres(28, 37, 156, 225), rows=22, cells=28, body=16, title=22, small=12, number=14,
)  # fmt: skip
COMPACT = Layout(
    "紧凑", "小四号字,每页 36 行,每行 38 字",
    *_millimetres(24, 25, 164, 243), rows=36, cells=38, body=12, title=18, small=10.5, number=10.5,
)  # fmt: skip
COLUMNS = Layout(
    "双栏", "五号字,两栏,每栏 46 行,每行 22 字",
    *_millimetres(18, 24, 174, 246), rows=46, cells=22, body=10.5, title=18, small=9, number=10.5,
    frames=2, gutter=8 * MILLIMETRE,
)  # fmt: skip
LARGE = Layout(
    "大字", "二号字,供宣读,每页 15 行,每行 20 字",
    *_millimetres(25, 30, 160, 232), rows=15, cells=20, body=22, title=26, small=16, number=16,
)  # fmt: skip
LAYOUTS = (OFFICIAL, COMPACT, COLUMNS, LARGE)


def layout_named(name: str) -> Layout | None:
    """The layout a person calls `name`."""
    return next((layout for layout in LAYOUTS if layout.name == name), None)
