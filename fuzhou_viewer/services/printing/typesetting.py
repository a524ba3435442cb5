"""Blocks to lines of 28 characters: justified, no closing mark at a line start, no opening mark at a line end.

A mark that may not open a line is squeezed into the line before or hung by half its width;
where that would crowd the line, the character before it comes along to the next (避头尾).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fuzhou_viewer.services.printing.official_format import (
    BLOCK_WIDTH,
    BODY_SIZE,
    CELL,
    POINT,
    TITLE_SIZE,
    Measure,
)
from fuzhou_viewer.services.printing.selection import Block, Run

NEVER_FIRST = frozenset("，。、；：？！…—）》〉】〕」』”’％%℃·,.;:?!)]}〗～")
NEVER_LAST = frozenset("（《〈【〔「『“‘([{〖￥$№")
_HALF_EMPTY = frozenset("，。、；：？！）》〉】〕」』”’")
_TOKEN = re.compile(r"[A-Za-z0-9.%+\-/@]+|……|——|.", re.DOTALL)
_MOST_SQUEEZE = 0.045
_MOST_PULLED_IN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: runs, left edge, letter spacing (tenths of a point), size (points), and rows it fills."""

    runs: tuple[Run, ...]
    x: float = 0.0
    spacing: float = 0.0
    size: float = BODY_SIZE
    rows: int = 1
    align: str = "left"
    keeps_next: bool = False
    is_first: bool = True
    is_last: bool = True

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    role: str
    width: float


def lines(blocks: Iterable[Block], measure: Measure) -> tuple[Line, ...]:
    """The lines of `blocks`, each block's first one marked `is_first`, its last one `is_last`."""
    return tuple(line for block in blocks for line in _set(block, measure))


def _set(block: Block, measure: Measure) -> list[Line]:
    if block.is_title:
        return _set_title(block, measure)
    base = CELL - BODY_SIZE * POINT
    tokens = _tokens(block.runs, measure, BODY_SIZE, base)
    width = BLOCK_WIDTH if block.align == "left" else BLOCK_WIDTH - 4 * CELL
    indent = 2 * CELL if block.is_indented else 0.0
    out: list[Line] = []
    start = 0
    while start < len(tokens):
        room = width - (0.0 if out else indent)
        stop = _break(tokens, start, room)
        line = _line(tokens[start:stop], room, base, is_last=stop == len(tokens))
        out.append(replace(line, x=0.0 if out else indent, is_first=not out, keeps_next=block.keeps_next))
        start = stop
    if block.align != "left":
        out = [replace(line, align=block.align, spacing=base) for line in out]
    return out


def _set_title(block: Block, measure: Measure) -> list[Line]:
    tokens = _tokens(block.runs, measure, TITLE_SIZE, 0.0)
    out: list[Line] = [Line(())]
    start = 0
    while start < len(tokens):
        stop = _break(tokens, start, BLOCK_WIDTH)
        out.append(Line(_runs(tokens[start:stop]), size=TITLE_SIZE, rows=2, align="centre", keeps_next=True))
        start = stop
    return out


def _tokens(runs: tuple[Run, ...], measure: Measure, size: float, spacing: float) -> list[_Token]:
    tokens: list[_Token] = []
    for run in runs:
        for word in _TOKEN.findall(run.text):
            width = measure.advance(word, run.role, size) + spacing * len(word)
            if width > BLOCK_WIDTH / 2:
                tokens += [_Token(c, run.role, measure.advance(c, run.role, size) + spacing) for c in word]
            else:
                tokens.append(_Token(word, run.role, width))
    return tokens


def _break(tokens: list[_Token], start: int, room: float) -> int:
    """The index of the token that begins the next line."""
    stop, width = start, 0.0
    while stop < len(tokens) and width + tokens[stop].width <= room + 0.5:
        width += tokens[stop].width
        stop += 1
    stop = max(stop, start + 1)
    if stop == len(tokens):
        return stop
    pulled = stop
    while pulled < len(tokens) and tokens[pulled].text[0] in NEVER_FIRST and pulled - stop < _MOST_PULLED_IN:
        width += tokens[pulled].width
        pulled += 1
    if pulled > stop and _fits(tokens[start:pulled], width - room):
        stop = pulled
    else:
        while stop > start + 1 and stop < len(tokens) and tokens[stop].text[0] in NEVER_FIRST:
            stop -= 1
    while stop > start + 1 and tokens[stop - 1].text[-1] in NEVER_LAST:
        stop -= 1
    return stop


def _fits(tokens: list[_Token], over: float) -> bool:
    hanging = 0.5 * BODY_SIZE * POINT if tokens[-1].text[0] in _HALF_EMPTY else 0.0
    characters = sum(len(token.text) for token in tokens)
    return over - hanging <= characters * _MOST_SQUEEZE * BODY_SIZE * POINT


def _line(tokens: list[_Token], room: float, base: float, *, is_last: bool) -> Line:
    width = sum(token.width for token in tokens)
    characters = sum(len(token.text) for token in tokens)
    spacing = base
    if not is_last or width > room:
        hanging = 0.5 * BODY_SIZE * POINT if tokens[-1].text[0] in _HALF_EMPTY and width > room else 0.0
        spacing = base + (room + hanging - width) / max(1, characters - 1)
    return Line(_runs(tokens), spacing=spacing, is_last=is_last)


def _runs(tokens: list[_Token]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for token in tokens:
        if runs and runs[-1].role == token.role:
            runs[-1] = Run(runs[-1].text + token.text, token.role)
        else:
            runs.append(Run(token.text, token.role))
    return tuple(runs)
