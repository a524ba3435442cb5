"""Searching many reports: through the index where there is one, by looking at each report until then.

Both ways give the same passages. The index is a file that can always be made anew: missing,
foreign, damaged or of another version, it is replaced without a word, and meanwhile the
reports themselves are searched, which the answer says (`is_by_scan`).
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeGuard

from fuzhou_viewer.core.records import Document, SectionId, Span
from fuzhou_viewer.services.searching.matching import Passage, places, year_holds
from fuzhou_viewer.services.searching.parsing import parsed
from fuzhou_viewer.services.searching.query import (
    CHAPTER,
    FILE,
    ISSUER,
    TITLE,
    YEAR,
    Field,
    Near,
    Phrase,
    Query,
    Term,
    Value,
)
from fuzhou_viewer.services.searching.searcher import Searcher, report_field_holds
from fuzhou_viewer.services.searching.wording import understood
from fuzhou_viewer.store.search_building import IndexedDocument, IndexedPassage, IndexWriter, build
from fuzhou_viewer.store.search_index import Row, SearchIndex, Wanted

_MOST_SEARCHERS = 8
_FEW_CHANGES = 20
_MOST_CONDITIONS = 40
_MOST_TIDYING = 1_000
UNKNOWN = ("年份不详", "单位不详")
"""What reports without a year, and without an issuer, are counted under."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What can be asked of a report without opening it; `key` is its own, `fingerprint` changes with its text."""

    key: str
    fingerprint: str
    title: str
    year: int | None
    issuer: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A paragraph that answers: its report and section, where it stands, and every place in it."""

    report: str
    section: SectionId | None
    span: Span
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LibraryAnswer:
    """The passages to show first; `has_more` says that others answer too, `is_by_scan` that no index was of use."""

    typed: str
    query: Query
    understood: str
    passages: tuple[FoundPassage, ...]
    has_more: bool
    is_by_scan: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of what reports are told apart by, and how many passages of such reports answer."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The answering passages by year (the latest first), by issuer and by report (the most first)."""

    years: tuple[Facet, ...]
    issuers: tuple[Facet, ...]
    reports: tuple[Facet, ...]


class LibrarySearcher:
    """Searches the reports whose facts are given, the oldest first; `report` opens one by its key."""

    def __init__(
        self, index_file: Path, facts: Callable[[], Sequence[ReportFacts]], report: Callable[[str], Document]
    ) -> None:
        self._file = index_file
        self._ask_facts = facts
        self._known: tuple[ReportFacts, ...] | None = None
        self._asked = 0
        self._report = report
        self._index: SearchIndex | None = None
        self._is_current: bool | None = None
        self._is_damaged = False
        self._searchers: dict[str, Searcher] = {}

    def close(self) -> None:
        """Let go of the index file."""
        if self._index:
            self._index.close()
        self._index = None

    def interrupt(self) -> None:
        """Stop an answer or a count that runs in another thread."""
        self._asked += 1
        if self._index:
            self._index.interrupt()

    def library_changed(self) -> None:
        """Reports have come, gone or changed: what was known of them is forgotten."""
        self._is_current = None
        self._known = None
        self._searchers.clear()

    def is_ready(self) -> bool:
        """Whether the index holds just the reports there are."""
        if self._is_current is None:
            index = self._opened()
            try:
                self._is_current = index is not None and index.keys() == set(self._wanted_keys())
            except sqlite3.Error:
                self._give_up()
            if not self._is_current:
                # another may stand in its place the next time; and an open file cannot be replaced everywhere
                self.close()
        return bool(self._is_current)

    def refresh(self) -> bool:
        """Make the index fit the reports: few changes one by one, otherwise anew. Whether it is ready now.

        May take long, so for the background; until then, and where no index can be written, answers come by scan.
        """
        if self.is_ready():
            return True
        facts = self._wanted_keys()
        index = None if self._is_damaged else self._opened()
        held = index.keys() if index else frozenset()
        self.close()
        missing, gone = [fact for key, fact in facts.items() if key not in held], held - facts.keys()
        try:
            if not held or len(missing) + len(gone) > _FEW_CHANGES or not self._changed(missing, gone):
                build(self._file, (indexed(self._report(fact.key), fact) for fact in facts.values()))
        except (sqlite3.Error, OSError):
            return False
        self._is_current, self._is_damaged = None, False
        return self.is_ready()

    def answer(self, typed: str, limit: int = 50) -> LibraryAnswer:
        """The passages that answer what was `typed`, at most `limit`; never raises for what was typed."""
        query = parsed(typed)
        if not query.groups:
            return LibraryAnswer(typed, query, "", (), has_more=False, is_by_scan=False)
        found = self._through_index(query, limit + 1)
        by_scan = found is None
        if found is None:
            found = list(islice(self._by_scan(query), limit + 1))
        return LibraryAnswer(typed, query, understood(query), tuple(found[:limit]), len(found) > limit, by_scan)

    def count(self, typed: str) -> dict[str, int]:
        """How many passages of each report answer what was `typed`, by the report's key."""
        query = parsed(typed)
        counts: dict[str, int] = {}
        if not query.groups:
            return counts
        index = self._opened() if self.is_ready() else None
        if index and _is_answered_by_index(query):
            return index.counts(self._wanted(query))
        for passage in self._by_scan(query) if index is None else self._verified(index, query):
            counts[passage.report] = counts.get(passage.report, 0) + 1
        return counts

    def facets(self, counts: Mapping[str, int]) -> Facets:
        """What `count` found, told apart by the facts of the reports."""
        years: Counter[str] = Counter()
        issuers: Counter[str] = Counter()
        reports: Counter[str] = Counter()
        for fact in self._facts():
            if number := counts.get(fact.key):
                years[str(fact.year or UNKNOWN[0])] += number
                issuers[fact.issuer or UNKNOWN[1]] += number
                reports[fact.title] += number
        by_year = sorted(years.items(), reverse=True)
        return Facets(tuple(Facet(*one) for one in by_year), _most(issuers), _most(reports))

    def _opened(self) -> SearchIndex | None:
        if self._index is None:
            try:
                self._index = SearchIndex(self._file)
            except sqlite3.Error:
                return None
        return self._index

    def _facts(self) -> tuple[ReportFacts, ...]:
        if self._known is None:
            self._known = tuple(self._ask_facts())
        return self._known

    def _give_up(self) -> None:
        """The index is of no use any more; the next refresh makes it anew."""
        self.close()
        self._is_current, self._is_damaged = False, True

    def _wanted_keys(self) -> dict[tuple[str, str], ReportFacts]:
        return {(fact.key, fact.fingerprint): fact for fact in self._facts()}

    def _changed(self, missing: Iterable[ReportFacts], gone: Iterable[tuple[str, str]]) -> bool:
        """Take reports out and put reports in; False where the index does not bear it."""
        try:
            with closing(IndexWriter(self._file)) as writer:
                for key, _ in gone:
                    writer.remove(key)
                for fact in missing:
                    writer.add(indexed(self._report(fact.key), fact))
                steps = 0
                while writer.tidy() and steps < _MOST_TIDYING:
                    steps += 1
        except sqlite3.Error:
            return False
        return True

    def _through_index(self, query: Query, limit: int) -> list[FoundPassage] | None:
        """The first passages by the index; None where there is none of use."""
        index = self._opened() if self.is_ready() else None
        if index is None:
            return None
        try:
            if not _is_answered_by_index(query):
                return list(islice(self._verified(index, query), limit))
            rows = index.rows(index.top(self._wanted(query), limit))
        except sqlite3.OperationalError as fault:
            if "interrupted" in str(fault):
                raise
            self._give_up()
            return None
        except sqlite3.Error:
            self._give_up()
            return None
        return [found for row in rows if (found := _found(row, query)).places]

    def _verified(self, index: SearchIndex, query: Query) -> Iterator[FoundPassage]:
        """Candidates of the index, each asked once more of the report itself."""
        for number in index.every(self._wanted(query)):
            (row,) = index.rows([number])
            span = Span(row.start, row.start + len(row.plain))
            hits = self._searcher(row.document).hits(query, span)
            if hits:
                yield FoundPassage(row.document, row.section, span, tuple(hit.span for hit in hits))

    def _by_scan(self, query: Query) -> Iterator[FoundPassage]:
        keys, asked = self._reports_that_hold(query), self._asked
        for fact in reversed(self._facts()):
            if asked != self._asked:
                return  # interrupted: nobody waits for the rest
            if keys is None or fact.key in keys:
                yield from _grouped(fact.key, self._searcher(fact.key), query)

    def _wanted(self, query: Query) -> Wanted:
        """What the index is asked: all that surely must hold, no more."""
        groups = [words for group in query.groups for words in _phrases_needed(group)]
        if query.has_fields_only:
            # the heading itself is the place
            groups += [(t.words,) for group in query.groups for t in group if len(group) == 1 and _is_title(t)]
        # a statement has its limits: what is left out here is verified on the report
        groups = [words for words in groups if len(words) <= _MOST_CONDITIONS][:_MOST_CONDITIONS]
        without = tuple(term.words for term in query.without if isinstance(term, Phrase))[:_MOST_CONDITIONS]
        keys = self._reports_that_hold(query)
        numbers = tuple(
            (None if v.low is None else float(v.low), None if v.high is None else float(v.high))
            for group in query.groups
            if len(group) == 1 and isinstance(v := group[0], Value)
        )
        return Wanted(tuple(groups), without, keys, numbers[:_MOST_CONDITIONS])

    def _reports_that_hold(self, query: Query) -> tuple[str, ...] | None:
        """The keys of the reports that fields of whole reports leave; None is all."""
        asked = [
            group
            for group in query.groups
            if all(isinstance(t, Field) and t.name in (YEAR, ISSUER, FILE) for t in group)
        ]
        if not asked:
            return None
        return tuple(
            fact.key
            for fact in self._facts()
            if all(any(isinstance(t, Field) and _fact_holds(t, fact) for t in group) for group in asked)
        )

    def _searcher(self, key: str) -> Searcher:
        if key not in self._searchers:
            while len(self._searchers) >= _MOST_SEARCHERS:
                del self._searchers[next(iter(self._searchers))]
            self._searchers[key] = Searcher(self._report(key))
        return self._searchers[key]


def _most(counts: Counter[str]) -> tuple[Facet, ...]:
    return tuple(Facet(words, number) for words, number in counts.most_common())


def indexed(document: Document, fact: ReportFacts) -> IndexedDocument:
    """A report as the index takes it, by the key and fingerprint of its facts."""
    searcher = Searcher(document)
    return IndexedDocument(
        fact.key,
        fact.fingerprint,
        tuple(
            IndexedPassage(
                searcher.section_at(passage.start),
                passage.start,
                searcher.heading_size(passage),
                passage.plain,
                tuple((float(n.quantity.low), float(n.quantity.high)) for n in passage.numbers),
            )
            for passage in searcher.passages()
        ),
    )


def _found(row: Row, query: Query) -> FoundPassage:
    spans = places(query, Passage(row.start, row.plain), lambda _field, _at: True)
    return FoundPassage(row.document, row.section, Span(row.start, row.start + len(row.plain)), tuple(spans))


def _fact_holds(field: Field, fact: ReportFacts) -> bool:
    if field.name == YEAR:
        return field.years is not None and year_holds(fact.year, field.years)
    return report_field_holds(field, fact.issuer, fact.name, fact.title)


def _is_answered_by_index(query: Query) -> bool:
    """Whether grams and phrases say all there is to say; nearness, values and headings want the report."""
    fields = (TITLE, CHAPTER)
    if query.has_fields_only or len([*query.terms(), *query.without]) > _MOST_CONDITIONS:
        return False
    return not any(
        isinstance(term, Near | Value)
        or (isinstance(term, Field) and (term.name in fields or term in query.without or len(group) > 1))
        for group in (*query.groups, query.without)
        for term in group
    )


def _phrases_needed(group: Sequence[object]) -> Iterator[tuple[str, ...]]:
    """The phrases of which one must stand there, if the group can only be met by phrases."""
    if len(group) == 1 and isinstance(group[0], Near):
        yield (group[0].first.words,)
        yield (group[0].second.words,)
    elif all(isinstance(term, Phrase) for term in group):
        yield tuple(term.words for term in group if isinstance(term, Phrase))


def _is_title(term: Term) -> TypeGuard[Field]:
    return isinstance(term, Field) and term.name == TITLE


def _grouped(key: str, searcher: Searcher, query: Query) -> Iterator[FoundPassage]:
    by_line: dict[Span, list[Span]] = {}
    for hit in searcher.hits(query):
        by_line.setdefault(searcher.line_at(hit.span.start), []).append(hit.span)
    for line, spans in by_line.items():
        yield FoundPassage(key, searcher.section_at(line.start), line, tuple(spans))
