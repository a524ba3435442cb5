"""The chart of some metrics in a scene: rows that can be clicked, hovered and walked with the arrow keys.

The only file that imports pyqtgraph; it is imported after the window is painted.
"""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QToolTip, QWidget

from fuzhou_viewer.core.records import Metric, MetricId
from fuzhou_viewer.services.charting.grouping import Group, groups
from fuzhou_viewer.services.charting.order import Order
from fuzhou_viewer.services.charting.wording import card
from fuzhou_viewer.ui.chart_panel.row_layout import EDGE, ROW, PlacedRow, RowLayout, row_layout, values
from fuzhou_viewer.ui.chart_panel.row_painter import RowLook, paint_rows, widest
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.plain import plain_tip
from fuzhou_viewer.ui.theme import Theme

_CARD_STAYS_MS = 6000
_EMPTY = RowLayout((), (), 0)


class _Rows(pg.GraphicsObject):
    """The rows as one item of the scene; paints only what is exposed."""

    def __init__(self) -> None:
        super().__init__()
        self.layout = _EMPTY
        self.look: RowLook | None = None
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show(self, layout: RowLayout, look: RowLook) -> None:
        """Show another layout or look."""
        self.prepareGeometryChange()
        self.layout, self.look = layout, look
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        """The whole column."""
        return QRectF(0, 0, self.look.width if self.look else 0, self.layout.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The exposed rows."""
        if self.look:
            paint_rows(painter, self.layout, self.look, option.exposedRect)


class BarPlot(pg.GraphicsView):
    """The chart of some metrics; `metric_chosen` carries the one clicked, `metric_hovered` the one pointed at."""

    metric_chosen = Signal(object)
    metric_hovered = Signal(object, object)
    menu_wished = Signal(object, object)

    def __init__(self, theme: Theme, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setAccessibleName("指标图")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme, self._font = theme, font
        self._groups: tuple[Group, ...] = ()
        self._chosen: MetricId | None = None
        self._order, self._is_log = Order.TEXT, False
        self._card_end = QTimer(self)
        self._card_end.setSingleShot(True)
        self._card_end.setInterval(_CARD_STAYS_MS)
        self._card_end.timeout.connect(lambda: self.metric_hovered.emit(None, QPoint()))
        self._item = _Rows()
        self.addItem(self._item)

    @property
    def layout_of_rows(self) -> RowLayout:
        """Where the rows lie now."""
        return self._item.layout

    def show_metrics(self, metrics: Sequence[Metric]) -> None:
        """Draw `metrics`, grouped by what may share a scale."""
        self._groups, self._chosen = groups(metrics), None
        self._draw()

    def set_order(self, order: Order, *, is_log: bool) -> None:
        """Sort the rows of each group, and use a logarithmic scale for counts or not."""
        self._order, self._is_log = order, is_log
        self._draw()

    def choose(self, metric: MetricId | None) -> QRectF:
        """Bring one row forward and mute the rest; says where it is."""
        self._chosen = metric
        self._draw()
        row, chosen = next(((row, one) for row, one in self._stops() if one.id == metric), (None, None))
        self.setAccessibleDescription(card(chosen).words() if chosen else "")
        return QRectF(0, row.top, self.width(), ROW) if row else QRectF()

    def set_theme(self, theme: Theme) -> None:
        """Draw with other colours."""
        self._theme = theme
        self._draw()

    def _draw(self) -> None:
        width = max(1, self.width())
        room = widest(values(self._groups), self._font)
        layout = row_layout(self._groups, width, room, self._order, is_log=self._is_log)
        self._item.show(layout, RowLook(self._theme, self._font, width, self._chosen))
        self.setMinimumHeight(max(1, round(layout.height)))
        self._fit()

    def _fit(self) -> None:
        """One pixel of the scene is one of the view, from the top left corner."""
        self.setRange(QRectF(0, 0, max(1, self.width()), max(1, self.height())), padding=0, disableAutoPixel=False)

    def _row_at(self, point: QPointF) -> PlacedRow | None:
        return self._item.layout.at(point.y())

    def _stops(self) -> list[tuple[PlacedRow, Metric]]:
        """Every metric in the order the keys walk: of a row the value before, the row's own, then its parts."""
        rows = self._item.layout.rows
        return [(r, m) for r in rows for m in (r.row.before, r.row.metric, *r.row.parts) if m is not None]

    def _step(self, by: int) -> None:
        stops = self._stops()
        if not stops:
            return
        now = next((i for i, (_, one) in enumerate(stops) if one.id == self._chosen), -1 if by > 0 else len(stops))
        row, metric = stops[min(max(now + by, 0), len(stops) - 1)]
        self.metric_chosen.emit(metric)
        self._card_end.start()
        self.metric_hovered.emit(metric, self.mapToGlobal(QPointF(EDGE, row.top + ROW).toPoint()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through the rows; each shows its card."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._step(-1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self._step(1)
        else:
            event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a bar, its name or its value chooses its metric."""
        row = self._row_at(event.position())
        if row and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.metric_chosen.emit(row.row.metric)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a row's metric; a key asks for the chosen one."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        rows = self._item.layout.rows
        chosen = next((row for row in rows if is_key and self._chosen in _metrics_of(row)), None)
        row = chosen if is_key else self._row_at(QPointF(event.pos()))
        if row:
            at = self.mapToGlobal(QPointF(20, row.top + ROW).toPoint()) if is_key else event.globalPos()
            self.menu_wished.emit(row.row.metric, at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over rows."""
        over = self._row_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def wheelEvent(self, event: QEvent) -> None:
        """The panel scrolls; the rows never zoom."""
        event.ignore()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """Says which row the pointer rests on, so that its card can be shown; a head says why it stands apart."""
        if isinstance(event, QHelpEvent):
            row = self._row_at(QPointF(event.pos()))
            head = self._item.layout.head_at(event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tip(head.group.why) if head else "", self)
            self.metric_hovered.emit(row.row.metric if row else None, event.globalPos())
            return True
        return bool(super().viewportEvent(event))

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Rows keep within the panel; pyqtgraph calls this with None while it is being made."""
        super().resizeEvent(event)
        if event is None:
            return
        if event.oldSize().width() != event.size().width() and self._groups:
            self._draw()
        else:
            self._fit()


def _metrics_of(row: PlacedRow) -> set[MetricId]:
    before = row.row.before
    return {row.row.metric.id, *(part.id for part in row.row.parts)} | ({before.id} if before else set())
