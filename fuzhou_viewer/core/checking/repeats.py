"""R10 one thing with two values, R12 slips of magnitude, R14 the same sentence twice with other numbers."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fuzhou_viewer.core.checking.intervals import one_slip
from fuzhou_viewer.core.checking.reading import SIGN, Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import amount

if TYPE_CHECKING:
    from fuzhou_viewer.core.records import Span

_NOT_A_WORD = re.compile(r"[^\u4e00-\u9fff#]")
_LEAD = re.compile(
    "^(?:其中|累计|共计|合计|总计|截至|截止|目前|全年|今年|去年|一年来|共|已|并|还|也|先后|全市|全省|全国|全县|全区|我市|我省|我区|我县|本市)+"
)
_TAIL = re.compile("(?:达到|达|为|共计|累计|共|约|近|超过|超|突破|了|至)+$")
_SCOPE = re.compile("全国|全省|全市|全县|全区|市本级|区本级|县本级|省本级|本级|其中|各")
_TIME = re.compile(
    r"\d{4}|上年|去年|今年|明年|上半年|下半年|季度|月|五年|累计|计划|目标|力争|预计|以来|新增|同比|增长|下降"
)
_SHORTEST_SENTENCE = 16
_SHORTEST_NAME = 8
_LARGE = 1000


@dataclass(frozen=True, slots=True)
class Named:
    """A count with the words it is called by."""

    number: Number
    sentence: Sentence


def repeats(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R14 for sentences told twice, R10 and R12 for counts called alike in two places."""
    told: set[Span] = set()
    for first, second in _same_sentences(reading):
        for a, b in zip(first.numbers, second.numbers, strict=True):
            if not a.range.meets(b.range) and a.unit == b.unit:
                told |= {a.span, b.span}
                yield _told_twice(a, b)
    for x, y in _same_names(reading):
        if x.number.span not in told and y.number.span not in told:
            yield from _two_values(x, y)


def _same_sentences(reading: Reading) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences of the same words, at least one number of which is the same in both."""
    known: dict[str, Sentence] = {}
    for sentence in reading.sentences:
        words = _NOT_A_WORD.sub("", sentence.shape)
        if not sentence.numbers or len(words.replace(SIGN, "")) < _SHORTEST_SENTENCE:
            continue
        first = known.setdefault(words, sentence)
        if first is not sentence and first.span.end < sentence.span.start:
            same = sum(a.range.meets(b.range) for a, b in zip(first.numbers, sentence.numbers, strict=True))
            if (
                first.is_plan == sentence.is_plan
                and _years(first) == _years(sentence)
                and same * 2 >= len(first.numbers)
                and same < len(first.numbers)
            ):
                yield first, sentence


def _years(sentence: Sentence) -> tuple[str, ...]:
    return tuple(re.findall(r"\d{4}", sentence.shape))


def _same_names(reading: Reading) -> Iterator[tuple[Named, Named]]:
    """Counts called by the same words, neither of them of another time, place or part."""
    groups: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for sentence in reading.sentences:
        for number in sentence.numbers:
            name = _TAIL.sub("", _LEAD.sub("", re.sub(r"[^\u4e00-\u9fff]", "", number.left)))
            if number.is_count and len(name) >= _SHORTEST_NAME and not _TIME.search(sentence.shape[: number.at]):
                groups[name, number.unit].append(Named(number, sentence))
    for named in groups.values():
        for a, b in itertools.pairwise(named):
            if _scopes(a) == _scopes(b) and a.sentence is not b.sentence and a.sentence.is_plan == b.sentence.is_plan:
                yield a, b


def _scopes(named: Named) -> frozenset[str]:
    return frozenset(_SCOPE.findall(named.sentence.shape[: named.number.at]))


def _two_values(x: Named, y: Named) -> Iterator[Relation]:
    a, b = x.number, y.number
    if a.range.meets(b.range):
        if a.value == b.value and a.value >= 100:
            yield _relation("R10", Verdict.CONSISTENT, a, b, f"{a.left}两处都是{a.written}。")
        return
    both_whole = all(n.is_exact and n.value >= 100 and n.value % 1 == 0 and n.value % 10 for n in (a, b))
    if both_whole and one_slip(int(a.value), int(b.value)):
        is_swapped = a.value >= _LARGE and sorted(str(int(a.value))) == sorted(str(int(b.value)))
        verdict = Verdict.INCONSISTENT if is_swapped else Verdict.QUERY
        words = f"同一名称两处的数只差一个数字:{a.written}、{b.written}。请核对哪一个对。"
        yield _relation("R10", verdict, a, b, words)
        return
    large, small = max(a.range.low, b.range.low), min(a.range.high, b.range.high)
    if small > 0 and round(large / small) in (10**4, 10**8) and abs(large / small / round(large / small) - 1) < 0.05:
        yield _relation(
            "R12",
            Verdict.QUERY,
            a,
            b,
            f"同一名称两处相差{amount(large / small, 0)}倍:{a.written}、{b.written}。请核对单位。",
        )


def _told_twice(a: Number, b: Number) -> Relation:
    return _relation("R14", Verdict.QUERY, a, b, f"两句话文字相同,数不同:{a.written}、{b.written}。请核对。")


def _relation(rule: str, verdict: Verdict, a: Number, b: Number, words: str) -> Relation:
    agrees = verdict is Verdict.CONSISTENT
    return relation(
        rule,
        verdict,
        b.span,
        [a.span],
        stated=b.written,
        computed=a.written,
        formula=f"{a.written} {'=' if agrees else '≠'} {b.written}",
        tolerance="名称、范围、时期相同",
        sentence=f"一致:{words}" if agrees else words,
    )
