"""R2 shares of a whole, R3 shares that add up, R6 the larger count with the smaller share."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fuzhou_viewer.core.checking.intervals import Fit, Interval, between, total
from fuzhou_viewer.core.checking.parts import sum_agrees, sum_disagrees
from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.share_claims import Claim, claims
from fuzhou_viewer.core.checking.share_verdicts import (
    no_one_whole,
    other_base,
    share_agrees,
    share_disagrees,
    stands_out,
)
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import amount, figure
from fuzhou_viewer.core.records import Span

_BACK = 3
_FEWEST, _MOST = 3, 15
_FURTHEST_POINTS = 30
_LATELY = 3
_PAIR = 2
_NARROW = 100
_LARGE = 100


def shares(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R2, R3 and R6 for every sentence with shares."""
    lately: list[Number] = []
    for sentence in reading.sentences:
        if "占" not in sentence.shape and "(#)" not in sentence.shape:
            continue
        told = claims(reading, sentence)
        if told:
            known = _known(reading, sentence, told, lately)
            lately = [*{whole: None for whole, _ in known.values()}, *lately][:_LATELY]
            yield from _judged(reading, sentence, told, known)
            yield from _together(told, known)
            yield from _of_no_one_whole(told, known)
            yield from _adding_up(told, known)
            yield from _upside_down(told)


def _quotient(part: Number, whole: Interval) -> Interval | None:
    share = part.range.over(whole)
    return share.times(100) if share else None


def _is_short_of_a_digit(claim: Claim, fit: Fit, told: Sequence[Claim]) -> bool:
    """Whether a share is neither rounded nor cut, and not moved to make the shares of its list 100 either."""
    is_plain = claim.part.is_exact and claim.share.qualifier == "exact"
    is_made_up = len(told) > 1 and sum((c.share.value for c in told), Decimal(0)) == 100
    return fit is Fit.LAST_DIGIT and is_plain and not is_made_up


def _explained(claim: Claim, whole: Number) -> Fit | None:
    # a rough look in floating point spares most of the exact ones
    part, stated = claim.part.approximate, claim.share.approximate
    is_plain = whole.is_exact and claim.part.is_exact and claim.share.qualifier == "exact" and whole.approximate
    if is_plain and abs(part / whole.approximate * 100 - stated) > claim.share.coarseness:
        return None
    computed = _quotient(claim.part, whole.range)
    return claim.share.fits(computed) if computed and not computed.is_loose else None


def _known(
    reading: Reading, sentence: Sentence, told: list[Claim], lately: list[Number]
) -> dict[int, tuple[Number, Fit]]:
    """The whole that explains each claim that has one, and how; `lately` are wholes that explained those before."""
    parts = {claim.part.span for claim in told}
    known: dict[int, tuple[Number, Fit]] = {}
    for i, claim in enumerate(told):
        near = reading.counts_around(sentence, claim.at, _BACK)
        far = [n for n in (*lately, *_named(reading, claim)) if _alike(claim, n)]
        fitting = [(whole, fit) for whole in [*_wholes(claim, near, parts), *far] if (fit := _explained(claim, whole))]
        if fitting:
            known[i] = min(fitting, key=lambda pair: (list(Fit).index(pair[1]), pair[0] is not claim.bound))
    proven = _proven(known)
    for i, claim in enumerate(told):
        for whole in proven:
            fit = _explained(claim, whole) if _alike(claim, whole) else None
            if fit and (i not in known or known[i][0] not in (whole, claim.bound)):
                known[i] = (whole, fit)
                break
    return _without_chance(sentence, told, known, parts)


def _without_chance(
    sentence: Sentence, told: list[Claim], known: dict[int, tuple[Number, Fit]], parts: set[Span]
) -> dict[int, tuple[Number, Fit]]:
    """Without what a number near by explains by chance, where the others of the list are of one whole."""
    counts = Counter(whole for whole, _ in known.values()).most_common(1)
    if not counts or counts[0][1] < _FEWEST - 1:
        return known
    main = counts[0][0]
    return {
        i: (whole, fit)
        for i, (whole, fit) in known.items()
        if whole is main
        or told[i].whole
        or whole is told[i].bound
        or (whole.span in parts and "其中" in sentence.shape[whole.at : told[i].part.at])
    }


def _proven(known: dict[int, tuple[Number, Fit]]) -> list[Number]:
    """The wholes that explained a claim, the one that explained most first."""
    return [whole for whole, _ in Counter(whole for whole, _ in known.values()).most_common(_LATELY)]


def _named(reading: Reading, claim: Claim) -> list[Number]:
    """The counts anywhere before that are called by all words of the whole: 占收到申请总数, 收到行政复议申请6200件."""
    pieces = [claim.whole[i : i + 2] for i in range(0, len(claim.whole) - 1, 2)]
    if not pieces:
        return []
    return [
        n
        for n in reading.called.get(pieces[0], ())
        if n.span.start < claim.part.span.start and all(piece in n.left for piece in pieces)
    ]


def _judged(
    reading: Reading, sentence: Sentence, told: list[Claim], known: dict[int, tuple[Number, Fit]]
) -> Iterator[Relation]:
    for i, (whole, fit) in known.items():
        computed = _quotient(told[i].part, whole.range) if whole.is_exact else None
        if computed and _is_short_of_a_digit(told[i], fit, told):
            yield replace(share_disagrees(told[i], whole, computed), verdict=Verdict.QUERY)
        else:
            yield share_agrees(told[i], whole, fit)
    failing = [claim for i, claim in enumerate(told) if i not in known]
    proven = _proven(known)
    held = [_held(claim, proven) for claim in failing]
    if len(failing) * 2 > len(told) and len(failing) > 1:
        yield from _all_failing(reading, sentence, failing, held)
        return
    for claim in held:
        yield from _differing(claim)


def _differing(claim: Claim) -> Iterator[Relation]:
    """A claim against the whole it names; where that is a guess, only if it is not far off."""
    computed = _quotient(claim.part, claim.bound.range) if claim.bound else None
    if claim.bound is None or computed is None or (computed.is_loose and claim.share.fits(computed)):
        return
    if claim.is_sure or claim.is_named or abs(computed.value - claim.share.value) <= _FURTHEST_POINTS:
        yield share_disagrees(claim, claim.bound, computed)


def _held(claim: Claim, proven: list[Number]) -> Claim:
    """The claim with the whole that explains its neighbours, if it names none of its own."""
    pieces = [claim.whole[i : i + 2] for i in range(0, len(claim.whole) - 1, 2)]
    if claim.bound or (claim.whole and not pieces):
        return claim
    alike = [w for w in proven if w.counts_like(claim.part) and all(piece in w.left for piece in pieces)]
    return replace(claim, bound=alike[0]) if alike else claim


def _all_failing(reading: Reading, sentence: Sentence, failing: list[Claim], held: list[Claim]) -> Iterator[Relation]:
    """Where nothing explains most of a list: another whole for all of them, one that stands out, or each by itself."""
    common = _common_whole(failing)
    if common and (slipped := _slipped_whole(reading, sentence, failing, common)):
        yield other_base(failing, slipped, common)
        return
    if common and (stated := _stated_whole(reading, sentence, held)):
        yield other_base(failing, stated, common)
        return
    odd = _odd_one(failing)
    if odd:
        yield odd
        return
    for claim in held:
        if claim.is_sure:
            yield from _differing(claim)


def _slipped_whole(reading: Reading, sentence: Sentence, failing: list[Claim], common: Interval) -> Number | None:
    """The count before the list that is one slip of the pen away from the whole its shares are of."""
    first = failing[0].part
    if len(failing) < _FEWEST or (common.high - common.low) * _NARROW > common.high:
        return None
    before = reading.counts_around(sentence, first.at, _BACK)
    alike = [n for n in before if n.span.end <= first.span.start and n.unit == first.unit and not n.is_threshold]
    return next((n for n in reversed(alike) if n.value >= _LARGE * n.step and n.is_slip_of(common)), None)


def _stated_whole(reading: Reading, sentence: Sentence, failing: list[Claim]) -> Number | None:
    """The number the text gives for the whole of a list: the one its claims name, or the last count before it."""
    bound = next((claim.bound for claim in failing if claim.bound), None)
    if bound or not failing:
        return bound
    first = failing[0].part
    before = [
        n
        for n in reading.counts_around(sentence, first.at, 1)
        if n.span.end <= first.span.start and n.unit == first.unit and n.range.high * 20 >= first.range.low
    ]
    return before[-1] if before else None


def _odd_one(failing: list[Claim]) -> Relation | None:
    """The one share of a list that is not of the whole all the others are of."""
    if not _FEWEST <= len(failing) <= _MOST:
        return None
    listed = total([claim.part.range for claim in failing])
    for i, claim in enumerate(failing):
        common = _common_whole(failing[:i] + failing[i + 1 :])
        # two that agree are enough only where the parts add up to the whole they are of
        if len(failing) == _FEWEST and not (common and common.meets(listed)):
            continue
        if common and (common.high - common.low) * 20 < common.high:
            computed = _quotient(claim.part, common)
            if computed and not claim.share.fits(computed):
                return stands_out(claim, [c for c in failing if c is not claim], common, computed)
    return None


def _alike(claim: Claim, whole: Number) -> bool:
    return whole.counts_like(claim.part) and whole.range.high >= claim.part.range.low


def _wholes(claim: Claim, near: list[Number], parts: set[Span]) -> list[Number]:
    """The numbers the share may be of: the one named first, then others near by."""
    others = [
        n
        for n in near
        if n is not claim.part
        and n.counts_like(claim.part)
        and n.range.high >= claim.part.range.low
        and (n.span not in parts or n.value >= claim.part.value * 2)
        and n.span.start < claim.share.span.end
    ]
    is_coarse = claim.share.step * 100 > claim.share.value
    if is_coarse:
        others = [n for n in others if n.sentence >= claim.part.sentence - 1]
    return ([claim.bound] if claim.bound else []) + [n for n in reversed(others) if n is not claim.bound]


def _common_whole(told: list[Claim]) -> Interval | None:
    """The one whole all shares may be of, if there is one."""
    low, high = Decimal(0), Decimal(10**18)
    for claim in told:
        step = claim.share.step
        least, most = max(claim.share.value - step, step / 100), claim.share.value + step
        low = max(low, claim.part.range.low * 100 / most)
        high = min(high, claim.part.range.high * 100 / least)
    return between(low, high) if low <= high else None


def _together(told: list[Claim], known: dict[int, tuple[Number, Fit]]) -> Iterator[Relation]:
    """R3: shares of one list that add up to 100; those that do not are left to R2 and to the reader."""
    wholes = {whole for whole, _ in known.values()}
    is_one_list = len(told) > 2 or (len(told) == len(known) == 2 and len(wholes) == 1)
    summed = sum((claim.share.value for claim in told), Decimal(0))
    slack = sum((claim.share.step for claim in told), Decimal(0)) / 2
    if not is_one_list or abs(summed - 100) > slack:
        return
    listed = " + ".join(figure(claim.share) for claim in told)
    yield relation(
        "R3",
        Verdict.CONSISTENT,
        told[-1].share.span,
        [claim.share.span for claim in told],
        stated="100%",
        computed=f"{amount(summed)}%",
        formula=f"{listed} = {amount(summed)} ≈ 100",
        tolerance="每个占比末位的一半",
        sentence=f"一致:各占比合计{amount(summed)}%。",
    )


def _of_no_one_whole(told: list[Claim], known: dict[int, tuple[Number, Fit]]) -> Iterator[Relation]:
    """R2: each share may be of a whole that is only about right, yet there is none that all of them are of."""
    for whole in _proven(known):
        held = [told[i] for i, (by, _) in known.items() if by is whole]
        if whole.is_exact or len(held) < _PAIR or len({claim.at for claim in held}) < len(held):
            continue
        if _common_whole(held) is None:
            yield no_one_whole(held, whole)


def _adding_up(told: list[Claim], known: dict[int, tuple[Number, Fit]]) -> Iterator[Relation]:
    """R4: the parts of which the shares are told add up to their whole."""
    wholes = {whole for whole, _ in known.values()}
    if len(wholes) != 1 or len(known) != len(told) or len(told) < 2:
        return
    whole = wholes.pop()
    run = [claim.part for claim in told]
    summed = total([part.range for part in run])
    if summed.meets(whole.range):
        yield from sum_agrees(run, whole)
    elif _make_all(told) and summed.low == summed.high and whole.is_exact:
        # the shares are said to be all there is; parts that are more than their whole cannot be right
        is_sure = summed.low > whole.range.high or len(run) == _PAIR
        yield sum_disagrees(run, whole, Verdict.INCONSISTENT if is_sure else Verdict.QUERY)


def _make_all(told: Sequence[Claim]) -> bool:
    slack = sum((claim.share.step for claim in told), Decimal(0)) / 2
    return abs(sum((claim.share.value for claim in told), Decimal(0)) - 100) <= slack


def _upside_down(told: Sequence[Claim]) -> Iterator[Relation]:
    """R6: of two parts of one whole the larger one has the larger share."""
    for first, second in itertools.pairwise(told):
        a, b = (first, second) if first.part.value > second.part.value else (second, first)
        if a.whole != b.whole and a.whole and b.whole:
            continue
        is_larger = a.part.counts_like(b.part) and a.part.range.low >= b.part.range.high and a.part.value > b.part.value
        same_whole = a.bound is not None and a.bound is b.bound
        if is_larger and same_whole and a.share.value < b.share.value - max(a.share.step, b.share.step):
            yield relation(
                "R6",
                Verdict.INCONSISTENT,
                a.share.span,
                [a.part.span, b.part.span, b.share.span, *([a.bound.span] if a.bound else [])],
                stated=f"{a.share.written}、{b.share.written}",
                computed="大的数占比应当大",
                formula=f"{figure(a.part)} > {figure(b.part)},而 {a.share.written} < {b.share.written}",
                tolerance="按所写各数的范围",
                sentence=(
                    f"占比大小相反:{a.part.written}占{a.share.written},{b.part.written}却占{b.share.written}。"
                    "数量大的占比反而小,请核对两个占比是否颠倒。"
                ),
            )
