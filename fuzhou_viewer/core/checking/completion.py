"""R1 what was done of what was planned: 完成87.2亿元,为调整预算85亿元的102.6%."""

import re
from collections.abc import Iterator

from fuzhou_viewer.core.checking.intervals import Fit, Interval
from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import SHARE_TOLERANCE, agreement, amount, figure, percent

_DONE = re.compile(
    r"#(?P<gap>[^#,;:()]{0,4}[,、(]?)(?:已|约|均)?(?:完成|为|达到|达|相当于|是)(?P<of>[^#,;:()、]{0,16})(?P<whole>#)的(?P<share>#)"
)
_MOST = 3


def completion(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R1 for every count said to be some percent of another one that stands beside the percentage."""
    for sentence in reading.sentences:
        for found in _DONE.finditer(sentence.shape):
            part, whole, share = (sentence.number_at(at) for at in _places(found))
            if share.is_share and _is_alike(part, whole):
                yield from _checked(sentence, part, whole, share)


def _places(found: re.Match[str]) -> tuple[int, int, int]:
    return found.start(), found.start("whole"), found.start("share")


def _is_alike(part: Number, whole: Number) -> bool:
    return part.is_count and whole.is_count and part.unit == whole.unit


def _percentage(part: Number, whole: Number) -> Interval | None:
    computed = part.range.over(whole.range)
    return computed.times(100) if computed else None


def _checked(sentence: Sentence, part: Number, whole: Number, share: Number) -> Iterator[Relation]:
    """Against the count before it; an earlier one of the sentence may be meant instead: 120亿元,其中甲60亿元,为…."""
    for other in reversed([n for n in sentence.before(part.at + 1)[-_MOST:] if _is_alike(n, whole)]):
        computed = _percentage(other, whole)
        fit = share.fits(computed) if computed and not computed.is_loose else None
        if computed and fit:
            yield _told(other, whole, share, computed, fit)
            return
    computed = _percentage(part, whole)
    if computed and not computed.is_loose and not part.is_change and "其中" not in part.left:
        yield _told(part, whole, share, computed, None)


def _told(part: Number, whole: Number, share: Number, computed: Interval, fit: Fit | None) -> Relation:
    value = percent(computed.value, share)
    apart = amount(abs(computed.value - share.value))
    return relation(
        "R1",
        Verdict.CONSISTENT if fit else Verdict.INCONSISTENT,
        share.span,
        [part.span, whole.span],
        stated=share.written,
        computed=value,
        formula=f"{figure(part)} ÷ {figure(whole)} = {value} {'≈' if fit else '≠'} {share.written}",
        tolerance=SHARE_TOLERANCE,
        sentence=(
            f"{agreement(fit)}:{part.written}÷{whole.written}={value},文中为{share.written}。"
            if fit
            else f"完成比例:文中为{share.written},按{part.written}÷{whole.written}应为{value}"
            f"(相差{apart}个百分点)。请核对口径或数字。"
        ),
    )
