"""What a reader keeps: one small record for each kind, and the same JSON for the same record.

These are the only things in the program that cannot be made again. Each points at its report by key
and at its place by an `Anchor`; none knows where or how it is kept.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Generic, NewType, TypeVar, get_args, get_origin, get_type_hints

from fuzhou_viewer.core.anchors import Anchor

KeptId = NewType("KeptId", str)


class Colour(StrEnum):
    """The colours of highlights and notes."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


class About(StrEnum):
    """What a note is about."""

    PASSAGE = "passage"
    SECTION = "section"
    NUMBER = "number"
    DOCUMENT = "document"


class Ruling(StrEnum):
    """What a reader says of a number: 不是指标, 改名, 归入指标."""

    NO_METRIC = "no_metric"
    RENAMED = "renamed"
    BOUND = "bound"


class Decision(StrEnum):
    """What a reader decided about a finding of the number check."""

    RIGHT = "right"
    WRONG = "wrong"
    LATER = "later"
    TO_CORRECT = "to_correct"
    OTHER_SCOPE = "other_scope"
    HUSHED = "hushed"


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words made to stand out."""

    document: str
    anchor: Anchor
    colour: Colour = Colour.YELLOW
    heading: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader wrote, about a passage, a section, a number, or the whole report (then without an anchor).

    `heading` is the section's label when it was written: what is shown when the place is no longer found.
    """

    document: str
    anchor: Anchor | None
    text: str
    about: About = About.PASSAGE
    colour: Colour = Colour.YELLOW
    heading: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place to come back to."""

    document: str
    anchor: Anchor
    title: str


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """How far a report was read; one for each report."""

    document: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class DocumentTags:
    """The tags of a whole report; one record for each report."""

    document: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetricCorrection:
    """A reader's word on a number, which `anchor` quotes; `name` is the new name or the indicator.

    `metric` is the name as it was read of the one meant where a number states several; else it is empty.
    """

    document: str
    anchor: Anchor
    ruling: Ruling
    name: str = ""
    metric: str = ""


@dataclass(frozen=True, slots=True)
class CheckMark:
    """A reader's decision on a finding of the check: the sentence, the rule, and a remark.

    `finding` is the finding's own key, made of its words alone; with `HUSHED` the decision is on all of the rule.
    """

    document: str
    anchor: Anchor
    rule: str
    decision: Decision
    remark: str = ""
    finding: str = ""


class Form(StrEnum):
    """How the numbers of a reader's own check belong together."""

    SUM_IS_LAST = "sum_is_last"
    SUM_IS_FIRST = "sum_is_first"
    SHARE = "share"
    EQUAL = "equal"
    AT_MOST = "at_most"
    AVERAGE = "average"
    GROWTH = "growth"
    GROWTH_BACK = "growth_back"


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A check a reader added: numbers, each quoted with its surroundings, and how they belong together."""

    document: str
    numbers: tuple[Anchor, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Words looked for that are worth keeping; `scope` is the searcher's own word for where."""

    name: str
    typed: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """What a reader said of two names of numbers in one unit: `name` is counted under `other`, or is another thing."""

    name: str
    other: str
    unit: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class BasketEntry:
    """A part to be printed: a section or a chart of a report, by its key there and the words it is known by.

    `label` is what it is listed by where that is not `title`; `blocks` is what was put together for it, as text.
    """

    document: str
    kind: str
    key: str
    title: str
    label: str = ""
    blocks: str = ""


@dataclass(frozen=True, slots=True)
class PrintBasket:
    """Parts put together to be printed, in their order."""

    name: str
    entries: tuple[BasketEntry, ...]


Content = (
    Highlight
    | Note
    | Bookmark
    | ReadingPosition
    | DocumentTags
    | MetricCorrection
    | CheckMark
    | OwnCheck
    | SavedSearch
    | PrintBasket
    | NameAnswer
)
C = TypeVar("C", bound=Content)

KINDS: tuple[tuple[str, type[Content]], ...] = (
    ("highlight", Highlight),
    ("note", Note),
    ("bookmark", Bookmark),
    ("position", ReadingPosition),
    ("tags", DocumentTags),
    ("correction", MetricCorrection),
    ("check", CheckMark),
    ("own_check", OwnCheck),
    ("search", SavedSearch),
    ("basket", PrintBasket),
    ("name", NameAnswer),
)
"""The kinds by the word each is kept under; words are for ever."""

FLEETING = (ReadingPosition,)
"""Kinds of which only the newest revision is worth keeping."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[C]):
    """A record as it is kept: its id, its newest revision (from 1) and when that and the first were saved."""

    id: KeptId
    content: C
    revision: int
    created_at: datetime
    saved_at: datetime
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What was being written and is not saved yet."""

    id: KeptId
    content: Content
    written_at: datetime


def kind_of(content: object) -> str:
    """The word a record or its class is kept under."""
    wanted = content if isinstance(content, type) else type(content)
    return next(word for word, known in KINDS if known is wanted)


def document_of(content: Content) -> str:
    """The key of the report a record belongs to; empty for what belongs to none."""
    return getattr(content, "document", "")


def anchor_of(content: Content) -> Anchor | None:
    """The place a record points at, if it points at one."""
    place = getattr(content, "anchor", None)
    return place if isinstance(place, Anchor) else None


def storable(words: str) -> str:
    """`words` as a key that can be written as UTF-8: half a surrogate pair becomes its number."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def lasting_id(content: Content) -> KeptId | None:
    """The id of a record of which there can be only one; None for those there may be many of."""
    match content:
        case ReadingPosition() | DocumentTags():
            own = storable(content.document)
        case MetricCorrection():
            told = (content.metric,) if content.metric else ()
            own = _digest(content.document, *_words(content.anchor), *told)
        case CheckMark(decision=Decision.HUSHED):
            own = _digest(content.document, content.rule)
        case CheckMark() if content.finding:
            own = _digest(content.document, content.finding)
        case CheckMark():
            own = _digest(content.document, content.rule, *_words(content.anchor))
        case NameAnswer():
            own = _digest(content.name, content.other, content.unit)
        case OwnCheck():
            own = _digest(content.document, content.form, *(word for one in content.numbers for word in _words(one)))
        case _:
            return None
    return KeptId(f"{kind_of(content)}:{own}")


def encoded(content: Content) -> str:
    """The record as JSON, always the same for the same record; whatever was typed comes back as it was."""
    data = asdict(content)
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # a lone surrogate can be typed but not stored as UTF-8; JSON has its own way of writing it
    return plain if _is_storable(plain) else json.dumps(data, sort_keys=True, separators=(",", ":"))


def decoded(kind: str, data: str) -> Content:
    """The record that `encoded` wrote. Raises ValueError for anything else."""
    known = dict(KINDS).get(kind)
    if known is None:
        raise ValueError(f"unknown kind {kind!r}")
    try:
        content = _read(known, json.loads(data))
    except RecursionError as fault:
        raise ValueError("too deep") from fault
    assert isinstance(content, known)  # noqa: S101 - _read makes what it is asked for
    return content


def fingerprint(own: str, number: int, kind: str, data: str) -> str:
    """The hash a revision is kept with: over its id, its number, its kind and its words."""
    return _digest(own, str(number), kind, data)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _words(place: Anchor) -> tuple[str, str, str]:
    return place.before, place.quote, place.after


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _read(wanted: Any, data: object) -> Any:
    """`data` as a `wanted`: text, number, choice, tuple or record. Raises ValueError."""
    if isinstance(wanted, UnionType):
        inner = next(part for part in get_args(wanted) if part is not type(None))
        return None if data is None else _read(inner, data)
    if get_origin(wanted) is tuple:
        if not isinstance(data, list):
            raise ValueError("no list")
        return tuple(_read(get_args(wanted)[0], item) for item in data)
    if is_dataclass(wanted):
        return _read_record(wanted, data)
    if issubclass(wanted, StrEnum):
        return wanted(data)
    if type(data) is not wanted:
        raise ValueError(f"no {wanted.__name__}")
    return data


def _read_record(wanted: Any, data: object) -> Any:
    if not isinstance(data, dict):
        raise ValueError("no record")  # noqa: TRY004 - what was read is wrong, not how we were called
    hints = get_type_hints(wanted)
    names = [field.name for field in fields(wanted)]
    # a field that a later version adds is left out, one that it lacks has its default
    known = {name: _read(hints[name], data[name]) for name in names if name in data}
    try:
        return wanted(**known)
    except TypeError as fault:
        raise ValueError("fields are missing") from fault
