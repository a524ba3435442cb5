"""What a reader said of numbers, put over a report: 不是指标, 改名, 归入指标; the report itself stays as it was read.

A correction quotes its number with what stands around it, so it holds after the report is imported anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from fuzhou_viewer.core.anchors import PlaceFinder
from fuzhou_viewer.core.kept import MetricCorrection, Ruling
from fuzhou_viewer.core.records import Document, Metric, PlainNumber, Span

BY_READER = "reader"
"""The kind of a number that a reader called no metric."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A report with the corrections put over it, and those whose number could not be found again."""

    document: Document
    lost: tuple[MetricCorrection, ...]


def corrected(document: Document, corrections: Iterable[MetricCorrection]) -> Corrected:
    """`document` with `corrections` put over it, the later one of two for the same number."""
    finder = PlaceFinder(document.text)
    rulings: dict[Span, MetricCorrection] = {}
    lost = []
    spans = {metric.quantity.span for metric in document.metrics}
    for correction in corrections:
        placement = finder.place(correction.anchor)
        if placement is None or placement.span not in spans:
            lost.append(correction)
        else:
            rulings[placement.span] = correction
    if not rulings:
        return Corrected(document, tuple(lost))
    metrics = [_ruled(metric, rulings.get(metric.quantity.span)) for metric in document.metrics]
    none = [span for span, correction in rulings.items() if correction.ruling is Ruling.NO_METRIC]
    plain = sorted((*document.plain_numbers, *(PlainNumber(span, BY_READER) for span in none)), key=_start)
    kept = tuple(metric for metric in metrics if metric is not None)
    return Corrected(replace(document, metrics=kept, plain_numbers=tuple(plain)), tuple(lost))


def _ruled(metric: Metric, correction: MetricCorrection | None) -> Metric | None:
    if correction is None:
        return metric
    if correction.ruling is Ruling.RENAMED:
        return replace(metric, name=correction.name)
    if correction.ruling is Ruling.BOUND:
        return replace(metric, indicator=correction.name, certainty=Decimal(1))
    return None


def _start(number: PlainNumber) -> int:
    return number.span.start
