"""Pages to sides of paper: one each, two side by side, or a booklet to be folded in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

SINGLE, TWO_UP, BOOKLET = "每面一页", "每面两页", "小册子"
WAYS = (SINGLE, TWO_UP, BOOKLET)
_BOOKLET_PAGES = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: one page upright, or two (None for a blank) on a sheet lying."""

    pages: tuple[int | None, ...]

    @property
    def is_lying(self) -> bool:
        """Whether the sheet is wider than high."""
        return len(self.pages) == 2


def sides(pages: Sequence[int], way: str) -> tuple[Side, ...]:
    """The sides `pages` (numbers as printed) make, in the order they leave the printer."""
    if way == TWO_UP:
        padded = [*pages, *([None] if len(pages) % 2 else [])]
        return tuple(Side((padded[i], padded[i + 1])) for i in range(0, len(padded), 2))
    if way == BOOKLET:
        return _booklet(pages)
    return tuple(Side((page,)) for page in pages)


def sheets_words(pages: int, sides_count: int) -> str:
    """共 7 页 · 双面 4 张."""
    return f"共 {pages} 页 · 双面 {(sides_count + 1) // 2} 张"


def _booklet(pages: Sequence[int]) -> tuple[Side, ...]:
    """Outer sheet first; printed on both sides, turned over the short edge, folded, it reads in order."""
    padded: list[int | None] = [*pages, *([None] * (-len(pages) % _BOOKLET_PAGES))]
    out: list[Side] = []
    for i in range(len(padded) // 2):
        low, high = padded[i], padded[-1 - i]
        out.append(Side((high, low) if i % 2 == 0 else (low, high)))
    return tuple(out)
