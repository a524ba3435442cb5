"""Quantities to metrics: what each number counts, for whom and when, and in which section it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.binding import Binder, Named
from fuzhou_viewer.core.directions import directions
from fuzhou_viewer.core.folding import simplified
from fuzhou_viewer.core.naming.memory import Name
from fuzhou_viewer.core.naming.reader import NameReader
from fuzhou_viewer.core.naming.unique import unique_names
from fuzhou_viewer.core.parts import PartReader
from fuzhou_viewer.core.periods import PeriodReader
from fuzhou_viewer.core.places import Places
from fuzhou_viewer.core.quantities import Numbers, QuantityReader
from fuzhou_viewer.core.records import Metric, MetricId, PlainNumber, Quantity, Section, SectionId, Span
from fuzhou_viewer.core.scopes import ScopeReader
from fuzhou_viewer.core.sentences import Sentences
from fuzhou_viewer.core.tables import LaidOut, TableReader
from fuzhou_viewer.core.targets import TargetReader
from fuzhou_viewer.core.vocabulary import Vocabulary

_SET_PHRASE = "slogan"


@dataclass(frozen=True, slots=True)
class Figures:
    """The metrics of a text, and the numbers that state no result."""

    metrics: tuple[Metric, ...]
    plain: tuple[PlainNumber, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the numbers of a report: its sections, the stretch to read, its title and year."""

    sections: Sequence[Section]
    body: Span
    title: str
    year: int | None


class MetricReader:
    """Finds the metrics of a text: quantities with names a reader understands."""

    def __init__(self, words: Vocabulary) -> None:
        self._quantities = QuantityReader(words)
        self._names = NameReader(words)
        self._scopes = ScopeReader(words)
        self._parts = PartReader(words.measures)
        self._tables = TableReader(words)
        self._binder = Binder(words)
        self._stops = re.compile("|".join(map(re.escape, words.stops)) or "(?!)")

    def figures(self, text: str, setting: Setting) -> Figures:
        """The metrics inside the body, numbered m001 … in the order of the text."""
        numbers = self._without_stops(text, self._quantities.numbers(text))
        plain_text = simplified(text)
        laid = LaidOut(self._tables.tables(plain_text), numbers)
        quantities = [q for q in laid.running if q.span.start in setting.body]
        named = [
            (quantity, name)
            for quantity, names in zip(quantities, self._names.names(text, quantities), strict=True)
            for name in names
        ]
        named += [(n.quantity, Name(n.name)) for n in laid.cells if n.quantity.span.start in setting.body]
        named.sort(key=lambda pair: pair[0].span.start)
        plain = tuple(number for number in laid.plain if number.span.start in setting.body)
        return Figures(tuple(self._metrics(plain_text, setting, named, laid)), plain)

    def _without_stops(self, text: str, numbers: Numbers) -> Numbers:
        """The numbers inside a set phrase state no result."""
        phrases = [found.span() for found in self._stops.finditer(text)]
        if not phrases:
            return numbers
        starts = [start for start, _ in phrases]
        results, plain = [], list(numbers.plain)
        for quantity in numbers.quantities:
            at = bisect_right(starts, quantity.span.start) - 1
            if at >= 0 and quantity.span.start < phrases[at][1]:
                plain.append(PlainNumber(quantity.span, _SET_PHRASE))
            else:
                results.append(quantity)
        return Numbers(tuple(results), tuple(sorted(plain, key=lambda number: number.span.start)))

    def _metrics(
        self, text: str, setting: Setting, named: Sequence[tuple[Quantity, Name]], laid: LaidOut
    ) -> Iterable[Metric]:
        sentences, places = Sentences(text), Places(setting.sections)
        starts = [quantity.span.start for quantity, _ in named]
        sections = [places.section(start) for start in starts]
        headings = [places.headings(section) for section in sections]
        said, area = self._scopes.scopes(text, sentences, setting.title, starts)
        said = [laid.scope(start) or scope for start, scope in zip(starts, said, strict=True)]
        scopes = [scope or area for scope in said]
        when = PeriodReader(text, sentences, setting.title, setting.year)
        periods = [
            laid.period(start) or when.period(start, section.span.start if section else 0, over)
            for start, section, over in zip(starts, sections, headings, strict=True)
        ]
        words = [(quantity, name.words) for quantity, name in named]
        wholes = laid.wholes(starts, self._parts.wholes(text, sentences, words))
        bindings = self._binder.bindings(
            text,
            [
                Named(quantity, name.words, name.body, over, scope, period, whole)
                for (quantity, name), over, scope, period, whole in zip(
                    named, headings, scopes, periods, wholes, strict=True
                )
            ],
        )
        plans = TargetReader(text, sentences, setting.year)
        planned = [plans.is_target(start, over) for start, over in zip(starts, headings, strict=True)]
        labels = [Name(f"{laid.scope(q.span.start)}{name.words}", name.body) for q, name in named]
        titles = [places.title(section) for section in sections]
        names = unique_names(_told_apart(labels, planned, periods, setting.year), said, titles)
        ways = directions(text, [quantity for quantity, _ in named])
        for at, (quantity, _) in enumerate(named):
            section, whole = sections[at], wholes[at]
            yield Metric(
                _id(at),
                names[at],
                quantity,
                scopes[at],
                periods[at],
                section.id if section else SectionId(""),
                bindings[at].indicator,
                bindings[at].certainty,
                ways[at] or laid.direction(starts[at]),
                planned[at],
                None if whole is None else _id(whole),
            )


def _told_apart(names: Sequence[Name], planned: Sequence[bool], periods: Sequence[str], year: int | None) -> list[Name]:
    """The names, where a plan is called like a result or one year's number like another's told apart."""
    results = {name.words for name, is_plan in zip(names, planned, strict=True) if not is_plan}
    when: dict[str, set[str]] = {}
    for name, period in zip(names, periods, strict=True):
        when.setdefault(name.words, set()).add(period)
    apart = []
    for name, is_plan, period in zip(names, planned, periods, strict=True):
        words = name.words
        if is_plan and words in results:
            words = f"{words}（目标）"
        elif len(when[words]) > 1 and period and period != f"{year}年":
            words = f"{words}（{period}）"
        apart.append(Name(words, name.body))
    return apart


def _id(at: int) -> MetricId:
    return MetricId(f"m{at + 1:03}")
