"""What was kept of one version of a report, put onto another version: each thing at its words, or told as lost."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fuzhou_viewer.core.anchors import Anchor, PlaceFinder, anchor
from fuzhou_viewer.core.kept import Content, Kept, KeptId, OwnCheck, PrintBasket, ReadingPosition, SavedSearch
from fuzhou_viewer.core.records import Document

_LEAST_FOUND = 0.6
_LEAST_ANCHORS = 2
_MOST_ANCHORS = 200
_SIDE = 12


@dataclass(frozen=True, slots=True)
class Followed:
    """What can be kept of the new version, under which ids; what has lost its place stays with the old one."""

    wanted: tuple[tuple[KeptId, Content], ...]
    lost: tuple[Kept[Content], ...]


def followed(kept: Iterable[Kept[Content]], report: Document) -> Followed:
    """`kept` of an older version as things of `report`. The same thing followed twice gets the same id."""
    finder = PlaceFinder(report.text)
    wanted: list[tuple[KeptId, Content]] = []
    lost: list[Kept[Content]] = []
    for one in kept:
        if isinstance(one.content, ReadingPosition | PrintBasket | SavedSearch):
            continue
        moved = _moved(one.content, report, finder)
        if moved is None:
            lost.append(one)
        else:
            wanted.append((_own(one.id, report.key), moved))
    return Followed(tuple(wanted), tuple(lost))


def is_of_an_older_version(kept: Iterable[Kept[Content]], report: Document) -> bool:
    """Whether `report` is a version of what `kept` is of: it holds most of the quoted words where they stood.

    Words count with 12 characters on one side of them, for a sentence beside them may be what was changed.
    """
    quoted = [place for one in kept if isinstance(place := getattr(one.content, "anchor", None), Anchor)]
    found = sum(
        one.before[-_SIDE:] + one.quote in report.text or one.quote + one.after[:_SIDE] in report.text
        for one in quoted[-_MOST_ANCHORS:]
    )
    return len(quoted) >= _LEAST_ANCHORS and found >= _LEAST_FOUND * min(len(quoted), _MOST_ANCHORS)


def _moved(content: Content, report: Document, finder: PlaceFinder) -> Content | None:
    if isinstance(content, OwnCheck):
        numbers = [_place(one, report, finder) for one in content.numbers]
        found = tuple(one for one in numbers if one is not None)
        return replace(content, document=report.key, numbers=found) if len(found) == len(numbers) else None
    old = getattr(content, "anchor", None)
    if not isinstance(old, Anchor):
        return replace(content, document=report.key)  # type: ignore[arg-type]
    place = _place(old, report, finder)
    return None if place is None else replace(content, document=report.key, anchor=place)  # type: ignore[arg-type]


def _place(old: Anchor, report: Document, finder: PlaceFinder) -> Anchor | None:
    found = finder.place(old)
    return anchor(report.text, found.span) if found else None


def _own(old: KeptId, key: str) -> KeptId:
    return KeptId(hashlib.sha256(f"{old}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
