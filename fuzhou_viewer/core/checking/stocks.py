"""R9 stock and flow: what was there and what came in is what was dealt with and what is left."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fuzhou_viewer.core.checking.intervals import one_slip, total
from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import EXACT_TOLERANCE, amount, sum_of

_ROLES = (
    (
        "opening",
        re.compile(r"(?:旧存|上年结转|上年度结转|上年未结|去年结转|期初|年初(?:在册|存量|结存)|上年末).{0,6}$"),
    ),
    (
        "closing",
        re.compile(
            r"(?:未结|未审结|未办结|结转下年|转下年|期末|年末(?:在册|存量|结存)|正在审理|在审).{0,3}$|在册.{0,6}$"
        ),
    ),
    ("incoming", re.compile(r"(?:新收|新受理|新接收|新增|接收|收案|本年收到).{0,6}$")),
    ("outgoing", re.compile(r"(?:审结|办结|结案|解除|执结|减少|销号).{0,6}$")),
    ("all", re.compile(r"(?:(?:共|总)?受理|共有|合计|总计|共收).{0,8}$")),
)

_BALANCE = re.compile(
    r"收入[^#,;]{0,4}(?P<income>#)[,、][^#,;]{0,12}支出[^#,;]{0,4}(?P<spent>#)[,、](?:本年|当年|年度)(?:收支)?(?:相抵)?[^#,;]{0,4}(?:结余|盈余)[^#,;]{0,2}(?P<left>#)"
)

_NET = re.compile(
    r"(?P<a>#)[^#,;:()]{0,4}[,、][^#,;:()]{1,12}(?P<b>#)[^#,;:()]{0,4}[,、][^#,;:()]{0,4}净(?:增加|减少|增长|增|减|流入|流出)了?(?P<net>#)"
)


def stocks(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R9 within a sentence: 旧存 + 新收 = 受理, 受理 = 审结 + 未结, 旧存 + 新收 = 审结 + 未结."""
    for sentence in reading.sentences:
        yield from _balance(sentence)
        yield from _net(sentence)
        roles = _roles(sentence)
        if "opening" in roles or "closing" in roles:
            yield from _checked(roles)


def _balance(sentence: Sentence) -> Iterator[Relation]:
    """收入85.4亿元,支出78.6亿元,本年收支结余6.8亿元: what is left of the year itself, not of the years before."""
    for found in _BALANCE.finditer(sentence.shape):
        income, spent, left = (sentence.number_at(found.start(name)) for name in ("income", "spent", "left"))
        if income.is_count and spent.is_count and left.is_count:
            yield from _equal([spent, left], [income])


def _net(sentence: Sentence) -> Iterator[Relation]:
    """解除3920人,新接收3638人,净减少282人: the difference of the two counts before it."""
    for found in _NET.finditer(sentence.shape):
        first, second, net = (sentence.number_at(found.start(name)) for name in ("a", "b", "net"))
        if first.is_count and second.is_count and net.is_count and not (first.is_change or second.is_change):
            large, small = (first, second) if first.value >= second.value else (second, first)
            yield from _equal([small, net], [large])


def _roles(sentence: Sentence) -> dict[str, Number]:
    """The first count of each role; empty where a role is told twice, for then they cannot be paired."""
    roles: dict[str, Number] = {}
    for number in sentence.numbers:
        role = next((name for name, words in _ROLES if words.search(number.left[-12:])), None)
        if role is None or not number.is_count:
            continue
        if role in roles:
            return {}
        roles[role] = number
    return roles


def _checked(roles: dict[str, Number]) -> Iterator[Relation]:
    if {"opening", "incoming", "all"} <= roles.keys():
        yield from _equal([roles["opening"], roles["incoming"]], [roles["all"]])
    if {"all", "outgoing", "closing"} <= roles.keys():
        yield from _equal([roles["outgoing"], roles["closing"]], [roles["all"]])
    elif {"opening", "incoming", "outgoing", "closing"} <= roles.keys():
        yield from _equal(
            [roles["opening"], roles["incoming"]],
            [roles["outgoing"], roles["closing"]],
        )


def _equal(left: Sequence[Number], right: Sequence[Number]) -> Iterator[Relation]:
    numbers = [*left, *right]
    if len({n.unit for n in numbers}) > 1:
        return
    a, b = total([n.range for n in left]), total([n.range for n in right])
    agrees = a.meets(b)
    apart = abs(a.value - b.value)
    verdict = Verdict.CONSISTENT if agrees else _doubt(numbers, a.value - b.value)
    if verdict is Verdict.QUERY and apart * 4 > b.value:
        return
    subject = right[-1]
    mark = "=" if agrees else "≠"
    yield relation(
        "R9",
        verdict,
        subject.span,
        [n.span for n in numbers],
        stated=sum_of(right),
        computed=amount(a.value),
        formula=f"{sum_of(left)} {mark} {sum_of(right)}",
        tolerance=EXACT_TOLERANCE,
        sentence=(
            f"一致:{sum_of(left)} = {sum_of(right)}。"
            if agrees
            else f"收支存:{sum_of(left)} = {amount(a.value)},与{sum_of(right)}相差{amount(apart)}。请核对。"
        ),
    )


def _doubt(numbers: Sequence[Number], apart: Decimal) -> Verdict:
    """A disagreement where one slip of the pen explains it; else a question."""
    step = numbers[0].step
    if not all(n.qualifier == "exact" and n.step == step for n in numbers):
        return Verdict.QUERY
    needed = [(n, n.value + way * apart) for n in numbers for way in (1, -1)]
    is_slip = any(one_slip(int(n.value / step), int(value / step)) for n, value in needed)
    return Verdict.INCONSISTENT if is_slip else Verdict.QUERY
