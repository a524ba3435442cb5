"""Quantities written in words: 三成, 一半, 三分之二, 翻一番, 两万份, 百余场, 三个内设机构.

Chinese numerals stand in names and set phrases more often than they state a result, so each form
has to show that it does: by 余 or 近, by its size, or by what has just been enumerated before it.
"""

import re
from decimal import Decimal

from fuzhou_viewer.core.numerals import chinese_integer
from fuzhou_viewer.core.records import Quantity, Span

_STARTS = "一二两三四五六七八九十百千万亿翻"
_WHOLE = 100
_MAGNITUDES = frozenset("百千万亿")
_VAGUE = re.compile("[一二三四五六七八九]{2}[十百千万]")
_NUMERALS = "一二两三四五六七八九十百千万亿零"
_DIGITS = "0123456789"
_FRACTION = (
    r"(?P<tenths>[一二三四五六七八九])成(?![立为员功就长交品果熟本份人])|(?P<half>一半)"
    r"|(?P<parts>[一二三四五六七八九十百千万]+)分之(?P<part>[一二三四五六七八九十百]+(?:点[一二三四五六七八九零〇]+)?)"
    r"|(?P<times>[二两三四五六七八九十]+)倍|翻了?(?P<doubled>[一两二三]?)番"
)
_SLASHED = r"(?<=[约近超达的有占到为])(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/年月日])"
_SMALL_COUNTS = "个项家部所条名人件起场次支座户"
_ENUMERATED = frozenset("》”’、）)")
_PER = {"百": (Decimal(1), "%"), "千": (Decimal(1), "‰"), "万": (Decimal("0.1"), "‰")}
_UNITS = {"个百分点": "百分点", "％": "%", "个工作日": "工作日", "个小时": "小时"}


def written_alternatives(units: str) -> list[tuple[str, str]]:
    """Characters to begin with and pattern of each form; `units` is an alternation."""
    large = rf"(?P<cn>(?=[{_NUMERALS}]*[百千万亿])[{_NUMERALS}]+(?P<cnmore>[余多])?[万亿]?)(?P<cnunit>{units})"
    tens = rf"(?P<cntens>[一二三四五六七八九]?十)[余多](?P<tensunit>{units})"
    few = rf"(?P<cnfew>[二两三四五六七八九十]+)(?P<fewunit>[{_SMALL_COUNTS}])"
    return [(_DIGITS, _SLASHED), (_STARTS, f"{_FRACTION}|{tens}|{large}|{few}")]


def written_quantity(text: str, found: re.Match[str], qualifier: str) -> Quantity | None:
    """The quantity that `found` in `text` stands for; None where it states no result."""
    match found.lastgroup:
        case "cnunit":
            return _large(text, found, qualifier)
        case "tensunit":
            value = Decimal(chinese_integer(found["cntens"]) or 0)
            return Quantity(value, value, value + 10, base_unit(found["tensunit"]), "lower", Span(*found.span()))
        case "fewunit":
            return _few(text, found)
        case _:
            return _fraction(found, qualifier)


def base_unit(written: str) -> str:
    """The unit without the 个 before it, and % in one width."""
    return _UNITS.get(written, written)


def bounds(value: Decimal, place: Decimal, qualifier: str) -> tuple[Decimal, Decimal]:
    """What `value`, exact to `place`, can stand for with 余 (lower), 近 (upper) or 约 (approx)."""
    low = value - place if qualifier in ("upper", "approx") else value
    high = value + place if qualifier in ("lower", "approx") else value
    return low, high


def _fraction(found: re.Match[str], qualifier: str) -> Quantity | None:
    value, place, unit = _share(found)
    if unit == "" or (found.lastgroup == "half" and qualifier == "exact"):
        return None
    low, high = bounds(value, place, qualifier)
    if qualifier == "exact" and unit in ("%", "‰") and value != _WHOLE:
        # a share is rounded or cut in its last place
        last = Decimal(1).scaleb(int(value.as_tuple().exponent))
        low, high = value - last / 2, value + last
    return Quantity(value, low, high, unit, qualifier, Span(*found.span()))


def _share(found: re.Match[str]) -> tuple[Decimal, Decimal, str]:
    """Value, the place it is exact to when qualified, and unit; no unit where it is nonsense."""
    match found.lastgroup:
        case "half":
            share = Decimal(50), Decimal(10), "%"
        case "tenths":
            share = Decimal((chinese_integer(found["tenths"]) or 0) * 10), Decimal(10), "%"
        case "times":
            share = Decimal(chinese_integer(found["times"]) or 0), Decimal(1), "倍"
        case "doubled":
            share = Decimal(2) ** (chinese_integer(found["doubled"]) or 1), Decimal(1), "倍"
        case "under":
            share = _ratio(Decimal(found["over"]), int(found["under"]))
        case _:
            share = _part_of(found["parts"], _written_decimal(found["part"]))
    return share


def _written_decimal(words: str) -> Decimal:
    """五十五点三 to 55.3."""
    whole, _, fraction = words.partition("点")
    digits = "".join(str(chinese_integer(digit) or 0) for digit in fraction)
    return Decimal(f"{chinese_integer(whole) or 0}.{digits}".rstrip("."))


def _part_of(whole: str, part: Decimal) -> tuple[Decimal, Decimal, str]:
    """百分之二十 and 千分之五 in % and ‰, 三分之二 as what it is nearly."""
    if whole not in _PER:
        return _ratio(part, chinese_integer(whole) or 0)
    factor, unit = _PER[whole]
    return part * factor, factor, unit


def _ratio(part: Decimal, whole: int) -> tuple[Decimal, Decimal, str]:
    if not 0 < part < whole:
        return Decimal(0), Decimal(0), ""
    return (part / Decimal(whole) * 100).quantize(Decimal("0.01")), Decimal(10), "%"


def _large(text: str, found: re.Match[str], qualifier: str) -> Quantity | None:
    written = re.sub("[余多]", "", found["cn"])
    value = chinese_integer(written)
    before = text[max(0, found.start() - 1) : found.start()]
    if value is None or value < 100 or before in ("第", "老"):
        return None
    if before == "上" and written in ("百", "千", "万"):
        qualifier = "lower"
    qualifier = "lower" if found["cnmore"] else qualifier
    # 千家万户, 千万元级: a magnitude alone is a figure of speech unless 近, 上 or 余 make it a count; 一二百人 is none
    if (qualifier == "exact" and not set(written) - _MAGNITUDES) or _VAGUE.match(written):
        return None
    last = Decimal(10 ** (len(str(value)) - len(str(value).rstrip("0"))))
    low, high = bounds(Decimal(value), last, qualifier)
    return Quantity(Decimal(value), low, high, base_unit(found["cnunit"]), qualifier, Span(*found.span()))


def _few(text: str, found: re.Match[str]) -> Quantity | None:
    """三个, 两项 …: a result only where things have just been enumerated, or 对 … 家 says whom it met."""
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    value = chinese_integer(found["cnfew"])
    if value is None or not (before in _ENUMERATED or _counts_what_was_named(text, found, value)):
        return None
    number = Decimal(value)
    return Quantity(number, number, number, found["fewunit"], "exact", Span(*found.span()))


def _counts_what_was_named(text: str, found: re.Match[str], value: int) -> bool:
    if text[max(0, found.start() - 1) : found.start()] == "对":
        return found["fewunit"] in "家所个名"
    # as many things have just been named: 甲处、乙处、丙处三个内设机构
    if found["fewunit"] not in "个项家部所条" or text[found.end() : found.end() + 1] in "“‘《、，。":
        return False
    clause = re.split(r"[，,。；;：:\n]", text[max(0, found.start() - 120) : found.start()])[-1]
    return clause.count("、") + 1 == value > 1
