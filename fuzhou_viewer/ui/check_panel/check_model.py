"""Relations as rows under their verdicts, and the numbers in none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from fuzhou_viewer.core.checking.marking import Marked
from fuzhou_viewer.core.checking.verdicts import ORDER, RULES, Relation
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.ui.overriding import override

ROW_ROLE = Qt.ItemDataRole.UserRole
UNCHECKED = "未核对"
SILENCED = "不再提示"
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Group:
    """A verdict's row: its name, how many stand under it, and how many of these somebody has decided about."""

    name: str
    count: int
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of two lines: the formula, or a number with its name; and of what kind it is, or where it stands."""

    group: str
    first: str
    second: str
    span: Span
    relation: Relation | None = None
    opinion: str = ""


class CheckModel(QAbstractItemModel):
    """Two levels: verdicts, and what stands under them; the words of a row are made when it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[tuple[str, tuple[Relation | Span, ...]]] = []
        self._marked: Marked | None = None
        self._place: Callable[[Span], str] = lambda _span: ""
        self._name: Callable[[Span], str] = lambda _span: ""

    def show_marked(self, told: Marked, place: Callable[[Span], str], name: Callable[[Span], str]) -> None:
        """Replace the rows; `place` and `name` give the words for a span, and are asked when a row is seen.

        What was decided stands last under its verdict; what is not wanted has a group of its own at the end.
        """
        self.beginResetModel()
        self._marked, self._place, self._name = told, place, name
        self._groups = [(verdict.value, told.waiting(verdict) + told.decided(verdict)) for verdict in ORDER]
        self._groups.append((UNCHECKED, told.checked.unchecked))
        if silenced := told.silenced():
            self._groups.append((SILENCED, silenced))
        self.endResetModel()

    def index_of(self, relation: Relation) -> QModelIndex:
        """The row of a relation."""
        for i, (_, held) in enumerate(self._groups):
            for j, each in enumerate(held):
                if each == relation:
                    return self.createIndex(j, 0, i + 1)
        return QModelIndex()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Verdicts at the top, their rows below."""
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()][1]) if parent.internalId() == 0 else 0

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One."""
        return 1

    @override
    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """The row's place; its number is 0 for a verdict, else that of its verdict from 1."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, child: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008 - Qt's two parent()
        """The verdict of a row."""
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for screen readers and tool tips; the row itself for its painter."""
        if not index.isValid():
            return None
        row = self._row(index)
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _group_words(row) if isinstance(row, Group) else f"{row.first} {row.second}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Row):
            return f"{row.relation.sentence}\n{row.second}" if row.relation else f"{row.first}\n{row.second}"
        return None

    def _row(self, index: _Index) -> Group | Row:
        if index.internalId() == 0:
            name, held = self._groups[index.row()]
            return Group(name, len(held), sum(bool(self._opinion(each)) for each in held) if name != SILENCED else 0)
        name, held = self._groups[index.internalId() - 1]
        each = held[index.row()]
        if isinstance(each, Relation):
            opinion = self._opinion(each)
            parts = (opinion, RULES[each.rule], self._place(each.subject))
            return Row(name, each.formula, " · ".join(filter(None, parts)), each.subject, each, opinion)
        return Row(name, self._name(each), self._place(each), each)

    def _opinion(self, each: Relation | Span) -> str:
        return self._marked.opinion(each) if self._marked and isinstance(each, Relation) else ""


def _group_words(group: Group) -> str:
    return f"{group.name} {group.count}" + (f",已处理 {group.decided}" if group.decided else "")
