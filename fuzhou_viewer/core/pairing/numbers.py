"""Which numbers of two sentences, or of two reports, count the same thing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.pairing.likeness import grams
from fuzhou_viewer.core.pairing.records import NumberPair
from fuzhou_viewer.core.records import Document, Metric

_ENOUGH = 0.55
_LATIN = re.compile(r"[a-z]+")
_MEASURE = re.compile(r"(?:增速|降幅|金额|总额|面积|长度|[人件条场次个家套户宗项]?数|率)(?:（目标）)?$")
_MARKS = (("原有",), ("新增", "净增"), ("总量", "累计", "总数"), ("占",), ("第",))
"""Words that say what kind of count it is: a number with one of a row answers to none without."""
_CONTEXT = 12
_MOST = 40
_Key = tuple[str, str, str, bool]


def numbers_of_sentences(
    old: Document, new: Document, one: Sequence[Metric], other: Sequence[Metric]
) -> tuple[NumberPair, ...]:
    """The numbers of one sentence beside those of the other: same unit, and alike in name or in the words before."""
    told = [
        (_likeness(old, new, a, b) - abs(i - k) * 0.01, i, k)
        for i, a in enumerate(one[:_MOST])
        for k, b in enumerate(other[:_MOST])
        if a.quantity.unit == b.quantity.unit and a.is_target == b.is_target
    ]
    taken_one: set[int] = set()
    found: dict[int, int] = {}
    for score, i, k in sorted(told, key=lambda t: (-t[0], t[2], t[1])):
        if score >= _ENOUGH and i not in taken_one and k not in found:
            taken_one.add(i)
            found[k] = i
    return tuple(number_pair(one[i], other[k]) for k, i in sorted(found.items()))


def numbers_by_name(old: Document, new: Document, known: Iterable[NumberPair]) -> tuple[NumberPair, ...]:
    """The numbers that are in no pair yet and have one name, scope and unit, told once in each report."""
    pairs = tuple(known)
    seen = {pair.old.id for pair in pairs}, {pair.new.id for pair in pairs}
    sides = [{}, {}]  # type: list[dict[_Key, Metric]]
    for side, report, gone in zip(sides, (old, new), seen, strict=True):
        count = Counter(_key(metric) for metric in report.metrics)
        side.update(
            (_key(metric), metric)
            for metric in report.metrics
            if count[_key(metric)] == 1 and metric.id not in gone and metric.name
        )
    return tuple(number_pair(sides[0][key], metric) for key, metric in sides[1].items() if key in sides[0])


def number_pair(old: Metric, new: Metric) -> NumberPair:
    """Two numbers with their difference, where both are exact and a rise does not stand beside a fall."""
    exact = old.quantity.qualifier == new.quantity.qualifier == "exact" and not turned(old, new)
    return NumberPair(old, new, new.quantity.value - old.quantity.value if exact else None)


def turned(old: Metric, new: Metric) -> bool:
    """Whether one of the numbers says how much something rose and the other how much it fell."""
    return {_way(old), _way(new)} == {"up", "down"}


def _way(metric: Metric) -> str:
    return "down" if "降幅" in metric.name else "up" if "增速" in metric.name else metric.direction


def _key(metric: Metric) -> _Key:
    name = metric.indicator if metric.is_bound else folded(metric.name)
    return name, metric.scope, metric.quantity.unit, metric.is_target


def _likeness(old: Document, new: Document, a: Metric, b: Metric) -> float:
    if a.is_bound and b.is_bound:
        return 1.2 if a.indicator == b.indicator and a.scope == b.scope else 0.0
    by_name = name_likeness(a.name, b.name)
    return max(by_name, _overlap(_before(old, a), _before(new, b))) if by_name >= 0 else 0.0


def name_likeness(one: str, other: str) -> float:
    """How alike two names of numbers are, 0 to 1; -1 where one counts something else for sure: 新增 is no 总量."""
    return _overlap(_thing(one), _thing(other)) if _kind(one) == _kind(other) else -1.0


def _thing(name: str) -> str:
    """A name without the word for how it is counted, which many share."""
    return _MEASURE.sub("", name) or name


def _kind(name: str) -> tuple[object, ...]:
    """What two names must have in common to name one thing: the kind of count, and words in Latin letters."""
    return *(any(word in name for word in row) for row in _MARKS), frozenset(_LATIN.findall(folded(name)))


def _before(document: Document, metric: Metric) -> str:
    start = metric.quantity.span.start
    return document.text[max(0, start - _CONTEXT) : start]


def _overlap(one: str, other: str) -> float:
    """The share of pairs of characters that both have, 0 to 1."""
    a, b = grams(folded(one)), grams(folded(other))
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
