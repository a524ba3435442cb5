"""One page for who has a minute: the headline figures of a report, chosen by rule, a few from each chapter.

A headline is a result (no plan), a whole (no part of another), and best one the vocabulary knows; counts come
before rates, large before small. What the rule chose can be changed: it is a list of metrics.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document, Metric, MetricId, Span

_MOST = 24
_MOST_OF_CHAPTER = 3
_SURE = Decimal("0.55")
_SHARES = frozenset(("%", "‰", "百分点", "倍"))
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Headlines:
    """The headline figures of a chapter."""

    chapter: str
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A report on one page: what it is, who issued it and when, and its headlines by chapter."""

    title: str
    about: str
    chapters: tuple[Headlines, ...]

    def metrics(self) -> tuple[Metric, ...]:
        """All headline figures in their order."""
        return tuple(metric for chapter in self.chapters for metric in chapter.metrics)


def brief(document: Document, chosen: Sequence[MetricId] | None = None) -> Brief:
    """The brief of `document`: the figures `chosen`, or those the rule chooses."""
    wanted = set(headline_ids(document) if chosen is None else chosen)
    chapters = [entry for entry in contents(document) if entry.level == 1]
    told = []
    for chapter in chapters:
        inside = tuple(metric for metric in document.metrics_in(chapter.span) if metric.id in wanted)
        if inside:
            told.append(Headlines(chapter.label, inside))
    outside = wanted - {metric.id for chapter in told for metric in chapter.metrics}
    rest = tuple(metric for metric in document.metrics if metric.id in outside)
    if rest:
        told.insert(0, Headlines("", rest))
    day = document.issued_on
    about = [document.issuer, f"{day.year}年{day.month}月{day.day}日" if day else ""]
    return Brief(document.title, " · ".join(word for word in about if word), tuple(told))


def headline_ids(document: Document) -> tuple[MetricId, ...]:
    """The figures the rule chooses, in the order of the text; at most 24, at most 3 of a chapter."""
    spans = [entry.span for entry in contents(document) if entry.level == 1] or [Span(0, len(document.text))]
    ranked = [_ranked(document.metrics_in(span))[:_MOST_OF_CHAPTER] for span in spans]
    picked: list[Metric] = []
    for place in range(_MOST_OF_CHAPTER):
        picked += [chapter[place] for chapter in ranked if place < len(chapter)]
    kept = {metric.id for metric in picked[:_MOST]}
    return tuple(metric.id for metric in document.metrics if metric.id in kept)


def _ranked(inside: Sequence[Metric]) -> list[Metric]:
    wholes = [metric for metric in inside if not metric.is_target and metric.part_of is None]
    return sorted(wholes, key=_rank, reverse=True)


def _rank(metric: Metric) -> tuple[bool, bool, bool, Decimal]:
    is_known = metric.indicator != "" and metric.certainty >= _SURE
    is_count = metric.quantity.unit not in _SHARES
    return is_known, is_count, len(metric.name) <= _LONGEST_NAME, abs(metric.quantity.value)
