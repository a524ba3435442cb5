"""Values as people read them: 万 and 亿 by size, bounds as ≥, ≤ and 约."""

from decimal import Decimal

from fuzhou_viewer.core.records import Metric, Quantity

_STEPS = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_BOUNDS = {"lower": "≥", "upper": "≤", "approx": "约"}


def value_words(quantity: Quantity) -> str:
    """37798件, ≥9794万元, 99.88%: short, and exact to four decimals."""
    value = quantity.value
    for step, word in _STEPS:
        if abs(value) >= step and (value / step * 10**4) % 1 == 0 and abs(value) >= 10 * step:
            return f"{_BOUNDS.get(quantity.qualifier, '')}{_plain(value / step)}{word}{quantity.unit}"
    return f"{_BOUNDS.get(quantity.qualifier, '')}{_plain(value)}{quantity.unit}"


def card(metric: Metric) -> str:
    """The metric in three lines: name, value with scope and period, and the exact figure."""
    quantity = metric.quantity
    about = " · ".join(part for part in (metric.scope, metric.period) if part)
    return f"{metric.name}\n{value_words(quantity)}\n{about}".rstrip()


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
