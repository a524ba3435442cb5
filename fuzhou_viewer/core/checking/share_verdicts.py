"""What is told of shares of a whole: that they agree, that they do not, or that they are of another whole."""

from fuzhou_viewer.core.checking.intervals import Fit, Interval
from fuzhou_viewer.core.checking.reading import Number
from fuzhou_viewer.core.checking.share_claims import Claim
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import SHARE_TOLERANCE, about, agreement, amount, figure, percent


def share_agrees(claim: Claim, whole: Number, fit: Fit) -> Relation:
    """R2: the share is what the part is of the whole."""
    computed = claim.part.value * 100 / whole.value
    value = percent(computed, claim.share)
    return relation(
        "R2",
        Verdict.CONSISTENT,
        claim.share.span,
        [claim.part.span, whole.span],
        stated=claim.share.written,
        computed=value,
        formula=f"{figure(claim.part)} ÷ {figure(whole)} = {value} ≈ {claim.share.written}",
        tolerance=SHARE_TOLERANCE,
        sentence=f"{agreement(fit)}:{claim.part.written}占{whole.written}的{value},文中为{claim.share.written}。",
    )


def share_disagrees(claim: Claim, whole: Number, computed: Interval) -> Relation:
    """R2: it is not; a question where the whole is a guess."""
    value = percent(computed.value, claim.share)
    apart = amount(abs(computed.value - claim.share.value))
    return relation(
        "R2",
        Verdict.INCONSISTENT if claim.is_sure else Verdict.QUERY,
        claim.share.span,
        [claim.part.span, whole.span],
        stated=claim.share.written,
        computed=value,
        formula=f"{figure(claim.part)} ÷ {figure(whole)} = {value} ≠ {claim.share.written}",
        tolerance=SHARE_TOLERANCE,
        sentence=(
            f"占比:文中为{claim.share.written},按{claim.part.written}÷{whole.written}应为{value}"
            f"(相差{apart}个百分点)。附近没有其他数能得出{claim.share.written}。请核对口径或数字。"
        ),
    )


def stands_out(claim: Claim, others: list[Claim], common: Interval, computed: Interval) -> Relation:
    """R2: the others of a list are of one whole, this one is not."""
    near, value = about(common.value), percent(computed.value, claim.share)
    return relation(
        "R2",
        Verdict.INCONSISTENT,
        claim.share.span,
        [claim.part.span, *(span for c in others for span in (c.part.span, c.share.span))],
        stated=claim.share.written,
        computed=value,
        formula=f"{figure(claim.part)} ÷ 约{near} = {value} ≠ {claim.share.written}",
        tolerance=SHARE_TOLERANCE,
        sentence=(
            f"占比:同列的另外{len(others)}个占比都对应约{near}{claim.part.unit},"
            f"按此{claim.part.written}应占{value},文中为{claim.share.written}。请核对。"
        ),
    )


def other_base(told: list[Claim], whole: Number, common: Interval) -> Relation:
    """R2: a list whose shares are all of another whole than the text gives."""
    near = about(common.value)
    return relation(
        "R2",
        Verdict.SCOPE,
        told[0].share.span,
        [whole.span, *(span for c in told for span in (c.part.span, c.share.span))],
        stated=whole.written,
        computed=f"约{near}",
        formula=f"{figure(told[0].part)} ÷ {told[0].share.written} ≈ {near} ≠ {figure(whole)}",
        tolerance=SHARE_TOLERANCE,
        sentence=f"口径:这{len(told)}个占比都对应约{near}{told[0].part.unit},与文中{whole.written}不同,可能另有分母。",
    )


def no_one_whole(told: list[Claim], whole: Number) -> Relation:
    """R2: there is no whole all the shares can be of."""
    values = "、".join(about(claim.part.value * 100 / claim.share.value) for claim in told)
    return relation(
        "R2",
        Verdict.QUERY,
        told[-1].share.span,
        [whole.span, *(span for c in told for span in (c.part.span, c.share.span))],
        stated=whole.written,
        computed=values,
        formula=f"按各占比推算的总数:{values}",
        tolerance=SHARE_TOLERANCE,
        sentence=f"占比:这{len(told)}个占比推算的总数分别约为{values},找不到同一个总数。请核对各数和占比。",
    )
