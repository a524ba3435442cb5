"""The order of rows in a group: of the text, by size, by name."""

from collections.abc import Callable, Sequence
from enum import Enum

from fuzhou_viewer.services.charting.grouping import Row


class Order(Enum):
    """How rows are sorted, in the words a reader chooses by."""

    TEXT = "原文顺序"
    LARGEST = "由大到小"
    SMALLEST = "由小到大"
    NAME = "按名称"


_KEYS: dict[Order, Callable[[Row], object]] = {
    Order.LARGEST: lambda row: -row.metric.quantity.value,
    Order.SMALLEST: lambda row: row.metric.quantity.value,
    # GBK orders common characters by their sound
    Order.NAME: lambda row: row.metric.name.encode("gbk", "replace"),
}


def sorted_rows(rows: Sequence[Row], order: Order) -> tuple[Row, ...]:
    """`rows` in `order`; rows that are alike keep the order of the text."""
    key = _KEYS.get(order)
    return tuple(rows) if key is None else tuple(sorted(rows, key=key))  # type: ignore[arg-type]
