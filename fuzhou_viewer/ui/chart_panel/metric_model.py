"""Metrics as rows of a table that sorts by value, not by words, and filters by any of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Metric
from fuzhou_viewer.services.charting.facts import Fact
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.plain import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SORT = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    words: Callable[[Fact], str]
    is_number: bool = False


_NAME = _Column("指标", lambda fact: fact.metric.name)
_VALUE = _Column("数值", lambda fact: value_words(fact.metric.quantity), is_number=True)
_UNIT = _Column("单位", lambda fact: fact.metric.quantity.unit)
_SCOPE = _Column("范围", lambda fact: fact.metric.scope)
_PERIOD = _Column("时期", lambda fact: fact.metric.period)
_SECTION = _Column("章节", lambda fact: fact.section)
_INDICATOR = _Column("标准指标", lambda fact: fact.metric.indicator)
_SENTENCE = _Column("原句", lambda fact: fact.sentence)

SHORT = (_NAME, _VALUE, _SCOPE, _PERIOD)
"""The columns beside a chart."""

FULL = (_NAME, _VALUE, _UNIT, _SCOPE, _PERIOD, _INDICATOR, _SECTION, _SENTENCE)
"""The columns of the ledger."""


class MetricModel(QAbstractTableModel):
    """Rows are facts; the value column sorts by the exact figure in base units."""

    def __init__(self, columns: Sequence[_Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._facts: Sequence[Fact] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._facts = tuple(facts)
        self.endResetModel()

    def fact(self, row: int) -> Fact:
        """The fact in `row`."""
        return self._facts[row]

    def row_of(self, metric: Metric) -> int:
        """The row of `metric`; -1 where it has none."""
        return next((i for i, fact in enumerate(self._facts) if fact.metric.id == metric.id), -1)

    def titles(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return tuple(column.title for column in self._columns)

    def cells(self, row: int) -> tuple[str, ...]:
        """The words of `row`."""
        return tuple(column.words(self._facts[row]) for column in self._columns)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One row for each fact."""
        return 0 if parent.isValid() else len(self._facts)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """As many as were asked for."""
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section].title
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, the whole of them as a tooltip, numbers at the right, and what to sort by."""
        column, fact = self._columns[index.column()], self._facts[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.words(fact))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.words(fact)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _SORT:
            return fact.metric.quantity.value if column.is_number else column.words(fact)
        return None


class MetricProxy(QSortFilterProxyModel):
    """Sorts exactly and filters by words anywhere in a row; every word must be there."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.setSortRole(_SORT)

    def set_words(self, typed: str) -> None:
        """Keep the rows that hold every word of `typed`."""
        self._words = tuple(folded(typed).split())
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:
        """Whether a row holds all words."""
        model = self.sourceModel()
        if not self._words or not isinstance(model, MetricModel):
            return True
        row = folded(" ".join(model.cells(source_row)))
        return all(word in row for word in self._words)

    @override
    def lessThan(self, source_left: _Index, source_right: _Index) -> bool:
        """Decimals by size, words as GBK orders them: common characters by their sound."""
        left, right = source_left.data(_SORT), source_right.data(_SORT)
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return left < right
        return str(left).encode("gbk", "replace") < str(right).encode("gbk", "replace")
