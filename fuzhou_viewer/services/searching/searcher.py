"""Searching one report: every place of a query, exactly, in the order of the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, SearchHit, Section, SectionId, Span
from fuzhou_viewer.services.searching import snippets
from fuzhou_viewer.services.searching.answers import SearchAnswer
from fuzhou_viewer.services.searching.matching import Passage, places, year_holds
from fuzhou_viewer.services.searching.parsing import parsed
from fuzhou_viewer.services.searching.query import CHAPTER, FILE, ISSUER, TITLE, YEAR, Field, Phrase, Query, is_ordinals
from fuzhou_viewer.services.searching.wording import understood
from fuzhou_viewer.services.searching.written_numbers import FoundNumber, numbers_of


class Searcher:
    """Searches one document; its text is folded once, the page furniture at its end left out.

    What is set apart earlier in the text is searched: better a stray hit than words that cannot be found.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._plain = folded(document.text)
        self._places = _SectionPlaces(document.sections)
        told = [s.span.end for s in document.sections if s.kind != "junk"]
        end = max(told, default=len(document.text))
        self._spans = [p for p in paragraphs(document.text) if p.start < end]
        self._passages: list[Passage] | None = None

    @property
    def document(self) -> Document:
        """The report that is searched."""
        return self._document

    def answer(self, typed: str, scope: Span | None = None) -> SearchAnswer:
        """The places of what was `typed`, inside `scope` if there is one; never raises."""
        query = parsed(typed)
        return SearchAnswer(typed, query, understood(query), self.hits(query, scope))

    def hits(self, query: Query, scope: Span | None = None) -> tuple[SearchHit, ...]:
        """Every place of `query`, inside `scope` if there is one."""
        if not query.groups:
            return ()
        if query.has_fields_only:
            spans = self._field_places(query)
        else:
            spans = [span for passage in self._answering(query) for span in places(query, passage, self._holds)]
        return tuple(self._hit(span) for span in spans if scope is None or span.start in scope)

    def count(self, typed: str, scope: Span | None = None) -> int:
        """How many places `typed` has."""
        return len(self.hits(parsed(typed), scope))

    def passages(self) -> list[Passage]:
        """Every paragraph but the page furniture at the end."""
        if self._passages is None:
            numbers = numbers_of(self._document, self._plain)
            self._passages = [*_passages(self._plain, self._spans, numbers)]
        return self._passages

    def section_at(self, offset: int) -> SectionId | None:
        """The deepest section at `offset`."""
        section = self._places.deepest(offset)
        return section.id if section else None

    def line_at(self, offset: int) -> Span:
        """The paragraph at `offset`."""
        own = bisect_right(self._spans, offset, key=lambda p: p.start) - 1
        return self._spans[own] if own >= 0 else Span(0, len(self._plain))

    def heading_size(self, passage: Passage) -> int:
        """How many characters of `passage`, from its beginning, are a heading."""
        section = self._places.deepest(passage.start)
        begins = section is not None and section.heading.start == passage.start
        return min(section.heading.end - passage.start, len(passage.plain)) if section and begins else 0

    def _answering(self, query: Query) -> Iterable[Passage]:
        """The paragraphs, unless a phrase that must be found is nowhere in the text."""
        for group in query.groups:
            if all(isinstance(term, Phrase) and term.words not in self._plain for term in group):
                return ()
        return self.passages()

    def _holds(self, field: Field, offset: int) -> bool:
        """Whether what a field asks is so at `offset`."""
        if field.name == YEAR:
            return field.years is not None and year_holds(self._document.year, field.years)
        if field.name in (ISSUER, FILE):
            report = self._document
            return report_field_holds(field, report.issuer, report.source.name, report.title)
        ladder = self._places.ladder(offset)
        if field.name == TITLE:
            titles = [self._document.title, *(section.label for section in ladder)]
            return any(field.words in folded(title) for title in titles)
        return any(_names_chapter(field.words, ladder[: depth + 1]) for depth in range(len(ladder)))

    def _field_places(self, query: Query) -> list[Span]:
        """Headings that answer a query about fields alone; the report's title where it asks of the report."""
        asked = [term for group in query.groups for term in group if isinstance(term, Field)]
        if not any(field.name in (TITLE, CHAPTER) for field in asked):
            first = self._title_line()
            return [first] if first and self._all_hold(query, first.start) else []
        headings = [s.heading for s in self._places.titled if self._all_hold(query, s.heading.start)]
        return [place for heading in headings for place in self._places_in_heading(heading, asked)]

    def _title_line(self) -> Span | None:
        start = next((s.span.start for s in self._document.sections if s.level == 0), 0)
        return next((p for p in self._spans if p.start >= start), None)

    def _places_in_heading(self, heading: Span, asked: list[Field]) -> list[Span]:
        """The words asked for as they stand in a heading; the whole heading where it is named as a chapter."""
        plain = self._plain[heading.start : heading.end]
        words = [field.words for field in asked if field.name == TITLE and field.words in plain]
        if words:
            at = heading.start + plain.find(words[0])
            return [Span(at, at + len(words[0]))]
        ladder = self._places.ladder(heading.start)
        chapters = [field for field in asked if field.name == CHAPTER]
        return [heading] if any(_names_chapter(field.words, ladder) for field in chapters) else []

    def _all_hold(self, query: Query, offset: int) -> bool:
        kept = all(any(self._holds(t, offset) for t in group if isinstance(t, Field)) for group in query.groups)
        return kept and not any(isinstance(t, Field) and self._holds(t, offset) for t in query.without)

    def _hit(self, span: Span) -> SearchHit:
        return snippets.hit(self._document.text, span, self.line_at(span.start), self.section_at(span.start))


def report_field_holds(field: Field, issuer: str, name: str, title: str) -> bool:
    """Whether a report answers 单位: or 文件:."""
    return field.words in folded(issuer if field.name == ISSUER else f"{name}\n{title}")


class _SectionPlaces:
    """Which sections hold a character; asked once a hit."""

    def __init__(self, sections: Iterable[Section]) -> None:
        levelled = [s for s in sections if s.level is not None]
        self.titled = [s for s in levelled if s.heading.end > s.heading.start]
        self._known: dict[SectionId, Section] = {s.id: s for s in levelled}
        self._bounds = sorted({bound for s in levelled for bound in (s.span.start, s.span.end)})
        self._deepest = [
            max((s for s in levelled if bound in s.span), key=lambda s: s.level or 0, default=None)
            for bound in self._bounds
        ]

    def deepest(self, offset: int) -> Section | None:
        """The deepest section that holds `offset`."""
        at = bisect_right(self._bounds, offset) - 1
        return self._deepest[at] if at >= 0 else None

    def ladder(self, offset: int) -> list[Section]:
        """The headings from the chapter down to the one that holds `offset`."""
        ladder: list[Section] = []
        section = self.deepest(offset)
        while section and section.level and section not in ladder:
            ladder.insert(0, section)
            section = self._known.get(section.parent) if section.parent else None
        return ladder


def _names_chapter(words: str, ladder: list[Section]) -> bool:
    """Whether `words` name the last section of `ladder`: its ordinals (三 or 三(二)), or words of its heading."""
    if not ladder:
        return False
    if is_ordinals(words):
        return _bare(words) == _bare("".join(s.ordinal for s in ladder))
    return words in folded(ladder[-1].label)


def _bare(ordinals: str) -> str:
    return re.sub("[第章节.()、\\s]", "", folded(ordinals))


def _passages(plain: str, spans: Iterable[Span], numbers: tuple[FoundNumber, ...]) -> Iterable[Passage]:
    starts = [number.quantity.span.start for number in numbers]
    for span in spans:
        first, last = bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)
        yield Passage(span.start, plain[span.start : span.end], numbers[first:last])
