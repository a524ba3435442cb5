"""Horizontal bars, one block for each unit, because values of different units share no scale.

Each bar has its name above and its value at its end, so long names stay whole in a narrow
panel. The only file that imports pyqtgraph; it is imported after the window is painted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from fuzhou_viewer.core.records import Metric, MetricId
from fuzhou_viewer.ui.chart_panel.wording import card, value_words
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.theme import Theme

_ROW = 46
_HEAD = 32
_EDGE = 14
_BAR = 12
_SHORTEST_BAR = 2.0
_MUTED = 0.35
_HUNDRED_PERCENT = 100


@dataclass(frozen=True, slots=True)
class _Row:
    metric: Metric
    top: float
    width: float


class BarPlot(pg.GraphicsView):
    """The bars of some metrics; a click on one carries its metric."""

    metric_chosen = Signal(object)

    def __init__(self, theme: Theme, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setAccessibleName("数据图")
        self.setMouseTracking(True)
        self._theme = theme
        self._font = font
        self._metrics: Sequence[Metric] = ()
        self._chosen: MetricId | None = None
        self._rows: list[_Row] = []
        self._bars = pg.BarGraphItem(x0=[0], y0=[0], width=[0], height=[0])
        self.addItem(self._bars)
        self._words: list[pg.TextItem] = []

    def show_metrics(self, metrics: Sequence[Metric]) -> None:
        """Draw `metrics`, grouped by unit, in the order of the text."""
        self._metrics, self._chosen = metrics, None
        self._draw()

    def choose(self, metric: MetricId | None) -> QRectF:
        """Bring one bar forward and mute the rest; says where it is."""
        self._chosen = metric
        self._draw()
        row = next((row for row in self._rows if row.metric.id == metric), None)
        return QRectF(0, row.top, self.width(), _ROW) if row else QRectF()

    def set_theme(self, theme: Theme) -> None:
        """Draw with other colours."""
        self._theme = theme
        self._draw()

    def _draw(self) -> None:
        for item in self._words:
            self.scene().removeItem(item)
        self._words, self._rows = [], []
        top = 4.0
        for unit, group in _by_unit(self._metrics).items():
            top = self._draw_group(unit, group, top)
        self.setFixedHeight(round(top + _EDGE))
        self.setRange(QRectF(0, 0, max(1, self.width()), max(1, self.height())), padding=0, disableAutoPixel=False)
        self._bars.setOpts(
            x0=[_EDGE] * len(self._rows),
            y0=[row.top + _ROW - _BAR - 10 for row in self._rows],
            width=[row.width for row in self._rows],
            height=[_BAR] * len(self._rows),
            brushes=[pg.mkBrush(self._colour(row)) for row in self._rows],
            pen=pg.mkPen(None),
        )

    def _colour(self, row: _Row) -> QColor:
        if row.metric.id == self._chosen:
            return QColor(self._theme.bar_chosen)
        colour = QColor(self._theme.bar)
        colour.setAlphaF(_MUTED if self._chosen else 1.0)
        return colour

    def _draw_group(self, unit: str, group: list[Metric], top: float) -> float:
        small = QFont(self._font)
        small.setPixelSize(round(self._font.pixelSize() * 0.88))
        self._write(f"单位:{unit}（{len(group)} 项）", small, self._theme.muted, QPointF(_EDGE, top + 8))
        top += _HEAD
        metrics = QFontMetricsF(self._font)
        values = [value_words(metric.quantity) for metric in group]
        room = self.width() - 2 * _EDGE - max(metrics.horizontalAdvance(words) for words in values) - 10
        whole = _HUNDRED_PERCENT if unit in ("%", "％") else 1
        largest = max([abs(metric.quantity.value) for metric in group] + [Decimal(whole)])
        for metric, words in zip(group, values, strict=True):
            width = max(_SHORTEST_BAR, float(abs(metric.quantity.value) / largest) * max(40, room))
            self._rows.append(_Row(metric, top, width))
            is_muted = self._chosen is not None and metric.id != self._chosen
            ink = self._theme.muted if is_muted else self._theme.ink
            name = metrics.elidedText(metric.name, Qt.TextElideMode.ElideMiddle, self.width() - 2 * _EDGE)
            self._write(name, self._font, ink, QPointF(_EDGE, top + 2))
            middle = top + _ROW - 10 - _BAR / 2 - metrics.height() / 2
            self._write(words, self._font, ink, QPointF(_EDGE + width + 7, middle))
            top += _ROW
        return top

    def _write(self, words: str, font: QFont, colour: str, place: QPointF) -> None:
        item = pg.TextItem(words, color=colour)
        item.setFont(font)
        item.textItem.document().setDocumentMargin(0)
        item.setPos(place)
        self.addItem(item)
        self._words.append(item)

    def _row_at(self, point: QPointF) -> _Row | None:
        return next((row for row in self._rows if row.top <= point.y() < row.top + _ROW), None)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a bar, its name or its value chooses its metric."""
        row = self._row_at(event.position())
        if row and event.button() == Qt.MouseButton.LeftButton:
            self.metric_chosen.emit(row.metric)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over bars."""
        over = self._row_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def wheelEvent(self, event: QEvent) -> None:
        """The panel scrolls; the bars never zoom."""
        event.ignore()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """The whole name, value, scope and period of the bar below the pointer."""
        if isinstance(event, QHelpEvent):
            row = self._row_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), card(row.metric) if row else "", self)
            return True
        return bool(super().viewportEvent(event))

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Bars keep within the panel; pyqtgraph calls this with None while it is being made."""
        super().resizeEvent(event)
        if event and event.oldSize().width() != event.size().width() and self._metrics:
            self._draw()


def _by_unit(metrics: Sequence[Metric]) -> dict[str, list[Metric]]:
    groups: dict[str, list[Metric]] = {}
    for metric in metrics:
        groups.setdefault(metric.quantity.unit, []).append(metric)
    return groups
