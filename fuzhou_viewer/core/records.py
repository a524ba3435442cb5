"""The records that cross layers: frozen, slotted, sequences as tuples.

Offsets are characters (code points) of the document's text, end exclusive.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NewType

from fuzhou_viewer.core.handover import Handover

SectionId = NewType("SectionId", str)
MetricId = NewType("MetricId", str)
SURE = Decimal("0.55")
"""The certainty from which a metric is bound to its indicator; below it is a suggestion."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """The file a text came from: its name, format, content hash and public address."""

    name: str
    format: str
    sha256: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a file says of its report outside the text (a page's meta data); empty where it says nothing."""

    title: str = ""
    issuer: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """A paragraph that its file marks as a heading, and the level the file gives it (1 is the highest)."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file's text as its reader decoded it, and where its paragraphs lie in it.

    A table's rows are lines with a tab between the cells; `tables` are the stretches of such lines,
    from the first character of the first row to the end of the last. `remarks` say in Chinese what
    was left out of the file. `handover` is what a file that was handed on brings beside the text.
    """

    text: str
    paragraphs: tuple[Span, ...]
    source: Source
    tables: tuple[Span, ...] = ()
    headings: tuple[HeadingMark, ...] = ()
    remarks: tuple[str, ...] = ()
    particulars: Particulars = Particulars()
    handover: Handover | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a text: a sentence and its place."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, or a stretch set apart (front matter, page furniture).

    `level` is 0 for the title, 1 and deeper for headings, None for what is set apart.
    `span` runs from the ordinal to the end of the whole section; `heading` is the
    ordinal and title alone and is empty where a section has none.
    """

    id: SectionId
    parent: SectionId | None
    level: int | None
    kind: str
    ordinal: str
    title: str
    span: Span
    heading: Span
    clause: str = ""

    @property
    def label(self) -> str:
        """Ordinal and title as a reader knows the section; its first clause if untitled."""
        return f"{self.ordinal}{self.title or self.clause}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure word.

    `value` is in base units (14.1万件 is 141000 件), `low` and `high` bound what the
    written number can stand for, `qualifier` is exact, lower, upper or approx.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    qualifier: str
    span: Span


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number that states no result: its place, and the kind that says why (date, phone, slogan …)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a metric may be bound to: one name for what many reports count under many.

    `unit` is the unit it is usually stated in, `kind` 流量, 存量, 比率 or 金额; `relations` are written with
    codes (`TJ02/TJ01` part by whole, `<=AB01` part of); `remark` says what the count includes.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    unit: str
    theme: str
    kind: str
    relations: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A quantity that states a result: what was counted, for whom, when, and where it stands.

    `indicator` is the vocabulary's name for it and `certainty` (0 to 1) how sure that is: below
    `SURE` it is a suggestion that a person should confirm; `direction` is up or down where a change is
    stated; `is_target` tells plans from results; `part_of` is the metric it is a part of (其中).
    """

    id: MetricId
    name: str
    quantity: Quantity
    scope: str
    period: str
    section: SectionId
    indicator: str = ""
    certainty: Decimal = Decimal(0)
    direction: str = ""
    is_target: bool = False
    part_of: MetricId | None = None

    @property
    def is_bound(self) -> bool:
        """Whether the indicator is sure enough to join figures of other reports unasked."""
        return bool(self.indicator) and self.certainty >= SURE


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the report names: its kind, its fullest name, every mention, its sections and its metrics."""

    name: str
    kind: str
    mentions: tuple[Span, ...]
    sections: tuple[SectionId, ...]
    metrics: tuple[MetricId, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as the program knows it."""

    key: str
    title: str
    year: int | None
    issuer: str
    issued_on: date | None
    text: str
    sections: tuple[Section, ...]
    metrics: tuple[Metric, ...]
    findings: tuple[Finding, ...]
    source: Source
    plain_numbers: tuple[PlainNumber, ...] = ()
    entities: tuple[Entity, ...] = ()
    remarks: tuple[str, ...] = ()

    def headings(self) -> tuple[Section, ...]:
        """The sections a table of contents shows, in the order of the text."""
        return tuple(section for section in self.sections if section.level)

    def section_at(self, offset: int) -> Section | None:
        """The deepest heading whose section holds the character at `offset`."""
        holding = [s for s in self.sections if s.level is not None and offset in s.span]
        return max(holding, key=lambda s: s.level or 0, default=None)

    def metrics_in(self, span: Span) -> tuple[Metric, ...]:
        """The metrics whose number stands inside `span`, in the order of the text."""
        return tuple(m for m in self.metrics if m.quantity.span.start in span)

    def path(self, section: Section) -> tuple[Section, ...]:
        """The headings from the chapter down to `section`."""
        known = {s.id: s for s in self.sections}
        ladder = [section]
        while (parent := known.get(ladder[0].parent or SectionId(""))) and parent.level:
            ladder.insert(0, parent)
        return tuple(ladder)


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Words found: their place, the section that holds them, and the text around."""

    span: Span
    section: SectionId | None
    before: str
    match: str
    after: str
