"""Names of numbers that may mean the same: what a person is asked once, so that two series become one or stay two.

Nothing is asked of names that one report tells both of, for the same year: they are two things there.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.pairing.likeness import Likenesses, grams
from fuzhou_viewer.core.pairing.numbers import name_likeness
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.series import Point, Series

_ALIKE = 0.62


@dataclass(frozen=True, slots=True)
class Doubt:
    """`name` may be counted under `other`; a point of each to judge by. `likeness` runs from 0 to 1."""

    name: str
    other: str
    unit: str
    scope: str
    owner: str
    of_name: Point
    of_other: Point
    likeness: float


def doubts(
    reports: Sequence[Document], found: Sequence[Series], answered: Collection[tuple[str, str, str]]
) -> tuple[Doubt, ...]:
    """What is worth asking of `found`, the series of `reports`: the likeliest first.

    `answered` holds (name, other, unit) of what was asked before, in either order.
    """
    told = [*_suggested(reports, found), *_alike(found)]
    known = {(name, other, unit) for name, other, unit in answered}
    known |= {(other, name, unit) for name, other, unit in answered}
    fresh = {(doubt.name, doubt.other, doubt.unit, doubt.owner): doubt for doubt in reversed(told)}
    kept = [doubt for doubt in fresh.values() if (doubt.name, doubt.other, doubt.unit) not in known]
    return tuple(sorted(kept, key=lambda doubt: (-doubt.likeness, doubt.name, doubt.other)))


def _suggested(reports: Sequence[Document], found: Sequence[Series]) -> list[Doubt]:
    """A metric whose indicator is a suggestion only, where a series of that indicator is there."""
    by_key = {(one.name, one.scope, one.owner, one.unit): one for one in found}
    indicators = {
        (metric.name, metric.quantity.unit): (metric.indicator, float(metric.certainty))
        for report in reports
        for metric in report.metrics
        if metric.indicator and not metric.is_bound
    }
    told = []
    for one in found:
        indicator, certainty = indicators.get((one.name, one.unit), ("", 0.0))
        other = by_key.get((indicator, one.scope, one.owner, one.unit))
        if other is not None and other is not one:
            told.append(_doubt(one, other, certainty))
    return told


def _alike(found: Sequence[Series]) -> list[Doubt]:
    """Two series of one owner, scope and unit, never told for the same year, with names much alike."""
    families: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
    for one in found:
        families[one.scope, one.owner, one.unit].append(one)
    told = []
    for family in families.values():
        bags = [grams(one.name) for one in family]
        for i, j in Likenesses(bags, bags).among():
            if (likeness := _likeness(family[i], family[j])) >= _ALIKE:
                few, many = sorted((family[i], family[j]), key=lambda one: (len(one.points), one.name))
                told.append(_doubt(few, many, likeness))
    return told


def _likeness(one: Series, other: Series) -> float:
    if one.name == other.name or {p.year for p in one.points} & {p.year for p in other.points}:
        return 0.0
    # a rise and a fall are told with one sign: in one series they would be mixed up
    if ("降幅" in one.name) != ("降幅" in other.name):
        return 0.0
    return name_likeness(one.name, other.name)


def _doubt(one: Series, other: Series, likeness: float) -> Doubt:
    return Doubt(
        one.name, other.name, one.unit, one.scope, one.owner, one.points[-1], _nearest(one.points[-1], other), likeness
    )


def _nearest(point: Point, other: Series) -> Point:
    return min(other.points, key=lambda one: abs(one.year - point.year))
