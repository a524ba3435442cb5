"""How well named things are found, measured against an annotated list.

An entity is found when its kind group and a mention agree: one of its mentions covers at least half of
what it and an annotated mention cover together (intersection over union >= 1/2), and the kinds are in one
group (platform with brand, regulation with document, every other kind by itself). Pairs are one-to-one; pairs
that share more mentions are taken first. Mention figures count the mentions of paired entities alone as right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fuzhou_viewer.core.records import Document

_GROUPS = {"brand": "platform", "document": "regulation"}
_Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Measure:
    """Shares from 0 to 1, and the names missed and invented."""

    recall: float
    precision: float
    mention_recall: float
    mention_precision: float
    missed: tuple[str, ...]
    invented: tuple[str, ...]


def measure(report: Document, gold: Sequence[dict[str, Any]]) -> Measure:
    """The entities of `report` against `gold`, rows of name, kind and mentions with start and end."""
    wanted: list[_Places] = [[(m["start"], m["end"]) for m in row["mentions"]] for row in gold]
    found: list[_Places] = [[(m.start, m.end) for m in entity.mentions] for entity in report.entities]
    pairs = sorted(
        (
            (-shared / (len(wanted[i]) + len(found[j])), i, j)
            for i, row in enumerate(gold)
            for j, entity in enumerate(report.entities)
            if _group(row["kind"]) == _group(entity.kind) and (shared := _shared(wanted[i], found[j]))
        ),
    )
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in left and j not in right:
            left[i], right[j] = j, i
    return Measure(
        recall=len(left) / len(gold),
        precision=len(right) / max(1, len(found)),
        mention_recall=sum(_shared(wanted[i], found[j]) for i, j in left.items()) / sum(map(len, wanted)),
        mention_precision=sum(_shared(found[j], wanted[i]) for j, i in right.items()) / max(1, sum(map(len, found))),
        missed=tuple(row["name"] for i, row in enumerate(gold) if i not in left),
        invented=tuple(entity.name for j, entity in enumerate(report.entities) if j not in right),
    )


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share at least half of what they cover together."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common > 0 and 2 * common >= max(one[1], other[1]) - min(one[0], other[0])


def _shared(places: _Places, others: _Places) -> int:
    return sum(any(overlaps(place, other) for other in others) for place in places)


def _group(kind: str) -> str:
    return _GROUPS.get(kind, kind)
