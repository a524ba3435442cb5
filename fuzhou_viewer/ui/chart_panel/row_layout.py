"""Where the rows of groups of metrics lie in a column of a given width: heads, names, bars, values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.services.charting.grouping import Group, Row, Shape
from fuzhou_viewer.services.charting.order import Order, sorted_rows
from fuzhou_viewer.services.charting.scale import Scale, scale
from fuzhou_viewer.services.charting.wording import value_words

ROW = 46.0
HEAD = 34.0
EDGE = 14.0
BAR = 12.0
_TOP = 4.0
_NARROWEST_BAR = 60.0
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its top edge; `length` is the drawn length of its value in pixels, `before` of the first value."""

    row: Row
    shape: Shape
    top: float
    length: float
    before: float
    scale: Scale
    room: float


@dataclass(frozen=True, slots=True)
class PlacedHead:
    """The head of a group with its top edge."""

    group: Group
    top: float


@dataclass(frozen=True, slots=True)
class RowLayout:
    """All heads and rows, and the height they take together."""

    heads: tuple[PlacedHead, ...]
    rows: tuple[PlacedRow, ...]
    height: float

    def at(self, y: float) -> PlacedRow | None:
        """The row at height `y`."""
        return next((row for row in self.rows if row.top <= y < row.top + ROW), None)

    def head_at(self, y: float) -> PlacedHead | None:
        """The head at height `y`."""
        return next((head for head in self.heads if head.top <= y < head.top + HEAD), None)


def row_layout(
    groups: Sequence[Group], width: float, value_width: float, order: Order, *, is_log: bool = False
) -> RowLayout:
    """The layout of `groups` in a column `width` wide whose widest value takes `value_width`, all in pixels."""
    heads, rows = [], []
    top = _TOP
    room = max(_NARROWEST_BAR, width - 2 * EDGE - value_width - 10)
    for group in groups:
        heads.append(PlacedHead(group, top))
        top += HEAD
        measure = _scale(group, is_log=is_log and group.shape is Shape.BARS)
        for row in sorted_rows(group.rows, order):
            before = measure.place(row.before.quantity.value) * room if row.before else 0.0
            length = measure.place(row.metric.quantity.value) * room
            rows.append(PlacedRow(row, group.shape, top, length, before, measure, room))
            top += ROW
    return RowLayout(tuple(heads), tuple(rows), top + EDGE)


def values(groups: Sequence[Group]) -> tuple[str, ...]:
    """The words of all values, to find how much room the widest takes."""
    return tuple(value_of(row) for group in groups for row in group.rows)


def value_of(row: Row) -> str:
    """A row's value; both values of a step."""
    after = value_words(row.metric.quantity)
    return f"{value_words(row.before.quantity)} → {after}" if row.before else after


def _scale(group: Group, *, is_log: bool) -> Scale:
    amounts = [row.metric.quantity.value for row in group.rows]
    amounts += [row.before.quantity.value for row in group.rows if row.before]
    whole = _HUNDRED if group.unit == "%" and group.shape in (Shape.SHARES, Shape.STEPS) else Decimal(0)
    return scale(amounts, is_log=is_log, at_least=whole)
