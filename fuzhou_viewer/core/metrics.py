"""Quantities to metrics: what each number counts, for whom and when, and in which section it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from fuzhou_viewer.core.naming.reader import NameReader
from fuzhou_viewer.core.naming.unique import unique_names
from fuzhou_viewer.core.quantities import QuantityReader
from fuzhou_viewer.core.records import Metric, MetricId, PlainNumber, Section, SectionId, Span
from fuzhou_viewer.core.vocabulary import Vocabulary

_SENTENCE_BREAK = "。！!？?\n"
_YEAR = re.compile(r"((?:19|20)\d{2})年度?(?!规划|计划|版)")


@dataclass(frozen=True, slots=True)
class Figures:
    """The metrics of a text, and the numbers that state no result."""

    metrics: tuple[Metric, ...]
    plain: tuple[PlainNumber, ...]


class MetricReader:
    """Finds the metrics of a text: quantities with names a reader understands."""

    def __init__(self, words: Vocabulary) -> None:
        self._quantities = QuantityReader(words)
        self._names = NameReader(words)
        self._scope = re.compile("|".join(map(re.escape, words.scopes)))

    def figures(self, text: str, sections: Iterable[Section], body: Span, year: int | None) -> Figures:
        """The metrics inside `body`, numbered m001 … in the order of the text."""
        places = _Places(sections)
        numbers = self._quantities.numbers(text)
        quantities = [q for q in numbers.quantities if q.span.start in body]
        named = [
            (quantity, name)
            for quantity, names in zip(quantities, self._names.names(text, quantities), strict=True)
            for name in names
        ]
        before = [_sentence_before(text, quantity.span.start) for quantity, _ in named]
        scopes = [self._scope_of(words) for words in before]
        titles = [places.title(quantity.span.start) for quantity, _ in named]
        unique = unique_names([name for _, name in named], scopes, titles)
        metrics = []
        for i, (quantity, _) in enumerate(named):
            number = MetricId(f"m{i + 1:03}")
            section = places.section(quantity.span.start)
            metrics.append(Metric(number, unique[i], quantity, scopes[i], _period(before[i], year), section))
        return Figures(tuple(metrics), tuple(number for number in numbers.plain if number.span.start in body))

    def _scope_of(self, before: str) -> str:
        last = ""
        for found in self._scope.finditer(before):
            last = found[0]
        return last


def _period(before: str, year: int | None) -> str:
    """The year last named in the sentence, else the report's own."""
    named = _YEAR.findall(before)
    return f"{named[-1] if named else year}年" if named or year else ""


def _sentence_before(text: str, offset: int) -> str:
    start = max((text.rfind(c, max(0, offset - 600), offset) for c in _SENTENCE_BREAK), default=-1) + 1
    return text[max(start, offset - 600) : offset]


class _Places:
    """Which section a character stands in: the deepest one, found without looking at all of them."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = sorted(
            (s for s in sections if s.level is not None or s.kind == "preamble"),
            key=lambda s: (s.span.start, s.level or 0),
        )
        self._starts = [s.span.start for s in self._sections]
        self._by_id = {s.id: s for s in self._sections}

    def section(self, offset: int) -> SectionId:
        last = bisect_right(self._starts, offset) - 1
        section = self._sections[last] if last >= 0 else None
        while section and offset not in section.span:
            section = self._by_id.get(section.parent) if section.parent else None
        return section.id if section else SectionId("")

    def title(self, offset: int) -> str:
        """The title of the deepest section there that has one."""
        section = self._by_id.get(self.section(offset))
        while section and not section.title:
            section = self._by_id.get(section.parent) if section.parent else None
        return section.title if section and section.level else ""
