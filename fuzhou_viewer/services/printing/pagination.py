"""Lines to pages of 22 rows: headings keep with what follows, no paragraph leaves one line alone."""

from dataclasses import dataclass

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.official_format import ROWS, Measure
from fuzhou_viewer.services.printing.selection import Block
from fuzhou_viewer.services.printing.typesetting import Line, lines


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and the row of the page where it begins."""

    row: int
    line: Line


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number as printed and its lines."""

    number: int
    lines: tuple[PlacedLine, ...]


@dataclass(frozen=True, slots=True)
class PagedDocument:
    """The same pages for preview, printer and PDF; `header` stands above each block."""

    title: str
    header: str
    pages: tuple[Page, ...]


def paged(document: Document, blocks: tuple[Block, ...], measure: Measure) -> PagedDocument:
    """`blocks` of `document` set on pages."""
    header = f"《{document.title}》　{document.issuer}".rstrip("\u3000")
    return PagedDocument(document.title, header, paginate(lines(blocks, measure)))


def paginate(flow: tuple[Line, ...]) -> tuple[Page, ...]:
    """`flow` on pages of 22 rows."""
    pages: list[list[PlacedLine]] = [[]]
    used = 0
    start = 0
    while start < len(flow):
        stop = _chain_end(flow, start)
        needed = _rows_needed(flow, start, stop)
        if used and used + needed > ROWS >= needed:
            pages.append([])
            used = 0
        for line in flow[start:stop]:
            if used + line.rows > ROWS:
                pages.append([])
                used = 0
            pages[-1].append(PlacedLine(used, line))
            used += line.rows
        start = stop
    return tuple(Page(number, tuple(placed)) for number, placed in enumerate(pages, 1))


def _chain_end(flow: tuple[Line, ...], start: int) -> int:
    """The end of the run of lines that must stand on one page, beginning at `start`."""
    stop = start
    while stop < len(flow) - 1 and flow[stop].keeps_next:
        stop += 1
    return stop + 1


def _rows_needed(flow: tuple[Line, ...], start: int, stop: int) -> int:
    """The rows the run takes, with the line after it where leaving that alone would strand a line."""
    rows = sum(line.rows for line in flow[start:stop])
    last = flow[stop - 1]
    if last.is_last or stop == len(flow):
        return rows
    follows = flow[stop]
    strands_first = last.is_first
    strands_last = follows.is_last
    return rows + follows.rows if strands_first or strands_last else rows
