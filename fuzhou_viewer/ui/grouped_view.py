"""How a list in groups, of rows that paint themselves, is set up."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QTreeView


def prepare_grouped(view: QTreeView, model: QAbstractItemModel, row: QStyledItemDelegate, name: str) -> None:
    """Let `view` show `model` in flat rows painted by `row`; a screen reader calls it `name`."""
    view.setModel(model)
    view.setItemDelegate(row)
    view.setHeaderHidden(True)
    view.setRootIsDecorated(False)
    view.setIndentation(0)
    view.setExpandsOnDoubleClick(False)
    view.setAccessibleName(name)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setMouseTracking(True)
