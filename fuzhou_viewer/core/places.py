"""Which section a character stands in, and the headings over it."""

from bisect import bisect_right
from collections.abc import Iterable

from fuzhou_viewer.core.records import Section, SectionId


class Places:
    """The sections of a text: the deepest one at a place, found without looking at all of them."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = sorted(
            (s for s in sections if s.level is not None or s.kind == "preamble"),
            key=lambda s: (s.span.start, s.level or 0),
        )
        self._starts = [s.span.start for s in self._sections]
        self._by_id = {s.id: s for s in self._sections}
        self._headings: dict[SectionId, str] = {}

    def section(self, offset: int) -> Section | None:
        """The deepest section around `offset`."""
        last = bisect_right(self._starts, offset) - 1
        section = self._sections[last] if last >= 0 else None
        while section and offset not in section.span:
            section = self._by_id.get(section.parent) if section.parent else None
        return section

    def title(self, section: Section | None) -> str:
        """The title of the deepest section from `section` upwards that has one; none for the report's own."""
        while section and not section.title:
            section = self._by_id.get(section.parent) if section.parent else None
        return section.title if section and section.level else ""

    def headings(self, section: Section | None) -> str:
        """The titles from the chapter down to `section`, a line each; the report's title is none of them."""
        if section is None:
            return ""
        if section.id not in self._headings:
            over = self._by_id.get(section.parent) if section.parent else None
            titles = [self.headings(over), section.title if section.level else ""]
            self._headings[section.id] = "\n".join(title for title in titles if title)
        return self._headings[section.id]


class Holders:
    """Which section a character stands in, set-apart stretches included: the deepest one."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = sorted(sections, key=lambda s: (s.span.start, -s.span.end, s.level or 0))
        self._starts = [s.span.start for s in self._sections]
        self._by_id = {s.id: s for s in self._sections}

    def section(self, offset: int) -> SectionId | None:
        """The section that holds `offset`."""
        last = bisect_right(self._starts, offset) - 1
        section = self._sections[last] if last >= 0 else None
        while section and offset not in section.span:
            section = self._by_id.get(section.parent) if section.parent else None
        return section.id if section else None
