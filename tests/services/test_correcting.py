"""What a reader says of a number holds, also after the report is read anew, and the report itself stays."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import MetricCorrection, Ruling, lasting_id
from fuzhou_viewer.core.records import Document, Metric, MetricId
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


def _doubled(report: Document) -> tuple[Document, Metric, Metric]:
    """The report with a second metric on the number of the first."""
    first = _metric(report, 1200)
    second = replace(first, id=MetricId("second"), name="办理案件数")
    return replace(report, metrics=(first, second, *report.metrics[1:])), first, second


def test_two_metrics_of_one_number_have_a_correction_each(read: Callable[[str], Document]) -> None:
    report, first, second = _doubled(read(_TEXT))
    place = anchor(report.text, first.quantity.span)
    said = [
        MetricCorrection(report.key, place, Ruling.RENAMED, "收案数", first.name),
        MetricCorrection(report.key, place, Ruling.NO_METRIC, "", second.name),
    ]
    assert lasting_id(said[0]) != lasting_id(said[1])
    told = corrected(report, said).document
    here = [metric.name for metric in told.metrics if metric.quantity.span == first.quantity.span]
    assert here == ["收案数"]
    assert told.plain_numbers == report.plain_numbers
    one, other = (MetricCorrection(report.key, place, Ruling.NO_METRIC, "", m.name) for m in (first, second))
    gone = corrected(report, [one, other]).document
    assert [n.kind for n in gone.plain_numbers if n.span == first.quantity.span] == [BY_READER]


def test_a_word_kept_without_a_name_still_means_all_of_its_number(read: Callable[[str], Document]) -> None:
    report, first, _second = _doubled(read(_TEXT))
    told = corrected(report, [_said(report, 1200, Ruling.BOUND, "收案")]).document
    assert [m.indicator for m in told.metrics if m.quantity.span == first.quantity.span] == ["收案", "收案"]
