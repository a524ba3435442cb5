"""Paints the rows of the hit list: a section with its count, a hit with its words marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from fuzhou_viewer.core.records import SearchHit
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.search_panel.hit_model import COUNT_ROLE, HIT_ROLE
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.themed_row import Index, ThemedRow

_EDGE = 12
_INSET = 10
_HEIGHT = 1.75
_SMALLER = 0.9
_BEFORE_SHARE = 0.4


class HitRow(ThemedRow):
    """Rows of the hit list, all of one height."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line and the space around it."""
        return QSize(120, round(_HEIGHT * QFontMetrics(QApplication.font()).height()))

    @override
    def paint_words(self, painter: QPainter, theme: Theme, rect: QRect, index: Index, *, is_open: bool) -> None:
        """A section with its count, or a hit with its words marked."""
        hit = index.data(HIT_ROLE)
        if isinstance(hit, SearchHit):
            inside = rect.adjusted(_EDGE + _INSET, 0, -_EDGE, 0)
            self._paint_hit(painter, theme, QFont(QApplication.font()), inside, hit)
        else:
            self._paint_section(painter, theme, rect.adjusted(_EDGE, 0, -_EDGE, 0), index)

    def _paint_section(self, painter: QPainter, theme: Theme, rect: QRect, index: Index) -> None:
        font = QFont(QApplication.font())
        font.setBold(True)
        if font.pixelSize() > 0:
            font.setPixelSize(round(font.pixelSize() * _SMALLER))
        metrics = QFontMetrics(font)
        painter.setFont(font)
        count = str(index.data(COUNT_ROLE))
        width = metrics.horizontalAdvance(count)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, rect.width() - width - _EDGE)
        painter.setPen(QColor(theme.ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)

    def _paint_hit(self, painter: QPainter, theme: Theme, font: QFont, rect: QRect, hit: SearchHit) -> None:
        metrics = QFontMetrics(font)
        match = metrics.elidedText(hit.match, Qt.TextElideMode.ElideRight, rect.width())
        room = rect.width() - metrics.horizontalAdvance(match)
        before = metrics.elidedText(hit.before, Qt.TextElideMode.ElideLeft, round(room * _BEFORE_SHARE))
        after_room = room - metrics.horizontalAdvance(before)
        after = metrics.elidedText(hit.after, Qt.TextElideMode.ElideRight, after_room)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        x = rect.left()
        height = metrics.height()
        for words, is_match in ((before, False), (match, True), (after, False)):
            width = metrics.horizontalAdvance(words)
            place = QRect(x, rect.top(), width, rect.height())
            if is_match:
                mark = QRect(x, rect.center().y() - height // 2, width, height)
                painter.fillRect(mark, QColor(theme.mark_current))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            x += width
