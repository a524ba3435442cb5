"""Metrics as a table: sorted by a click on a head, filtered by words, copied as a table."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.records import Metric
from fuzhou_viewer.services.charting.facts import Fact
from fuzhou_viewer.ui.chart_panel.metric_model import FULL, SHORT, MetricModel, MetricProxy
from fuzhou_viewer.ui.overriding import override

_WIDTHS = {"指标": 240, "数值": 110, "单位": 60, "范围": 110, "时期": 80, "标准指标": 130, "章节": 180, "原句": 420}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class MetricTable(QWidget):
    """A table of metrics; `metric_chosen` carries the one of the row clicked or entered."""

    metric_chosen = Signal(object)
    menu_wished = Signal(object, object)
    """What can be done with the metric of a row is asked for, at a place of the screen."""

    def __init__(self, *, is_ledger: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = MetricModel(FULL if is_ledger else SHORT)
        self._proxy = MetricProxy()
        self._proxy.setSourceModel(self._model)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("筛选:指标、章节、数值…")
        self._filter.setClearButtonEnabled(True)
        self._filter.setAccessibleName("筛选台账")
        self._count = QLabel()
        self._count.setProperty("role", "note")
        self._view = _Table(self._proxy, "台账" if is_ledger else "本图指标")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        line = QHBoxLayout()
        line.setContentsMargins(10, 4, 10, 2)
        line.addWidget(self._filter)
        layout.addLayout(line)
        for widget in (self._count, self._view):
            layout.addWidget(widget)
        layout.setStretch(2, 1)
        if not is_ledger:
            self._filter.hide()
            self._count.hide()
        self.setFocusProxy(self._view)
        self._filter.textChanged.connect(self._narrow)
        self._view.clicked.connect(self._tell)
        self._view.activated.connect(self._tell)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._wish_menu)
        for i, title in enumerate(self._model.titles()):
            self._view.setColumnWidth(i, _WIDTHS[title] if is_ledger else round(_WIDTHS[title] * 0.62))

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other metrics."""
        self._model.show_facts(facts)
        self._tell_count()

    def choose(self, metric: Metric) -> None:
        """Select the row of `metric` and bring it into view."""
        index = self._proxy.mapFromSource(self._model.index(self._model.row_of(metric), 0))
        if index.isValid():
            self._view.selectRow(index.row())
            self._view.scrollTo(index)

    def shown(self) -> tuple[Metric, ...]:
        """The metrics shown, in the order they are shown in."""
        rows = (self._proxy.mapToSource(self._proxy.index(i, 0)).row() for i in range(self._proxy.rowCount()))
        return tuple(self._model.fact(row).metric for row in rows)

    def _wish_menu(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if index.isValid():
            metric = self._model.fact(self._proxy.mapToSource(index).row()).metric
            self.menu_wished.emit(metric, self._view.viewport().mapToGlobal(at))

    def _narrow(self, typed: str) -> None:
        self._proxy.set_words(typed)
        self._tell_count()

    def _tell_count(self) -> None:
        shown, whole = self._proxy.rowCount(), self._model.rowCount()
        self._count.setText(f"共 {whole} 项" if shown == whole else f"显示 {shown} 项,共 {whole} 项")

    def _tell(self, index: QModelIndex) -> None:
        self.metric_chosen.emit(self._model.fact(self._proxy.mapToSource(index).row()).metric)


class _Table(QTableView):
    def __init__(self, proxy: MetricProxy, name: str) -> None:
        super().__init__()
        self.setModel(proxy)
        self.setAccessibleName(name)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)

    def _copy(self) -> None:
        """The selected rows as a table for a spreadsheet (tabs) and a text program (HTML)."""
        model = self.model()
        columns = range(model.columnCount())
        rows = sorted({index.row() for index in self.selectedIndexes()})
        heads = [str(model.headerData(i, Qt.Orientation.Horizontal)) for i in columns]
        table = [heads, *([str(model.index(row, i).data()) for i in columns] for row in rows)]
        copied = QMimeData()
        copied.setText("\n".join("\t".join(map(_safe, line)) for line in table))
        lines = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in table)
        copied.setHtml(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>")
        QGuiApplication.clipboard().setMimeData(copied)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying takes whole rows with their heads."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.selectedIndexes():
            self._copy()
        else:
            super().keyPressEvent(event)


def _safe(cell: str) -> str:
    plain = cell.replace("\t", " ").replace("\n", " ")
    return f"'{plain}" if plain.startswith(_FORMULA_SIGNS) else plain
