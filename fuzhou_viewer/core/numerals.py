"""Written numbers to exact values: 14.1万, 9794多万, 三十二, １２．５."""

from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MAGNITUDES = {"万": 10**4, "亿": 10**8}

MAGNITUDE_WORDS = ("万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "亿", "万")
"""Words that scale the number before them, longest first."""


def magnitude(words: str) -> Decimal:
    """The factor a run of magnitude words stands for: 万亿 -> 10^12, "" -> 1."""
    factor = Decimal(1)
    for word in words:
        factor *= _TENS.get(word) or _MAGNITUDES.get(word) or 1
    return factor


def chinese_integer(words: str) -> int | None:
    """The value of 二十三, 一百零五, 两万, 二〇二二; None if `words` is no such number."""
    if not words or any(c not in _DIGITS and c not in _TENS and c not in _MAGNITUDES for c in words):
        return None
    if all(c in _DIGITS for c in words) and len(words) > 1:
        return int("".join(str(_DIGITS[c]) for c in words))
    total = section = digit = largest = 0
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += (digit or 1) * _TENS[c]
            digit = 0
        else:
            scale = _MAGNITUDES[c]
            if scale > largest:
                total = (total + section + digit or 1) * scale
                largest = scale
            else:
                total += (section + digit) * scale
            section = digit = 0
    return total + section + digit


def last_place(digits: str) -> Decimal:
    """The weight of the last digit written: 99.88 -> 0.01, 980 -> 1."""
    _, _, fraction = digits.partition(".")
    return Decimal(1).scaleb(-len(fraction))


def last_significant_place(digits: str) -> Decimal:
    """The weight of the last digit that is not zero: 980 -> 10, 5000 -> 1000, 9.5 -> 0.1."""
    whole = digits.rstrip("0")
    if "." in digits or not whole:
        return last_place(digits)
    return Decimal(1).scaleb(len(digits) - len(whole))
