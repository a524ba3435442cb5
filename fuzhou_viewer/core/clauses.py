"""The clause a number stands in: the words before and after it, up to punctuation or its neighbours."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.records import Quantity

_BREAKS = "，,；;：:。！!？?\n\r\t|"
_SENTENCE_BREAK = re.compile(r"[。！!？?\n\r]")
_OPENING, _CLOSING = "(（[【", ")）]】"
_FURTHEST = 120
_JOINT = re.compile("[、和及与]")


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a quantity stands.

    `left` and `right` run to the neighbouring quantity or the clause's end; `rest` is `right`
    and everything after it in the clause with the numbers left out; `before` says whether
    another quantity stands earlier in the clause (`runs_on`: with no 、 or 和 between), `after`
    whether one stands later; `next_leading` are the words after the number that opens the next
    clause, if one does, `previous` the clause before if it holds no number; `sentence` numbers the
    sentences of the text.
    """

    left: str
    right: str
    rest: str
    before: bool
    runs_on: bool
    after: bool
    sentence: int
    in_brackets: bool
    next_leading: str
    previous: str


def clauses(text: str, quantities: Sequence[Quantity]) -> list[Clause]:
    """The clause of each of `quantities`, which stand in the order of `text`."""
    starts = [q.span.start for q in quantities]
    breaks = [found.start() for found in _SENTENCE_BREAK.finditer(text)]
    out = []
    for i, quantity in enumerate(quantities):
        start = _back(text, quantity.span.start)
        end = _forth(text, quantity.span.end)
        has_before = i > 0 and quantities[i - 1].span.end > start
        has_after = i + 1 < len(quantities) and quantities[i + 1].span.start < end
        between = text[quantities[i - 1].span.end : quantity.span.start] if has_before else ""
        left = _of_second(between) if has_before else text[start : quantity.span.start]
        right = _of_first(text[quantity.span.end : quantities[i + 1].span.start]) if has_after else ""
        out.append(
            Clause(
                left=left,
                right=right if has_after else text[quantity.span.end : end],
                rest=_rest(text, quantities, starts, quantity.span.end, end),
                before=has_before,
                runs_on=has_before and not _JOINT.search(between),
                after=has_after,
                sentence=bisect_right(breaks, quantity.span.start),
                in_brackets=start > 0 and text[start - 1] in _OPENING,
                next_leading=_next_leading(text, quantities, i, end),
                previous=_previous(text, start, quantities[i - 1].span.end if i else 0),
            )
        )
    return out


def _joint(between: str) -> int:
    """Where the words between two numbers part: behind a joint that ends them, else before the first 、 or last 和."""
    if _JOINT.match(between[-1:]):
        return len(between)
    if "、" in between:
        return between.find("、")
    return max(between.rfind(c) for c in "和及与")


def _of_first(between: str) -> str:
    place = _joint(between)
    return between if place < 0 else between[:place]


def _of_second(between: str) -> str:
    place = _joint(between)
    return between if place < 0 else between[place + 1 :]


def _previous(text: str, start: int, since: int) -> str:
    """The clause before the one that begins at `start`, if it begins behind the last number."""
    if start < 2 or text[start - 1] not in ",，":
        return ""
    begin = _back(text, start - 1)
    return text[begin : start - 1] if begin >= since else ""


def _next_leading(text: str, quantities: Sequence[Quantity], i: int, end: int) -> str:
    """What follows the next number if that opens the clause after `end`: 7个集体,2位个人获得表彰."""
    if i + 1 >= len(quantities) or text[end : end + 1] not in (",", "，") or quantities[i + 1].span.start != end + 1:
        return ""
    start = quantities[i + 1].span.end
    return text[start : _forth(text, start)]


def _rest(text: str, quantities: Sequence[Quantity], starts: list[int], start: int, end: int) -> str:
    pieces = []
    place = start
    for quantity in quantities[bisect_left(starts, start) : bisect_left(starts, end)]:
        pieces.append(text[place : quantity.span.start])
        place = quantity.span.end
    return "".join(pieces) + text[place:end]


def _back(text: str, start: int) -> int:
    depth = 0
    i = start
    limit = max(0, start - _FURTHEST)
    while i > limit:
        c = text[i - 1]
        if c in _CLOSING:
            depth += 1
        elif c in _OPENING:
            if depth == 0:
                break
            depth -= 1
        elif c in _BREAKS and depth == 0:
            break
        i -= 1
    return i


def _forth(text: str, end: int) -> int:
    depth = 0
    i = end
    limit = min(len(text), end + _FURTHEST)
    while i < limit:
        c = text[i]
        if c in _OPENING:
            depth += 1
        elif c in _CLOSING:
            if depth == 0:
                break
            depth -= 1
        elif c in _BREAKS and depth == 0:
            break
        i += 1
    return i
