"""The numbers Word counts itself: they stand in no text, only in its lists and styles."""

import re
from dataclasses import dataclass, field

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_DEEPEST_STYLE = 20
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 9999


@dataclass(slots=True)
class Level:
    """How one level of a list counts and what it prints (`text` holds %1 to %9)."""

    counts: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    suffix: str = "tab"
    is_legal: bool = False


@dataclass(slots=True)
class Style:
    """What a paragraph style says of numbers and headings."""

    based_on: str = ""
    number: str | None = None
    depth: int | None = None
    outline: int | None = None


@dataclass(slots=True)
class Lists:
    """Every list of a document, and its paragraph styles, as their parts tell them."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    style_lists: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    own_levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    default_style: str = ""


class Counter:
    """Counts as Word does while it lays a document out, paragraph after paragraph."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def heading_level(self, style: str, own: int | None) -> int | None:
        """The level of a heading (1 is the highest); None for body text."""
        found = own
        for known in self._chain(style):
            if found is not None:
                break
            found = known.outline
        return found + 1 if found is not None and 0 <= found < 9 else None

    def label(self, style: str, number: str | None, depth: int | None) -> str:
        """What Word prints before a paragraph, with what keeps it apart from the text; "" for none."""
        for known in self._chain(style):
            number = known.number if number is None else number
            depth = known.depth if depth is None else depth
        if not number or number == "0" or number not in self._lists.numbers:
            return ""
        levels = self._levels(number)
        if depth is None:
            depth = next((i for i, level in levels.items() if level.style and level.style == style), 0)
        level = levels.get(depth)
        counts = self._count(number, depth, levels)
        if level is None or level.counts in ("bullet", "none"):
            return ""
        printed = _PLACE.sub(lambda match: self._figure(int(match[1]) - 1, level, levels, counts), level.text)
        if level.suffix != "nothing" and printed[-1:].isascii() and printed[-1:].isalnum():
            return printed + " "
        return printed

    def _chain(self, style: str) -> list[Style]:
        found: list[Style] = []
        name = style or self._lists.default_style
        while name in self._lists.styles and len(found) < _DEEPEST_STYLE:
            found.append(self._lists.styles[name])
            name = self._lists.styles[name].based_on
        return found

    def _abstract(self, number: str) -> str:
        abstract = self._lists.numbers[number]
        # a list may only point to a list style, which another list defines
        return self._lists.style_lists.get(self._lists.linked.get(abstract, ""), abstract)

    def _levels(self, number: str) -> dict[int, Level]:
        return self._lists.levels.get(self._abstract(number), {}) | self._lists.own_levels.get(number, {})

    def _count(self, number: str, depth: int, levels: dict[int, Level]) -> dict[int, int]:
        counts = self._counts.setdefault(self._abstract(number), {})
        start = self._lists.starts.get(number, {}).get(depth)
        if start is not None and (number, depth) not in self._started:
            counts[depth] = start - 1
        self._started.add((number, depth))
        for above in range(depth):
            counts.setdefault(above, _start(levels, above))
        counts[depth] = counts.get(depth, _start(levels, depth) - 1) + 1
        for below in [i for i in counts if i > depth]:
            del counts[below]
        return counts

    @staticmethod
    def _figure(place: int, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        kind = levels[place].counts if place in levels else "decimal"
        return figure(counts.get(place, 1), "decimal" if level.is_legal else kind)


def _start(levels: dict[int, Level], depth: int) -> int:
    return levels[depth].start if depth in levels else 1


def figure(n: int, kind: str) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each way of counting
    """`n` as the numbering format `kind` (ECMA-376, ST_NumberFormat) writes it; plain digits where it is unknown."""
    if not 0 < n <= _LARGEST:
        return str(n)
    match kind:
        case "none" | "bullet":
            return ""
        case "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "taiwaneseCountingThousand":
            return chinese(n)
        case "japaneseCounting":
            return chinese(n)
        case "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand":
            return "".join(_DIGITS[int(digit)] for digit in str(n))
        case "chineseLegalSimplified" | "ideographLegalTraditional":
            return chinese(n, _LEGAL, "拾佰仟")
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if n <= 20:
            return chr(0x245F + n)
        case "decimalEnclosedParen" if n <= 20:
            return chr(0x2473 + n)
        case "decimalEnclosedFullstop" if n <= 20:
            return chr(0x2487 + n)
        case "ideographEnclosedCircle" if n <= 10:
            return chr(0x327F + n)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(n))
        case "decimalZero":
            return f"{n:02}"
        case "lowerLetter":
            return _letters(n)
        case "upperLetter":
            return _letters(n).upper()
        case "lowerRoman":
            return _roman(n)
        case "upperRoman":
            return _roman(n).upper()
        case "ideographTraditional" if n <= 10:
            return _STEMS[n - 1]
        case "ideographZodiac" if n <= 12:
            return _BRANCHES[n - 1]
        case _:
            return str(n)


def chinese(n: int, digits: str = "零一二三四五六七八九", places: str = "十百千") -> str:
    """1 to 9999 in Chinese: 十二, 一百零五; a leading 一 before 十 is left out in plain digits only."""
    written = ""
    for power in (3, 2, 1):
        digit = n // 10**power % 10
        if digit:
            written += digits[digit] + places[power - 1]
        elif written and n % 10**power and not written.endswith(digits[0]):
            written += digits[0]
    if n % 10:
        written += digits[n % 10]
    return written[1:] if written.startswith("一十") else written


def _letters(n: int) -> str:
    """A to z, then aa to zz, as Word repeats them."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)


def _roman(n: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while n >= value:
            written += letters
            n -= value
    return written
