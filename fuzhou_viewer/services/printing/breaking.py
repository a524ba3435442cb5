"""Runs of words to lines: no closing mark at a line start, no opening mark at a line end (避头尾).

A mark that may not open a line is squeezed into the line before or hung by half its width; where
that would crowd the line, the characters before it come along to the next. Each line costs the
tokens it holds and a few it looks at beyond, so breaking is linear in the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fuzhou_viewer.services.printing.blocks import Run
from fuzhou_viewer.services.printing.layouts import POINT, Measure

NEVER_FIRST = frozenset("，。、；：？！…—）》〉】〕」』”’％%℃·,.;:?!)]}〗～")
NEVER_LAST = frozenset("（《〈【〔「『“‘([{〖￥$№")
_HALF_EMPTY = frozenset("，。、；：？！）》〉】〕」』”’")
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?[%％]?|[A-Za-z0-9.%+\-/@]+|…+|—+|.", re.DOTALL)
_MOST_SQUEEZE = 0.045
_MOST_PULLED_IN = 3


@dataclass(frozen=True, slots=True)
class Token:
    """Characters that stay together, and their width in tenths of a point."""

    text: str
    role: str
    width: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A broken line: tokens `start` to `stop`, and the letter spacing that makes it fill its room."""

    start: int
    stop: int
    spacing: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Where characters stand: size in points, letter spacing that puts them on the grid, room of a line.

    A word or number wider than `longest` may be broken anywhere.
    """

    size: float
    spacing: float
    room: float
    longest: float


def tokens(runs: Sequence[Run], measure: Measure, grid: Grid) -> list[Token]:
    """`runs` cut where a line may break."""
    told: list[Token] = []
    for run in runs:
        for word in _TOKEN.findall(run.text):
            width = measure.advance(word, run.role, grid.size) + grid.spacing * len(word)
            if width > grid.longest:
                told += [Token(c, run.role, measure.advance(c, run.role, grid.size) + grid.spacing) for c in word]
            else:
                told.append(Token(word, run.role, width))
    return told


def broken(told: Sequence[Token], grid: Grid, indent: float) -> Iterator[Measured]:
    """The lines of a justified paragraph whose first line begins at `indent`."""
    start = 0
    while start < len(told):
        room = grid.room - (0.0 if start else indent)
        stop = _break(told, start, room, grid.size)
        yield Measured(start, stop, _spacing(told, start, stop, room, grid))
        start = stop


def runs_of(told: Sequence[Token]) -> tuple[Run, ...]:
    """Tokens to runs again."""
    out: list[Run] = []
    words: list[str] = []
    for i, token in enumerate(told):
        words.append(token.text)
        if i + 1 == len(told) or told[i + 1].role != token.role:
            out.append(Run("".join(words), token.role))
            words = []
    return tuple(out)


def _break(told: Sequence[Token], start: int, room: float, size: float) -> int:
    """The index of the token that begins the next line."""
    stop, width = start, 0.0
    while stop < len(told) and width + told[stop].width <= room + 0.5:
        width += told[stop].width
        stop += 1
    stop = max(stop, start + 1)
    while stop < len(told) and told[stop].text.isspace():
        stop += 1
    if stop == len(told):
        return stop
    pulled = stop
    while pulled < len(told) and told[pulled].text[0] in NEVER_FIRST and pulled - stop < _MOST_PULLED_IN:
        width += told[pulled].width
        pulled += 1
    if stop < pulled <= len(told) and _fits(told, start, pulled, width - room, size):
        stop = pulled
    return _moved_back(told, start, stop)


def _moved_back(told: Sequence[Token], start: int, stop: int) -> int:
    """`stop` or the nearest place before it where no rule is broken; `stop` where there is none."""
    place = stop
    while start + 1 < place < len(told) and not _may_break(told, place):
        place -= 1
    return place if place == len(told) or _may_break(told, place) else stop


def _may_break(told: Sequence[Token], place: int) -> bool:
    before = place - 1
    while before > 0 and told[before].text.isspace():
        before -= 1
    return told[place].text[0] not in NEVER_FIRST and told[before].text[-1] not in NEVER_LAST


def _fits(told: Sequence[Token], start: int, stop: int, over: float, size: float) -> bool:
    if stop < len(told) and not _may_break(told, stop):
        return False
    hanging = 0.5 * size * POINT if told[stop - 1].text[0] in _HALF_EMPTY else 0.0
    characters = sum(len(token.text) for token in told[start:stop])
    return over - hanging <= characters * _MOST_SQUEEZE * size * POINT


def _spacing(told: Sequence[Token], start: int, stop: int, room: float, grid: Grid) -> float:
    end = stop
    while end > start + 1 and told[end - 1].text.isspace():
        end -= 1
    width = sum(token.width for token in told[start:end])
    if stop == len(told) and width <= room:
        return grid.spacing
    characters = sum(len(token.text) for token in told[start:end])
    hanging = 0.5 * grid.size * POINT if told[end - 1].text[0] in _HALF_EMPTY and width > room else 0.0
    return grid.spacing + (room + hanging - width) / max(1, characters - 1)
