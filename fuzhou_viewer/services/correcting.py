"""What a reader said of numbers, put over a report: 不是指标, 改名, 归入指标; the report itself stays as it was read.

A correction quotes its number with what stands around it, so it holds after the report is imported anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from fuzhou_viewer.core.anchors import PlaceFinder
from fuzhou_viewer.core.kept import MetricCorrection, Ruling
from fuzhou_viewer.core.records import Document, Metric, MetricId, PlainNumber, Span

BY_READER = "reader"
"""The kind of a number that a reader called no metric."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A report with the corrections put over it, and those whose number could not be found again."""

    document: Document
    lost: tuple[MetricCorrection, ...]


def alone(document: Document, metric: Metric) -> bool:
    """Whether the number of `metric` states nothing else."""
    return sum(other.quantity.span == metric.quantity.span for other in document.metrics) == 1


def is_about(correction: MetricCorrection, metric: Metric, *, is_alone: bool) -> bool:
    """Whether a correction placed on the number of `metric` means it; a word without a name means all of a number."""
    return is_alone or correction.metric in ("", metric.name)


def corrected(document: Document, corrections: Iterable[MetricCorrection]) -> Corrected:
    """`document` with `corrections` put over it, the later one of two for the same metric."""
    finder = PlaceFinder(document.text)
    rulings: dict[MetricId, MetricCorrection] = {}
    lost = []
    stated: dict[Span, list[Metric]] = {}
    for metric in document.metrics:
        stated.setdefault(metric.quantity.span, []).append(metric)
    for correction in corrections:
        placement = finder.place(correction.anchor)
        here = stated.get(placement.span, []) if placement else []
        meant = [metric for metric in here if is_about(correction, metric, is_alone=len(here) == 1)]
        rulings |= {metric.id: correction for metric in meant}
        if not meant:
            lost.append(correction)
    if not rulings:
        return Corrected(document, tuple(lost))
    metrics = [_ruled(metric, rulings.get(metric.id)) for metric in document.metrics]
    kept = tuple(metric for metric in metrics if metric is not None)
    none = set(stated) - {metric.quantity.span for metric in kept}
    plain = sorted((*document.plain_numbers, *(PlainNumber(span, BY_READER) for span in none)), key=_start)
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
