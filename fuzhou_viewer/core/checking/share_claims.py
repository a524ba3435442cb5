"""Counts that a text says are some percent of a whole, and the whole each of them is of."""

import re
from dataclasses import dataclass, replace

from fuzhou_viewer.core.checking.intervals import Interval, between
from fuzhou_viewer.core.checking.reading import Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import has_any

_CLAIM = re.compile(
    r"占(?![地用据领有])(?P<whole>[^,;:#()占]{0,24}?)(?:(?P<total>#)(?P<of>[^,;:#()]{0,8}?))?(?P<share>#)"
)
_RESPECTIVELY = re.compile(r"(?:分别|各)占(?P<whole>[^#,;:()]{0,16}?)(?P<shares>#(?:[、,和与及]#)+)")
_BRACKET = re.compile(r"#(?P<open>\()(?P<share>#)\)")
_GAP = re.compile(r"[^,;:、#()]{0,24}(?:[,(、]\s*)?(?:(?:分别|均|约|仅|就|数量|人数|总量|总数|案件数)*)$")
_CHANGE = ("提高", "下降", "上升", "增长", "较", "比上", "从", "由")
_GENERIC = re.compile(
    "的|总数|总量|总额|总|全部|案件|比例|比重|占比|比|数量|数|约|近|超过|超|达到|达|为|重|件|人员|其中|分别"
)
_OF_WHOLE = re.compile("其中|分别|包括|#[(]")
_FURTHEST_CUE = 400
_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """A count said to be some percent of a whole.

    `whole` is what the text calls it, without words that name nothing; `bound` is the number it
    names, and `is_sure` whether it leaves no doubt about that; `is_named` if another sentence has its very name,
    or one slip of the pen would make it fit. `is_of_all` if it says 总数 or 总量.
    """

    part: Number
    share: Number
    whole: str
    bound: Number | None
    at: int
    is_sure: bool = True
    is_named: bool = False
    is_of_all: bool = False


def claims(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The claims of a sentence in its order, each with its whole if the text names it."""
    return [_bound(reading, sentence, claim) for claim in _claims(sentence)]


def _claims(sentence: Sentence) -> list[Claim]:
    several = [m for m in _RESPECTIVELY.finditer(sentence.shape) if "占" in m[0]]
    found = [
        _claim(sentence, m)
        for m in _CLAIM.finditer(sentence.shape)
        if not any(s.start() <= m.start("share") < s.end() for s in several)
    ]
    for listed in several:
        found += _one_each(sentence, listed)
    found += [_bracketed(sentence, m) for m in _BRACKET.finditer(sentence.shape)]
    return sorted((claim for claim in found if claim), key=lambda claim: claim.at)


def _claim(sentence: Sentence, found: re.Match[str]) -> Claim | None:
    share = sentence.number_at(found.start("share"))
    whole = found["whole"] + (found["of"] or "")
    before = sentence.before(found.start())
    if not share.is_share or not before or has_any(whole, _CHANGE):
        return None
    part = before[-1]
    gap = sentence.shape[part.at + 1 : found.start()]
    if not part.is_count or not _GAP.fullmatch(gap):
        return None
    explicit = sentence.number_at(found.start("total")) if found["total"] else None
    if explicit and not (explicit.is_count and explicit.counts_like(part)):
        return None
    is_of_all = has_any(whole, ("总数", "总量", "总额"))
    return Claim(part, share, _GENERIC.sub("", whole), explicit, found.start(), is_of_all=is_of_all)


def _one_each(sentence: Sentence, found: re.Match[str]) -> list[Claim]:
    """甲4704件,乙6272件,丙4704件,分别占30%、40%、30%: one share for each of the counts before."""
    shares = sentence.between(found.start("shares"), found.end("shares"))
    told = sentence.before(found.start())[-len(shares) :]
    is_even = len(told) == len(shares) and len({n.unit for n in told}) == 1 and all(n.is_count for n in told)
    if not is_even or not all(n.is_share for n in shares) or has_any(found["whole"], _CHANGE):
        return []
    gap = sentence.shape[told[-1].at + 1 : found.start()]
    if not _GAP.fullmatch(gap) or any(n.is_change or n.is_threshold for n in told):
        return []
    whole = _GENERIC.sub("", found["whole"])
    return [Claim(part, share, whole, None, part.at) for part, share in zip(told, shares, strict=True)]


def _bracketed(sentence: Sentence, found: re.Match[str]) -> Claim | None:
    part, share = sentence.number_at(found.start()), sentence.number_at(found.start("share"))
    return Claim(part, share, "", None, found.start()) if part.is_count and share.is_share else None


def _bound(reading: Reading, sentence: Sentence, claim: Claim) -> Claim:
    """The claim with its whole, if the text names it: T件,其中 …; a whole whose words stand beside a count."""
    if claim.bound:
        return claim
    cue = _cue_before(sentence, claim.part.at)
    holder = None
    if cue is not None:
        earlier = [n for n in sentence.before(cue + 1) if n.is_count and n is not claim.part]
        if not earlier and cue <= 2 and sentence.index:
            earlier = [n for n in reading.sentences[sentence.index - 1].numbers if n.is_count]
        alike = [n for n in earlier if n.unit == claim.part.unit and n.range.high >= claim.part.range.low]
        holder = alike[-1] if alike else None
    if holder and (not claim.whole or claim.is_of_all or _shares_words(claim.whole, holder)):
        return replace(claim, bound=holder)
    return _named(reading, sentence, claim)


def _named(reading: Reading, sentence: Sentence, claim: Claim) -> Claim:
    """The claim with the one count near by that is called like its whole; like it in part is not sure."""
    if not claim.whole:
        return _in_one_clause(sentence, claim)
    before = [
        n
        for n in reading.counts_around(sentence, claim.at, 1)
        if n.span.start < claim.part.span.start and n.unit == claim.part.unit
    ]
    named = [n for n in before if claim.whole in n.left + n.right]
    if len(named) == 1:
        return replace(claim, bound=named[0], is_sure=named[0].sentence == sentence.index, is_named=True)
    pieces = [claim.whole[i : i + 2] for i in range(0, len(claim.whole) - 1, 2)]
    called = [n for n in before if pieces and all(piece in n.left for piece in pieces)]
    if len(called) == 1 and (len(pieces) > 2 or called[0].sentence == sentence.index):
        return replace(claim, bound=called[0], is_sure=len(pieces) > 1)
    head = claim.whole[:2]
    alike = [n for n in before if n.range.high >= claim.part.range.low and head in n.left + n.right]
    return replace(claim, bound=alike[0], is_sure=False) if len(alike) == 1 else claim


def _in_one_clause(sentence: Sentence, claim: Claim) -> Claim:
    """全市3860个小区已成立业委会2522个、占比65.3%: the whole stands in the clause of its part."""
    before = sentence.before(claim.part.at, 1)
    if not before or not _may_hold(before[0], claim):
        return _slipped(sentence, claim, before) or _told_after(sentence, claim)
    gap = sentence.shape[before[0].at : claim.part.at]
    if not re.search("[,;:、()和及与]", gap):
        return replace(claim, bound=before[0])
    # 122个司法所,达到标准的53个,占43.4%
    is_next = gap.count(",") == 1 and not re.search("[;:()]", gap) and claim.part.left.endswith("的")
    return replace(claim, bound=before[0]) if is_next else _told_after(sentence, claim)


def _slipped(sentence: Sentence, claim: Claim, before: tuple[Number, ...]) -> Claim | None:
    """3860个小区已成立业委会5522个、占比65.3%: more than the whole beside it, and right but for one digit."""
    if not before or before[0].unit != claim.part.unit or not before[0].is_exact or before[0].is_change:
        return None
    whole, share = before[0], claim.share
    is_near = not re.search("[,;:、()和及与]", sentence.shape[whole.at : claim.part.at])
    needed = between(whole.value * (share.value - share.step), whole.value * (share.value + share.step))
    needed = Interval(needed.low / 100, needed.high / 100, needed.value / 100)
    if is_near and share.value <= 100 and claim.part.is_slip_of(needed):
        return replace(claim, bound=whole, is_sure=False, is_named=True)
    return None


def _told_after(sentence: Sentence, claim: Claim) -> Claim:
    """专职820人,占24.6%,兼职2510人,占75.4%,共有3330人: the whole comes last."""
    following = sentence.between(claim.share.at + 1, len(sentence.shape), _AHEAD)
    wholes = [n for n in following if _may_hold(n, claim) and re.match("共有|合计|总计|共计", n.left)]
    return replace(claim, bound=wholes[0]) if len(wholes) == 1 else claim


def _may_hold(whole: Number, claim: Claim) -> bool:
    is_alike = whole.unit == claim.part.unit and whole.is_count and not whole.is_threshold and not whole.is_change
    return is_alike and whole.range.high >= claim.part.range.low


def _cue_before(sentence: Sentence, at: int) -> int | None:
    first = max(0, at - _FURTHEST_CUE) if at > _FURTHEST_CUE * 4 else 0
    cues = [m.start() for m in _OF_WHOLE.finditer(sentence.shape, first, at)]
    return cues[-1] if cues else None


def _shares_words(whole: str, number: Number) -> bool:
    beside = number.left + number.right
    return any(whole[i : i + 2] in beside for i in range(len(whole) - 1))
