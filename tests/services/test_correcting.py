"""What a reader says of a number holds, also after the report is read anew, and the report itself stays."""

from collections.abc import Callable
from decimal import Decimal

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import MetricCorrection, Ruling
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.services.correcting import BY_READER, corrected

_TEXT = "一、概况\n全年受理案件1200件,办结1100件。召开会议12次。\n"


def _metric(report: Document, value: int) -> Metric:
    return next(metric for metric in report.metrics if metric.quantity.value == value)


def _said(report: Document, value: int, ruling: Ruling, name: str = "") -> MetricCorrection:
    return MetricCorrection(report.key, anchor(report.text, _metric(report, value).quantity.span), ruling, name)


def test_a_number_called_no_metric_becomes_a_plain_number(read: Callable[[str], Document]) -> None:
    report = read(_TEXT)
    told = corrected(report, [_said(report, 12, Ruling.NO_METRIC)])
    assert [m.quantity.value for m in told.document.metrics] == [1200, 1100]
    assert (told.document.plain_numbers[-1].span, told.document.plain_numbers[-1].kind) == (
        _metric(report, 12).quantity.span,
        BY_READER,
    )
    assert len(report.metrics) == 3


def test_a_new_name_and_an_indicator_are_taken_over(read: Callable[[str], Document]) -> None:
    report = read(_TEXT)
    told = corrected(
        report, [_said(report, 1200, Ruling.RENAMED, "收案数"), _said(report, 1100, Ruling.BOUND, "行政复议审结")]
    ).document
    assert _metric(told, 1200).name == "收案数"
    assert (_metric(told, 1100).indicator, _metric(told, 1100).certainty) == ("行政复议审结", Decimal(1))


def test_the_later_word_counts(read: Callable[[str], Document]) -> None:
    report = read(_TEXT)
    told = corrected(report, [_said(report, 12, Ruling.RENAMED, "甲"), _said(report, 12, Ruling.RENAMED, "乙")])
    assert _metric(told.document, 12).name == "乙"


def test_a_correction_survives_a_newer_text_and_one_that_lost_its_number_is_told(
    read: Callable[[str], Document],
) -> None:
    report = read(_TEXT)
    said = [_said(report, 1200, Ruling.RENAMED, "收案数"), _said(report, 12, Ruling.RENAMED, "会议次数")]
    newer = read(_TEXT.replace("一、概况\n", "一、概况\n今年以来成效明显。").replace("召开会议12次。", ""))
    told = corrected(newer, said)
    assert _metric(told.document, 1200).name == "收案数"
    assert told.lost == (said[1],)
