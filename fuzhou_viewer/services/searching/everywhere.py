"""The whole library as a window asks it: answers with the words around them, counts, an index kept fresh.

Two threads may work at once, one that answers and one that refreshes the index; each has a searcher of its own.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer.core.contents import place_names
from fuzhou_viewer.core.records import Document, SearchHit
from fuzhou_viewer.services.searching import snippets
from fuzhou_viewer.services.searching.library import FoundPassage, LibraryAnswer
from fuzhou_viewer.services.searching.listing import Part
from fuzhou_viewer.services.searching.narrowing import Narrowings, narrowings
from fuzhou_viewer.services.searching.shelf import WholeLibrary

_MOST = 200


@dataclass(frozen=True, slots=True)
class ReportHits:
    """What was found in one report, by the names of its sections in the order of the answer."""

    key: str
    title: str
    parts: tuple[Part, ...]

    @property
    def ladder(self) -> str:
        """The report and what of it answers, a line each."""
        return "\n".join((self.title, *(f"{part.place}({len(part.hits)} 处)" for part in self.parts)))

    @property
    def hits(self) -> tuple[SearchHit, ...]:
        """All of them."""
        return tuple(hit for part in self.parts for hit in part.hits)


@dataclass(frozen=True, slots=True)
class EverywhereAnswer:
    """The first passages by report; `has_more` that there are others, `is_by_scan` that no index was of use yet."""

    typed: str
    understood: str
    reports: tuple[ReportHits, ...]
    has_more: bool
    is_by_scan: bool


class Everywhere:
    """Every report there is: asked by one thread at a time, refreshed by another."""

    def __init__(self, library: WholeLibrary, index_file: Path) -> None:
        self._library = library
        self._file = index_file
        self._searcher = library.searcher(index_file)

    def look(self, typed: str) -> EverywhereAnswer:
        """The first passages that answer what was `typed`. Raises DamagedLibraryError."""
        self._searcher.library_changed()
        answer = self._searcher.answer(typed, _MOST)
        reports = tuple(_reports(answer, self._library))
        return EverywhereAnswer(typed, answer.understood, reports, answer.has_more, answer.is_by_scan)

    def narrowings(self, typed: str) -> Narrowings:
        """What of `typed` is left by year, issuer and report; those that would leave everything are not offered."""
        return narrowings(typed, self._searcher.facets(self._searcher.count(typed)))

    def report(self, key: str) -> Document:
        """The report with that key. Raises DamagedLibraryError."""
        return self._library.report(key)

    def refresh(self) -> bool:
        """Make the index fit the reports there are; whether it does now. May take long."""
        with closing(self._library.searcher(self._file)) as searcher:
            return searcher.refresh()

    def interrupt(self) -> None:
        """Give up the answer another thread works on."""
        self._searcher.interrupt()

    def close(self) -> None:
        """Let go of the index file."""
        self._searcher.close()


def hits_of(report: Document, passage: FoundPassage) -> Iterator[SearchHit]:
    """Every place in a passage of `report`, with the words around it."""
    for place in passage.places:
        section = report.section_at(place.start)
        yield snippets.hit(report.text, place, passage.span, section.id if section else None)


def _reports(answer: LibraryAnswer, library: WholeLibrary) -> Iterator[ReportHits]:
    by_report: dict[str, list[FoundPassage]] = {}
    for passage in answer.passages:
        by_report.setdefault(passage.report, []).append(passage)
    for key, passages in by_report.items():
        report = library.report(key)
        names = place_names(report)
        parts: dict[str, list[SearchHit]] = {}
        for passage in sorted(passages, key=lambda one: one.span.start):
            for hit in hits_of(report, passage):
                parts.setdefault(names[hit.section], []).append(hit)
        yield ReportHits(
            key, report.title, tuple(Part(report.title, name, tuple(hits)) for name, hits in parts.items())
        )
