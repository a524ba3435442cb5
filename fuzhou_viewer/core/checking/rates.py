"""R1 rates: 结案率 is what was closed divided by what was opened, if the text tells both."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from fuzhou_viewer.core.checking.intervals import Fit, Interval, between
from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import Rate, RuleWords, has_any
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import SHARE_TOLERANCE, agreement, amount, figure, percent

_VERB = (
    r"(?:分别|已|均|都|为|是|达到|达|至|提升至|提升到|提高至|提高到|上升到|上升至|"
    r"保持在|稳定在|保持|实现|高达|约|近|超过|超|整体|,)*"
)
_ONE = re.compile(rf"(?P<name>[\u4e00-\u9fff\"“”]{{1,16}}率){_VERB}(?P<rate>#)")
_SEVERAL = re.compile(
    rf"(?P<names>(?:[\u4e00-\u9fff]{{1,16}}率[、,和与及])+[\u4e00-\u9fff]{{1,16}}率){_VERB}(?P<rates>#(?:[、,和与及]#)+)"
)
_WIDE = re.compile(
    "综合|预算|资金|整体|总体|总的|总|平均|各类|全市|全省|全区|全县|全国|我市|我区|我县|案件|事项|工作|纠纷|使|其|的|及"
)
_FURTHEST_POINTS = 30
_BACK = 2
_NEGATED = re.compile("(?:不|未|没有|尚未)(?:予|能|得)?[\u4e00-\u9fff]{2,6}$")
_THREE_DIGITS = 100


@dataclass(frozen=True, slots=True)
class Stated:
    """A rate the text states by name."""

    name: str
    number: Number


@dataclass(frozen=True, slots=True)
class Pair:
    """A numerator and a denominator with the computed percentages."""

    part: Number
    whole: Number
    computed: Interval
    is_of_both: bool = False
    is_rest: bool = False
    is_guess: bool = False

    @property
    def quotient(self) -> str:
        """276 ÷ 282, in figures; where the whole is the sum of both, 320 ÷ (320 + 1280)."""
        part, whole = figure(self.part), figure(self.whole)
        if self.is_rest:
            return f"1 - {part} ÷ {whole}"
        return f"{part} ÷ ({part} + {whole})" if self.is_of_both else f"{part} ÷ {whole}"

    @property
    def written(self) -> str:
        """The same as the text writes it: 276件÷282件."""
        part, whole = self.part.written, self.whole.written
        if self.is_rest:
            return f"1-{part}÷{whole}"
        return f"{part}÷({part}+{whole})" if self.is_of_both else f"{part}÷{whole}"


def rates(reading: Reading, words: RuleWords) -> Iterator[Relation]:
    """R1 for every sentence that states a rate; the part being no more than the whole goes with it (R5)."""
    for sentence in reading.sentences:
        if "率" not in sentence.shape:
            continue
        for stated in _stated(sentence):
            yield from _checked(reading, sentence, stated, words)


def in_range(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R5 for the percentages of a text together: each is from 0 to 100; silent where one is more (完成率 may be)."""
    told = [n for n in reading.numbers if n.is_share and not n.is_change]
    inside = [n for n in told if 0 <= n.value <= 100]
    if len(inside) < 2 or len(inside) != len(told):
        return
    yield relation(
        "R5",
        Verdict.CONSISTENT,
        inside[-1].span,
        [n.span for n in inside],
        stated=f"{len(inside)}个百分数",
        computed="0%至100%",
        formula=f"0% ≤ {len(inside)} 个百分数 ≤ 100%",
        tolerance="不小于0,不大于100",
        sentence=f"一致:全文{len(inside)}个百分数都在0%至100%之间。",
        is_equation=False,
    )


def _stated(sentence: Sentence) -> list[Stated]:
    out: dict[Number, Stated] = {}
    for found in _SEVERAL.finditer(sentence.shape):
        names = re.split("[、,和与及]", found["names"])
        numbers = sentence.between(found.start("rates"), found.end("rates"))
        if len(names) == len(numbers):
            out |= {n: Stated(name, n) for name, n in zip(names, numbers, strict=True)}
    for found in _ONE.finditer(sentence.shape):
        number = sentence.number_at(found.start("rate"))
        out.setdefault(number, Stated(found["name"], number))
    return [stated for stated in out.values() if stated.number.is_share]


def _checked(reading: Reading, sentence: Sentence, stated: Stated, words: RuleWords) -> Iterator[Relation]:
    rate = words.rate_named(stated.name) or _unlisted(stated.name)
    near = reading.counts_around(sentence, stated.number.at, _BACK)
    parts = [n for n in near if n.sentence == sentence.index and _is_called(n, rate.parts)]
    pairs = [
        pair for part in reversed(parts) for whole in _wholes(part, near, rate.wholes) if (pair := _pair(part, whole))
    ]
    pairs += [*_of_both(stated, near, sentence, words), *_without(stated, near, sentence, rate)]
    fitting = [(p, fit) for p in pairs if (fit := stated.number.fits(p.computed)) and _is_likely(p, fit, rate)]
    if fitting:
        pair, fit = min(fitting, key=lambda found: _rank(found, rate, sentence))
        yield _agreeing(stated, pair, fit)
        if not pair.is_of_both and not pair.is_rest and pair.part.range.low <= pair.whole.range.high:
            yield _not_more(pair)
        return
    pair = _bound(pairs, rate, stated, sentence)
    is_open = pair is not None and pair.computed.is_loose and stated.number.fits(pair.computed)
    if pair and not is_open and not _is_of_others(stated, rate, reading, sentence):
        yield from _disagreeing(sentence, stated, rate, pair, words)


def _bound(pairs: list[Pair], rate: Rate, stated: Stated, sentence: Sentence) -> Pair | None:
    """The pair the text names for the rate: those told before it first, in its own sentence first."""
    both = [pair for pair in pairs if pair.is_of_both or pair.is_rest]
    if both:
        return both[0]
    told = [pair for pair in pairs if not pair.part.is_change and not pair.whole.is_change]
    if not rate.wholes:
        # a rate no list names, told right after its part and the count before that: 送审28亿元,核减2亿元,核减率7%
        told = [pair for pair in told if _is_next(sentence, pair) and pair.whole.at < pair.part.at < stated.number.at]
        is_alone = len({pair.part for pair in told}) == 1 and not sentence.between(
            told[0].part.at + 1, stated.number.at
        )
        return told[0] if is_alone and told[0].part.left.startswith(stated.name.removesuffix("率")) else None
    named = [p for p in told if _is_called(p.whole, rate.wholes) and not _is_called(p.whole, rate.parts)]
    return min(
        named or _beside(told, rate, stated, sentence),
        key=lambda p: (
            p.whole.sentence != sentence.index,
            p.part.at > stated.number.at,
            not p.part.left.endswith(rate.parts),
        ),
        default=None,
    )


def _beside(told: list[Pair], rate: Rate, stated: Stated, sentence: Sentence) -> list[Pair]:
    """案件536件,成功化解482件,化解率89.9%: the rate, its part and, right before that, a count that may be the whole."""
    return [
        replace(p, is_guess=True)
        for p in told
        if _is_next(sentence, p)
        and p.whole.at < p.part.at < stated.number.at
        and p.part.left.endswith(rate.parts)
        and p.whole.value >= p.part.value
        and not sentence.between(p.part.at + 1, stated.number.at)
        and not re.search("[;:]", sentence.shape[p.whole.at : stated.number.at])
    ]


def _is_of_others(stated: Stated, rate: Rate, reading: Reading, sentence: Sentence) -> bool:
    """Whether the rate is of something not told before: 立案4520起,破案3150起,命案破案率100%."""
    narrower = _WIDE.sub("", stated.name.removesuffix(rate.name)) if stated.name.endswith(rate.name) else ""
    told = reading.sentences[sentence.index - 1].shape if sentence.index else ""
    told += sentence.shape[: sentence.shape.find(stated.name)]
    pieces = [narrower[i : i + 2] for i in range(len(narrower) - 1)]
    return bool(pieces) and not any(piece in told for piece in pieces)


def _of_both(stated: Stated, near: list[Number], sentence: Sentence, words: RuleWords) -> list[Pair]:
    """批准逮捕1280人,不批准逮捕320人,不捕率20%: those who were not, of those who were or were not."""
    if not stated.name.startswith("不"):
        return []
    before = [n for n in near if n.sentence == sentence.index and n.at < stated.number.at]
    for other, part in itertools.pairwise(before):
        is_pair = part.unit == other.unit and "不" in part.left and "不" not in other.left
        # 不捕率 is of 不批准逮捕, 不诉率 of 不起诉
        if is_pair and stated.name.removesuffix("率")[-1] in part.left and _is_opposite(other, part, words):
            computed = part.range.over(part.range + other.range)
            return [Pair(part, other, computed.times(100), is_of_both=True)] if computed else []
    return []


def _without(stated: Stated, near: list[Number], sentence: Sentence, rate: Rate) -> list[Pair]:
    """抽检5680批次,不合格142批次,合格率97.5%: all but those that were not."""
    before = [n for n in near if n.sentence == sentence.index and n.at < stated.number.at]
    for whole, part in itertools.pairwise(before):
        negated = _NEGATED.search(part.left)
        if negated and any(name in negated[0] for name in rate.parts) and _is_called(whole, rate.wholes):
            share = part.range.over(whole.range)
            if share and whole.unit == part.unit and share.high <= 1:
                return [Pair(part, whole, (between(Decimal(1), Decimal(1)) - share).times(100), is_rest=True)]
    return []


def _is_opposite(done: Number, not_done: Number, words: RuleWords) -> bool:
    pairs = (pair.split("-") for pair in words.opposites)
    return any(a in done.left and b in not_done.left for a, b in pairs)


def _is_likely(pair: Pair, fit: Fit, rate: Rate) -> bool:
    """Whether a pair that fits may be meant: for a rate no list names, only close by and to the digit."""
    if pair.computed.is_loose:
        return False
    if rate.wholes or pair.is_of_both:
        return fit is not Fit.WORDED or _is_called(pair.whole, rate.wholes)
    return fit in (Fit.ROUNDED, Fit.CUT) and pair.whole.sentence == pair.part.sentence


def _unlisted(name: str) -> Rate:
    return Rate(name, (name.removesuffix("率")[-4:], name.removesuffix("率")[-2:]), (), strict=True)


def _is_called(number: Number, names: tuple[str, ...]) -> bool:
    beside = (_NEGATED.sub("", number.left), number.right)
    return any(name and any(name in words for words in beside) for name in names)


def _wholes(part: Number, near: list[Number], wholes: tuple[str, ...]) -> list[Number]:
    return [
        n
        for n in reversed(near)
        if n is not part and n.counts_like(part) and (n.value * 2 >= part.value or _is_called(n, wholes))
    ]


def _pair(part: Number, whole: Number) -> Pair | None:
    computed = part.range.over(whole.range)
    return Pair(part, whole, computed.times(100)) if computed else None


def _rank(found: tuple[Pair, Fit], rate: Rate, sentence: Sentence) -> tuple[int, bool, bool, int]:
    pair, fit = found
    return (
        list(Fit).index(fit),
        not _is_called(pair.whole, rate.wholes),
        pair.whole.sentence != sentence.index,
        abs(pair.whole.span.start - pair.part.span.start),
    )


def _agreeing(stated: Stated, pair: Pair, fit: Fit) -> Relation:
    value = percent(pair.computed.value, stated.number)
    return relation(
        "R1",
        Verdict.CONSISTENT,
        stated.number.span,
        [pair.part.span, pair.whole.span],
        stated=stated.number.written,
        computed=value,
        formula=f"{pair.quotient} = {value} ≈ {stated.number.written}",
        tolerance=SHARE_TOLERANCE,
        sentence=f"{agreement(fit)}:{pair.written}={value},文中{stated.name}为{stated.number.written}。",
    )


def _not_more(pair: Pair) -> Relation:
    return relation(
        "R5",
        Verdict.CONSISTENT,
        pair.part.span,
        [pair.whole.span],
        stated=pair.part.written,
        computed=f"不多于{pair.whole.written}",
        formula=f"{figure(pair.part)} ≤ {figure(pair.whole)}",
        tolerance="按所写各数的范围",
        sentence=f"一致:{pair.part.written}不多于{pair.whole.written}。",
        is_equation=False,
    )


def _disagreeing(sentence: Sentence, stated: Stated, rate: Rate, pair: Pair, words: RuleWords) -> Iterator[Relation]:
    computed = pair.computed.value
    apart = abs(computed - stated.number.value)
    if not rate.strict and has_any(sentence.shape, words.carried):
        return
    is_far = apart > _FURTHEST_POINTS and not _is_next(sentence, pair)
    is_slip = stated.number.value / stated.number.step >= _THREE_DIGITS and stated.number.is_slip_of(pair.computed)
    if is_far and not (is_slip and pair.whole.sentence == sentence.index):
        return
    if stated.number.qualifier == "lower" and computed > stated.number.value:
        return
    verdict = Verdict.INCONSISTENT
    if (
        is_far
        or (pair.is_guess and not is_slip)
        or not (rate.wholes or pair.is_of_both)
        or pair.whole.sentence != sentence.index
        or _may_hold_carried(rate, pair, stated)
    ):
        verdict = Verdict.QUERY
    value = percent(computed, stated.number)
    yield relation(
        "R1",
        verdict,
        stated.number.span,
        [pair.part.span, pair.whole.span],
        stated=stated.number.written,
        computed=value,
        formula=f"{pair.quotient} = {value} ≠ {stated.number.written}",
        tolerance=SHARE_TOLERANCE,
        sentence=(
            f"{stated.name}:文中为{stated.number.written},按{pair.written}应为{value}"
            f"(相差{amount(apart)}个百分点)。文中没有其他数能得出{stated.number.written}。请核对口径或数字。"
        ),
    )


def _is_next(sentence: Sentence, pair: Pair) -> bool:
    """Whether the two counts follow one another with nothing between them that could be meant as well."""
    first, last = sorted((pair.part, pair.whole), key=lambda n: n.at)
    between = sentence.between(first.at + 1, last.at)
    return first.sentence == last.sentence and not any(n.counts_like(pair.part) for n in between)


def _may_hold_carried(rate: Rate, pair: Pair, stated: Stated) -> bool:
    """Whether what was carried over from last year, left unsaid, may explain the difference."""
    if rate.strict:
        return False
    is_new_only = has_any(pair.whole.left, ("新收", "收案", "收到", "新增"))
    return pair.part.value > pair.whole.value or (is_new_only and stated.number.value < pair.computed.low)
