"""Paints the rows of the shelf: a group's name with its count, a report's title over what is known of it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fuzhou_viewer.ui.library_panel.shelf_model import SECOND_ROLE, holding_at
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.theme import Theme

_EDGE = 14
_INSET = 10
_SMALLER = 0.88
_GROUP_HEIGHT = 2.2
_ROW_HEIGHT = 3.0


class ShelfRow(QStyledItemDelegate):
    """Rows of the shelf in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines for a report, one for a group."""
        lines = _GROUP_HEIGHT if holding_at(index) is None else _ROW_HEIGHT
        return QSize(160, round(lines * QFontMetrics(QApplication.font()).height()))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row."""
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if holding_at(index) is None:
            self._paint_group(painter, rect, index)
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, QColor(self._theme.selection))
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, QColor(self._theme.accent_soft))
            self._paint_report(painter, rect.adjusted(_EDGE + _INSET, 0, -_EDGE, 0), index)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        font = _font(bold=True, scale=_SMALLER)
        painter.setFont(font)
        inner = rect.adjusted(_EDGE, 4, -_EDGE, 0)
        painter.setPen(QColor(self._theme.accent))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{index.data(SECOND_ROLE)} 份"
        )

    def _paint_report(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        half = rect.height() // 2
        lines = (
            (QRect(rect.left(), rect.top() + 3, rect.width(), half), _font(), self._theme.ink, str(index.data())),
            (
                QRect(rect.left(), rect.top() + half - 2, rect.width(), half),
                _font(scale=_SMALLER),
                self._theme.muted,
                str(index.data(SECOND_ROLE)),
            ),
        )
        for place, font, colour, words in lines:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _font(*, bold: bool = False, scale: float = 1.0) -> QFont:
    font = QFont(QApplication.font())
    font.setBold(bold)
    if font.pixelSize() > 0:
        font.setPixelSize(round(font.pixelSize() * scale))
    return font
