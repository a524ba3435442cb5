"""The panel beside the text: the numbers of the section being read. A stub until pyqtgraph is there."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from fuzhou_viewer.core.records import Metric, MetricId
from fuzhou_viewer.ui.tasks import Tasks
from fuzhou_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from fuzhou_viewer.ui.chart_panel.plot import BarPlot


class ChartPanel(QWidget):
    """Shows metrics as bars and says which one was chosen."""

    metric_chosen = Signal(object)
    loaded = Signal()

    def __init__(self, theme: Theme, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._font = theme, font
        self._plot: BarPlot | None = None
        self._metrics: Sequence[Metric] = ()
        self._chosen: MetricId | None = None
        self._title = QLabel("数据")
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._note = QLabel()
        self._note.setProperty("role", "note")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("数据图")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._title, self._note, self._scroll):
            layout.addWidget(widget)
        layout.setStretch(2, 1)
        self.setFocusProxy(self._scroll)

    def load(self, tasks: Tasks) -> None:
        """Import the chart library off the window's thread; bars appear when it is there."""
        tasks.run(lambda: import_module("fuzhou_viewer.ui.chart_panel.plot"), self._build, "chart")

    def show_metrics(self, title: str, metrics: Sequence[Metric]) -> None:
        """Show the metrics of a section."""
        if title == self._title.text() and metrics == self._metrics:
            return
        self._metrics, self._chosen = metrics, None
        self._title.setText(title)
        self._note.setText(f"本节 {len(metrics)} 项数据,点击可回到原文" if metrics else "本节没有数据指标")
        if self._plot:
            self._plot.show_metrics(metrics)

    def choose(self, metric: Metric) -> None:
        """Bring the bar of `metric` forward."""
        self._chosen = metric.id
        if self._plot:
            self._show_row(self._plot.choose(metric.id))

    def set_theme(self, theme: Theme) -> None:
        """Draw with other colours."""
        self._theme = theme
        if self._plot:
            self._plot.set_theme(theme)

    def _build(self, _module: object) -> None:
        from fuzhou_viewer.ui.chart_panel.plot import BarPlot  # noqa: PLC0415 - 0.5 s, after the first paint

        self._plot = BarPlot(self._theme, self._font)
        self._plot.metric_chosen.connect(self.metric_chosen)
        self._scroll.setWidget(self._plot)
        self._plot.show_metrics(self._metrics)
        if self._chosen:
            self._show_row(self._plot.choose(self._chosen))
        self.loaded.emit()

    def _show_row(self, row: QRectF) -> None:
        if not row.isEmpty():
            self._scroll.ensureVisible(0, round(row.center().y()), 0, round(row.height()))
