"""R4 parts that add up to their total, R5 no part more than its whole."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fuzhou_viewer.core.checking.intervals import Interval, total
from fuzhou_viewer.core.checking.reading import ASIDE, Number, Reading, Sentence
from fuzhou_viewer.core.checking.rules import RuleWords, has_any
from fuzhou_viewer.core.checking.sum_slips import has_swapped_digits, is_turned, may_be_one_slip
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import EXACT_TOLERANCE, amount, figure, sum_of

_CUE = re.compile(
    r"(?P<of>其中(?!央)[,:]?|包括|包含|(?<=#)\([含其])|(?P<split>分别[为是有]|分为|:)|(?P<open>(?<=#)\((?!占))"
)
_EVEN_LIST = re.compile("#,(?!其中)[^#,;:、()]{1,12}#(?:、[^#,;:、()]{1,12}#){2,}(?=[,;]|$)")
_IN_ALL = re.compile("#[^#,;、:()]{0,10}[,、](?:合计|总计|共计|总共)[^#,;、]{0,4}#")
_TOTAL = re.compile("(?:总计|合计|总收入|总支出)[为达共是]?$")
_MARK = re.compile("[,、;]")
_TO_CUE = 28
_LONGEST_LIST = 12
_NEAR_TOTAL = 10
_LARGE = 1000
_SHORT = 8
_VERB = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole and what the text lists as its parts; `is_closed` if the list claims to name them all.

    `is_even` if the same mark stands between all of them.

    `wholes` are the counts the list may speak of: 甲1133件,乙3433件,其中市本级甲198件,乙128件;
    `last` is the number just before the list, whatever it counts.
    """

    wholes: tuple[Number, ...]
    last: Number
    whole: Number
    parts: tuple[Number, ...]
    is_closed: bool
    words: str = ""
    is_even: bool = False


def parts(reading: Reading, words: RuleWords) -> Iterator[Relation]:
    """R4 and R5 for every list of parts."""
    for sentence in reading.sentences:
        if not sentence.numbers:
            continue
        yield from _closed(sentence, words)
        yield from _unmarked(sentence, words)
        yield from _summed_up(sentence)
        seen: set[Number] = set()
        for cue in _CUE.finditer(sentence.shape):
            listing = _listing(reading, sentence, cue, words)
            if listing and listing.parts[0] not in seen:
                seen.update(listing.parts)
                yield from _checked(listing, words, is_of=bool(cue["of"]))


def _closed(sentence: Sentence, words: RuleWords) -> Iterator[Relation]:
    """事项515项,甲218项,其他297项: the last part says there are no more, though nothing says 其中."""
    for i, last in enumerate(sentence.numbers):
        if i < 2 or not last.is_count or not has_any(last.left, words.closing):
            continue
        first = max(0, i - _LONGEST_LIST)
        run = list(sentence.numbers[first : i + 1])
        for place in range(len(run) - 3, -1, -1):
            whole, listed = run[place], tuple(run[place + 1 :])
            if not whole.is_count or whole.unit != last.unit:
                break
            if re.search("其中|[;(]|分别|包括", sentence.shape[whole.at : last.at]):
                break
            if all(n.unit == last.unit for n in listed) and _adding_up(listed, whole) == listed:
                yield from sum_agrees(listed, whole)
                break
            if place == 0 and all(n.unit == last.unit for n in listed) and may_be_one_slip(listed, whole):
                yield sum_disagrees(listed, whole, Verdict.INCONSISTENT)


def _unmarked(sentence: Sentence, words: RuleWords) -> Iterator[Relation]:
    """律师3620人,专职律师3012人、兼职律师86人、公职律师522人: parts called alike, though nothing says 其中."""
    for found in _EVEN_LIST.finditer(sentence.shape):
        whole = sentence.number_at(found.start())
        run = sentence.between(found.start() + 1, found.end())
        is_plain = all(n.is_count and n.unit == whole.unit and n.is_exact and not n.is_change for n in (whole, *run))
        if not is_plain or has_any(found[0], (*words.open, *words.overlapping)):
            continue
        if sum(n.value for n in run) == whole.value:
            yield from sum_agrees(run, whole)
        elif _are_parallel(run) and may_be_one_slip(run, whole) and not _are_steps(run, words):
            yield sum_disagrees(run, whole, Verdict.INCONSISTENT)


def _summed_up(sentence: Sentence) -> Iterator[Relation]:
    """中心13个、工作站186个,合计199个: the total comes last."""
    for found in _IN_ALL.finditer(sentence.shape):
        whole = sentence.number_at(found.end() - 1)
        before = [*sentence.before(found.start() + 1)][-_LONGEST_LIST:]
        run: list[Number] = []
        for number in reversed(before):
            between = sentence.shape[number.at + 1 : run[0].at if run else found.start()]
            if number.unit != whole.unit or number.is_change or len(between) > 20 or re.search("[;(]|其中", between):
                break
            run.insert(0, number)
        if len(run) < 2 or not whole.is_count:
            continue
        if total([n.range for n in run]).meets(whole.range):
            yield from sum_agrees(run, whole)
        elif may_be_one_slip(run, whole):
            yield sum_disagrees(run, whole, Verdict.INCONSISTENT)


def _listing(reading: Reading, sentence: Sentence, cue: re.Match[str], words: RuleWords) -> Listing | None:
    end = _list_end(sentence.shape, cue)
    following = sentence.between(cue.end(), end)
    inside = [n for n in following if n.is_count and not n.is_threshold][:_LONGEST_LIST]
    wholes = _wholes(reading, sentence, cue, inside)
    if not wholes:
        return None
    whole = _whole_of(inside[0], wholes)
    run = _run(sentence, inside, whole, words)
    if not run:
        return None
    listed = sentence.shape[cue.start() : run[-1].at + 12]
    closes = has_any(run[-1].left, words.closing) and len(run) > 1
    is_all = bool(cue["split"] or cue["open"]) and not has_any(listed, words.open)
    before = sentence.before(cue.start())
    last = before[-1] if before else whole
    is_even = len(run) > 1 and _is_even(sentence.shape, run)
    is_all = is_all or (len(run) > 1 and is_of_all(whole) and not has_any(listed, words.open))
    return Listing(wholes, last, whole, tuple(run), closes or (is_all and len(run) > 1), listed, is_even)


def _is_even(shape: str, run: Sequence[Number]) -> bool:
    """Whether the same mark stands between all of the parts."""
    between = [_MARK.findall(shape, a.at + 1, b.at) for a, b in itertools.pairwise(run)]
    return len({marks[-1] if marks else "" for marks in between}) == 1 and bool(between[0])


def is_of_all(whole: Number) -> bool:
    """Whether the whole is said to be all there is: 收入总计268.4亿元."""
    return bool(_TOTAL.search(whole.left))


def _list_end(shape: str, cue: re.Match[str]) -> int:
    if "(" in cue[0]:
        close = shape.find(")", cue.end())
        return close if close >= 0 else len(shape)
    stop = shape.find(";", cue.end())
    # a list may run over semicolons when each of its parts brings its share along
    if stop >= 0 and "占" not in shape[cue.end() : stop]:
        return stop
    return len(shape)


def _wholes(reading: Reading, sentence: Sentence, cue: re.Match[str], inside: Sequence[Number]) -> tuple[Number, ...]:
    before = [n for n in sentence.before(cue.start()) if n.is_count and not n.is_threshold]
    if not inside:
        return ()
    if not before and cue.start() <= 2 and cue["of"] and sentence.index:
        previous = reading.sentences[sentence.index - 1]
        before = [n for n in previous.numbers if n.is_count and not n.is_threshold]
        near = before[-1:] if before and len(previous.shape) - before[-1].at <= _TO_CUE else []
    elif sentence.shape[cue.start()] == "(":
        near = [n for n in before if n.at == cue.start() - 1]
    else:
        near = [n for n in before if cue.start() - n.at <= _TO_CUE * 2][-3:]
        if near and cue.start() - near[-1].at > _TO_CUE:
            near = []
    if near and near[-1].is_change and len(near) > 1:
        near = near[:-1]
    return tuple(n for n in near if n.counts_like(inside[0]) and not n.is_change)


def _whole_of(part: Number, wholes: Sequence[Number]) -> Number:
    """The whole called most like the part; the last one if none is."""
    return max(wholes, key=lambda n: (_common_end(n.left, part.left), n.at))


def _common_end(a: str, b: str) -> int:
    length = 0
    while length < min(len(a), len(b)) and a[-1 - length] == b[-1 - length]:
        length += 1
    return length if length > 2 else 0


def _run(sentence: Sentence, inside: Sequence[Number], whole: Number, words: RuleWords) -> list[Number]:
    """The parts that follow one another with the unit of the whole."""
    run: list[Number] = []
    for number in inside:
        if not number.counts_like(whole) or number.is_change or has_any(number.left, words.cumulative):
            break
        between = ASIDE.sub("", sentence.shape[run[-1].at + 1 : number.at]) if run else ""
        if len(between.replace("#", "")) > 40 or re.search("其中|[(]", between):
            break
        run.append(number)
    return run


def _checked(listing: Listing, words: RuleWords, *, is_of: bool) -> Iterator[Relation]:
    whole, run = listing.whole, listing.parts
    exact = _adding_up(run, whole)
    for part in run:
        if part.range.low > whole.range.high:
            most = max(listing.wholes, key=lambda n: n.range.high)
            is_sure = is_of and part is run[0] and part.unit == most.unit and most is listing.last
            if exact is None and is_sure and part.range.low > most.range.high:
                yield _more_than_whole(part, most)
            elif may_be_one_slip(run, whole):
                yield sum_disagrees(run, whole, Verdict.INCONSISTENT if listing.is_closed else Verdict.QUERY)
            return
    if is_of or exact or listing.is_closed:
        yield from (_within(part, _whole_of(part, listing.wholes)) for part in run)
    if exact:
        yield from sum_agrees(exact, whole)
    elif len(run) > 1:
        yield from _sum_differs(listing, words)


def _adding_up(run: Sequence[Number], whole: Number) -> Sequence[Number] | None:
    """The longest beginning of the list that adds up to the whole."""
    for count in range(len(run), 1, -1):
        if total([n.range for n in run[:count]]).meets(whole.range):
            return run[:count]
    return None


def _sum_differs(listing: Listing, words: RuleWords) -> Iterator[Relation]:
    if len(listing.parts) > 2 and _are_a_pair(listing.parts[:2], words):
        listing = replace(listing, parts=listing.parts[:2])
    run = listing.parts
    if has_any(listing.words, words.overlapping) or _some_add_up(run, listing.whole):
        return
    if any(_whole_of(part, listing.wholes) is not listing.whole for part in run):
        return
    verdict = _verdict(listing, total([n.range for n in run]), words)
    if verdict:
        yield sum_disagrees(run, listing.whole, verdict)
    elif not has_any(listing.words, words.open):
        yield from _nearly_all(listing)


def _nearly_all(listing: Listing) -> Iterator[Relation]:
    """The first parts nearly make the whole; what follows them tells of something else."""
    for count in range(len(listing.parts), 1, -1):
        first = listing.parts[:count]
        missing = listing.whole.range.low - total([n.range for n in first]).high
        if 0 < missing * _NEAR_TOTAL <= listing.whole.value and listing.whole.is_exact:
            yield sum_disagrees(first, listing.whole, Verdict.QUERY)
            return


def _verdict(listing: Listing, summed: Interval, words: RuleWords) -> Verdict | None:
    whole, run = listing.whole, listing.parts
    apart = abs(summed.value - whole.range.value)
    is_over = summed.low > whole.range.high
    is_near = apart * _NEAR_TOTAL <= whole.value
    slipped = may_be_one_slip(run, whole)
    closes = has_any(run[-1].left, words.closing)
    if closes and apart * 3 <= whole.value:
        return Verdict.INCONSISTENT
    if len(run) > 2 and listing.is_even and (is_turned(run, whole) or has_swapped_digits(run, whole)):
        return Verdict.INCONSISTENT
    if _are_steps(run, words) and not listing.is_closed:
        return None
    if slipped and (
        listing.is_closed
        or _are_a_pair(run, words)
        or (listing.is_even and (is_turned(run, whole) or has_swapped_digits(run, whole)))
        or _names_all(listing, is_over=is_over, is_near=is_near)
    ):
        return Verdict.INCONSISTENT
    # a list that may be open and would add up but for one slip of the pen
    is_likely = slipped and listing.is_even and (len(run) > 2 or whole.value / whole.step >= _LARGE)
    return Verdict.QUERY if is_likely or (is_near and is_over) else None


def _are_steps(run: Sequence[Number], words: RuleWords) -> bool:
    """Whether the parts are what was done with the same things one after another: 受理…,办结…,化解…."""
    return sum(has_any(part.left[-_VERB:], words.steps) for part in run) > 1


def _some_add_up(run: Sequence[Number], whole: Number) -> bool:
    """Whether leaving out one part makes the sum: a part was then told in more detail."""
    return len(run) > 2 and any(
        total([n.range for n in run if n is not left_out]).meets(whole.range) for left_out in run
    )


def _names_all(listing: Listing, *, is_over: bool, is_near: bool) -> bool:
    """Whether a list with one slip reads like one that names every part: called alike, or evenly set and short."""
    run = listing.parts
    if _are_parallel(run):
        return is_over or (is_near and len(run) > 2)
    return is_over and is_near and len(run) > 2 and listing.is_even and all(len(p.left) <= _SHORT for p in run)


def _are_a_pair(run: Sequence[Number], words: RuleWords) -> bool:
    """Whether two parts are all there can be: 线上 and 线下, 专职 and 兼职."""
    if len(run) != 2:
        return False
    called = [part.left[-_SHORT:] + part.right[:_SHORT] for part in run]
    return any(
        (a in called[0] and b in called[1]) or (b in called[0] and a in called[1])
        for a, b in (pair.split("-") for pair in words.pairs)
    )


def _are_parallel(run: Sequence[Number]) -> bool:
    """Whether the parts are called alike: 经济合同公证, 国内民事公证, 涉外公证."""
    same = 1 if len(run) > 2 else 2
    for names in ({part.left[-same:] for part in run}, {part.right[-same:] for part in run}):
        if len(names) == 1 and len(names.pop()) == same:
            return True
    return False


def _within(part: Number, whole: Number) -> Relation:
    return relation(
        "R5",
        Verdict.CONSISTENT,
        part.span,
        [whole.span],
        stated=part.written,
        computed=f"不多于{whole.written}",
        formula=f"{figure(part)} ≤ {figure(whole)}",
        tolerance="按所写各数的范围",
        sentence=f"一致:其中{part.written}不多于总数{whole.written}。",
        is_equation=False,
    )


def _more_than_whole(part: Number, whole: Number) -> Relation:
    return relation(
        "R5",
        Verdict.INCONSISTENT,
        part.span,
        [whole.span],
        stated=part.written,
        computed=f"不多于{whole.written}",
        formula=f"{figure(part)} > {figure(whole)}",
        tolerance="按所写各数的范围",
        sentence=f"部分大于总体:其中{part.written}多于总数{whole.written}。请核对这两个数。",
        is_equation=False,
    )


def sum_agrees(run: Sequence[Number], whole: Number) -> Iterator[Relation]:
    """R4: the parts add up to the whole; nothing where the numbers are so loose that any sum would do."""
    summed = total([n.range for n in run])
    if summed.is_loose or whole.range.is_loose:
        return
    is_exact = all(n.is_exact for n in (*run, whole))
    yield relation(
        "R4",
        Verdict.CONSISTENT,
        whole.span,
        [n.span for n in run],
        stated=whole.written,
        computed=amount(summed.value),
        formula=f"{sum_of(run)} {'=' if is_exact else '≈'} {figure(whole)}",
        tolerance=EXACT_TOLERANCE,
        sentence=f"一致:{len(run)}项之和等于{whole.written}。",
    )


def sum_disagrees(run: Sequence[Number], whole: Number, verdict: Verdict) -> Relation:
    """R4: the parts do not add up to the whole."""
    summed = total([n.range for n in run])
    apart = summed.value - whole.range.value
    way = f"多{amount(apart)}" if apart > 0 else f"少{amount(-apart)}"
    hint = "可能有未列出的分项。" if verdict is Verdict.QUERY and apart < 0 else "请核对分项或总数。"
    if is_turned(run, whole):
        hint = "两数数字相同而次序不同,可能是数字换位。请核对。"
    return relation(
        "R4",
        verdict,
        whole.span,
        [n.span for n in run],
        stated=whole.written,
        computed=amount(summed.value),
        formula=f"{sum_of(run)} = {amount(summed.value)} ≠ {figure(whole)}",
        tolerance=EXACT_TOLERANCE,
        sentence=f"分项合计:{len(run)}项之和为{amount(summed.value)},比文中{whole.written}{way}。{hint}",
    )
