"""The shelf as a tree of two levels: groups and their reports."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from fuzhou_viewer.core.holdings import Holding
from fuzhou_viewer.ui.library_panel.groups import Group, second_line

HOLDING_ROLE = Qt.ItemDataRole.UserRole + 1
SECOND_ROLE = Qt.ItemDataRole.UserRole + 2


class ShelfModel(QStandardItemModel):
    """Is given groups; says what a row shows."""

    def show_groups(self, found: Sequence[Group]) -> None:
        """Show these groups."""
        self.clear()
        now = datetime.now(UTC)
        for group in found:
            head = QStandardItem(group.name)
            head.setData(str(len(group.holdings)), SECOND_ROLE)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for holding in group.holdings:
                head.appendRow(_item(holding, now))
            self.appendRow(head)


def holding_at(index: QModelIndex | QPersistentModelIndex) -> Holding | None:
    """The report of a row; None for a group's head."""
    found = index.data(HOLDING_ROLE)
    return found if isinstance(found, Holding) else None


def _item(holding: Holding, now: datetime) -> QStandardItem:
    item = QStandardItem(holding.title)
    item.setData(holding, HOLDING_ROLE)
    item.setData(second_line(holding, now), SECOND_ROLE)
    item.setEditable(False)
    item.setData(f"{holding.title},{second_line(holding, now)}", Qt.ItemDataRole.AccessibleTextRole)
    return item
