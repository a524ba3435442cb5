"""What a written number can stand for, and whether a computed value fits what the text states."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_LOOSE = 6
_FEW = 12
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from `low` to `high`, both included; `value` is the one the text writes, or the middle."""

    low: Decimal
    high: Decimal
    value: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high, self.value + other.value)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low, self.value - other.value)

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return max(self.low, other.low) <= min(self.high, other.high)

    def over(self, other: "Interval") -> "Interval | None":
        """The quotients of two intervals that are not negative; None where the divisor can be zero."""
        if other.low <= 0 or self.low < 0:
            return None
        return Interval(self.low / other.high, self.high / other.low, self.value / other.value)

    @property
    def is_loose(self) -> bool:
        """Whether it is so wide that falling into it proves nothing: what follows from 超4500亿元."""
        return (self.high - self.low) * _LOOSE > abs(self.value)

    def times(self, factor: int) -> "Interval":
        """Every value times a factor above zero."""
        return Interval(self.low * factor, self.high * factor, self.value * factor)


def between(low: Decimal, high: Decimal) -> Interval:
    """The interval of two ends."""
    return Interval(low, high, (low + high) / 2)


def total(parts: "list[Interval]") -> Interval:
    """The sums of one value of each of `parts`."""
    return sum(parts, between(Decimal(0), Decimal(0)))


def stood_for(value: Decimal, step: Decimal, place: Decimal, qualifier: str, *, is_count: bool) -> Interval:
    """The interval of a number written to `step`, whose last digit other than zero weighs `place`.

    Counts are exact. Shortened numbers may be rounded or cut. `more` (余, 多) reaches up one place,
    `lower` (超, 以上) ten of them, `upper` (近, 不到) one down, `approx` (约, 左右) one each way;
    of a round number (超700亿) no more than a fifth, or about it a tenth.
    """
    if qualifier == "more":
        return Interval(value, value + place, value)
    if qualifier == "lower":
        return Interval(value, value + min(place * 10, value / 5), value)
    if qualifier == "upper":
        return Interval(value - min(place, value / 5), value, value)
    if qualifier == "approx":
        near = min(place, value / 10)
        return Interval(value - near, value + near, value)
    if is_count:
        return Interval(value, value, value)
    return Interval(value - step / 2, value + step, value)


class Fit(StrEnum):
    """How a computed value fits the stated one."""

    ROUNDED = "四舍五入"
    CUT = "截尾"
    LAST_DIGIT = "末位相差不到1"
    WORDED = "按文中的约数"


def fit(computed: Interval, value: Decimal, step: Decimal, place: Decimal, qualifier: str) -> Fit | None:
    """How `computed` fits a number stated as `value` to `step`; None if it does not."""
    if computed.meets(between(value - step / 2, value + step / 2)):
        return Fit.ROUNDED
    if computed.low < value + step and computed.high >= value:
        return Fit.CUT
    if qualifier == "exact":
        # a share may have been moved by one last digit so that the shares add up to 100
        is_inside = computed.high > value - step and computed.low < value + step
        return Fit.LAST_DIGIT if is_inside and step < 1 else None
    worded = {
        "more": between(value, value + place),
        "lower": between(value, value + max(place, value / 10)),
        "upper": between(value - max(place, value / 10), value),
        "approx": between(value - max(place, step * 2), value + max(place, step * 2)),
    }[qualifier]
    return Fit.WORDED if computed.meets(worded) else None


def one_slip(written: int, needed: int) -> bool:
    """Whether one wrong, missing, doubled or swapped digit turns `needed` into `written`."""
    a, b = str(written), str(needed)
    if needed <= 0 or a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or swapped(written, needed)
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def swapped(written: int, needed: int) -> bool:
    """Whether two digits beside each other changed places."""
    a, b = str(written), str(needed)
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    is_beside = len(a) == len(b) and len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return is_beside and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]


def slips_to(written: int, low: Decimal, high: Decimal) -> bool:
    """Whether one slip of the pen made `written` of some whole number from `low` to `high`."""
    first, last = math.ceil(low), math.floor(high)
    if last - first <= _FEW:
        return any(one_slip(written, needed) for needed in range(first, last + 1))
    return any(first <= needed <= last for needed in _corrected(str(written)))


def _corrected(written: str) -> Iterator[int]:
    """Every number one slip of the pen away."""
    for i, digit in enumerate(written):
        head, tail = written[:i], written[i + 1 :]
        yield from (int(head + other + tail) for other in _DIGITS if other != digit)
        yield from (int(head + other + digit + tail) for other in _DIGITS)
        if len(written) > 1:
            yield int(head + tail)
        if tail:
            yield int(head + tail[0] + digit + tail[1:])
    yield from (int(written + other) for other in _DIGITS)
