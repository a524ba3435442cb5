"""Numbers and formulas in words a reader can follow on paper."""

import re
from collections.abc import Sequence
from decimal import Decimal

from fuzhou_viewer.core.checking.intervals import Fit
from fuzhou_viewer.core.checking.reading import Number
from fuzhou_viewer.core.checking.verdicts import Verdict

_FIGURE = re.compile(r"^[\d., ]*\d[余多]?[万亿千百十]*[余多]?")


def figure(number: Number) -> str:
    """The number as written, without its unit: 50.47万多."""
    found = _FIGURE.match(number.written)
    return found[0] if found else number.written


def amount(value: Decimal, decimals: int = 2) -> str:
    """A value with at most `decimals` decimals; 万 and 亿 from a hundred thousand on where they lose nothing."""
    if value % 1 == 0:
        whole = int(value)
        for scale, word in ((10**8, "亿"), (10**4, "万")):
            if abs(whole) >= scale * 10 and whole % (scale // 100) == 0:
                return f"{whole / scale:.10g}{word}"
        return str(whole)
    return f"{float(value):.{decimals}f}".rstrip("0").rstrip(".")


def about(value: Decimal) -> str:
    """A value that is itself only about right, in four figures: 52.09万."""
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if value >= scale * 10:
            return f"{value / scale:.4g}{word}"
    return str(round(value))


def percent(value: Decimal, like: Number) -> str:
    """A share in percent with one decimal more than `like`; two where that has none."""
    exponent = like.step.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{float(value):.{decimals + 1 if decimals else 2}f}%"


def sum_of(parts: Sequence[Number]) -> str:
    """甲 + 乙 + 丙."""
    return " + ".join(figure(part) for part in parts)


def sign(verdict: Verdict, *, is_rounded: bool) -> str:
    """The sign between the computed and the stated value."""
    if verdict is not Verdict.CONSISTENT:
        return "≠"
    return "≈" if is_rounded else "="


def agreement(fit: Fit) -> str:
    """一致, and how."""
    return "一致" if fit is Fit.ROUNDED else f"一致({fit.value})"


SHARE_TOLERANCE = "四舍五入或截尾到文中的末位,末位相差不到1不算"
EXACT_TOLERANCE = "整数须相等;万、亿和小数按末位取整,余、多、近、约按所含范围"
