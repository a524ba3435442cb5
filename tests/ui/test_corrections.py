"""A reader's word on a number is shown at once everywhere, taken back by Ctrl+Z, and there again tomorrow."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from fuzhou_viewer import app
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import MetricCorrection, Ruling
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.ui.correction_dialogs import IndicatorChoice, NameEntry
from fuzhou_viewer.ui.main_window import MainWindow


def _wait(qtbot: object, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)


@pytest.fixture
def desk(window: MainWindow, qtbot: object) -> Iterator[MainWindow]:
    """The window with its notes open."""
    _wait(qtbot, lambda: window.notes.layer._is_open)
    return window


def _menu_at(window: MainWindow, offset: int) -> QMenu:
    window.notes.show_menu(QPoint(10, 10), offset)
    menu = [menu for menu in window.findChildren(QMenu) if not isinstance(menu.parent(), QMenu)][-1]
    menu.hide()
    return menu


def _click(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def _words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def _named(window: MainWindow, metric: Metric) -> Metric | None:
    return next((m for m in window.report.metrics if m.quantity.span == metric.quantity.span), None)


def _figure(window: MainWindow) -> Metric:
    spans = [m.quantity.span for m in window.report.metrics]
    return next(m for m in window.report.metrics[20:] if spans.count(m.quantity.span) == 1)


def test_a_number_called_no_metric_leaves_text_chart_ledger_and_status_and_ctrl_z_brings_it_back(
    desk: MainWindow, qtbot: object
) -> None:
    metric, before = _figure(desk), len(desk.report.metrics)
    desk.text.go_to(metric.quantity.span)
    place = desk.text.verticalScrollBar().value()
    _click(_menu_at(desk, metric.quantity.span.start), "不是指标")
    _wait(qtbot, lambda: len(desk.report.metrics) == before - 1)
    assert _named(desk, metric) is None
    assert len(desk.chart.ledger.shown()) == before - 1
    assert all(m.quantity.span != metric.quantity.span for m in desk.chart.shown())
    assert f"指标 {before - 1}" in desk.statusBar().currentMessage()
    assert "Ctrl+Z" in desk.statusBar().currentMessage()
    assert desk.text.verticalScrollBar().value() == place
    desk.numbers._looked_at = None
    desk.numbers._place = metric.quantity.span.start
    assert "读者标为非指标" in desk.numbers.next_plain_number()
    desk.actions_by_name["undo"].trigger()
    _wait(qtbot, lambda: len(desk.report.metrics) == before)
    assert _named(desk, metric) == metric


def test_a_plain_number_has_no_corrections_in_its_menu(desk: MainWindow) -> None:
    plain = desk.report.plain_numbers[0].span.start
    assert not {"不是指标", "改名…", "归入指标…"} & set(_words(_menu_at(desk, plain)))


def test_a_new_name_is_typed_and_shown_and_can_be_taken_back_from_the_menu(desk: MainWindow, qtbot: object) -> None:
    metric = _figure(desk)
    _click(_menu_at(desk, metric.quantity.span.start), "改名…")
    dialog = desk.findChild(NameEntry)
    assert not dialog.ok.isEnabled()
    dialog.line.setText("  另一个名称 ")
    dialog.accept()
    _wait(qtbot, lambda: _named(desk, metric).name == "另一个名称")
    assert any(m.name == "另一个名称" for m in desk.chart.ledger.shown())
    assert "另一个名称" in desk.statusBar().currentMessage()
    _click(_menu_at(desk, metric.quantity.span.start), "取消对这个数的更正")
    _wait(qtbot, lambda: _named(desk, metric).name == metric.name)


def test_an_indicator_is_found_by_its_letters_and_taken_from_the_ledgers_menu(desk: MainWindow, qtbot: object) -> None:
    metric = _figure(desk)
    desk.chart.ledger.menu_wished.emit(metric, QPoint(10, 10))
    menu = desk.findChildren(QMenu)[-1]
    menu.hide()
    _click(menu, "归入指标…")
    _wait(qtbot, lambda: desk.findChildren(IndicatorChoice))
    dialog = desk.findChild(IndicatorChoice)
    dialog.line.setText("没有这样的词")
    assert not dialog.ok.isEnabled()
    dialog.line.setText("flyz")
    assert "法律援助" in dialog.list.currentItem().text()
    dialog.line.setText("法律援助")
    wanted = dialog.list.currentItem().data(Qt.ItemDataRole.UserRole).name
    dialog.accept()
    _wait(qtbot, lambda: _named(desk, metric).indicator == wanted)
    assert _named(desk, metric).is_bound


def test_the_chosen_row_stays_chosen_under_its_new_name(desk: MainWindow, qtbot: object) -> None:
    metric = _figure(desk)
    desk.numbers._choose_in_text(metric)
    desk.corrections.rule(metric, Ruling.RENAMED, "甲")
    desk.corrections.rule(metric, Ruling.RENAMED, "乙")
    _wait(qtbot, lambda: _named(desk, metric).name == "乙")
    assert desk.chart._chosen.name == "乙"


def test_what_is_selected_stays_selected(desk: MainWindow, qtbot: object) -> None:
    metric = _figure(desk)
    desk.text.go_to(metric.quantity.span)
    cursor = desk.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 6)
    desk.text.setTextCursor(cursor)
    selected, place = desk.text.selected_span(), desk.text.verticalScrollBar().value()
    desk.corrections.rule(metric, Ruling.RENAMED, "甲")
    _wait(qtbot, lambda: _named(desk, metric).name == "甲")
    assert selected is not None
    assert desk.text.selected_span() == selected
    assert desk.text.verticalScrollBar().value() == place


def test_a_right_click_on_a_bar_or_a_row_offers_the_corrections(desk: MainWindow, qtbot: object) -> None:
    metric = _figure(desk)
    desk.numbers._choose_in_text(metric)
    plot = desk.chart._plot
    row = next(row for row in plot.layout_of_rows.rows if row.row.metric == metric)
    at = QPoint(40, round(row.top) + 10)
    table = desk.chart.ledger
    index = table._proxy.mapFromSource(table._model.index(table._model.row_of(metric), 0))
    asked: list[Metric] = []
    desk.chart.menu_wished.connect(lambda metric, _at: asked.append(metric))
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(plot.viewport(), QContextMenuEvent(reason, at, plot.viewport().mapToGlobal(at)))
    desk.chart._tabs.setCurrentIndex(2)
    view = table._view
    view.scrollTo(index)
    at = view.visualRect(index).center()
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at)))
    assert asked == [metric, metric]
    for menu in desk.findChildren(QMenu)[-2:]:
        assert _words(menu) == ["不是指标", "改名…", "归入指标…"]
        menu.hide()


def test_corrections_hold_when_the_file_is_imported_again(desk: MainWindow, tmp_path: Path, qtbot: object) -> None:
    file = tmp_path / "总结.txt"
    file.write_text("一、概况\n全年受理案件1200件,办结1100件。\n", encoding="utf-8")
    desk.open_file(file)
    _wait(qtbot, lambda: len(desk.report.metrics) == 2)
    first, metric = desk.report, desk.report.metrics[0]
    desk.corrections.rule(metric, Ruling.RENAMED, "收案数")
    desk.corrections.rule(first.metrics[1], Ruling.NO_METRIC)
    _wait(qtbot, lambda: [m.name for m in desk.report.metrics] == ["收案数"])
    desk.open_file(file)
    _wait(qtbot, lambda: desk.notes.layer.report is not None and desk.notes.layer.report is not first)
    _wait(qtbot, lambda: desk.notes.layer.report.key == first.key and len(desk.report.metrics) == 1)
    assert [m.name for m in desk.report.metrics] == ["收案数"]
    assert [m.name for m in desk.chart.ledger.shown()] == ["收案数"]


def test_corrections_hold_when_the_report_is_read_anew_and_a_lost_one_is_told_once(
    desk: MainWindow, program: app.Program, report: Document, qtbot: object
) -> None:
    metric = _figure(desk)
    desk.corrections.rule(metric, Ruling.RENAMED, "另一个名称")
    _wait(qtbot, lambda: _named(desk, metric).name == "另一个名称")
    place = replace(anchor("甲乙丙丁" * 40, metric.quantity.span), quote="这里从来没有的话", before="无", after="无")
    gone = MetricCorrection(report.key, place, Ruling.NO_METRIC)
    program.collaborators.notes().keep(gone).result()
    desk.show_report(replace(report))
    assert _named(desk, metric).name == metric.name
    _wait(qtbot, lambda: _named(desk, metric).name == "另一个名称")
    assert "有 1 处更正的数字在现在的文本里找不到" in desk.statusBar().currentMessage()
    desk.corrections.rule(metric, Ruling.RENAMED, "又一个名称")
    _wait(qtbot, lambda: _named(desk, metric).name == "又一个名称")
    assert "找不到" not in desk.statusBar().currentMessage()


def test_each_metric_of_one_number_has_its_own_menu_and_its_own_correction(
    desk: MainWindow, report: Document, qtbot: object
) -> None:
    spans = [m.quantity.span for m in report.metrics]
    both = [m for m in report.metrics if spans.count(m.quantity.span) > 1][:2]
    assert len(both) == 2
    first, second = both
    titles = _words(_menu_at(desk, first.quantity.span.start))
    assert {first.name, second.name} <= set(titles)
    desk.corrections.rule(second, Ruling.RENAMED, "后一个")
    desk.corrections.rule(first, Ruling.RENAMED, "前一个")

    def names() -> list[str]:
        return [m.name for m in desk.report.metrics if m.quantity.span == first.quantity.span]

    _wait(qtbot, lambda: names()[:2] == ["前一个", "后一个"])
    desk.actions_by_name["undo"].trigger()
    _wait(qtbot, lambda: names()[:2] == [first.name, "后一个"])
