"""The clause a number stands in: the words before and after it, up to punctuation or its neighbours."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.records import Quantity

_BREAKS = "，,；;：:。！!？?\n\r\t|"
_SENTENCE_BREAKS = "。！!？?\n\r"
_OPENING, _CLOSING = "(（[【", ")）]】"
_FURTHEST = 120
_JOINT = re.compile("[、和及与]")


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a quantity stands.

    `left` and `right` run to the neighbouring quantity or the clause's end; `rest` is `right`
    and everything after it in the clause with the numbers left out; `before` says whether
    another quantity stands earlier in the clause (`runs_on`: with no 、 or 和 between), `after`
    whether one stands later; `sentence` numbers the sentences of the text.
    """

    left: str
    right: str
    rest: str
    before: bool
    runs_on: bool
    after: bool
    sentence: int
    in_brackets: bool


def clauses(text: str, quantities: Sequence[Quantity]) -> list[Clause]:
    """The clause of each of `quantities`, which stand in the order of `text`."""
    starts = [q.span.start for q in quantities]
    breaks = [i for i, c in enumerate(text) if c in _SENTENCE_BREAKS]
    out = []
    for i, quantity in enumerate(quantities):
        start = _back(text, quantity.span.start)
        end = _forth(text, quantity.span.end)
        has_before = i > 0 and quantities[i - 1].span.end > start
        has_after = i + 1 < len(quantities) and quantities[i + 1].span.start < end
        between = text[quantities[i - 1].span.end : quantity.span.start] if has_before else ""
        left = _JOINT.split(between, maxsplit=1)[-1] if has_before else text[start : quantity.span.start]
        right_to = quantities[i + 1].span.start if has_after else end
        out.append(
            Clause(
                left=left,
                right=text[quantity.span.end : right_to],
                rest=_rest(text, quantities, starts, quantity.span.end, end),
                before=has_before,
                runs_on=has_before and not _JOINT.search(between),
                after=has_after,
                sentence=bisect_right(breaks, quantity.span.start),
                in_brackets=start > 0 and text[start - 1] in _OPENING,
            )
        )
    return out


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
