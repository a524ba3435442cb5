"""Hits as rows under the sections they stand in."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from fuzhou_viewer.core.records import SearchHit
from fuzhou_viewer.ui.overriding import override

HIT_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HitGroupRow:
    """A section with hits: its name, the headings above it and itself, a line each, and the hits.

    Or a report of the library with its hits, by its key; the key is empty for sections of the report shown.
    """

    name: str
    ladder: str
    hits: tuple[SearchHit, ...]
    report: str = ""


class HitModel(QAbstractItemModel):
    """Two levels: sections, and their hits in the order of the text. Given its rows; asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[HitGroupRow] = []
        self._firsts: list[int] = []

    def show_groups(self, groups: Sequence[HitGroupRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._groups = list(groups)
        self._firsts = []
        count = 0
        for group in self._groups:
            self._firsts.append(count)
            count += len(group.hits)
        self.endResetModel()

    def hit_count(self) -> int:
        """How many hits there are in all sections."""
        return self._firsts[-1] + len(self._groups[-1].hits) if self._groups else 0

    def place_of(self, index: _Index) -> int:
        """The number of a hit among all, from 0; a section stands for its first; -1 for no row."""
        if not index.isValid():
            return -1
        group = index.internalId()
        return self._firsts[index.row()] if group == 0 else self._firsts[group - 1] + index.row()

    def index_of(self, place: int) -> QModelIndex:
        """The row of the hit with that number."""
        if not 0 <= place < self.hit_count():
            return QModelIndex()
        group = bisect_right(self._firsts, place) - 1
        return self.createIndex(place - self._firsts[group], 0, group + 1)

    def hit(self, index: _Index) -> SearchHit | None:
        """The hit in a row, or the first of a section's row."""
        place = self.place_of(index)
        if place < 0:
            return None
        group = bisect_right(self._firsts, place) - 1
        return self._groups[group].hits[place - self._firsts[group]]

    def report(self, index: _Index) -> str:
        """The key of the report a row belongs to; empty where that is the one shown."""
        place = self.place_of(index)
        return self._groups[bisect_right(self._firsts, place) - 1].report if place >= 0 else ""

    @override
    def index(self, row: int, column: int, parent: _Index | None = None) -> QModelIndex:
        """Sections carry 0, hits the number of their section, from 1."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent and parent.isValid() else 0)

    @override
    def parent(self, index: _Index | None = None) -> Any:
        """Qt asks for the row above, and, without a row, for the owner."""
        if index is None:
            return super().parent()
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        """Qt asks how many."""
        if parent is None or not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].hits)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        """One."""
        return 1

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows."""
        if not index.isValid():
            return None
        if not index.internalId():
            return self._of_section(index.row(), role)
        hit = self.hit(index)
        if hit is None or role == HIT_ROLE:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.before}{hit.match}{hit.after}"
        return None

    def _of_section(self, row: int, role: int) -> Any:
        group = self._groups[row]
        if role == COUNT_ROLE:
            return len(group.hits)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{group.name},{len(group.hits)} 处"
        if role == Qt.ItemDataRole.ToolTipRole:
            # names from a report must not be taken for a page that loads files
            return f"<qt>{escape(group.ladder).replace(chr(10), '<br>')}</qt>"
        return group.name if role == Qt.ItemDataRole.DisplayRole else None
