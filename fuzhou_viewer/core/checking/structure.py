"""R3 shares that are said to be all there is: a list that ends with 其他, a structure 5.1:40.2:54.7."""

import re
from collections.abc import Iterator
from decimal import Decimal

from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords, has_any
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import amount, figure
from fuzhou_viewer.core.records import Span

_FIGURE = r"\d{1,2}(?:\.\d+)?"
_STRUCTURE = re.compile(
    rf"(?:产业|三产|三次产业)(?:结构|比重|比例|增加值)[^。;\d]{{0,12}}?(?P<list>{_FIGURE}(?:[:∶]{_FIGURE}){{2}})(?![\d:])"
)
_FURTHEST = 10


def structure(reading: Reading, words: RuleWords) -> Iterator[Relation]:
    """R3 for lists of shares without counts, and for ratios of the three industries."""
    for sentence in reading.sentences:
        yield from _closed_list(sentence, words)
    for found in _STRUCTURE.finditer(reading.text):
        yield from _ratio(found)


def _closed_list(sentence: Sentence, words: RuleWords) -> Iterator[Relation]:
    run: list[Number] = []
    for number in sentence.numbers:
        if not number.is_share or "占" not in number.left or has_any(number.left, ("提高", "下降", "增长")):
            run = []
            continue
        run.append(number)
        if len(run) > 2 and has_any(number.left, words.closing):
            values = [n.value for n in run]
            slack = sum((n.step for n in run), Decimal(0)) / 2
            yield from _judged([n.span for n in run], number.span, values, slack, [figure(n) for n in run])
            run = []


def _ratio(found: re.Match[str]) -> Iterator[Relation]:
    figures = re.split("[:∶]", found["list"])
    values = [Decimal(f) for f in figures]
    steps = [Decimal(1).scaleb(-len(f.partition(".")[2])) for f in figures]
    span = Span(*found.span("list"))
    yield from _judged([span], span, values, sum(steps, Decimal(0)) / 2, figures)


def _judged(
    spans: list[Span], subject: Span, values: list[Decimal], slack: Decimal, figures: list[str]
) -> Iterator[Relation]:
    summed = sum(values, Decimal(0))
    apart = abs(summed - 100)
    if apart > _FURTHEST:
        return
    agrees = apart <= slack
    formula = f"{' + '.join(figures)} = {amount(summed)} {'≈' if agrees else '≠'} 100"
    yield relation(
        "R3",
        Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
        subject,
        spans,
        stated="100%",
        computed=f"{amount(summed)}%",
        formula=formula,
        tolerance="每个占比末位的一半",
        sentence=(
            f"一致:各占比合计{amount(summed)}%。"
            if agrees
            else f"占比合计:各占比合计{amount(summed)}%,与100%相差{amount(apart)}个百分点。请核对各占比。"
        ),
    )
