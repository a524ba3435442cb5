"""A person's word on where sections begin: a heading raised, lowered, or taken for plain text. The words never change.

An edit names its heading by where it begins in the text, so it holds when the report is read anew.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fuzhou_viewer.core.outline_sections import Heading, Title, sections, stops
from fuzhou_viewer.core.places import Holders
from fuzhou_viewer.core.records import Document, Entity, Section, SectionId

_DEEPEST = 9


class Change(StrEnum):
    """What is done to a heading: up a level with all below it, down a level, or merged into what stands before it."""

    RAISE = "raise"
    LOWER = "lower"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class BoundaryEdit:
    """One change to the heading that begins at `start`."""

    change: Change
    start: int


def can_change(document: Document, section: Section, change: Change) -> bool:
    """Whether `change` would do anything to this heading of `document`."""
    level = section.level
    if not level:
        return False
    if change is Change.RAISE:
        return level > 1
    if change is Change.MERGE:
        return True
    before = [s for s in document.headings() if s.span.start < section.span.start]
    # below nothing there is no lower level
    return level < _DEEPEST and any((s.level or 0) >= level for s in before[-1:])


def reshaped(document: Document, edits: Iterable[BoundaryEdit]) -> Document:
    """`document` with `edits` made one after the other; those whose heading is not there are left out."""
    for edit in edits:
        document = _edited(document, edit)
    return document


def boundaries_json(edits: Sequence[BoundaryEdit]) -> str:
    """`edits` as they are kept."""
    return json.dumps([[edit.change.value, edit.start] for edit in edits])


def boundaries_from(text: str) -> tuple[BoundaryEdit, ...]:
    """What `boundaries_json` wrote; nothing where that is no longer readable."""
    try:
        return tuple(BoundaryEdit(Change(change), int(start)) for change, start in json.loads(text))
    except (ValueError, TypeError):
        return ()


def _edited(document: Document, edit: BoundaryEdit) -> Document:
    own = next((s for s in document.headings() if s.span.start == edit.start), None)
    if own is None or not can_change(document, own, edit.change):
        return document
    end = max(s.span.end for s in document.sections if s.level is not None)
    levels = {
        s.id: _level(s, own, edit.change) for s in document.headings() if not (edit.change is Change.MERGE and s is own)
    }
    before = _headings(document.headings(), {s.id: s.level or 1 for s in document.headings()}, end)
    natural = dict(zip((s.id for s in document.headings()), stops(document.text, before), strict=True))
    # a list in a paragraph ends with it: such an end is kept, every other follows from the levels
    limits = {s.id: end if s.id == own.id or natural[s.id] <= s.span.end else s.span.end for s in document.headings()}
    kept = [s for s in document.headings() if s.id in levels]
    headings = [replace(h, limit=limits[s.id]) for s, h in zip(kept, _headings(kept, levels, end), strict=True)]
    return _rebuilt(document, headings)


def _level(section: Section, own: Section, change: Change) -> int:
    """The level after a change of `own`: what lies inside it goes with it, unless its heading is gone."""
    level = section.level or 1
    inside = own.span.start <= section.span.start < own.span.end
    if not inside or change is Change.MERGE:
        return level
    return level - 1 if change is Change.RAISE else min(_DEEPEST, level + 1)


def _headings(kept: Iterable[Section], levels: dict[SectionId, int], limit: int) -> list[Heading]:
    return [Heading(s.heading, levels[s.id], s.ordinal, s.title, s.clause, limit) for s in kept]


def _rebuilt(document: Document, headings: Sequence[Heading]) -> Document:
    root = next((s for s in document.sections if s.level == 0), None)
    title = Title(root.title, root.heading) if root else None
    end = root.span.end if root else max((h.limit for h in headings), default=0)
    whole = sections(document.text, headings, title, end) + [s for s in document.sections if s.level is None]
    ordered = tuple(sorted(whole, key=lambda s: (s.span.start, s.level is None, s.level or 0)))
    holders = Holders(ordered)
    metrics = tuple(replace(m, section=holders.section(m.quantity.span.start) or m.section) for m in document.metrics)
    entities = tuple(replace(entity, sections=_sections_of(entity, holders)) for entity in document.entities)
    return replace(document, sections=ordered, metrics=metrics, entities=entities)


def _sections_of(entity: Entity, holders: Holders) -> tuple[SectionId, ...]:
    found = (holders.section(mention.start) for mention in entity.mentions)
    return tuple(dict.fromkeys(section for section in found if section))
