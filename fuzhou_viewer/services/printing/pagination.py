"""Units to pages: a unit stays whole, heads of tables are repeated, text stands on the grid."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from fuzhou_viewer.services.printing.items import Item, TableRow, Unit
from fuzhou_viewer.services.printing.layouts import Layout

_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Placed:
    """An item, the column of the page it stands in (0, 1 …; -1 across all), and the row where it begins."""

    frame: int
    row: float
    item: Item


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number as printed and what stands on it."""

    number: int
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading's level, its words, its page as printed and its row there."""

    level: int
    label: str
    page: int
    row: float


@dataclass(frozen=True, slots=True)
class PagedDocument:
    """The same pages for preview, printer and PDF; `header` stands above each block."""

    title: str
    author: str
    header: str
    layout: Layout
    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...] = ()


def paginated(units: Iterable[Unit], layout: Layout, first: int = 1, head: Sequence[Unit] = ()) -> Iterator[Page]:
    """The pages of `units`, each as soon as it is full; `head` stands across the first one's columns."""
    filler = _Filler(layout, first)
    filler.place_head(head)
    for unit in units:
        yield from filler.place(unit)
    yield from filler.rest()


class _Filler:
    """Fills column after column, page after page."""

    def __init__(self, layout: Layout, first: int) -> None:
        self._layout = layout
        self._number = first
        self._placed: list[Placed] = []
        self._frame = 0
        self._used = 0.0
        self._top = 0.0

    def place_head(self, units: Iterable[Unit]) -> None:
        """Place what stands above the columns of the first page."""
        for unit in units:
            for item in unit.items:
                self._placed.append(Placed(-1, self._used, item))
                self._used += item.rows
        self._top = self._used = min(float(ceil(self._used)), self._layout.rows - 2.0)

    def place(self, unit: Unit) -> Iterator[Page]:
        """Place a unit; the pages that became full by it."""
        self._snap(unit.is_grid)
        needed = unit.rows
        if self._is_begun() and self._used + needed > self._room:
            yield from self._next_frame()
            if self._top and needed > self._room - self._used and needed <= self._layout.rows:
                yield from self._next_frame()
        if self._used + self._head_rows(unit) + needed <= self._room:
            self._put_head(unit.items[0])
            for item in unit.items:
                self._put(item)
            return
        for item in unit.items:
            if self._is_begun() and self._used + item.rows > self._room:
                yield from self._next_frame()
            self._put_head(item)
            self._put(item)

    def rest(self) -> Iterator[Page]:
        """The last page."""
        if self._placed:
            yield Page(self._number, tuple(self._placed))

    @property
    def _room(self) -> float:
        return self._layout.rows + _TINY

    def _is_begun(self) -> bool:
        return self._used > self._top + _TINY

    def _snap(self, is_grid: bool) -> None:  # noqa: FBT001 - private
        if is_grid:
            self._used = float(ceil(self._used - _TINY))

    def _head_rows(self, unit: Unit) -> float:
        item = unit.items[0]
        return item.head.rows if isinstance(item, TableRow) and item.head and not self._is_begun() else 0.0

    def _put_head(self, item: Item) -> None:
        if isinstance(item, TableRow) and item.head and not self._is_begun():
            self._put(item.head)

    def _put(self, item: Item) -> None:
        self._placed.append(Placed(self._frame, self._used, item))
        self._used += item.rows

    def _next_frame(self) -> Iterator[Page]:
        self._frame += 1
        self._used = self._top
        if self._frame == self._layout.frames:
            yield Page(self._number, tuple(self._placed))
            self._number += 1
            self._placed, self._frame, self._used, self._top = [], 0, 0.0, 0.0
