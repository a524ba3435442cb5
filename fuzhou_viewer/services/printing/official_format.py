"""The measures of an official document, GB/T 9704-2012, in tenths of a point.

A4; top margin 37 mm, binding margin 28 mm; block 156 × 225 mm of 22 lines with 28 characters.
28 characters of 三号 (16 pt) would need 158 mm, so they stand on a grid of 156 mm / 28 = 15.79 pt.
"""

from typing import Protocol

POINT = 10.0
MILLIMETRE = 72 / 25.4 * POINT

PAGE_WIDTH = 210 * MILLIMETRE
PAGE_HEIGHT = 297 * MILLIMETRE
LEFT = 28 * MILLIMETRE
TOP = 37 * MILLIMETRE
BLOCK_WIDTH = 156 * MILLIMETRE
BLOCK_HEIGHT = 225 * MILLIMETRE
ROWS = 22
COLUMNS = 28
ROW = BLOCK_HEIGHT / ROWS
CELL = BLOCK_WIDTH / COLUMNS

BODY_SIZE = 16.0
TITLE_SIZE = 22.0
NUMBER_SIZE = 14.0
HEADER_SIZE = 10.5
NUMBER_BELOW_BLOCK = 7 * MILLIMETRE


class Measure(Protocol):
    """How wide words are in the fonts at hand."""

    def advance(self, text: str, role: str, size: float) -> float:
        """The width of `text` in tenths of a point; `role` is title, h1, h2, body or number, `size` in points."""
