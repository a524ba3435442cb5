"""The panel beside the text: the numbers of what is read as a chart, a table, and the report's ledger.

The chart is a stub until pyqtgraph is there; table and ledger are filled when first shown.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.records import Document, Metric, MetricId
from fuzhou_viewer.services.charting.facts import Fact
from fuzhou_viewer.services.charting.order import Order
from fuzhou_viewer.services.charting.scope import Choice, Scope
from fuzhou_viewer.ui.chart_panel.controls import Controls
from fuzhou_viewer.ui.chart_panel.empty_page import EmptyPage
from fuzhou_viewer.ui.chart_panel.metric_table import MetricTable
from fuzhou_viewer.ui.tasks import Tasks
from fuzhou_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from fuzhou_viewer.ui.chart_panel.plot import BarPlot

_TABS = ("图", "表", "台账")
_LEDGER, _EMPTY = 2, 3


class ChartPanel(QWidget):
    """Shows metrics, says which one was chosen or pointed at, and which scope is wished."""

    metric_chosen = Signal(object)
    metric_hovered = Signal(object, object)
    menu_wished = Signal(object, object)
    """What can be done with a metric is asked for, at a place of the screen."""
    scope_chosen = Signal(object)
    export_wished = Signal()
    loaded = Signal()

    def __init__(self, theme: Theme, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._font = theme, font
        self._plot: BarPlot | None = None
        self._metrics: Sequence[Metric] = ()
        self._facts: dict[MetricId, Fact] = {}
        self._chosen: Metric | None = None
        self._title, self._note = QLabel("指标"), QLabel()
        self._title.setProperty("role", "heading")
        self._note.setProperty("role", "note")
        for label in (self._title, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.controls = Controls()
        self._export = QToolButton()
        self._export.setText("导出…")
        self._export.setToolTip("把图和指标存为文件或复制")
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("指标的看法")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for tab in _TABS:
            self._tabs.addTab(tab)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("指标图")
        self.table, self.ledger = MetricTable(is_ledger=False), MetricTable(is_ledger=True)
        self._stack = QStackedWidget()
        self._empty = EmptyPage()
        for page in (self._scroll, self.table, self.ledger, self._empty):
            self._stack.addWidget(page)
        self._arrange()
        self._connect()

    def load(self, tasks: Tasks) -> None:
        """Import the chart library off the window's thread; the chart appears when it is there."""
        tasks.run(lambda: import_module("fuzhou_viewer.ui.chart_panel.plot"), self._build, "chart")

    def show_ledger(self, facts: Sequence[Fact]) -> None:
        """Show another report's metrics in the ledger."""
        self._facts = {fact.metric.id: fact for fact in facts}
        self.ledger.show_facts(facts)

    def show_choice(self, shown: Choice) -> None:
        """Show the metrics of a scope."""
        metrics = shown.metrics
        if shown.title == self._title.text() and metrics == self._metrics:
            return
        self._metrics = metrics
        chosen = self._chosen.id if self._chosen else None
        self._chosen = next((metric for metric in metrics if metric.id == chosen), None)
        self._title.setText(shown.title)
        self._note.setText(f"{len(metrics)} 项指标,点击可回到原文")
        self._note.setVisible(bool(metrics))
        self._empty.tell(shown.why_empty, is_whole=self.controls.scope is Scope.REPORT)
        self.controls.show_log_for([metric.quantity for metric in metrics])
        self.table.show_facts([self._facts[metric.id] for metric in metrics if metric.id in self._facts])
        self._show_tab(self._tabs.currentIndex())
        if self._chosen:
            self.table.choose(self._chosen)
        if self._plot:
            self._plot.show_metrics(metrics)
            if self._chosen:
                self._plot.choose(self._chosen.id)

    def choose(self, metric: Metric | None) -> None:
        """Bring one metric forward, wherever it is shown; None brings all back."""
        self._chosen = metric
        if metric:
            self.table.choose(metric)
            self.ledger.choose(metric)
        if self._plot:
            self._show_row(self._plot.choose(metric.id if metric else None))

    def shown(self) -> tuple[Metric, ...]:
        """The metrics now shown, in their order."""
        pages = {1: self.table, _LEDGER: self.ledger}
        page = pages.get(self._tabs.currentIndex())
        return page.shown() if page else tuple(self._metrics)

    def export(self, report: Document, paper: Theme, tell: Callable[[ViewerError], None]) -> None:
        """Open the window that takes what is shown elsewhere, drawn in the colours of `paper`."""
        # charts leave the program only when asked to
        from fuzhou_viewer.ui.chart_panel.export_window import ExportWindow, source_line  # noqa: PLC0415
        from fuzhou_viewer.ui.chart_panel.pictures import ChartPicture  # noqa: PLC0415
        from fuzhou_viewer.ui.chart_panel.row_painter import RowLook  # noqa: PLC0415

        metrics = self.shown()
        title = "台账" if self._tabs.currentIndex() == _LEDGER else self._title.text()
        look = RowLook(paper, self._font, 0)
        order, is_log = self.controls.drawing()
        picture = ChartPicture(title, source_line(report, metrics), metrics, order, is_log, look)
        ExportWindow(report, picture, tell, self).show()

    def set_theme(self, theme: Theme) -> None:
        """Draw with other colours."""
        self._theme = theme
        if self._plot:
            self._plot.set_theme(theme)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(0, 0, 10, 0)
        tabs.addWidget(self._tabs, 1)
        tabs.addWidget(self._export)
        for widget in (self._title, self._note, self.controls):
            layout.addWidget(widget)
        layout.addLayout(tabs)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self._scroll)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._show_tab)
        self.controls.scope_chosen.connect(self.scope_chosen)
        self._export.clicked.connect(self.export_wished)
        self._empty.report_wished.connect(self._show_report)
        self.controls.drawing_changed.connect(self._draw_anew)
        for table in (self.table, self.ledger):
            table.metric_chosen.connect(self.metric_chosen)
            table.menu_wished.connect(self.menu_wished)

    def _show_tab(self, tab: int) -> None:
        """A tab, or why it would be empty; then there is nothing to sort and nothing to take elsewhere."""
        has_rows = bool(self._metrics) or tab == _LEDGER
        self._stack.setCurrentIndex(tab if has_rows else _EMPTY)
        self._export.setEnabled(has_rows)
        self.controls.show_for_chart(is_chart=tab == 0 and has_rows, has_scope=tab != _LEDGER)
        self.setFocusProxy((self._plot or self._scroll, self.table, self.ledger)[tab] if has_rows else self._empty)

    def _show_report(self) -> None:
        self.controls.show_scope(Scope.REPORT)
        self.scope_chosen.emit(Scope.REPORT)

    def _draw_anew(self, order: Order, is_log: bool) -> None:  # noqa: FBT001 - a signal's value
        if self._plot:
            self._plot.set_order(order, is_log=is_log)

    def _build(self, _module: object) -> None:
        from fuzhou_viewer.ui.chart_panel.plot import BarPlot  # noqa: PLC0415 - 0.5 s, after the first paint

        self._plot = BarPlot(self._theme, self._font)
        self._plot.metric_chosen.connect(self.metric_chosen)
        self._plot.metric_hovered.connect(self.metric_hovered)
        self._plot.menu_wished.connect(self.menu_wished)
        self._scroll.setWidget(self._plot)
        self._show_tab(self._tabs.currentIndex())
        self._plot.show_metrics(self._metrics)
        if self._chosen:
            self._show_row(self._plot.choose(self._chosen.id))
        self.loaded.emit()

    def _show_row(self, row: QRectF) -> None:
        if not row.isEmpty():
            self._scroll.ensureVisible(0, round(row.center().y()), 0, round(row.height()))
