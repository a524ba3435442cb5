"""What is to be set, in order: paragraphs, tables, charts. Words and roles only; no measure."""

from dataclasses import dataclass
from decimal import Decimal

HEADING_ROLES = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one typeface: role is title, h1, h2, h3, body or number."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading inside a paragraph: where it begins in the paragraph's words, its level (1 and deeper), its words."""

    offset: int
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its runs, what it is, its number in the report (0 for none) and the headings in it.

    `kind` is title, excerpt (the note that parts were left out), heading, body, addressee, issuer,
    date, note or source.
    """

    runs: tuple[Run, ...]
    kind: str = "body"
    number: int = 0
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first row is `heads`; `weights` share out the width, `is_number` says which columns align right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...] = ()
    is_number: tuple[bool, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its name, its length, its value as words."""

    name: str
    value: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars on one scale; `whole` is what the longest possible bar stands for."""

    unit: str
    whole: Decimal
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars by unit, with a caption and a line that says where the numbers come from."""

    caption: str
    groups: tuple[BarGroup, ...]
    source: str = ""


Block = Paragraph | Table | Chart
