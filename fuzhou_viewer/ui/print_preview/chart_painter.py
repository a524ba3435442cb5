"""Bars by unit, drawn as vectors on whatever Qt can paint on; the same drawing for paper, PNG and SVG."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from fuzhou_viewer.services.printing.blocks import Bar, BarGroup
from fuzhou_viewer.services.printing.layouts import POINT
from fuzhou_viewer.services.printing.tables import fitting
from fuzhou_viewer.ui.print_preview.measure import FontMeasure

_BAR = QColor("#3C6E9F")
_INK = QColor("#1D2129")
_MUTED = QColor("#5B6472")
_LINE = QColor("#C9CED6")
_NAMES = 0.36
_VALUES = 0.17
_THICKNESS = 0.5
_GAP = 60.0


class ChartPainter:
    """Draws groups of bars, one row for each, names at the left and values at the ends."""

    def __init__(self, measure: FontMeasure) -> None:
        self._measure = measure

    def paint(self, painter: QPainter, groups: tuple[BarGroup, ...], width: float, bar: float, size: float) -> None:
        """Paint at the painter's origin, `width` wide, rows `bar` high, words `size` points (units: 0.1 pt)."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for group in groups:
            self._paint_unit(painter, group, QRectF(0, top, width, bar), size)
            top += bar
            axis = QLineF(width * _NAMES, top, width * _NAMES, top + bar * len(group.bars))
            for one in group.bars:
                self._paint_bar(painter, one, group, QRectF(0, top, width, bar), size)
                top += bar
            painter.setPen(QPen(_LINE, 6))
            painter.drawLine(axis)
        painter.restore()

    def _paint_unit(self, painter: QPainter, group: BarGroup, place: QRectF, size: float) -> None:
        painter.setFont(self._measure.font("h1", size))
        painter.setPen(_MUTED)
        words = f"单位：{group.unit}" if group.unit else "单位：无"
        edge = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, edge, words)
        painter.setPen(QPen(_LINE, 4))
        painter.drawLine(QLineF(place.bottomLeft(), place.bottomRight()))

    def _paint_bar(self, painter: QPainter, bar: Bar, group: BarGroup, place: QRectF, size: float) -> None:
        font = self._measure.font("body", size)
        painter.setFont(font)
        painter.setPen(_INK)
        room = place.width() * _NAMES - 2 * _GAP
        name = fitting(bar.name, "body", size, room, self._measure)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(0, place.top(), room + _GAP, place.height()), Qt.AlignmentFlag.AlignRight | middle, name
        )
        left = place.width() * _NAMES
        length = float(bar.value / group.whole) * place.width() * (1 - _NAMES - _VALUES)
        height = size * POINT * _THICKNESS * 1.5
        painter.fillRect(QRectF(left, place.center().y() - height / 2, max(8.0, length), height), _BAR)
        start = QPointF(left + max(8.0, length) + _GAP, place.top())
        painter.drawText(
            QRectF(start, place.bottomRight() + QPointF(1e4, 0)), Qt.AlignmentFlag.AlignLeft | middle, bar.words
        )
