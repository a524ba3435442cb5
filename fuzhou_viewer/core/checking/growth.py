"""R8 growth: from a to b, so much more than last year, so many times; two pairs of a change together."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fuzhou_viewer.core.checking.intervals import Fit, Interval, between
from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import agreement, amount, figure, percent

_UP = "增加|增长|提高|提升|上升|扩大|增|升|跃升|攀升"
_DOWN = "减少|下降|降低|降|压缩|缩短|压减"
_FROM_TO = re.compile(
    rf"(?:从|由)[^#,;]{{0,16}}(?P<a>#)[^#,;]{{0,8}}?(?P<way>{_UP}|{_DOWN})(?:了)?(?:到|至|为)[^#,;]{{0,10}}(?P<b>#)"
)
_AND_SO = re.compile(rf"[,、(]?[^#,;]{{0,6}}?(?P<way>净增|{_UP}|{_DOWN}|增幅|涨幅|降幅)(?P<much>[了达为近约]*)(?P<c>#)")
_MORE_THAN = re.compile(
    r"(?:同比|比上年|较上年|比去年|较去年|比上年同期|较上年同期|比\d{4}年|较\d{4}年)(?:同期)?(?:净)?(?P<way>增加|增长|上升|减少|下降|多|少)了?(?P<n>#)"
)
_ALSO = re.compile(
    r"[,、](?:同比|比上年|较上年|比去年|较去年)?(?:净)?(?P<way>增加|增长|上升|提高|增幅|减少|下降|降幅)(?:了|为|达|达到)?(?P<n>#)"
)
_ABOVE_AVERAGE = re.compile(r"[,、](?:比|较|高于|低于)(?:全国|全省|全市)[^#,;]{0,8}#")
_LAST_YEAR = re.compile(r"[,;(](?:去年|上年)(?:同期)?(?:为|是|仅|仅为)?(?P<base>#)")
_PAIR = re.compile(
    r"(?:从|由)[^#,;]{0,16}(?P<a>#)[^#,;]{0,8}?(?:到|至|为)[^#,;]{0,6}(?P<b>#)[,、](?:占比|比例|比重|占)[^#,;]{0,8}?(?:从|由)(?P<p>#)[^#,;]{0,8}?(?:到|至|为)(?P<q>#)"
)
_RANK = re.compile("排名|位次|名次|位居|排位|位$|全国第|[0-9]名$")
_PER_YEAR = re.compile("年均|每年|平均|月均|实际|可比|累计|复合")
_YEAR_ON_YEAR = re.compile("同比|环比|较|比")
_THAN_BASE = re.compile(
    r"#[,(]?(?:较|比|与)(?:去年|上年|(?:19|20)\d{2}年)(?:同期|全年)?的?(?P<base>#)(?:相比)?[,]?(?:同比)?(?P<way>增加|增长|上升|提高|减少|下降)(?:了)?(?P<c>#)"
)
_THAN_YEAR = re.compile(
    r"#[,(]?(?:同比|比上年|较上年|比去年|较去年)?(?:增长|上升|增加|下降|减少)了?(?P<growth>#)[,、]"
    r"(?:较|比)(?:去年|上年|(?:19|20)\d{2}年)(?:同期|全年)?的?(?P<base>#)(?:净)?(?:增加|增长|上升|减少|下降)了?(?P<c>#)"
)
_TWO_YEARS = re.compile(
    r"(?P<y1>(?:19|20)\d{2})年[^#;。]{0,16}(?P<a>#),(?P<y2>(?:19|20)\d{2})年[^#;。]{0,16}(?P<b>#),"
    r"(?:同比|比上年|较上年)(?P<way>增长|上升|增加|下降|减少)(?P<c>#)"
)
_TIMES = re.compile(r"#[^#;]{0,6}[,(]?(?:是|为|相当于)[^#,;]{0,12}[(]?(?P<base>#)[)]?的(?P<times>#)")
_ONE = between(Decimal(1), Decimal(1))
_NOT_A_VALUE = ("位", "名次", "天", "小时", "分钟", "工作日", "微克", "度")


def growth(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R8 for every sentence that states a change."""
    for sentence in reading.sentences:
        if len(sentence.numbers) > 1:
            yield from _from_to(sentence)
            yield from _crossed(sentence)
            yield from _than_last_year(sentence)
            yield from _with_last_year(sentence)
            yield from _than_base(sentence)
            yield from _than_year(sentence)
            yield from _so_many_times(sentence)
            yield from _two_years(sentence)


def _from_to(sentence: Sentence) -> Iterator[Relation]:
    for found in _FROM_TO.finditer(sentence.shape):
        a, b = sentence.number_at(found.start("a")), sentence.number_at(found.start("b"))
        if a.unit != b.unit or a.range.low <= 0 or _RANK.search(found[0] + a.written + b.written):
            continue
        rises = bool(re.fullmatch(_UP, found["way"]))
        if a.is_threshold or b.is_threshold:
            continue
        if _goes_against(a, b, rises=rises):
            yield _against(a, b, rises=rises)
            continue
        more = _AND_SO.match(sentence.shape, found.end())
        is_last_year = bool(re.search("去年|上年", found[0]))
        if more and not _PER_YEAR.search(more[0]) and (is_last_year or not _YEAR_ON_YEAR.search(more[0])):
            yield from _change(a, b, sentence.number_at(more.start("c")), is_times="倍")


def _goes_against(a: Number, b: Number, *, rises: bool) -> bool:
    if a.unit in _NOT_A_VALUE:
        return False
    return b.range.high < a.range.low if rises else b.range.low > a.range.high


def _against(a: Number, b: Number, *, rises: bool) -> Relation:
    way, mark = ("增加", "<") if rises else ("减少", ">")
    return relation(
        "R8",
        Verdict.INCONSISTENT,
        b.span,
        [a.span],
        stated=b.written,
        computed=f"{'大' if rises else '小'}于{a.written}",
        formula=f"{figure(b)} {mark} {figure(a)}",
        tolerance="按所写各数的范围",
        sentence=f"增减方向:文中说从{a.written}{way}到{b.written},两数的大小与此相反。请核对。",
        is_equation=False,
    )


def _change(a: Number, b: Number, c: Number, *, is_times: str) -> Iterator[Relation]:
    """`c` is the change from `a` to `b`: a difference, a percentage, points, or times."""
    ends = [abs(y - x) for x in (a.range.low, a.range.high) for y in (b.range.low, b.range.high)]
    difference = Interval(min(ends), max(ends), abs(b.value - a.value))
    if (c.unit == a.unit and c.is_count) or (a.is_share and c.unit == "百分点"):
        yield from _judged([a, b], c, difference, f"{figure(b)} - {figure(a)}", is_share=False)
    elif c.is_share and a.is_count:
        computed = _relative(a.range, b.range)
        yield from _judged([a, b], c, computed, f"({figure(b)} - {figure(a)}) ÷ {figure(a)}", is_share=True)
    elif c.unit == is_times and a.is_count:
        times = b.range.over(a.range)
        if times:
            grown = c.fits(times - _ONE)
            computed = times - _ONE if grown or not c.fits(times) else times
            less = "" if computed is times else " - 1"
            # 增长N倍 is read both ways
            for told in _judged([a, b], c, computed, f"{figure(b)} ÷ {figure(a)}{less}", is_share=False):
                yield replace(told, verdict=Verdict.QUERY) if told.verdict is Verdict.INCONSISTENT else told


def _relative(a: Interval, b: Interval) -> Interval:
    """By how many percent `b` differs from `a`, as a positive number."""
    ends = [abs(y / x - 1) * 100 for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends), abs(b.value / a.value - 1) * 100)


def _crossed(sentence: Sentence) -> Iterator[Relation]:
    """事项从31项扩大至43项,占比从62%提高至86%: both are of one whole."""
    for found in _PAIR.finditer(sentence.shape):
        a, b, p, q = (sentence.number_at(found.start(name)) for name in "abpq")
        if not (a.is_count and b.is_count and p.is_share and q.is_share and p.value and q.value):
            continue
        first, second = _whole(a, p), _whole(b, q)
        agrees = first.meets(second)
        mark = "≈" if agrees else "≠"
        before, after = amount(a.value * 100 / p.value, 1), amount(b.value * 100 / q.value, 1)
        yield relation(
            "R8",
            Verdict.CONSISTENT if agrees else Verdict.SCOPE,
            q.span,
            [a.span, b.span, p.span],
            stated=f"{p.written}、{q.written}",
            computed=f"{before}、{after}",
            formula=f"{figure(a)} ÷ {p.written} = {before} {mark} {figure(b)} ÷ {q.written} = {after}",
            tolerance="占比末位的一半",
            sentence=(
                f"一致:{a.written}占{p.written}、{b.written}占{q.written},总数都约为{after}。"
                if agrees
                else f"口径:{a.written}占{p.written}时总数约{before},{b.written}占{q.written}时约{after},总数可能变了。"
            ),
        )


def _whole(part: Number, share: Number) -> Interval:
    half = share.step / 2
    return between(
        part.range.low * 100 / (share.value + share.step), part.range.high * 100 / max(share.value - half, half)
    )


def _than_last_year(sentence: Sentence) -> Iterator[Relation]:
    """受理T件,同比增长G%,增加N件: T less N is last year's, and N is G% of it."""
    for found in _MORE_THAN.finditer(sentence.shape):
        before = sentence.before(found.start())
        if (
            not before
            or not before[-1].is_count
            or sentence.shape[before[-1].at + 1 : found.start()] not in ("", ",", "、", "(")
        ):
            continue
        whole, first = before[-1], sentence.number_at(found.start("n"))
        skipped = _ABOVE_AVERAGE.match(sentence.shape, found.end())
        also = _ALSO.match(sentence.shape, skipped.end() if skipped else found.end())
        if not also:
            continue
        second = sentence.number_at(also.start("n"))
        share, change = (first, second) if first.is_share else (second, first)
        if not share.is_share or change.unit != whole.unit or not change.is_count:
            continue
        rises = found["way"] in ("增加", "增长", "上升", "多")
        base = whole.range - change.range if rises else whole.range + change.range
        computed = change.range.over(base)
        if rises and change.range.low > whole.range.high:
            yield _more_than_all(change, whole)
        elif computed:
            mark = "-" if rises else "+"
            yield from _judged(
                [whole, change],
                share,
                computed.times(100),
                f"{figure(change)} ÷ ({figure(whole)} {mark} {figure(change)})",
                is_share=True,
            )


def _more_than_all(change: Number, whole: Number) -> Relation:
    return relation(
        "R8",
        Verdict.INCONSISTENT,
        change.span,
        [whole.span],
        stated=change.written,
        computed=f"不多于{whole.written}",
        formula=f"{figure(change)} > {figure(whole)}",
        tolerance="按所写各数的范围",
        sentence=f"增减:增加{change.written},却多于现在的{whole.written}。请核对这两个数。",
        is_equation=False,
    )


def _with_last_year(sentence: Sentence) -> Iterator[Relation]:
    """增长1.1倍,达到748.7亿元;上年为356.5亿元."""
    for found in _LAST_YEAR.finditer(sentence.shape):
        base = sentence.number_at(found.start("base"))
        before = sentence.before(found.start())[-2:]
        whole = next((n for n in before if n.unit == base.unit and n.is_count), None)
        change = next(
            (n for n in before if n.unit in ("%", "倍") and re.search("增长|下降|增幅|上升|减少", n.left)), None
        )
        if whole and change and base.is_count:
            yield from _change(base, whole, change, is_times="倍")


def _than_base(sentence: Sentence) -> Iterator[Relation]:
    """3.2万份,较去年同期的2.5万份增长28%."""
    for found in _THAN_BASE.finditer(sentence.shape):
        whole = sentence.number_at(found.start())
        base, change = sentence.number_at(found.start("base")), sentence.number_at(found.start("c"))
        if whole.unit == base.unit and whole.is_count and base.range.low > 0:
            yield from _change(base, whole, change, is_times="倍")


def _than_year(sentence: Sentence) -> Iterator[Relation]:
    """426件,同比增长42%,较2021年的300件增加126件: the count the sentence is about stands before its growth."""
    for found in _THAN_YEAR.finditer(sentence.shape):
        whole = sentence.number_at(found.start())
        growth, base, change = (sentence.number_at(found.start(name)) for name in ("growth", "base", "c"))
        if whole.unit == base.unit and whole.is_count and base.range.low > 0 and growth.is_share:
            yield from _change(base, whole, change, is_times="倍")
            yield from _change(base, whole, growth, is_times="倍")


def _two_years(sentence: Sentence) -> Iterator[Relation]:
    """2022年4820件,2021年4200件,同比增长14.8%: the later year against the one before it."""
    for found in _TWO_YEARS.finditer(sentence.shape):
        first, second = sentence.number_at(found.start("a")), sentence.number_at(found.start("b"))
        years = int(found["y1"]) - int(found["y2"])
        if abs(years) != 1 or first.unit != second.unit or not first.is_count:
            continue
        base, whole = (second, first) if years == 1 else (first, second)
        if base.range.low > 0:
            yield from _change(base, whole, sentence.number_at(found.start("c")), is_times="倍")


def _so_many_times(sentence: Sentence) -> Iterator[Relation]:
    """120人,是2022年(60人)的2倍."""
    for found in _TIMES.finditer(sentence.shape):
        whole = sentence.number_at(found.start())
        base, times = sentence.number_at(found.start("base")), sentence.number_at(found.start("times"))
        if (
            whole.unit == base.unit
            and whole.is_count
            and times.unit == "倍"
            and (computed := whole.range.over(base.range))
        ):
            yield from _judged([whole, base], times, computed, f"{figure(whole)} ÷ {figure(base)}", is_share=False)


def _judged(
    others: list[Number], stated: Number, computed: Interval, formula: str, *, is_share: bool
) -> Iterator[Relation]:
    fit = stated.fits(computed)
    if fit and computed.is_loose and not all(n.is_exact for n in others):
        return
    value = percent(computed.value, stated) if is_share else amount(computed.value)
    is_loose = _is_nearly(stated, computed) and not all(n.is_exact for n in others)
    verdict = Verdict.CONSISTENT if fit else (Verdict.QUERY if is_loose else Verdict.INCONSISTENT)
    mark = "≈" if fit else "≠"
    head = agreement(fit) if isinstance(fit, Fit) else "增减"
    tail = "" if fit else "请核对口径或数字。"
    yield relation(
        "R8",
        verdict,
        stated.span,
        [n.span for n in others],
        stated=stated.written,
        computed=value,
        formula=f"{formula} = {value} {mark} {stated.written}",
        tolerance="四舍五入或截尾到文中的末位",
        sentence=f"{head}:按文中的数算得{value},文中为{stated.written}。{tail}",
    )


def _is_nearly(stated: Number, computed: Interval) -> bool:
    """Whether a difference of shares or amounts misses by no more than rounding its two ends can bring about."""
    near = min(abs(computed.low - stated.value), abs(computed.high - stated.value))
    return near <= stated.step
