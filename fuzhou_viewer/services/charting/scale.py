"""Where a value stands on a scale from 0 to 1, linear or logarithmic, and whether a log scale is honest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """From nothing to `largest`; on a log scale from a tenth of `smallest`, so that the smallest is seen."""

    largest: Decimal
    smallest: Decimal
    is_log: bool = False

    def place(self, value: Decimal) -> float:
        """The share of the full length for `value`, between 0 and 1."""
        size = abs(value)
        if size == 0 or self.largest == 0:
            return 0.0
        if not self.is_log:
            return min(1.0, float(size / self.largest))
        low = math.log10(float(self.smallest)) - 1
        return min(1.0, max(0.0, (math.log10(float(size)) - low) / (math.log10(float(self.largest)) - low)))


def scale(values: Sequence[Decimal], *, is_log: bool = False, at_least: Decimal = Decimal(0)) -> Scale:
    """The scale for `values` (base units); never log where one is zero."""
    sizes = [abs(value) for value in values] or [Decimal(1)]
    positive = [size for size in sizes if size]
    largest = max(*sizes, at_least)
    return Scale(largest or Decimal(1), min(positive, default=Decimal(1)), is_log and len(positive) == len(sizes))


def why_no_log(values: Sequence[Decimal]) -> str:
    """Why a log scale would mislead here; "" where it is honest."""
    counts = (("零", sum(not value for value in values)), ("负", sum(value < 0 for value in values)))
    lacking = "、".join(f"{count} 个{kind}值" for kind, count in counts if count)
    return f"含 {lacking},不能用对数刻度" if lacking else ""
