"""R5 steps of one business: what was closed is no more than what was opened."""

import itertools
from collections.abc import Iterator

from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import Order, RuleWords, has_any
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import figure

_NEAR = 16


def orders(reading: Reading, words: RuleWords) -> Iterator[Relation]:
    """R5 for counts that follow one another in a sentence and are called by the words of one order."""
    for sentence in reading.sentences:
        if len(sentence.numbers) < 2 or has_any(sentence.shape, words.carried):
            continue
        for order in words.orders:
            if sum(word in sentence.shape for word in order.words) > 1:
                yield from _checked(sentence, order)


def _checked(sentence: Sentence, order: Order) -> Iterator[Relation]:
    steps = [(n, _step(n, order)) for n in sentence.numbers if n.is_count]
    for (earlier, i), (later, j) in itertools.pairwise(steps):
        if i is None or j is None or j <= i or earlier.unit != later.unit:
            continue
        if later.at - earlier.at > _NEAR:
            continue
        if later.range.low <= earlier.range.high:
            yield _relation(earlier, later, Verdict.CONSISTENT)
        else:
            yield _relation(earlier, later, Verdict.INCONSISTENT if order.firm else Verdict.QUERY)


def _step(number: Number, order: Order) -> int | None:
    """Which step of the order the words before the number end with."""
    named = [i for i, word in enumerate(order.words) if _ends_with(number.left, word)]
    return named[-1] if named else None


def _ends_with(left: str, word: str) -> bool:
    place = left.rfind(word)
    return place >= 0 and len(left) - place - len(word) <= 10


def _relation(earlier: Number, later: Number, verdict: Verdict) -> Relation:
    agrees = verdict is Verdict.CONSISTENT
    return relation(
        "R5",
        verdict,
        later.span,
        [earlier.span],
        stated=later.written,
        computed=f"不多于{earlier.written}",
        formula=f"{figure(later)} {'≤' if agrees else '>'} {figure(earlier)}",
        tolerance="按所写各数的范围",
        sentence=(
            f"一致:{later.left}{later.written}不多于{earlier.left}{earlier.written}。"
            if agrees
            else f"先后大小:{later.left}{later.written}多于{earlier.left}{earlier.written}。请核对,或说明含上年结转。"
        ),
        is_equation=False,
    )
