"""What a comparison of two reports is made of. `old` and `new` say which report a place lies in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fuzhou_viewer.core.contents import Entry
from fuzhou_viewer.core.records import Document, Metric, Span


class Fate(StrEnum):
    """What became of a sentence or a section from the old report to the new."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class SectionPair:
    """Two sections that answer to each other; one side is None for a section that is new or dropped.

    `likeness` runs from 0 to 1; `is_moved` is for a section that stands in another order or under another heading.
    """

    old: Entry | None
    new: Entry | None
    likeness: float = 0.0
    is_moved: bool = False

    @property
    def fate(self) -> Fate:
        """New, dropped, or there in both; what it says is told sentence by sentence."""
        return Fate.NEW if self.old is None else Fate.DROPPED if self.new is None else Fate.CHANGED


@dataclass(frozen=True, slots=True)
class NumberPair:
    """The same thing counted in both reports; `difference` is new less old, None where one is no exact number."""

    old: Metric
    new: Metric
    difference: Decimal | None

    @property
    def is_changed(self) -> bool:
        """Whether the two numbers differ in value or in how they are stated."""
        one, other = self.old.quantity, self.new.quantity
        return (one.value, one.qualifier) != (other.value, other.qualifier)


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences that answer to each other, or one that stands alone.

    `is_moved` is for sentences whose sections do not answer to each other.
    """

    old: Span | None
    new: Span | None
    fate: Fate
    likeness: float = 0.0
    is_moved: bool = False
    numbers: tuple[NumberPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """How much two reports differ: sections new, dropped and moved; numbers changed; the share that is unchanged.

    A section below a new one is not counted again. `unchanged` is the share, 0 to 1, of the characters of
    the new report's sentences that stand in the old one as well.
    """

    new: int
    dropped: int
    moved: int
    numbers: int
    unchanged: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two reports compared. Pairs stand in the order of the new report, what was dropped where it stood.

    `numbers` holds the pairs of all sentences and those found by name alone.
    """

    old: Document
    new: Document
    sections: tuple[SectionPair, ...]
    sentences: tuple[SentencePair, ...]
    numbers: tuple[NumberPair, ...]
    summary: Summary
