"""Blocks to a paged document, a page at a time: the first page is there before the last is thought of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.blocks import Block, Mark, Paragraph, Run
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.items import Item, Line, Unit
from fuzhou_viewer.services.printing.layouts import Layout, Measure
from fuzhou_viewer.services.printing.pagination import Bookmark, Page, PagedDocument, Placed, paginated
from fuzhou_viewer.services.printing.typesetting import Typesetter, joined

_LISTED_LEVELS = 2
_TAIL_CELLS = 2.5
_HEAD_KINDS = ("title", "excerpt")


class Composition:
    """A paged document in the making: `advance` until it says that all is done, or stop at any page."""

    def __init__(
        self,
        document: Document,
        blocks: Iterable[Block],
        measure: Measure,
        layout: Layout,
        include: Include,
        size: int = 0,
    ) -> None:
        self._document, self._layout, self._include = document, layout, include
        self._typesetter = Typesetter(layout, measure)
        self._contents: tuple[Page, ...] = ()
        self._blocks: Iterable[Block] = blocks
        if include.contents:
            self._blocks = tuple(blocks)
            self._listed = [mark for b in self._blocks if isinstance(b, Paragraph) for mark in _listed(b)]
            self._contents = self._contents_pages({}) if self._listed else ()
        self._size = max(1, size or len(document.text))
        self._set = 0
        self._is_whole = False
        self._pages: list[Page] = []
        self._bookmarks: list[Bookmark] = []
        self._coming = self._composed()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are done, the contents first."""
        return (*self._contents, *self._pages)

    @property
    def progress(self) -> float:
        """How much of the text is set, 0 to 1."""
        return 1.0 if self._is_whole else min(0.99, self._set / self._size)

    def advance(self) -> bool:
        """Make the next page; False when there is none and the document is whole."""
        page = next(self._coming, None)
        if page is None:
            self._is_whole = True
            if self._contents:
                self._contents = self._contents_pages({number: mark.page for number, mark in self._numbered()})
            return False
        self._pages.append(page)
        self._bookmarks += _bookmarks(page)
        return True

    def result(self) -> PagedDocument:
        """The document with the pages that are done."""
        title, issuer = self._document.title, self._document.issuer
        header = f"《{title}》　{issuer}".rstrip("\u3000") if self._include.header else ""
        return PagedDocument(title, issuer, header, self._layout, self.pages, tuple(self._bookmarks))

    def _composed(self) -> Iterator[Page]:
        blocks = iter(self._blocks)
        head: list[Block] = []
        first: list[Block] = []
        if self._layout.frames > 1:
            for block in blocks:
                if not _is_head(block):
                    first = [block]
                    break
                head.append(block)
        units = joined(self._typesetter.units(self._counted(chain(first, blocks))))
        yield from paginated(units, self._layout, len(self._contents) + 1, self._typesetter.head(head))

    def _counted(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            self._set += len(block.text) if isinstance(block, Paragraph) else 0
            yield block

    def _numbered(self) -> Iterator[tuple[int, Bookmark]]:
        """The listed headings by their place in the contents, with the bookmark each leads to."""
        return enumerate(mark for mark in self._bookmarks if mark.level <= _LISTED_LEVELS)

    def _contents_pages(self, known: dict[int, int]) -> tuple[Page, ...]:
        heading = Line(
            (Run("目　录", "title"),),
            size=self._layout.title,
            rows=self._layout.title_rows,
            align="centre",
            kind="title",
        )
        units = [Unit((heading, Line(())))]
        for number, mark in enumerate(self._listed):
            units.append(Unit(tuple(self._contents_lines(mark, number, str(known.get(number, ""))))))
        return tuple(paginated(units, self._layout))

    def _contents_lines(self, mark: Mark, number: int, tail: str) -> list[Item]:
        role = "h1" if mark.level == 1 else "body"
        indent = (mark.level - 1) * self._layout.cell
        room = self._layout.frame_width - _TAIL_CELLS * self._layout.cell - indent
        words = Paragraph((Run(mark.label, role),), "addressee")
        lines = self._typesetter.lines(words, room)
        told = [replace(line, x=indent, spacing=lines[-1].spacing, kind="contents") for line in lines]
        return [*told[:-1], replace(told[-1], target=number, tail=tail)]


def composed(
    document: Document, blocks: Sequence[Block], measure: Measure, layout: Layout, include: Include | None = None
) -> PagedDocument:
    """All pages of `blocks` at once."""
    composition = Composition(document, blocks, measure, layout, include or Include())
    while composition.advance():
        pass
    return composition.result()


def _is_head(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind in _HEAD_KINDS


def _listed(block: Paragraph) -> list[Mark]:
    return [mark for mark in block.marks if mark.level <= _LISTED_LEVELS]


def _bookmarks(page: Page) -> list[Bookmark]:
    return [_bookmark(mark, page.number, placed) for placed in page.placed for mark in _marks(placed)]


def _marks(placed: Placed) -> tuple[Mark, ...]:
    return placed.item.marks if isinstance(placed.item, Line) else ()


def _bookmark(mark: Mark, page: int, placed: Placed) -> Bookmark:
    return Bookmark(mark.level, mark.label, page, placed.row)
