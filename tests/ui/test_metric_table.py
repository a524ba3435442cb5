"""The ledger sorts by the exact figure, filters by words, and is copied as a table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTableView

from fuzhou_viewer.core.contents import place_names
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.charting.facts import Fact, facts
from fuzhou_viewer.ui.chart_panel.metric_table import MetricTable


def _ledger(report: Document, qtbot: object) -> MetricTable:
    table = MetricTable(is_ledger=True)
    qtbot.addWidget(table)
    table.show_facts(_facts(report))
    return table


def _facts(report: Document) -> tuple[Fact, ...]:
    return facts(report, place_names(report))


def test_the_ledger_holds_every_metric_and_sorts_by_value(report: Document, qtbot: object) -> None:
    table = _ledger(report, qtbot)
    view = table.findChild(QTableView)
    view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    values = [metric.quantity.value for metric in table.shown()]
    assert len(values) == len(report.metrics)
    assert values == sorted(values, reverse=True)


def test_the_ledger_is_filtered_by_all_words(report: Document, qtbot: object) -> None:
    table = _ledger(report, qtbot)
    table.findChild(QLineEdit).setText("安置帮教 衔接")
    rows = {fact.metric.id: f"{fact.metric.name} {fact.section} {fact.sentence}" for fact in _facts(report)}
    shown = [rows[metric.id] for metric in table.shown()]
    assert 0 < len(shown) < len(rows)
    assert all("安置帮教" in row and "衔接" in row for row in shown)


def test_a_row_says_its_metric(report: Document, qtbot: object) -> None:
    table = _ledger(report, qtbot)
    view = table.findChild(QTableView)
    with qtbot.waitSignal(table.metric_chosen, timeout=2000) as told:
        view.clicked.emit(view.model().index(3, 0))
    assert told.args == [report.metrics[3]]


def test_rows_are_copied_for_spreadsheets_and_text(report: Document, qtbot: object) -> None:
    table = _ledger(report, qtbot)
    table.choose(report.metrics[5])
    view = table.findChild(QTableView)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    heads, row = copied.text().split("\n")
    assert heads.startswith("指标\t数值")
    assert row.split("\t")[0] == report.metrics[5].name
    assert f"<td>{report.metrics[5].name}</td>" in copied.html()
    del copied
    QGuiApplication.clipboard().clear()  # what lies on it when Python ends takes Qt down off-screen


def test_the_ledger_tells_the_unit_in_a_column_of_its_own(report: Document, qtbot: object) -> None:
    table = _ledger(report, qtbot)
    heads = table._model.titles()
    units = [table._model.cells(row)[heads.index("单位")] for row in range(table._model.rowCount())]
    assert units == [metric.quantity.unit for metric in report.metrics]
