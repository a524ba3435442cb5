"""R7 averages: a total divided by its average is a whole number of days, or the number the text states."""

import math
import re
from collections.abc import Iterator

from fuzhou_viewer.core.checking.intervals import Interval, between
from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import amount, figure

_AVERAGE = re.compile(r"(?P<per>日均|平均每天|月均|平均每月|年均|平均每年)[^,;:#]{0,8}#")
_UNITS = {"日": "天", "天": "天", "月": "个月", "年": "年"}
_FURTHEST = 30
_LONG = 15


def averages(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R7 for every average with its total before it in the sentence."""
    for sentence in reading.sentences:
        for found in _AVERAGE.finditer(sentence.shape):
            average = sentence.number_at(found.end() - 1)
            before = sentence.before(found.start())
            if not before or not average.value:
                continue
            whole = before[-1]
            is_near = found.start() - whole.at <= _FURTHEST and not re.search(
                "其中|[;:]", sentence.shape[whole.at : found.start()]
            )
            if (
                is_near
                and not whole.is_change
                and whole.unit == average.unit
                and whole.is_count
                and whole.value > average.value
            ):
                unit = next(unit for word, unit in _UNITS.items() if word in found["per"])
                yield from _checked(sentence, whole, average, unit)


def _checked(sentence: Sentence, whole: Number, average: Number, unit: str) -> Iterator[Relation]:
    half = average.step / 2
    spread = average.range if not average.is_exact else between(average.value - half, average.value + half)
    times = whole.range.over(spread)
    if times is None:
        return
    stated = [n for n in sentence.before(average.at) if n.unit == unit or (unit == "天" and n.unit == "日")]
    if stated:
        yield from _by_stated(whole, average, stated[-1], times)
    elif math.floor(times.high) < math.ceil(times.low) and whole.is_exact and average.is_exact:
        yield _no_whole_number(whole, average, unit)


def _by_stated(whole: Number, average: Number, divisor: Number, times: Interval) -> Iterator[Relation]:
    # a day may be left out of a long stretch without a word
    slack = 1 if divisor.value >= _LONG else 0
    near = between(divisor.value - slack, divisor.value + slack)
    doubt = Verdict.QUERY if times.meets(near) or not divisor.is_exact else Verdict.INCONSISTENT
    verdict = Verdict.CONSISTENT if times.meets(divisor.range) else doubt
    value = amount(whole.value / divisor.value)
    mark = "≈" if verdict is Verdict.CONSISTENT else "≠"
    head = "一致" if verdict is Verdict.CONSISTENT else "平均"
    yield relation(
        "R7",
        verdict,
        average.span,
        [whole.span, divisor.span],
        stated=average.written,
        computed=value,
        formula=f"{figure(whole)} ÷ {figure(divisor)} = {value} {mark} {figure(average)}",
        tolerance="四舍五入到文中的末位",
        sentence=f"{head}:{whole.written}÷{divisor.written}={value},文中平均为{average.written}。",
    )


def _no_whole_number(whole: Number, average: Number, unit: str) -> Relation:
    times = whole.value / average.value
    nearest = max(1, round(times))
    instead = amount(whole.value / nearest, 0)
    return relation(
        "R7",
        Verdict.QUERY,
        average.span,
        [whole.span],
        stated=average.written,
        computed=f"{amount(times)}{unit}",
        formula=f"{figure(whole)} ÷ {figure(average)} = {amount(times)} {unit}",
        tolerance=f"应为整数{unit}",
        sentence=(
            f"平均:{whole.written}÷{average.written}={amount(times)}{unit},不是整数;"
            f"若按{nearest}{unit},平均应为{instead}。请核对统计的{unit}数。"
        ),
    )
