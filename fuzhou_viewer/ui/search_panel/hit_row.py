"""Paints the rows of the hit list: a section with its count, a hit with its words marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fuzhou_viewer.core.records import SearchHit
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.search_panel.hit_model import COUNT_ROLE, HIT_ROLE
from fuzhou_viewer.ui.theme import Theme

_EDGE = 12
_INSET = 10
_HEIGHT = 1.75
_SMALLER = 0.9
_BEFORE_SHARE = 0.4


class HitRow(QStyledItemDelegate):
    """Rows of the hit list, all of one height."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """The colours to paint with."""
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line and the space around it."""
        return QSize(120, round(_HEIGHT * QFontMetrics(QApplication.font()).height()))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row."""
        if self._theme is None:
            return
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self._theme.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(self._theme.accent_soft))
        hit = index.data(HIT_ROLE)
        if isinstance(hit, SearchHit):
            self._paint_words(painter, QFont(QApplication.font()), rect.adjusted(_EDGE + _INSET, 0, -_EDGE, 0), hit)
        else:
            self._paint_section(painter, rect.adjusted(_EDGE, 0, -_EDGE, 0), index)
        painter.restore()

    def _paint_section(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        assert self._theme is not None  # noqa: S101 - paint() has checked
        font = QFont(QApplication.font())
        font.setBold(True)
        if font.pixelSize() > 0:
            font.setPixelSize(round(font.pixelSize() * _SMALLER))
        metrics = QFontMetrics(font)
        painter.setFont(font)
        count = str(index.data(COUNT_ROLE))
        width = metrics.horizontalAdvance(count)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, rect.width() - width - _EDGE)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)

    def _paint_words(self, painter: QPainter, font: QFont, rect: QRect, hit: SearchHit) -> None:
        assert self._theme is not None  # noqa: S101 - paint() has checked
        metrics = QFontMetrics(font)
        match = metrics.elidedText(hit.match, Qt.TextElideMode.ElideRight, rect.width())
        room = rect.width() - metrics.horizontalAdvance(match)
        before = metrics.elidedText(hit.before, Qt.TextElideMode.ElideLeft, round(room * _BEFORE_SHARE))
        after_room = room - metrics.horizontalAdvance(before)
        after = metrics.elidedText(hit.after, Qt.TextElideMode.ElideRight, after_room)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.ink))
        x = rect.left()
        height = metrics.height()
        for words, is_match in ((before, False), (match, True), (after, False)):
            width = metrics.horizontalAdvance(words)
            place = QRect(x, rect.top(), width, rect.height())
            if is_match:
                mark = QRect(x, rect.center().y() - height // 2, width, height)
                painter.fillRect(mark, QColor(self._theme.mark_current))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            x += width
