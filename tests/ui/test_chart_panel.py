"""The bars are the numbers of the section, grouped by unit, to scale."""

import re
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from fuzhou_viewer.core.records import Document, Metric, MetricId, Quantity, SectionId, Span
from fuzhou_viewer.services.charting.scope import Choice, Scope
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.ui.main_window import MainWindow


def _quantity(value: str, unit: str, qualifier: str = "exact") -> Quantity:
    number = Decimal(value)
    return Quantity(number, number, number, unit, qualifier, Span(0, 1))


def _metric(number: int, value: str, unit: str) -> Metric:
    return Metric(MetricId(f"m{number}"), f"指标{number}" * 9, _quantity(value, unit), "", "", SectionId("s1"))


def _show(window: MainWindow, *metrics: Metric) -> None:
    window.chart.show_choice(Choice("试", metrics, "没有"))


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("37798", "件", "exact", "37798件"), ("141000", "件", "exact", "14.1万件"), ("99.88", "%", "exact", "99.88%"),
        ("97940000", "元", "lower", "≥9794万元"), ("5000000000000", "元", "exact", "50000亿元"), ("0", "件", "exact", "0件"),
        ("20", "人", "approx", "约20人"), ("1000000", "人", "upper", "≤100万人"),
    ],
)  # fmt: skip
def test_values_are_said_as_people_say_them(value: str, unit: str, qualifier: str, words: str) -> None:
    assert value_words(_quantity(value, unit, qualifier)) == words


def test_the_bars_of_a_section_are_its_metrics_in_the_library(window: MainWindow, report: Document) -> None:
    section = next(s for s in report.sections if s.id == "s4.1")
    window._show_section(section.span.start)
    drawn = [row.row.metric for row in window.chart._plot.layout_of_rows.rows]
    assert sorted(m.id for m in drawn) == [m.id for m in report.metrics if m.section == "s4.1"]


def test_bars_of_one_unit_are_to_scale_and_shares_stand_on_a_hundred(window: MainWindow) -> None:
    _show(window, _metric(1, "100", "件"), _metric(2, "50", "件"), _metric(3, "50", "%"), _metric(4, "200", "元"))
    width = {row.row.metric.id: row.length for row in window.chart._plot.layout_of_rows.rows}
    assert width["m2"] == pytest.approx(width["m1"] / 2)
    assert width["m3"] < 0.6 * window.chart._plot.width()


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_metrics_is_shown(window: MainWindow, count: int) -> None:
    _show(window, *(_metric(i, str(10 ** (i % 13)), "元") for i in range(count)))
    rows = window.chart._plot.layout_of_rows.rows
    assert len(rows) == count
    assert all(row.length <= window.chart._plot.width() for row in rows)


def test_a_click_on_a_bar_says_its_metric(window: MainWindow, report: Document, qtbot: object) -> None:
    window._show_section(next(s for s in report.sections if s.id == "s4.1").span.start)
    row = window.chart._plot.layout_of_rows.rows[2]
    place = QPointF(60, row.top + 20).toPoint()
    with qtbot.waitSignal(window.chart.metric_chosen, timeout=2000) as told:
        qtbot.mouseClick(window.chart._plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [row.row.metric]


def test_the_arrow_keys_walk_through_the_rows_and_tell_each(
    window: MainWindow, report: Document, qtbot: object
) -> None:
    window._show_section(next(s for s in report.sections if s.id == "s4.1").span.start)
    plot = window.chart._plot
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    second = plot.layout_of_rows.rows[1].row.metric
    assert plot.accessibleDescription().startswith(second.name)
    assert window.text._flashed == second.quantity.span
    told = window.numbers._card
    qtbot.waitUntil(told.isVisible)
    assert told.accessibleName().startswith(second.name)
    plot._card_end.setInterval(0)
    plot._card_end.start()
    qtbot.waitUntil(lambda: not told.isVisible())


def test_the_scope_can_be_the_whole_report(window: MainWindow, report: Document) -> None:
    window.chart.controls.show_scope(Scope.REPORT)
    window.chart.scope_chosen.emit(Scope.REPORT)
    assert window.chart.shown() == report.metrics


def test_f8_walks_through_numbers_that_are_no_metric_and_says_why(window: MainWindow, report: Document) -> None:
    window.actions_by_name["next_plain"].trigger()
    said = window.statusBar().currentMessage()
    told = re.fullmatch(r"非指标 (\d+) / (\d+):“(.+)”是.+", said)
    assert told is not None
    assert int(told[2]) == len(report.plain_numbers)
    flashed = window.text._flashed
    assert report.text[flashed.start : flashed.end] == told[3]
    window.actions_by_name["next_plain"].trigger()
    assert window.statusBar().currentMessage().startswith(f"非指标 {int(told[1]) + 1} /")


def test_a_number_pointed_at_shows_its_card(window: MainWindow, report: Document, qtbot: object) -> None:
    metric = next(m for m in report.metrics if m.quantity.value == 3060)
    window.text.metric_hovered.emit(metric, QPoint(200, 200))
    card = window.numbers._card
    qtbot.waitUntil(card.isVisible)
    assert card.accessibleName().startswith(metric.name)
    window.text.metric_hovered.emit(None, QPoint())
    qtbot.waitUntil(lambda: not card.isVisible())


def test_the_head_of_a_group_says_why_it_stands_apart(window: MainWindow) -> None:
    _show(window, _metric(1, "100", "件"), _metric(2, "50", "元"))
    plot = window.chart._plot
    at = QPoint(40, round(plot.layout_of_rows.heads[1].top) + 8)
    QApplication.sendEvent(plot.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, plot.viewport().mapToGlobal(at)))
    assert QToolTip.text() == "不同单位不能同比例比较"
    QToolTip.hideText()


def test_where_nothing_was_counted_the_panel_says_so_and_leads_to_the_whole_report(
    window: MainWindow, report: Document, qtbot: object
) -> None:
    _show(window)
    panel = window.chart
    assert panel._stack.currentWidget() is panel._empty
    assert not panel._export.isEnabled()
    assert not panel.controls._order.isVisible()
    assert not panel.controls._log.isVisible()
    assert panel.controls._scope.isVisible()
    qtbot.mouseClick(panel._empty._whole, Qt.MouseButton.LeftButton)
    assert panel.shown() == report.metrics
    assert panel._stack.currentWidget() is panel._scroll
    assert panel._export.isEnabled()
