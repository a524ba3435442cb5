"""Text to quantities: a number, its measure word, the interval it stands for, and its exact place."""

import re
from decimal import Decimal

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.numerals import MAGNITUDE_WORDS, last_place, last_significant_place, magnitude
from fuzhou_viewer.core.records import Quantity, Span
from fuzhou_viewer.core.vocabulary import Vocabulary

_PLAIN_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_NOT_BEFORE = r"(?<![\d.〇a-z+*/×~-])(?<!第)(?<!no\.)"
_QUALIFIED_BEFORE = 3


class QuantityReader:
    """Finds the quantities of a text with the units and qualifiers of a vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        units = "|".join(re.escape(folded(unit)) for unit in words.units)
        magnitudes = "|".join(MAGNITUDE_WORDS)
        self._pattern = re.compile(
            rf"{_NOT_BEFORE}(?P<digits>{_PLAIN_NUMBER})(?P<more>[余多])?(?P<scale>{magnitudes})?(?P<more2>[余多])?"
            rf"(?P<unit>{units})(?![年月日号])"
        )
        self._qualifiers = words.qualifiers

    def quantities(self, text: str) -> tuple[Quantity, ...]:
        """The quantities in `text`, in its order; spans run over number and unit."""
        plain = folded(text)
        return tuple(self._quantity(text, plain, found) for found in self._pattern.finditer(plain))

    def _quantity(self, text: str, plain: str, found: re.Match[str]) -> Quantity:
        digits = found["digits"].replace(",", "")
        scale = magnitude(found["scale"] or "")
        value = Decimal(digits) * scale
        qualifier = self._qualifier(plain, found)
        low, high = _interval(digits, scale, value, qualifier)
        unit = text[found.start("unit") : found.end("unit")].replace("％", "%").removeprefix("个百分")
        unit = "百分点" if unit == "点" and "百分点" in found["unit"] else unit
        return Quantity(value, low, high, unit, qualifier, Span(*found.span()))

    def _qualifier(self, plain: str, found: re.Match[str]) -> str:
        if found["more"] or found["more2"]:
            return "lower"
        before = plain[max(0, found.start() - _QUALIFIED_BEFORE) : found.start()]
        after = plain[found.end() : found.end() + 2]
        if after in ("以上", "左右", "以内"):
            return {"以上": "lower", "左右": "approx", "以内": "upper"}[after]
        return next((kind for word, kind in self._qualifiers if before.endswith(word)), "exact")


def _interval(digits: str, scale: Decimal, value: Decimal, qualifier: str) -> tuple[Decimal, Decimal]:
    """What the written number can stand for: counts exactly, shortened ones within their last place."""
    place = last_significant_place(digits) * scale
    if qualifier == "lower":
        return value, value + place
    if qualifier == "upper":
        return value - place, value
    if qualifier == "approx":
        return value - place, value + place
    if scale == 1 and "." not in digits:
        return value, value
    unit = last_place(digits) * scale
    return value - unit / 2, value + unit
