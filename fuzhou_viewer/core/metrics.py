"""Quantities to metrics: what each number counts, for whom and when, and in which section it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fuzhou_viewer.core.names import NameReader
from fuzhou_viewer.core.quantities import PlainNumber, QuantityReader
from fuzhou_viewer.core.records import Metric, MetricId, Quantity, Section, SectionId, Span
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
        held = [s for s in sections if s.level is not None or s.kind == "preamble"]
        numbers = self._quantities.numbers(text)
        quantities = [q for q in numbers.quantities if q.span.start in body]
        named = [
            (quantity, name)
            for quantity, names in zip(quantities, self._names.names(text, quantities), strict=True)
            for name in names
        ]
        unique = _unique([name for _, name in named])
        metrics = []
        for number, ((quantity, _), name) in enumerate(zip(named, unique, strict=True), 1):
            before = _sentence_before(text, quantity.span.start)
            metrics.append(
                Metric(
                    MetricId(f"m{number:03}"),
                    name,
                    quantity,
                    self._scope_of(before),
                    _period(before, year),
                    _section_of(held, quantity),
                )
            )
        return Figures(tuple(metrics), numbers.plain)

    def _scope_of(self, before: str) -> str:
        return (self._scope.findall(before) or [""])[-1]


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for name in names:
        words = name or "未命名指标"
        seen[words] = seen.get(words, 0) + 1
        out.append(words if seen[words] == 1 else f"{words}（{seen[words]}）")
    return out


def _period(before: str, year: int | None) -> str:
    """The year last named in the sentence, else the report's own."""
    named = _YEAR.findall(before)
    return f"{named[-1] if named else year}年" if named or year else ""


def _sentence_before(text: str, offset: int) -> str:
    start = max((text.rfind(c, max(0, offset - 600), offset) for c in _SENTENCE_BREAK), default=-1) + 1
    return text[max(start, offset - 600) : offset]


def _section_of(sections: list[Section], quantity: Quantity) -> SectionId:
    holding = [s for s in sections if quantity.span.start in s.span]
    deepest = max(holding, key=lambda s: -1 if s.level == 0 else s.level or 0, default=None)
    return deepest.id if deepest else SectionId("")
