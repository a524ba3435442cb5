"""What a search answers."""

from dataclasses import dataclass

from fuzhou_viewer.core.records import SearchHit, SectionId
from fuzhou_viewer.services.searching.query import Query


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query that finds something: what changes, what to type, how many places it has."""

    words: str
    typed: str
    count: int


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one section, in the order of the text."""

    section: SectionId | None
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was asked, as understood, every hit in the order of the text, and other ways to ask.

    `understood` is empty where the query says nothing but its words.
    """

    typed: str
    query: Query
    understood: str
    hits: tuple[SearchHit, ...]
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The phrases that may be found, folded."""
        return tuple(phrase.words for phrase in self.query.phrases())

    def groups(self) -> tuple[HitGroup, ...]:
        """The hits by section, sections in the order of their first hit."""
        by_section: dict[SectionId | None, list[SearchHit]] = {}
        for hit in self.hits:
            by_section.setdefault(hit.section, []).append(hit)
        return tuple(HitGroup(section, tuple(hits)) for section, hits in by_section.items())

    def counts(self) -> dict[SectionId, int]:
        """How many hits each section holds itself."""
        return {group.section: len(group.hits) for group in self.groups() if group.section}
