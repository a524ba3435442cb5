"""Two reports to one comparison. Pure, general, and about as long as the texts are long."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from fuzhou_viewer.core.pairing.likeness import Match
from fuzhou_viewer.core.pairing.numbers import numbers_by_name, numbers_of_sentences
from fuzhou_viewer.core.pairing.passages import Passages, passages
from fuzhou_viewer.core.pairing.records import (
    Fate,
    NumberPair,
    Pairing,
    SectionPair,
    SentencePair,
    Summary,
)
from fuzhou_viewer.core.pairing.sections import moved, section_matches
from fuzhou_viewer.core.pairing.sentences import alike, sentence_matches
from fuzhou_viewer.core.records import Document, Metric, Span

T = TypeVar("T")


def paired(old: Document, new: Document) -> Pairing:
    """What of `old` answers to what of `new`; never raises, whatever the texts."""
    one, other = passages(old), passages(new)
    likely = alike(one, other)
    matches = section_matches(one, other, likely)
    sections = _section_pairs(one, other, matches)
    sentences = _sentence_pairs(one, other, matches, sentence_matches(one, other, matches, likely))
    in_sentences = [pair for sentence in sentences for pair in sentence.numbers]
    numbers = (*in_sentences, *numbers_by_name(old, new, in_sentences))
    ordered = tuple(sorted(numbers, key=lambda pair: pair.new.quantity.span.start))
    return Pairing(old, new, sections, sentences, ordered, _summary(other, sections, sentences, ordered))


def _section_pairs(old: Passages, new: Passages, matches: Sequence[Match]) -> tuple[SectionPair, ...]:
    gone = moved(matches, old, new)
    known = {match.new: match for match in matches}
    told: list[tuple[int, SectionPair]] = []
    for j, entry in enumerate(new.entries):
        match = known.get(j)
        if match is None:
            told.append((-1, SectionPair(None, entry)))
        else:
            told.append((match.old, SectionPair(old.entries[match.old], entry, match.likeness, j in gone)))
    dropped = [(i, SectionPair(entry, None)) for i, entry in enumerate(old.entries)]
    taken = {match.old for match in matches}
    return _woven(told, [one for one in dropped if one[0] not in taken])


def _sentence_pairs(
    old: Passages, new: Passages, sections: Sequence[Match], matches: Sequence[Match]
) -> tuple[SentencePair, ...]:
    known = {match.new: match for match in matches}
    partner = {match.new: match.old for match in sections} | {-1: -1}
    metrics = _Metrics(old.document), _Metrics(new.document)
    told: list[tuple[int, SentencePair]] = []
    for j, sentence in enumerate(new.sentences):
        match = known.get(j)
        if match is None:
            told.append((-1, SentencePair(None, sentence.span, Fate.NEW)))
            continue
        before = old.sentences[match.old]
        is_same = before.words == sentence.words
        numbers = numbers_of_sentences(
            old.document, new.document, metrics[0].inside(before.span), metrics[1].inside(sentence.span)
        )
        fate = Fate.SAME if is_same else Fate.CHANGED
        is_moved = partner.get(sentence.entry, -2) != before.entry
        told.append((match.old, SentencePair(before.span, sentence.span, fate, match.likeness, is_moved, numbers)))
    taken = {match.old for match in known.values()}
    alone = [
        (i, SentencePair(sentence.span, None, Fate.DROPPED))
        for i, sentence in enumerate(old.sentences)
        if i not in taken
    ]
    return _woven(told, alone)


def _woven(told: Sequence[tuple[int, T]], alone: Sequence[tuple[int, T]]) -> tuple[T, ...]:
    """`told` in its order, each of `alone` behind the one that stood before it in the old report."""
    stood = sorted((old, at) for at, (old, _) in enumerate(told) if old >= 0)
    olds = [old for old, _ in stood]
    behind: dict[int, list[T]] = {}
    for old, one in alone:
        k = bisect_left(olds, old)
        behind.setdefault(stood[k - 1][1] if k else -1, []).append(one)
    out = list(behind.get(-1, []))
    for at, (_, one) in enumerate(told):
        out.append(one)
        out += behind.get(at, [])
    return tuple(out)


class _Metrics:
    """The metrics of a report by their place."""

    def __init__(self, document: Document) -> None:
        self._metrics = sorted(document.metrics, key=lambda metric: metric.quantity.span.start)
        self._starts = [metric.quantity.span.start for metric in self._metrics]

    def inside(self, span: Span) -> Sequence[Metric]:
        return self._metrics[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def _summary(
    new: Passages,
    sections: Sequence[SectionPair],
    sentences: Sequence[SentencePair],
    numbers: Sequence[NumberPair],
) -> Summary:
    fresh = {pair.new.key for pair in sections if pair.new and pair.fate is Fate.NEW}
    gone = {pair.old.key for pair in sections if pair.old and pair.fate is Fate.DROPPED}
    same = sum(pair.new.end - pair.new.start for pair in sentences if pair.new and pair.fate is Fate.SAME)
    every = sum(sentence.span.end - sentence.span.start for sentence in new.sentences)
    return Summary(
        new=sum(pair.new.parent not in fresh for pair in sections if pair.new and pair.fate is Fate.NEW),
        dropped=sum(pair.old.parent not in gone for pair in sections if pair.old and pair.fate is Fate.DROPPED),
        moved=sum(pair.is_moved for pair in sections),
        numbers=sum(pair.is_changed for pair in numbers),
        unchanged=same / every if every else 0.0,
    )
