"""What a few numbers marked in the text come to: how many, sum, average; of two the ratio and the change."""

from collections.abc import Sequence
from decimal import Decimal

from fuzhou_viewer.core.checking.wording import amount
from fuzhou_viewer.core.records import Quantity

_SHARES = ("%", "％", "‰", "百分点", "个百分点")


def tally(quantities: Sequence[Quantity]) -> str:
    """One line for the status bar; empty for fewer than two numbers. Sums are of one unit only."""
    numbers = list({quantity.span: quantity for quantity in quantities}.values())
    if len(numbers) < 2:
        return ""
    units = {quantity.unit for quantity in numbers}
    head = f"选中 {len(numbers)} 个数"
    if len(units) > 1:
        return f"{head},单位不同({'、'.join(sorted(unit or '无单位' for unit in units))})"
    (unit,) = units
    values = [quantity.value for quantity in numbers]
    total = sum(values, Decimal(0))
    parts = [head, f"合计 {amount(total)}{unit}", f"平均 {amount(total / len(values))}{unit}"]
    if len(values) == 2 and values[1] and unit not in _SHARES:
        parts.append(f"前数是后数的 {amount(values[0] / values[1] * 100)}%")
        if values[0]:
            change = (values[1] - values[0]) / values[0] * 100
            parts.append(f"从前到后{'增' if change >= 0 else '减'} {amount(abs(change))}%")
    if any(quantity.qualifier != "exact" for quantity in numbers):
        parts.append("含约数")
    return ",".join(parts)
