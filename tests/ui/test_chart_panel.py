"""The bars are the numbers of the section, grouped by unit, to scale."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPointF, Qt

from fuzhou_viewer.core.records import Document, Metric, MetricId, Quantity, SectionId, Span
from fuzhou_viewer.ui.chart_panel.wording import value_words
from fuzhou_viewer.ui.main_window import MainWindow


def _quantity(value: str, unit: str, qualifier: str = "exact") -> Quantity:
    number = Decimal(value)
    return Quantity(number, number, number, unit, qualifier, Span(0, 1))


def _metric(number: int, value: str, unit: str) -> Metric:
    return Metric(MetricId(f"m{number}"), f"指标{number}" * 9, _quantity(value, unit), "", "", SectionId("s1"))


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
    drawn = [row.metric for row in window.chart._plot._rows]
    assert sorted(m.id for m in drawn) == [m.id for m in report.metrics if m.section == "s4.1"]


def test_bars_of_one_unit_are_to_scale_and_shares_stand_on_a_hundred(window: MainWindow) -> None:
    window.chart.show_metrics(
        "试", [_metric(1, "100", "件"), _metric(2, "50", "件"), _metric(3, "50", "%"), _metric(4, "200", "元")]
    )
    width = {row.metric.id: row.width for row in window.chart._plot._rows}
    assert width["m2"] == pytest.approx(width["m1"] / 2)
    assert width["m3"] < 0.6 * window.chart._plot.width()


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_metrics_is_shown(window: MainWindow, count: int) -> None:
    window.chart.show_metrics(f"共{count}", [_metric(i, str(10 ** (i % 13)), "元") for i in range(count)])
    assert len(window.chart._plot._rows) == count
    edge = window.chart._plot.width()
    assert all(row.width <= edge for row in window.chart._plot._rows)


def test_a_click_on_a_bar_says_its_metric(window: MainWindow, report: Document, qtbot: object) -> None:
    window._show_section(next(s for s in report.sections if s.id == "s4.1").span.start)
    row = window.chart._plot._rows[2]
    place = QPointF(60, row.top + 20).toPoint()
    with qtbot.waitSignal(window.chart.metric_chosen, timeout=2000) as told:
        qtbot.mouseClick(window.chart._plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [row.metric]
