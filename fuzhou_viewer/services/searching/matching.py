"""A query on one paragraph: the exact places of what it asks for.

Words must stand in the same paragraph; a field is asked of the section each place stands in,
because headings of items stand inside paragraphs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.core.records import Quantity, Span
from fuzhou_viewer.services.searching.query import Field, Near, Phrase, Query, Term, Value
from fuzhou_viewer.services.searching.written_numbers import FoundNumber, same_unit

_EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: where it begins in the text, its folded characters, and the numbers that stand in it."""

    start: int
    plain: str
    numbers: tuple[FoundNumber, ...] = ()


FieldCheck = Callable[[Field, int], bool]
"""Whether a field holds at an offset of the text."""


def places(query: Query, passage: Passage, holds: FieldCheck) -> list[Span]:
    """The places of `query` in `passage`, offsets of the whole text; none where the paragraph does not answer it."""
    found: dict[Term, list[Span]] = {}
    for group in query.groups:
        texts = [term for term in group if not isinstance(term, Field)]
        for term in texts:
            found[term] = term_places(term, passage)
        if len(texts) == len(group) and not any(found[term] for term in texts):
            return []
        _drop_twice_found(texts, found)
    if any(term_places(term, passage) for term in query.without):
        return []
    apart = _apart(span for spans in found.values() for span in spans)
    return [span for span in apart if _fields_hold(query, span.start, found, holds)]


def term_places(term: Term, passage: Passage) -> list[Span]:
    """The places of one term in `passage`, offsets of the whole text."""
    match term:
        case Phrase(words):
            return [Span(passage.start + at, passage.start + at + len(words)) for at in _starts(passage.plain, words)]
        case Near():
            return _near_places(term, passage)
        case Value():
            return [number.quantity.span for number in passage.numbers if answers(number, term)]
        case Field():
            return []


def answers(number: FoundNumber, asked: Value) -> bool:
    """Whether `number` is surely one of those asked for: 1000余件 is more than 1000, 近1000件 is less."""
    quantity = number.quantity
    if not same_unit(asked.unit, quantity.unit):
        return False
    if asked.is_point:
        return quantity.value == asked.low
    return number.is_stated and _is_above(quantity, asked) and _is_below(quantity, asked)


def _is_above(quantity: Quantity, asked: Value) -> bool:
    if asked.low is None:
        return True
    low = quantity.value if quantity.qualifier == _EXACT else quantity.low
    strictly = asked.low_open and quantity.qualifier in (_EXACT, "approx")
    return low > asked.low if strictly else low >= asked.low


def _is_below(quantity: Quantity, asked: Value) -> bool:
    if asked.high is None:
        return True
    high = quantity.value if quantity.qualifier == _EXACT else quantity.high
    strictly = asked.high_open and quantity.qualifier in (_EXACT, "approx")
    return high < asked.high if strictly else high <= asked.high


def year_holds(year: int | None, asked: Value) -> bool:
    """Whether `year` lies between the bounds asked for."""
    if year is None:
        return False
    number = Decimal(year)
    exactly = Quantity(number, number, number, "", _EXACT, Span(0, 0))
    return _is_above(exactly, asked) and _is_below(exactly, asked)


def _drop_twice_found(group: Sequence[Term], found: dict[Term, list[Span]]) -> None:
    """A number found as it was typed is not found by its value once more."""
    written = [span for term in group if isinstance(term, Phrase) for span in found[term]]
    if not written:
        return
    ends = [span.end for span in written]
    for term in group:
        if isinstance(term, Value):
            found[term] = [span for span in found[term] if not _meets(span, written, ends)]


def _meets(span: Span, others: list[Span], ends: list[int]) -> bool:
    after = bisect_right(ends, span.start)
    return after < len(others) and others[after].start < span.end


def _fields_hold(query: Query, offset: int, found: dict[Term, list[Span]], holds: FieldCheck) -> bool:
    for group in query.groups:
        if not any(holds(term, offset) if isinstance(term, Field) else found[term] for term in group):
            return False
    return not any(isinstance(term, Field) and holds(term, offset) for term in query.without)


def _starts(plain: str, words: str) -> list[int]:
    """Where `words` begins, places that do not overlap."""
    starts = []
    at = plain.find(words) if words else -1
    while at >= 0:
        starts.append(at)
        at = plain.find(words, at + len(words))
    return starts


def _near_places(near: Near, passage: Passage) -> list[Span]:
    first = _every_start(passage.plain, near.first.words)
    second = _every_start(passage.plain, near.second.words)
    sizes = len(near.first.words), len(near.second.words)
    spans = [*_with_partner(first, second, sizes, near.within), *_with_partner(second, first, sizes[::-1], near.within)]
    return sorted(
        {Span(passage.start + at, passage.start + at + size) for at, size in spans}, key=lambda span: span.start
    )


def _every_start(plain: str, words: str) -> list[int]:
    starts = []
    at = plain.find(words) if words else -1
    while at >= 0:
        starts.append(at)
        at = plain.find(words, at + 1)
    return starts


def _with_partner(starts: list[int], others: list[int], sizes: tuple[int, int], within: int) -> list[tuple[int, int]]:
    """Those of `starts` that have one of `others` at most `within` characters before or after, not overlapping."""
    own, other = sizes
    near = []
    for at in starts:
        after = bisect_left(others, at + own)
        before = bisect_right(others, at - other) - 1
        has_after = after < len(others) and others[after] - (at + own) <= within
        has_before = before >= 0 and at - (others[before] + other) <= within
        if has_after or has_before:
            near.append((at, own))
    return near


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The places in order, none overlapping another: the earlier wins, then the longer."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart
