"""Numbers in tables: named by their row and column, with the unit and year the heads state."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fuzhou_viewer.core.grids import Grid, GridCell, grids
from fuzhou_viewer.core.naming.endings import finished
from fuzhou_viewer.core.numerals import last_place, magnitude
from fuzhou_viewer.core.quantities import Numbers
from fuzhou_viewer.core.records import PlainNumber, Quantity, Span
from fuzhou_viewer.core.vocabulary import Vocabulary

_BRACKET = re.compile(r"[（(]\s*(?:单位[:：]?\s*)?(?P<unit>[\u4e00-\u9fff㎡%％‰]{1,4})\s*[)）]")
_UNIT_LINE = re.compile(r"单位[:：]\s*(?P<unit>[\u4e00-\u9fff㎡%％‰]{1,4})")
_SCALED = re.compile("(?P<scale>万亿|亿|万|千|百)?(?P<unit>.+)")
_PERIOD = re.compile(r"(?P<year>(?:19|20)\d{2})\s*(?:年度?|(?=$))(?P<part>上半年|下半年|第?[一二三四]季度)?")
_INDEX = re.compile("序号|编号|No\\.?|#")
_UNITS = re.compile("计?量?单位")
_PLAIN_HEAD = re.compile("数量|数值|数据|数|总数|本年|本期|实绩|完成数?|实际|情况|指标值?|值|合计")
_SHARE_HEAD = re.compile("比例|占比|比重|百分比|构成|率$")
_GROWTH_HEAD = re.compile("同比|环比|增长|增幅|增减|增速")
_AREA_HEAD = re.compile(
    r"(?:各?(?:地区|区县|县区|县[（(]?市?、?区[)）]?|市州|州市|地市|市县|乡镇|镇街|街道|省份|城市|盟市))(?:名称)?"
)
_ROW_ORDINAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*|其中[:：]?\s*|[—–-]+\s*)")
_TOTAL = ("合计", "总计", "共计", "总数", "小计")
_SAYS_NOTHING = (*_TOTAL, "其他", "其它", "其中")
_CAPTION_NOISE = re.compile(r"^(?:[附图表]+\s*\d*[:：、.\s]*|\d{1,2}(?=\D))|(?:一览|统计|汇总)?[图表]$")
_SHORT = 2


@dataclass(frozen=True, slots=True)
class TableNumber:
    """A number of a table: its quantity, name and period (empty where the table states none).

    `scope` is the area its row is about, in a table of areas. `whole` is the place, among the table's
    numbers, of the total it is a part of.
    """

    quantity: Quantity
    name: str
    period: str
    whole: int | None
    is_total: bool
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its numbers, and the row numbers that count nothing."""

    numbers: tuple[TableNumber, ...]
    ordinals: tuple[PlainNumber, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column says about its numbers."""

    label: str
    unit: str
    period: str


class LaidOut:
    """The numbers of a text parted into those of tables and those of running text."""

    def __init__(self, tables: Sequence[Table], numbers: Numbers) -> None:
        self.cells: list[TableNumber] = []
        self._whole: dict[int, int] = {}
        read = {quantity.span.start: quantity for quantity in numbers.quantities if quantity.unit}
        for table in tables:
            starts = [number.quantity.span.start for number in table.numbers]
            for number, start in zip(table.numbers, starts, strict=True):
                self.cells.append(_better(number, read.get(start)))
                if number.whole is not None:
                    self._whole[start] = starts[number.whole]
        self._by_start = {cell.quantity.span.start: cell for cell in self.cells}
        ordinals = [number for table in tables for number in table.ordinals]
        taken = sorted([cell.quantity.span for cell in self.cells] + [n.span for n in ordinals], key=lambda s: s.start)
        self._starts, self._ends = [span.start for span in taken], [span.end for span in taken]
        self.running = [quantity for quantity in numbers.quantities if not self._is_taken(quantity.span)]
        others = [number for number in numbers.plain if not self._is_taken(number.span)]
        self.plain = sorted((*others, *ordinals), key=lambda number: number.span.start)

    def _is_taken(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.start < self._ends[at]

    def period(self, start: int) -> str:
        """The period the table states for the number at `start`."""
        return self._by_start[start].period if start in self._by_start else ""

    def scope(self, start: int) -> str:
        """The area the row of the number at `start` is about."""
        return self._by_start[start].scope if start in self._by_start else ""

    def direction(self, start: int) -> str:
        """Where a column of growth says the number at `start` went: up, or down below nought."""
        cell = self._by_start.get(start)
        if cell is None or not _GROWTH_HEAD.search(cell.name) or not cell.quantity.value:
            return ""
        return "up" if cell.quantity.value > 0 else "down"

    def wholes(self, starts: Sequence[int], said: Sequence[int | None]) -> list[int | None]:
        """`said`, the wholes of the numbers at `starts`, with those that stand in tables."""
        places = {start: at for at, start in enumerate(starts)}
        return [
            places.get(self._whole[start]) if start in self._whole else whole
            for start, whole in zip(starts, said, strict=True)
        ]


def _better(number: TableNumber, read: Quantity | None) -> TableNumber:
    """A number with its own unit is known better from the text, where 余 and 约 are understood."""
    if read is None or read.span.end > number.quantity.span.end:
        return number
    return replace(number, quantity=read)


class TableReader:
    """Reads the tables of a text with the units of a vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._units = frozenset((*words.units, "%", "‰"))

    def tables(self, text: str) -> list[Table]:
        """The tables of `text` (simplified) in its order."""
        return [table for table in map(self._table, grids(text)) if table.numbers]

    def _table(self, grid: Grid) -> Table:
        columns = [self._column(" ".join(dict.fromkeys(words))) for words in _heads(grid)]
        above = grid.captions[-1] if grid.captions else ""
        caption = self._column(above)
        stated = next((found["unit"] for words in reversed(grid.captions) if (found := _UNIT_LINE.search(words))), "")
        index = _index_column(grid, columns)
        wordy = [i for i in range(len(columns)) if i != index and _is_wordy(grid, i)]
        units = next((i for i in wordy if _UNITS.fullmatch(columns[i].label)), None)
        wordy = [i for i in wordy if i != units]
        corner = next((columns[i].unit for i in wordy if columns[i].unit), "")
        areas = any(_AREA_HEAD.fullmatch(columns[i].label) for i in wordy)
        numbers: list[TableNumber] = []
        places: dict[int, list[int]] = {}
        for row in grid.rows:
            for i, cell in enumerate(row):
                if i == index or i in wordy or not (wordy and cell.number):
                    continue
                label = self._column(_row_label(row, [w for w in wordy if w < i] or wordy[:1]))
                unit = (columns[i].unit, label.unit, row[units].words if units is not None else "", corner, stated)
                quantity = self._quantity(cell, next(filter(None, (*unit, caption.unit)), ""), columns[i])
                if quantity:
                    # in a table of areas the row says whose number it is, the column what it counts
                    is_area = bool(areas and columns[i].label and not _PLAIN_HEAD.fullmatch(columns[i].label))
                    row_name = "" if is_area else _row_name(label.label, caption.label)
                    name = _name(row_name, columns[i].label, quantity.unit)
                    period = columns[i].period or label.period or caption.period
                    is_total = label.label in _TOTAL
                    scope = label.label if is_area and not is_total else ""
                    places.setdefault(i, []).append(len(numbers))
                    numbers.append(TableNumber(quantity, name, period, None, is_total, scope))
        ordinals = [] if index is None else [PlainNumber(_span(row[index]), "ordinal") for row in grid.rows]
        return Table(_with_wholes(numbers, places.values()), tuple(ordinals))

    def _column(self, words: str) -> _Column:
        """A head or row label without the unit and year it states."""
        bracket = _BRACKET.search(words)
        unit = bracket["unit"] if bracket and self._scaled(bracket["unit"]) else ""
        if unit and bracket:
            words = words[: bracket.start()] + words[bracket.end() :]
        year = _PERIOD.search(words)
        period = f"{year['year']}年{year['part'] or ''}" if year else ""
        label = _CAPTION_NOISE.sub("", _PERIOD.sub("", words) if year else words)
        return _Column(re.sub(r"\s+", "", _ROW_ORDINAL.sub("", label.strip())), unit, period)

    def _scaled(self, unit: str) -> tuple[Decimal, str] | None:
        """The factor and the bare unit of 万元; None for what is no unit."""
        found = _SCALED.fullmatch(unit)
        if unit in self._units or not found:
            return (Decimal(1), unit.replace("％", "%")) if unit in self._units else None
        return (magnitude(found["scale"] or ""), found["unit"]) if found["unit"] in self._units else None

    def _quantity(self, cell: GridCell, unit: str, column: _Column) -> Quantity | None:
        found = cell.number
        if found is None:
            return None
        own = found["unit"].replace("％", "%")
        if not own and _SHARE_HEAD.search(column.label):
            own = "%"
        scaled = self._scaled(own or unit) if own or unit else (Decimal(1), "")
        if scaled is None:
            return None
        digits = re.sub("[,，]", "", found["digits"]).lstrip("+").replace("－", "-")
        scale = scaled[0] * magnitude(found["scale"] or "")
        value = Decimal(digits) * scale
        place = last_place(digits) * scale
        is_exact = scale == 1 and "." not in digits
        span = Span(cell.start + found.start("digits"), cell.start + len(found[0].rstrip()))
        low, high = (value, value) if is_exact else (value - place / 2, value + place)
        return Quantity(value, low, high, scaled[1], "exact", span)


def _heads(grid: Grid) -> list[tuple[str, ...]]:
    """The words over each column, the topmost first."""
    if not grid.heads:
        return [()] * len(grid.rows[0])
    rows = [[cell.words for cell in row] for row in grid.heads]
    for row in rows[:-1]:
        # a head over several columns stands in the first of them
        for i in range(1, len(row)):
            row[i] = row[i] or row[i - 1]
    return [tuple(words for words in column if words) for column in zip(*rows, strict=True)]


def _index_column(grid: Grid, columns: Sequence[_Column]) -> int | None:
    """The column that only numbers the rows."""
    if _INDEX.fullmatch(columns[0].label):
        return 0
    first = [row[0].words for row in grid.rows if row[0].words]
    is_count = len(first) > 1 and first == [str(i) for i in range(1, len(first) + 1)]
    return 0 if is_count and len(columns) > 2 else None


def _is_wordy(grid: Grid, column: int) -> bool:
    cells = [row[column] for row in grid.rows if row[column].words]
    return sum(not cell.number for cell in cells) * 2 > len(cells)


def _row_label(row: Sequence[GridCell], columns: Sequence[int]) -> str:
    """The words of the row nearest to the left of a number; a short one with what stands before it."""
    words = [row[i].words for i in columns if row[i].words]
    if not words:
        return ""
    return f"{words[-2]}{words[-1]}" if len(words) > 1 and len(words[-1]) <= _SHORT else words[-1]


def _row_name(row: str, caption: str) -> str:
    """The row's name; 合计 and 其他 say nothing without the table's."""
    return f"{caption}{row}" if row in _SAYS_NOTHING else row


def _name(row: str, column: str, unit: str) -> str:
    if not column or _PLAIN_HEAD.fullmatch(column) or column in row:
        return finished(row, unit)
    if _GROWTH_HEAD.search(column):
        return f"{row}{'同比增速' if unit == '%' and '同比' in column else column}"
    if _SHARE_HEAD.search(column):
        return f"{row}{column}"
    return finished(f"{row}{column}", unit)


def _with_wholes(numbers: Sequence[TableNumber], columns: Iterable[Sequence[int]]) -> tuple[TableNumber, ...]:
    """The numbers, those above a 合计 that is their sum as its parts."""
    wholes: dict[int, int] = {}
    for column in columns:
        totals = [at for at in column if numbers[at].is_total]
        parts = [at for at in column if not numbers[at].is_total]
        if len(totals) != 1 or not parts or numbers[totals[0]].quantity.unit in ("%", "‰"):
            continue
        total = sum((numbers[at].quantity.value for at in parts), Decimal(0))
        if total == numbers[totals[0]].quantity.value:
            wholes |= dict.fromkeys(parts, totals[0])
    return tuple(replace(number, whole=wholes.get(at)) for at, number in enumerate(numbers))


def _span(cell: GridCell) -> Span:
    return Span(cell.start, cell.end)
