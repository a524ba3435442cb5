"""Paints a hit in two lines: where it stands, small; the words around it with the hit marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fuzhou_viewer.core.records import SearchHit
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.search_panel.hit_model import HIT_ROLE, PLACE_ROLE
from fuzhou_viewer.ui.theme import Theme

_EDGE = 12
_GAP = 6
_SMALLER = 0.86
_BEFORE_SHARE = 0.4


class HitRow(QStyledItemDelegate):
    """Rows of the hit list."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """The colours to paint with."""
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and the space around them."""
        return QSize(120, round(2.1 * QFontMetrics(QApplication.font()).height()) + 2 * _GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row."""
        hit = index.data(HIT_ROLE)
        if self._theme is None or not isinstance(hit, SearchHit):
            return
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self._theme.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(self._theme.accent_soft))
        inner = rect.adjusted(_EDGE, _GAP, -_EDGE, -_GAP)
        font = QFont(QApplication.font())
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * _SMALLER) if font.pointSizeF() > 0 else small.setPixelSize(
            round(font.pixelSize() * _SMALLER)
        )
        self._paint_place(painter, small, inner, str(index.data(PLACE_ROLE)))
        self._paint_words(painter, font, inner, hit)
        painter.restore()

    def _paint_place(self, painter: QPainter, font: QFont, rect: QRect, place: str) -> None:
        assert self._theme is not None  # noqa: S101 - paint() has checked
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        words = QFontMetrics(font).elidedText(place, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_words(self, painter: QPainter, font: QFont, rect: QRect, hit: SearchHit) -> None:
        assert self._theme is not None  # noqa: S101 - paint() has checked
        metrics = QFontMetrics(font)
        line = QRect(rect.left(), rect.bottom() - metrics.height(), rect.width(), metrics.height() + 1)
        match = metrics.elidedText(hit.match, Qt.TextElideMode.ElideRight, line.width())
        room = line.width() - metrics.horizontalAdvance(match)
        before = metrics.elidedText(hit.before, Qt.TextElideMode.ElideLeft, round(room * _BEFORE_SHARE))
        after_room = room - metrics.horizontalAdvance(before)
        after = metrics.elidedText(hit.after, Qt.TextElideMode.ElideRight, after_room)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.ink))
        x = line.left()
        for words, is_match in ((before, False), (match, True), (after, False)):
            width = metrics.horizontalAdvance(words)
            place = QRect(x, line.top(), width, line.height())
            if is_match:
                painter.fillRect(place, QColor(self._theme.mark_current))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            x += width
