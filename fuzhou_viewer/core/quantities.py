"""Text to quantities: a number, its measure word, the interval it stands for, and its exact place.

What is no quantity is told with its reason (`plain_numbers`). One pass over the text, one
alternation: whatever begins first claims its characters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from fuzhou_viewer.core.folding import simplified
from fuzhou_viewer.core.numerals import (
    MAGNITUDE_WORDS,
    last_place,
    last_significant_place,
    magnitude,
)
from fuzhou_viewer.core.plain_numbers import patterns
from fuzhou_viewer.core.records import PlainNumber, Quantity, Span
from fuzhou_viewer.core.scanning import Scanner
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.core.written_quantities import base_unit, bounds, written_alternatives, written_quantity

_DIGITS = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
_DIGIT = "0123456789"
_WHOLE = 100
_BARE = r"(?P<alone>\d+(?:\.\d+)?)"
_BOUNDED_BEFORE = 4
_NOT_COUNTED = {"邮编", "编码", "电话", "传真", "代码", "编号", "账号", "号码", "机号"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a text: those that may state a result, and those that do not."""

    quantities: tuple[Quantity, ...]
    plain: tuple[PlainNumber, ...]


class QuantityReader:
    """Finds the quantities of a text with the units and qualifiers of a vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        units = "|".join(re.escape(unit) for unit in words.units)
        scales = "|".join(MAGNITUDE_WORDS)
        self._kinds = [kind for kind, _, _ in patterns(words)]
        plain = [(starts, f"(?P<x{i}>{pattern})") for i, (_, starts, pattern) in enumerate(patterns(words))]
        persons = "|".join(map(re.escape, words.persons))
        number = (
            rf"(?<![\d.A-Za-z+*/×~－-])(?:(?P<least>\d+(?:\.\d+)?)(?:{scales})?[%％]?[-—–－~～至到](?=\d))?"
            rf"(?P<digits>{_DIGITS})(?P<more>[余多])?\s?(?P<scale>{scales}|千|百)?(?P<more2>[余多])?\s?"
            rf"(?:(?P<unit>{units})(?![年月日号])|(?P<people>(?=名?(?:{persons})))"
            rf"|(?P<bare>(?=[,，。；;、)）\s]|$|[占是和]|的)))"
        )
        self._scanner = Scanner([*plain, (_DIGIT, number), *written_alternatives(units), (_DIGIT, _BARE)])
        self._qualifiers = words.qualifiers

    def numbers(self, text: str) -> Numbers:
        """The numbers in `text`, in its order; spans of quantities run over number and unit."""
        simple = simplified(text)
        quantities: list[Quantity] = []
        plain: list[PlainNumber] = []
        for found in self._scanner.matches(simple):
            last = found.lastgroup or ""
            if last.startswith("x"):
                plain += _claimed(found, self._kinds[int(last[1:])])
                continue
            quantity = self._quantity(simple, found)
            if quantity:
                quantities.append(_as_written(quantity, text, found))
            elif found[0][0].isdigit():
                plain.append(PlainNumber(Span(*found.span()), "bare"))
        return Numbers(tuple(quantities), tuple(plain))

    def _quantity(self, text: str, found: re.Match[str]) -> Quantity | None:
        last = found.lastgroup
        if last == "alone":
            return None
        if last in ("unit", "people", "bare"):
            return self._arabic(text, found)
        return written_quantity(text, found, self._bound(text, *found.span()))

    def _arabic(self, text: str, found: re.Match[str]) -> Quantity | None:
        digits = re.sub("[, ]", "", found["digits"])
        scale = magnitude(found["scale"] or "")
        if found["unit"] is None and not self._may_stand_alone(text, found, digits):
            return None
        unit = found["unit"] or ("人" if found["people"] is not None else "")
        end = max(found.end(part) for part in ("unit", "more2", "scale", "more", "digits"))
        value = Decimal(digits) * scale
        qualifier = "lower" if found["more"] or found["more2"] else self._bound(text, found.start(), end)
        low, high = _interval(digits, scale, value, qualifier, is_share=unit in ("%", "％", "‰"))
        least = Decimal(found["least"]) * scale if found["least"] else value
        if least < value:
            return Quantity(least, least, value, base_unit(unit), "range", Span(found.start(), end))
        return Quantity(value, low, high, base_unit(unit), qualifier, Span(found.start("digits"), end))

    def _may_stand_alone(self, text: str, found: re.Match[str], digits: str) -> bool:
        """A number without a measure word counts when it is large, scaled, or ends a phrase of words."""
        if found["scale"]:
            return "万" in found["scale"] or "亿" in found["scale"]
        before = text[max(0, found.start() - 2) : found.start()]
        if before in _NOT_COUNTED:
            return False
        follows_words = len(before) == 2 and all("\u4e00" <= c <= "\u9fff" for c in before)
        return follows_words and "." not in digits and text[found.end() : found.end() + 1] in ("，", ",", "；", ";")

    def _bound(self, text: str, start: int, end: int) -> str:
        after = text[end : end + 2]
        if after in ("以上", "左右", "以内"):
            return {"以上": "lower", "左右": "approx", "以内": "upper"}[after]
        before = text[max(0, start - _BOUNDED_BEFORE) : start]
        return next((kind for word, kind in self._qualifiers if before.endswith(word)), "exact")


def _claimed(found: re.Match[str], kind: str) -> Iterable[PlainNumber]:
    if re.search(r"[\d一二两三四五六七八九十百零]", found[0]):
        yield PlainNumber(Span(*found.span()), kind)


def _as_written(quantity: Quantity, text: str, found: re.Match[str]) -> Quantity:
    """The unit as the text has it, in traditional characters too."""
    if found.lastgroup not in ("unit", "cnunit"):
        return quantity
    unit = base_unit(text[slice(*found.span(found.lastgroup))])
    return quantity if unit == quantity.unit else replace(quantity, unit=unit)


def _interval(
    digits: str, scale: Decimal, value: Decimal, qualifier: str, *, is_share: bool
) -> tuple[Decimal, Decimal]:
    """What the written number can stand for: counts exactly, shares and shortened ones within their last place."""
    if qualifier != "exact":
        return bounds(value, last_significant_place(digits) * scale, qualifier)
    is_rounded = is_share and value not in (0, _WHOLE)
    if scale == 1 and "." not in digits and not is_rounded:
        return value, value
    unit = last_place(digits) * scale
    return value - unit / 2, value + unit
