"""Words to hits: each word taken literally, all of them in one paragraph, every place exact."""

from dataclasses import dataclass

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Document, SearchHit, Span

_AROUND = 40
_MOST_WORDS = 32
_LONGEST_QUERY = 10_000
_BREAKS = "。；;！!？?\n"


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was asked, as understood, and every hit in the order of the text."""

    typed: str
    words: tuple[str, ...]
    hits: tuple[SearchHit, ...]


class Searcher:
    """Searches one document; its text is folded once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._plain = folded(document.text)
        told = [s for s in document.sections if s.kind != "junk"]
        self._end = max((s.span.end for s in told), default=len(self._plain))

    def answer(self, typed: str) -> SearchAnswer:
        """The places of `typed`: blanks separate words, all of which must stand in one paragraph."""
        words = tuple(dict.fromkeys(folded(typed[:_LONGEST_QUERY]).split()))[:_MOST_WORDS]
        hits = [hit for line in self._lines() for hit in self._hits(line, words)] if words else []
        return SearchAnswer(typed, words, tuple(hits))

    def _lines(self) -> list[Span]:
        spans = []
        start = 0
        for line in self._plain[: self._end].splitlines(keepends=True):
            spans.append(Span(start, start + len(line)))
            start += len(line)
        return spans

    def _hits(self, line: Span, words: tuple[str, ...]) -> list[SearchHit]:
        plain = self._plain[line.start : line.end]
        if any(word not in plain for word in words):
            return []
        spans = sorted((span for word in words for span in _places(plain, word)), key=lambda s: (s.start, -s.end))
        apart: list[Span] = []
        for span in spans:
            if not apart or span.start >= apart[-1].end:
                apart.append(span)
        return [self._hit(Span(line.start + span.start, line.start + span.end)) for span in apart]

    def _hit(self, span: Span) -> SearchHit:
        text = self._document.text
        before = _after_last_break(text[max(0, span.start - _AROUND) : span.start])
        after = _to_first_break(text[span.end : span.end + _AROUND])
        section = self._document.section_at(span.start)
        return SearchHit(span, section.id if section else None, before, text[span.start : span.end], after)


def _places(plain: str, word: str) -> list[Span]:
    places = []
    start = plain.find(word)
    while start >= 0:
        places.append(Span(start, start + len(word)))
        start = plain.find(word, start + len(word))
    return places


def _after_last_break(text: str) -> str:
    cut = max(text.rfind(c) for c in _BREAKS)
    return text[cut + 1 :]


def _to_first_break(text: str) -> str:
    cut = min((i for c in _BREAKS if (i := text.find(c)) >= 0), default=len(text))
    return text[:cut]
