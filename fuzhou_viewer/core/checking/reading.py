"""A document made ready for checking: sentences whose numbers are single signs, so that rules see their shape."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fuzhou_viewer.core.checking.intervals import Fit, Interval, fit, slips_to, stood_for
from fuzhou_viewer.core.folding import simplified
from fuzhou_viewer.core.numerals import last_place, last_significant_place
from fuzhou_viewer.core.records import Document, Quantity, Span

SIGN = "#"
_NARROW = str.maketrans("，；：（）％＃", ",;:()% ") | {ord("#"): " "}
_SENTENCE = re.compile(r"[^。！!？?\n\r]+")
_BREAK = re.compile(r"[,;:、()\s" + SIGN + "]")
ASIDE = re.compile(rf"\([^(){SIGN}]*\)")
"""Brackets without numbers: 村(社区)."""
_DIGITS = re.compile(r"\d[\d, ]*(?:\.\d+)?")
_FAMILIES = {
    **dict.fromkeys(("人", "人次", "名", "位", "人份"), "人"),
    **dict.fromkeys(("件", "件次", "起", "宗", "例", "笔", "例次"), "件"),
    **dict.fromkeys(("场", "场次"), "场"),
    **dict.fromkeys(("户", "户次"), "户"),
    **dict.fromkeys(("平方公里", "平方千米"), "平方公里"),
    **dict.fromkeys(("%", "％"), "%"),
    **dict.fromkeys(("百分点", "个百分点"), "百分点"),
}
_CHINESE = "零〇一二两三四五六七八九十百千万亿点"
_THRESHOLD = re.compile(
    r"以[上下内外](?:的)?[\u4e00-\u9fff]|级|及以[上下]|的(?:企业|项目|单位|省|市|县|区|地|乡|镇|村|产业|工业|案件|人)"
)
_CHANGED = re.compile("(?:增加|增长|减少|下降|提高|上升)(?!.{0,2}[至到为])|增收|年均|日均|月均|人均|平均")
_BODIES = {"个", "家", "所", "处", "项", "条", "座"}
_PLAN = re.compile("安排|任务|打算|计划|下一步|思路|目标|重点工作|今年工作|明年")
_LARGE, _FIRST = 100, 12
_BY_ITSELF = ("%", "百分点", "倍", "‰")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text with the words beside it; `sentence` and `at` say where its sign stands.

    `approximate` and `coarseness` are its value and step in floating point, for a first look.
    """

    span: Span
    value: Decimal
    range: Interval
    step: Decimal
    place: Decimal
    unit: str
    qualifier: str
    written: str
    left: str
    right: str
    sentence: int
    at: int
    approximate: float
    coarseness: float

    @property
    def is_count(self) -> bool:
        """Whether it counts or measures, rather than being a share, a difference of shares or a multiple."""
        return self.unit not in _BY_ITSELF

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"

    @property
    def is_threshold(self) -> bool:
        """Whether it bounds what is counted: 5亿元以上项目60个, 超过3万人的省."""
        return bool(_THRESHOLD.match(self.right)) or (self.left.endswith("过") and self.right.startswith("的"))

    @property
    def is_change(self) -> bool:
        """Whether it says by how much something changed, or what the average is: no whole to have parts."""
        return bool(_CHANGED.search(self.left[-10:]))

    @property
    def is_exact(self) -> bool:
        """Whether it stands for one value."""
        return self.range.low == self.range.high

    def counts_like(self, other: "Number") -> bool:
        """Whether the two may be parts of one whole: 件 and 起, 个 and 家."""
        return self.unit == other.unit or not self.unit or not other.unit or {self.unit, other.unit} <= _BODIES

    def is_slip_of(self, computed: Interval) -> bool:
        """Whether one wrong, missing, doubled or swapped digit may have made this number of a computed value."""
        half = Decimal("0.5")
        return slips_to(int(self.value / self.step), computed.low / self.step - half, computed.high / self.step + half)

    def fits(self, computed: Interval) -> Fit | None:
        """How a computed value fits this number; None if it does not."""
        return fit(computed, self.value, self.step, self.place, self.qualifier)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `shape` is its text with one sign for each number, `numbers` are those numbers.

    `is_plan` if it stands under a heading that speaks of what is to be done.
    """

    index: int
    span: Span
    shape: str
    numbers: tuple[Number, ...]
    is_plan: bool = False

    def number_at(self, position: int) -> Number:
        """The number whose sign stands at `position` of the shape."""
        return self.numbers[bisect_left(self.numbers, position, key=lambda n: n.at)]

    def before(self, position: int, most: int = 40) -> tuple[Number, ...]:
        """The last numbers whose signs stand before `position`; no more than `most` of them."""
        end = bisect_left(self.numbers, position, key=lambda n: n.at)
        return self.numbers[max(0, end - most) : end]

    def between(self, start: int, end: int, most: int = 40) -> tuple[Number, ...]:
        """The first numbers whose signs stand from `start` up to `end`; no more than `most` of them."""
        first = bisect_left(self.numbers, start, key=lambda n: n.at)
        return self.numbers[first : min(bisect_left(self.numbers, end, key=lambda n: n.at), first + most)]


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences and numbers of a text; `text` has plain characters and half-width punctuation, offsets unmoved.

    `called` has the first counts whose words before them hold two characters in a row.
    """

    text: str
    sentences: tuple[Sentence, ...]
    called: Mapping[str, tuple[Number, ...]]

    @property
    def numbers(self) -> Iterator[Number]:
        """All numbers in the order of the text."""
        return (number for sentence in self.sentences for number in sentence.numbers)

    def counts_around(self, sentence: Sentence, at: int, back: int, most: int = 24) -> list[Number]:
        """The counts near the sign at `at` of `sentence`, and those of the sentences up to `back` before it.

        No more than `most` before the sentence and twice as many in it, so that time grows with the text.
        """
        first = max(0, sentence.index - back)
        earlier = [n for s in self.sentences[first : sentence.index] for n in s.numbers[-most:] if n.is_count]
        middle = bisect_left(sentence.numbers, at, key=lambda n: n.at)
        beside = sentence.numbers[max(0, middle - most) : middle + most]
        return earlier[-most:] + [n for n in beside if n.is_count]


def reading(document: Document) -> Reading:
    """The sentences and numbers of `document`."""
    text = simplified(document.text).translate(_NARROW)
    quantities = sorted({m.quantity.span: m.quantity for m in document.metrics}.values(), key=lambda q: q.span.start)
    starts = [q.span.start for q in quantities]
    plans = [s.span for s in document.sections if s.level and _PLAN.search(s.title)]
    sentences: list[Sentence] = []
    for found in _SENTENCE.finditer(text):
        span = Span(*found.span())
        inside = quantities[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)]
        sentence = _sentence(text, document.text, len(sentences), span, inside)
        is_plan = any(span.start in plan for plan in plans)
        sentences.append(replace(sentence, is_plan=True) if is_plan else sentence)
    return Reading(text, tuple(sentences), _called(sentences))


def _called(sentences: Sequence[Sentence]) -> dict[str, tuple[Number, ...]]:
    found: dict[str, list[Number]] = {}
    for sentence in sentences:
        for number in sentence.numbers:
            if number.is_count and number.value >= _LARGE:
                for i in range(len(number.left) - 1):
                    same = found.setdefault(number.left[i : i + 2], [])
                    if len(same) < _FIRST:
                        same.append(number)
    return {words: tuple(numbers) for words, numbers in found.items()}


def _sentence(text: str, original: str, index: int, span: Span, quantities: list[Quantity]) -> Sentence:
    pieces: list[str] = []
    places: list[int] = []
    at = length = 0
    at = span.start
    kept: list[Quantity] = []
    for quantity in quantities:
        if quantity.span.start < at or _is_torn(text, quantity.span):
            continue
        piece = text[at : quantity.span.start]
        pieces += (piece, SIGN)
        places.append(length + len(piece))
        length += len(piece) + 1
        at = min(quantity.span.end, span.end)
        kept.append(quantity)
    shape = "".join(pieces) + text[at : span.end]
    numbers = [
        _number(text, original, index, shape, place, quantity) for place, quantity in zip(places, kept, strict=True)
    ]
    return Sentence(index, span, shape, tuple(_with_shared_units(numbers)))


def _is_torn(text: str, span: Span) -> bool:
    """Whether a number in characters is only a piece of a longer one: 六百三十万吨 of 一千六百三十万吨."""
    if text[span.start] not in _CHINESE and not text[span.start : span.end].startswith("百分之"):
        return False
    return (span.start > 0 and text[span.start - 1] in _CHINESE) or text[span.end : span.end + 1] in tuple(_CHINESE)


def _number(text: str, original: str, index: int, shape: str, at: int, quantity: Quantity) -> Number:
    written = text[quantity.span.start : quantity.span.end]
    value = quantity.value
    step, place = _steps(written, value, quantity)
    unit = _FAMILIES.get(simplified(quantity.unit), simplified(quantity.unit))
    is_more = quantity.qualifier == "lower" and bool(re.search("[余多]", written))
    qualifier = "more" if is_more else quantity.qualifier
    is_count = unit not in _BY_ITSELF and step == 1
    return Number(
        span=quantity.span,
        value=value,
        range=stood_for(value, step, place, qualifier, is_count=is_count),
        step=step,
        place=place,
        unit=unit,
        qualifier=qualifier,
        written=original[quantity.span.start : quantity.span.end],
        left=_BREAK.split(ASIDE.sub("", shape[max(0, at - 60) : at]).rstrip())[-1],
        right=_BREAK.split(shape[at + 1 : at + 41])[0],
        sentence=index,
        at=at,
        approximate=float(value),
        coarseness=float(step) * 1.01,
    )


def _steps(written: str, value: Decimal, quantity: Quantity) -> tuple[Decimal, Decimal]:
    found = _DIGITS.search(written)
    digits = re.sub("[, ]", "", found[0]) if found else ""
    if not digits or not Decimal(digits):
        width = quantity.high - quantity.low
        return (width or Decimal(1),) * 2
    scale = value / Decimal(digits)
    return last_place(digits) * scale, last_significant_place(digits) * scale


def _with_shared_units(numbers: list[Number]) -> list[Number]:
    """1.3个和0.8个百分点: both are percentage points."""
    out = list(numbers)
    for i in range(len(out) - 1, 0, -1):
        if out[i].unit == "百分点" and out[i - 1].unit == "个" and len(out[i].left) <= 1:
            out[i - 1] = replace(out[i - 1], unit="百分点")
    return out
