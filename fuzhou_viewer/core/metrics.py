"""Quantities to metrics: what each number counts, for whom and when, and in which section it stands."""

import re
from collections.abc import Iterable

from fuzhou_viewer.core.quantities import QuantityReader
from fuzhou_viewer.core.records import Metric, MetricId, Quantity, Section, SectionId, Span
from fuzhou_viewer.core.vocabulary import Vocabulary

_CLAUSE_BREAK = re.compile(r"[，,。；;：:！!？?、\n()（）]")
_SENTENCE_BREAK = "。；;！!？?\n"
_NOUN_AFTER = re.compile(r"(?:以[^，,。；;]{0,30}的)?([^，,。；;、：:()（）“”\d\n]{2,24})")
_LONGEST_NAME = 30


class MetricReader:
    """Finds the metrics of a text: quantities with names a reader understands."""

    def __init__(self, words: Vocabulary) -> None:
        self._quantities = QuantityReader(words)
        self._scopes = words.scopes
        openers = "|".join(map(re.escape, words.openers))
        scopes = "|".join(map(re.escape, words.scopes))
        self._trailing = re.compile(rf"(?:{openers})+$")
        self._leading = re.compile(rf"^(?:{scopes}|{openers}|等)+")

    def metrics(self, text: str, sections: Iterable[Section], body: Span, year: int | None) -> tuple[Metric, ...]:
        """The metrics inside `body`, numbered m001 … in the order of the text."""
        held = [s for s in sections if s.level is not None or s.kind == "preamble"]
        found = [q for q in self._quantities.quantities(text) if q.span.start in body]
        metrics = []
        names: dict[str, int] = {}
        previous: Quantity | None = None
        for number, quantity in enumerate(found, 1):
            name = self._name(text, quantity, previous) or "未命名指标"
            names[name] = names.get(name, 0) + 1
            if names[name] > 1:
                name = f"{name}（{names[name]}）"
            metrics.append(
                Metric(
                    MetricId(f"m{number:03}"),
                    name,
                    quantity,
                    self._scope(text, quantity.span.start),
                    f"{year}年" if year else "",
                    _section_of(held, quantity.span.start),
                )
            )
            previous = quantity
        return tuple(metrics)

    def _name(self, text: str, quantity: Quantity, previous: Quantity | None) -> str:
        start = quantity.span.start
        opening = _sentence_start(text, start)
        if previous and previous.span.end > opening:
            opening = previous.span.end
        left = _CLAUSE_BREAK.split(text[opening:start])
        words = self._trailing.sub("", left[-1].strip())
        words = self._leading.sub("", words)
        if quantity.unit in ("%", "‰") or (len(words) > 3 and not _counts_something_after(text, quantity)):
            return words[-_LONGEST_NAME:]
        after = _NOUN_AFTER.match(text, quantity.span.end)
        noun = after[1].strip() if after else ""
        return (words + noun)[-_LONGEST_NAME:] if len(words) < _LONGEST_NAME // 2 else words[-_LONGEST_NAME:]

    def _scope(self, text: str, offset: int) -> str:
        before = text[_sentence_start(text, offset) : offset]
        places = [(before.rfind(word), word) for word in self._scopes if word in before]
        return max(places, key=lambda pair: (pair[0], len(pair[1])))[1] if places else ""


def _counts_something_after(text: str, quantity: Quantity) -> bool:
    following = text[quantity.span.end : quantity.span.end + 1]
    return bool(following) and not _CLAUSE_BREAK.match(following)


def _sentence_start(text: str, offset: int) -> int:
    return max((text.rfind(c, 0, offset) for c in _SENTENCE_BREAK), default=-1) + 1


def _section_of(sections: list[Section], offset: int) -> SectionId:
    holding = [s for s in sections if offset in s.span]
    deepest = max(holding, key=lambda s: -1 if s.level == 0 else s.level or 0, default=None)
    return deepest.id if deepest else SectionId("")
