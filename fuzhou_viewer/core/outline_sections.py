"""Headings in the order of the text to sections that lie inside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.records import Section, SectionId, Span
from fuzhou_viewer.core.surroundings import Part

_ROOT = SectionId("s0")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's place, level and words; its section reaches to `limit` at most."""

    place: Span
    level: int
    ordinal: str
    title: str
    clause: str
    limit: int


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a text: its words, and where they stand."""

    words: str
    place: Span


def sections(text: str, headings: Sequence[Heading], title: Title | None, end: int) -> list[Section]:
    """The section of the title, up to `end`, and of each of `headings`."""
    root = _ROOT if title else None
    told = []
    if title:
        told.append(Section(_ROOT, None, 0, "title", "", title.words, Span(title.place.start, end), title.place))
    path: list[tuple[Heading, SectionId, int]] = []
    counts: dict[SectionId | None, int] = {}
    for heading, stop in zip(headings, stops(text, headings), strict=True):
        while path and (path[-1][0].level >= heading.level or path[-1][2] <= heading.place.start):
            path.pop()
        parent, close = (path[-1][1], min(stop, path[-1][2])) if path else (root, stop)
        counts[parent] = counts.get(parent, 0) + 1
        own = SectionId(f"s{counts[parent]}" if parent in (None, _ROOT) else f"{parent}.{counts[parent]}")
        path.append((heading, own, close))
        told.append(_section(own, parent, heading, close))
    return told


def set_apart(parts: Sequence[Part], title: Title | None) -> list[Section]:
    """The sections of what is no heading: front matter, preamble, attachments, page furniture."""
    root = _ROOT if title else None
    return [
        Section(SectionId(f"p{i}"), root, None, part.kind, "", "", part.span, Span(part.span.start, part.span.start))
        for i, part in enumerate(parts, 1)
    ]


def _section(own: SectionId, parent: SectionId | None, heading: Heading, close: int) -> Section:
    span = Span(heading.place.start, max(close, heading.place.end))
    kind = f"h{heading.level}"
    return Section(
        own, parent, heading.level, kind, heading.ordinal, heading.title, span, heading.place, heading.clause
    )


def stops(text: str, headings: Sequence[Heading]) -> list[int]:
    """Where each section ends: before the next heading of its rank or above, without the line break."""
    stops = [heading.limit for heading in headings]
    still_open: list[int] = []
    for i, heading in enumerate(headings):
        before = _without_blanks(text, heading.place.start) if still_open else 0
        while still_open and headings[still_open[-1]].level >= heading.level:
            last = still_open.pop()
            stops[last] = min(stops[last], before)
        still_open.append(i)
    return stops


def _without_blanks(text: str, stop: int) -> int:
    while stop and text[stop - 1].isspace():
        stop -= 1
    return stop
