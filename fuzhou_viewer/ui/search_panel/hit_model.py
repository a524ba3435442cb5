"""Hits as rows: the section they stand in, and the words around them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from fuzhou_viewer.core.records import SearchHit
from fuzhou_viewer.ui.overriding import override

HIT_ROLE = Qt.ItemDataRole.UserRole
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Given its rows; asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[SearchHit, str]] = []

    def show_hits(self, hits: Sequence[SearchHit], places: Sequence[str]) -> None:
        """Replace the rows; `places` names the section of each hit."""
        self.beginResetModel()
        self._rows = list(zip(hits, places, strict=True))
        self.endResetModel()

    def hit(self, row: int) -> SearchHit | None:
        """The hit in a row."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        """Qt asks how many."""
        return 0 if parent and parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows."""
        if not 0 <= index.row() < len(self._rows):
            return None
        hit, place = self._rows[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == PLACE_ROLE:
            return place
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.before}{hit.match}{hit.after}"
        return place if role == Qt.ItemDataRole.ToolTipRole else None
