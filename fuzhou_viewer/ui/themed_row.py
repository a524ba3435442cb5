"""Rows that paint themselves in the colours of the theme: chosen, pointed at, and what stands in them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class ThemedRow(QStyledItemDelegate):
    """Paints the ground of a row; the words are put on it by `paint_words` of the row's own kind."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """The colours to paint with."""
        self._theme = theme

    def is_choosable(self, index: Index) -> bool:
        """Whether a chosen row is shown as chosen; heads of groups are not."""
        return index.isValid()

    def paint_words(self, painter: QPainter, theme: Theme, rect: QRect, index: Index, *, is_open: bool) -> None:
        """What stands in the row; `rect` is all of it, `is_open` whether what is below it is shown."""
        raise NotImplementedError

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, then the words; nothing before there are colours."""
        if self._theme is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected and self.is_choosable(index):
            painter.fillRect(rect, QColor(self._theme.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(self._theme.accent_soft))
        self.paint_words(painter, self._theme, rect, index, is_open=bool(state & QStyle.StateFlag.State_Open))
        painter.restore()
