"""Which metrics a chart is about: of the section being read, its chapter, the report, ticked parts, a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from fuzhou_viewer.core.contents import Entry, entries_at
from fuzhou_viewer.core.records import Document, Metric, Span


class Scope(Enum):
    """The choices, in the words a reader chooses by."""

    SECTION = "本节"
    CHAPTER = "本章"
    REPORT = "全文"
    TICKED = "勾选的章节"
    FOUND = "查找结果"


@dataclass(frozen=True, slots=True)
class Choice:
    """The metrics of a scope, what they are of, and why there may be none."""

    title: str
    metrics: tuple[Metric, ...]
    why_empty: str


def choice(
    scope: Scope,
    document: Document,
    entries: Sequence[Entry],
    place: int,
    chosen: Sequence[Span] = (),
) -> Choice:
    """The metrics of `document` in `scope` when the character at `place` is read.

    `chosen` are the spans of ticked sections or of the sentences found, as the scope asks.
    """
    if scope is Scope.REPORT:
        return Choice(document.title, document.metrics, "这份报告没有指标")
    if scope is Scope.TICKED:
        return Choice("勾选的章节", _inside(document, chosen), "没有勾选章节,或勾选的章节没有指标")
    if scope is Scope.FOUND:
        return Choice("查找结果所在的句子", _inside(document, chosen), "查找结果里没有指标")
    entry = _entry(scope, entries, place)
    if entry is None:
        return Choice(document.title, (), "这里没有指标")
    word = "本章" if scope is Scope.CHAPTER else "本节"
    return Choice(entry.label, document.metrics_in(entry.span), f"{word}没有指标")


def _entry(scope: Scope, entries: Sequence[Entry], place: int) -> Entry | None:
    found = entries_at(entries, place)
    if found is None or scope is Scope.SECTION:
        return found[1] if found else None
    known = {entry.key: entry for entry in entries}
    entry = found[1]
    while entry.parent in known:
        entry = known[entry.parent]
    return entry


def sentences(document: Document, places: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of the text that hold `places`, each once."""
    text = document.text
    found: dict[Span, None] = {}
    for place in places:
        start = max(text.rfind(c, 0, place.start) for c in "。\n") + 1
        stops = [stop for c in "。\n" if (stop := text.find(c, place.end)) >= 0]
        found[Span(start, min(stops, default=len(text)))] = None
    return tuple(found)


def _inside(document: Document, spans: Sequence[Span]) -> tuple[Metric, ...]:
    held = {metric.id: metric for span in spans for metric in document.metrics_in(span)}
    return tuple(metric for metric in document.metrics if metric.id in held)
