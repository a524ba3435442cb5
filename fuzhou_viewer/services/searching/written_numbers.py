"""Numbers as people type and write them, and those of a report that can be found by value."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.numerals import MAGNITUDE_WORDS, magnitude
from fuzhou_viewer.core.records import Document, Quantity, Span

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?"
_SCALES = "|".join((*MAGNITUDE_WORDS, "千", "百"))
_UNIT = r"%|‰|℃|[^\W\d_]{1,6}|㎡"
_TYPED = re.compile(rf"(?P<digits>{_DIGITS})\s?(?P<scale>{_SCALES})?[余多]?\s?(?P<unit>{_UNIT})?")
_WRITTEN = re.compile(rf"(?<![0-9.,a-z])(?:{_DIGITS})(?![0-9])")
_SCALE_AFTER = re.compile(rf"\s?({_SCALES})")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number with its measure word as typed: its value in base units."""

    value: Decimal
    unit: str
    has_scale: bool


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number of a report; `is_stated` if it states a result, not only stands there."""

    quantity: Quantity
    is_stated: bool


def typed_number(words: str) -> TypedNumber | None:
    """The number that the folded `words` are, whole; None if they are something else."""
    found = _TYPED.fullmatch(words)
    if found is None:
        return None
    digits = re.sub("[, ]", "", found["digits"])
    unit = {"个百分点": "百分点"}.get(found["unit"] or "", found["unit"] or "")
    return TypedNumber(Decimal(digits) * magnitude(found["scale"] or ""), unit, bool(found["scale"]))


def numbers_of(document: Document, plain: str) -> tuple[FoundNumber, ...]:
    """The numbers of `document` in the order of its text; `plain` is the text folded.

    Those that state no result count as far as they are no date, telephone or the like.
    """
    stated = {metric.quantity.span: metric.quantity for metric in document.metrics}
    taken = sorted([*stated, *(number.span for number in document.plain_numbers)], key=lambda span: span.start)
    starts = [span.start for span in taken]
    found = [FoundNumber(quantity, is_stated=True) for quantity in stated.values()]
    for written in _WRITTEN.finditer(plain):
        before = bisect_right(starts, written.end() - 1) - 1
        if before < 0 or taken[before].end <= written.start():
            found.append(FoundNumber(_bare(plain, written), is_stated=False))
    return tuple(sorted(found, key=lambda number: number.quantity.span.start))


def same_unit(asked: str, unit: str) -> bool:
    """Whether a number in `unit` answers one asked for in `asked`; none asked for is any."""
    return not asked or asked == folded(unit)


def _bare(plain: str, written: re.Match[str]) -> Quantity:
    scale = _SCALE_AFTER.match(plain, written.end())
    value = Decimal(re.sub("[, ]", "", written[0])) * magnitude(scale[1] if scale else "")
    end = scale.end() if scale else written.end()
    unit = "%" if plain[end : end + 1] == "%" else ""
    return Quantity(value, value, value, unit, "exact", Span(written.start(), end + len(unit)))
