"""Paints the rows of the check panel: a verdict with its count, a relation in two lines with the verdict's colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from fuzhou_viewer.ui.check_panel.check_model import ROW_ROLE, UNCHECKED, Group, Row
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.themed_row import Index, ThemedRow

_EDGE = 12
_INSET = 14
_BAR = 3
_GROUP_HEIGHT = 2.0
_ROW_HEIGHT = 2.9
_SMALLER = 0.88
_ARROW = 16


def verdict_colour(theme: Theme, verdict: str) -> str:
    """The colour of a verdict; grey where nothing was checked."""
    colours = {"不一致": theme.differ, "口径": theme.ask, "请核对": theme.ask, "一致": theme.agree}
    return colours.get(verdict, theme.muted)


class CheckRow(ThemedRow):
    """Rows of the check panel."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A verdict takes one line, a relation two."""
        lines = _GROUP_HEIGHT if index.internalId() == 0 else _ROW_HEIGHT
        return QSize(120, round(lines * QFontMetrics(QApplication.font()).height()))

    @override
    def is_choosable(self, index: Index) -> bool:
        """Relations and numbers are, verdicts are not."""
        return isinstance(index.data(ROW_ROLE), Row)

    @override
    def paint_words(self, painter: QPainter, theme: Theme, rect: QRect, index: Index, *, is_open: bool) -> None:
        """A verdict's name and count, or the two lines of a relation."""
        row = index.data(ROW_ROLE)
        if isinstance(row, Group):
            self._paint_group(painter, theme, rect.adjusted(_EDGE, 0, -_EDGE, 0), row, is_open=is_open)
        elif isinstance(row, Row):
            self._paint_row(painter, theme, rect.adjusted(_EDGE, 0, -_EDGE, 0), row)

    def _paint_group(self, painter: QPainter, theme: Theme, rect: QRect, group: Group, *, is_open: bool) -> None:
        font = QFont(QApplication.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        if group.count:
            painter.drawText(rect, middle | left, "▾" if is_open else "▸")
        painter.setPen(QColor(verdict_colour(theme, group.name) if group.count else theme.muted))
        painter.drawText(rect.adjusted(_ARROW, 0, 0, 0), middle | left, group.name)
        painter.setPen(QColor(theme.ink if group.count else theme.muted))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, str(group.count))
        if group.decided:
            count = QFontMetrics(font).horizontalAdvance(f"{group.count}  ")
            font.setBold(False)
            painter.setFont(font)
            painter.setPen(QColor(theme.muted))
            beside = rect.adjusted(0, 0, -count, 0)
            painter.drawText(beside, middle | Qt.AlignmentFlag.AlignRight, f"已处理 {group.decided}")

    def _paint_row(self, painter: QPainter, theme: Theme, rect: QRect, row: Row) -> None:
        # what was decided is still there, but no longer asks to be looked at
        colour = QColor(theme.muted if row.opinion else verdict_colour(theme, row.group))
        ink = theme.muted if row.opinion else theme.ink
        if row.group != UNCHECKED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRect(rect.left() + 2, rect.top() + 7, _BAR, rect.height() - 14), 1.5, 1.5)
        inside = rect.adjusted(_INSET, 5, 0, -5)
        font = QFont(QApplication.font())
        half = inside.height() // 2
        self._write(painter, font, ink, QRect(inside.left(), inside.top(), inside.width(), half), row.first)
        if font.pixelSize() > 0:
            font.setPixelSize(round(font.pixelSize() * _SMALLER))
        below = QRect(inside.left(), inside.top() + half, inside.width(), half)
        self._write(painter, font, theme.muted, below, row.second)

    @staticmethod
    def _write(painter: QPainter, font: QFont, colour: str, rect: QRect, words: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
