"""A report as it is compared: its entries with what they say, and its sentences, each in its entry."""

import re
from collections import Counter
from dataclasses import dataclass

from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.pairing.likeness import grams, skeleton, wording
from fuzhou_viewer.core.paragraphs import BLANK
from fuzhou_viewer.core.records import Document, SectionId, Span

_SENTENCE = re.compile(r"[^。！!？?；;\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+[。！!？?；;]*[”』」）)]*")
_BEGINNING = 500


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place, its entry (-1 outside all), its words, and its words with numbers made alike."""

    span: Span
    entry: int
    words: str
    skeleton: str


@dataclass(frozen=True, slots=True)
class Passages:
    """A report cut up for comparing; `parents` holds the place of the entry above each, -1 for none.

    `titles` are the entries' titles, `bodies` the grams of a chapter's text and of how each section in it begins:
    what it is about is said there, and the last one often ends with words on the whole chapter.
    """

    document: Document
    entries: tuple[Entry, ...]
    parents: tuple[int, ...]
    titles: tuple[str, ...]
    bodies: tuple[Counter[str], ...]
    sentences: tuple[Sentence, ...]
    furniture: frozenset[int]


def passages(document: Document) -> Passages:
    """`document` cut up. Page furniture and the title are left out."""
    entries = contents(document)
    places = {entry.key: i for i, entry in enumerate(entries)}
    parents = tuple(places.get(entry.parent or SectionId(""), -1) for entry in entries)
    titles = {s.id: skeleton(s.title or s.clause) for s in document.sections}
    sentences = _sentences(document, entries)
    bodies: tuple[Counter[str], ...] = tuple(Counter() for _ in entries)
    for sentence in sentences:
        told = grams(sentence.skeleton)
        at = sentence.entry
        while at >= 0:
            if parents[at] < 0 or sentence.span.start - entries[at].span.start < _BEGINNING:
                bodies[at].update(told)
            at = parents[at]
    kinds = {s.id: s.level for s in document.sections}
    furniture = frozenset(i for i, entry in enumerate(entries) if kinds.get(entry.key) is None)
    return Passages(
        document,
        entries,
        parents,
        tuple(titles.get(entry.key) or skeleton(entry.label) for entry in entries),
        bodies,
        sentences,
        furniture,
    )


def _sentences(document: Document, entries: tuple[Entry, ...]) -> tuple[Sentence, ...]:
    """The sentences in the order of the text; a heading is no sentence."""
    text = document.text
    cuts = {entry.heading.start for entry in entries} | {entry.heading.end for entry in entries}
    left_out = [s.heading if s.level == 0 else s.span for s in document.sections if s.kind == "junk" or s.level == 0]
    headings = {entry.heading.start for entry in entries if entry.heading.end > entry.heading.start}
    cuts |= {entry.span.start for entry in entries} | {span.start for span in left_out} | {s.end for s in left_out}
    marks = sorted(cuts)
    told, k, open_entries, upcoming = [], 0, [], 0
    outside = _Outside(left_out)
    for found in _SENTENCE.finditer(text):
        begin, stop = found.span()
        while k < len(marks) and marks[k] <= begin:
            k += 1
        pieces = [begin]
        while k < len(marks) and marks[k] < stop:
            pieces.append(marks[k])
            k += 1
        for start, end in zip(pieces, (*pieces[1:], stop), strict=True):
            while upcoming < len(entries) and entries[upcoming].span.start <= start:
                open_entries.append(upcoming)
                upcoming += 1
            while open_entries and entries[open_entries[-1]].span.end <= start:
                open_entries.pop()
            if start in headings or outside.holds(start):
                continue
            span = _trimmed(text, start, end)
            words = wording(text[span.start : span.end])
            if words:
                at = open_entries[-1] if open_entries else -1
                told.append(Sentence(span, at, words, skeleton(text[span.start : span.end])))
    return tuple(told)


class _Outside:
    """Stretches asked for in rising order."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._at = 0

    def holds(self, offset: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at].end <= offset:
            self._at += 1
        return self._at < len(self._spans) and offset in self._spans[self._at]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip(BLANK)), start + len(words.rstrip(BLANK)))
