"""Metrics with what a ledger says of them: the section each stands in, and its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from fuzhou_viewer.core.records import Document, Metric, SectionId
from fuzhou_viewer.services.charting.wording import sentence


@dataclass(frozen=True, slots=True)
class Fact:
    """A metric with the words its report gives it: the section it stands in and its sentence."""

    metric: Metric
    section: str
    sentence: str


def facts(document: Document, places: Mapping[SectionId | None, str]) -> tuple[Fact, ...]:
    """All metrics of `document`; `places` names its sections."""
    return tuple(
        Fact(metric, places.get(metric.section, ""), sentence(document, metric.quantity.span))
        for metric in document.metrics
    )
