"""Tables to rows on pages: the head repeated, wide tables in parts, tall cells over several pages."""

from collections.abc import Iterator, Sequence

from fuzhou_viewer.services.printing.blocks import Run, Table
from fuzhou_viewer.services.printing.breaking import Grid, broken, tokens
from fuzhou_viewer.services.printing.items import Cell, Line, TableRow, Unit
from fuzhou_viewer.services.printing.layouts import POINT, Layout, Measure

_LEADING = 1.35
_PADDING = 40.0
_NARROWEST = 3.2
_TALLEST = 0.4
_SAMPLE = 200
_SLACK = 6.0


def table_units(table: Table, layout: Layout, measure: Measure) -> Iterator[Unit]:
    """The units of a table; one with more columns than fit is set in parts that repeat its first column."""
    for number, columns in enumerate(_parts(table, layout)):
        caption = table.caption if number == 0 else f"{table.caption}（续）"
        yield from _TablePart(table, columns, layout, measure).units(caption)


def small_line(words: str, layout: Layout, role: str, align: str = "left") -> Line:
    """A line of small type off the grid: a caption, with space above it, or a source."""
    rows = layout.small * POINT * (2.4 if align == "centre" else 1.6) / layout.row
    return Line((Run(words, role),), size=layout.small, rows=rows, align=align, kind="source")


def fitting(words: str, role: str, size: float, room: float, measure: Measure) -> str:
    """`words`, cut with … where they are wider than `room`."""
    if measure.advance(words, role, size) <= room:
        return words
    kept = len(words)
    while kept > 1 and measure.advance(words[:kept] + "…", role, size) > room:
        kept -= max(1, kept // 12)
    return words[:kept] + "…"


def _parts(table: Table, layout: Layout) -> list[tuple[int, ...]]:
    """The columns of each part."""
    columns = len(table.heads)
    fits = max(2, int(layout.frame_width / (_NARROWEST * layout.small * POINT)))
    if columns <= fits:
        return [tuple(range(columns))]
    rest = range(1, columns)
    return [(0, *rest[i : i + fits - 1]) for i in range(0, len(rest), fits - 1)]


class _TablePart:
    """Some columns of a table, set."""

    def __init__(self, table: Table, columns: Sequence[int], layout: Layout, measure: Measure) -> None:
        self._table, self._layout, self._measure = table, layout, measure
        self._columns = tuple(columns)
        self._size = layout.small
        self._widths = self._fitting_widths()

    def units(self, caption: str) -> Iterator[Unit]:
        """Caption, head and first row together, the last row with the source."""
        head = self._pieces(self._table.heads, None)[0]
        lead: list[Unit] = []
        if caption:
            words = fitting(caption, "h1", self._size, self._layout.frame_width, self._measure)
            lead.append(Unit((small_line(words, self._layout, "h1", "centre"),), keeps_next=True, is_grid=False))
        yield from lead
        yield Unit((head,), keeps_next=True, is_grid=False)
        rows = [piece for row in self._table.rows for piece in self._pieces(row, head)]
        for i, row in enumerate(rows):
            is_before_source = i == len(rows) - 1 and bool(self._table.source)
            yield Unit((row,), keeps_next=is_before_source, is_grid=False)
        if self._table.source:
            words = fitting(self._table.source, "body", self._size, self._layout.frame_width, self._measure)
            yield Unit((small_line(words, self._layout, "body"),), is_grid=False)

    def _fitting_widths(self) -> list[float]:
        """Columns as wide as their widest cell; where that is too wide for the page, the widest ones give way."""
        told = [
            max(self._width(row[i]) for row in self._sample() if i < len(row)) + 2 * _PADDING + _SLACK
            for i in self._columns
        ]
        width, total = self._layout.frame_width, sum(told)
        if total <= width:
            return [one * width / total for one in told]
        left, limit = width, width
        for count, one in enumerate(sorted(told)):
            limit = left / (len(told) - count)
            if one > limit:
                break
            left -= one
        return [min(one, limit) for one in told]

    def _width(self, words: str) -> float:
        return max(self._measure.advance(words, role, self._size) for role in ("h1", "body"))

    def _sample(self) -> Sequence[Sequence[str]]:
        return (self._table.heads, *self._table.rows[:_SAMPLE])

    def _pieces(self, words: Sequence[str], head: TableRow | None) -> list[TableRow]:
        """A row; one whose cells are taller than a good part of the page is set as several."""
        padded = [words[i] if i < len(words) else "" for i in self._columns]
        role = "body" if head else "h1"
        cells = [self._lines(cell, width, role) for cell, width in zip(padded, self._widths, strict=True)]
        line_rows = self._size * POINT * _LEADING / self._layout.row
        most = max(1, int(self._layout.rows * _TALLEST / line_rows))
        tallest = max(1, *(len(lines) for lines in cells))
        pieces = range(0, tallest, most) if head else range(1)
        return [self._row([lines[i : i + most] for lines in cells], line_rows, head) for i in pieces]

    def _row(self, cells: Sequence[Sequence[str]], line_rows: float, head: TableRow | None) -> TableRow:
        out: list[Cell] = []
        x = 0.0
        is_number = self._table.is_number or (False,) * len(self._table.heads)
        for i, width, lines in zip(self._columns, self._widths, cells, strict=True):
            out.append(Cell(tuple(lines), x, width, is_number=is_number[i] and head is not None))
            x += width
        height = max(1, *(len(lines) for lines in cells)) * line_rows + 1.5 * _PADDING / self._layout.row
        return TableRow(tuple(out), height, self._size, head)

    def _lines(self, words: str, width: float, role: str) -> list[str]:
        room = width - 2 * _PADDING
        grid = Grid(self._size, 0.0, room, room)
        told = tokens([Run(words, role)], self._measure, grid)
        return ["".join(t.text for t in told[line.start : line.stop]) for line in broken(told, grid, 0.0)]
