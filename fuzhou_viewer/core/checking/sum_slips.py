"""Whether a slip of the pen in one number is why parts do not add up to their whole."""

from collections.abc import Sequence

from fuzhou_viewer.core.checking.intervals import Interval, one_slip, slips_to, swapped, total
from fuzhou_viewer.core.checking.reading import Number

_NARROW = 40
_LARGE_ENOUGH = 100


def may_be_one_slip(run: Sequence[Number], whole: Number) -> bool:
    """Whether one slip of the pen in one number makes the sum right."""
    numbers = [*run, whole]
    listed = total([n.range for n in run])
    if len(run) < 2 or any(n.qualifier == "lower" for n in numbers) or listed.is_loose or whole.range.is_loose:
        return False
    if all(n.qualifier == "exact" for n in numbers):
        missing = whole.value - listed.value
        needed = [(n, n.value + missing) for n in run] + [(whole, whole.value - missing)]
        return any(one_slip(int(n.value / n.step), round(value / n.step)) for n, value in needed)
    if (listed.high - listed.low) * _NARROW > listed.value:
        return False
    return any(_slips_to(n, whole.range - listed + n.range) for n in run) or _slips_to(whole, listed)


def _slips_to(number: Number, needed: Interval) -> bool:
    return slips_to(int(number.value / number.step), needed.low / number.step, needed.high / number.step)


def has_swapped_digits(run: Sequence[Number], whole: Number) -> bool:
    """Whether two digits of one number that changed places, and nothing else, make the sum wrong by a multiple of 9."""
    numbers = [*run, whole]
    if any(n.qualifier != "exact" for n in numbers) or len({n.step for n in numbers}) > 1:
        return False
    apart = whole.value - sum(n.value for n in run)
    needed = [(n, n.value + apart) for n in run] + [(whole, whole.value - apart)]
    return whole.value / whole.step >= _LARGE_ENOUGH and any(
        swapped(int(n.value / n.step), int(value / n.step)) for n, value in needed
    )


def is_turned(run: Sequence[Number], whole: Number) -> bool:
    """Whether sum and whole have the same digits in another order, as after two digits changed places."""
    summed = sum(n.value for n in run)
    is_plain = all(n.is_exact for n in (*run, whole)) and summed != whole.value
    return is_plain and whole.value >= _LARGE_ENOUGH and sorted(str(int(summed))) == sorted(str(int(whole.value)))
