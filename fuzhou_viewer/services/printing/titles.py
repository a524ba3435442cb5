"""The title: centred lines of about equal length, broken where the sense allows."""

import itertools

from fuzhou_viewer.services.printing.blocks import Run
from fuzhou_viewer.services.printing.breaking import NEVER_FIRST, NEVER_LAST
from fuzhou_viewer.services.printing.items import Line
from fuzhou_viewer.services.printing.layouts import Layout, Measure

_GOOD_BREAK_AFTER = "年月的和与及并暨、》）会府省市县区镇局厅委办院室"
_BAD_INSIDE = 3.0
_MOST_LINES = 12


def title_lines(words: str, layout: Layout, measure: Measure) -> tuple[Line, ...]:
    """`words` as centred lines that keep a character's space at both sides."""
    room = layout.frame_width - 2 * layout.cell
    widths = [measure.advance(c, "title", layout.title) for c in words]
    lines = max(1, -int(-sum(widths) // room))
    cuts = _cuts(words, widths, lines, room)
    while cuts is None and lines < max(_MOST_LINES, len(words)):
        lines += 1
        cuts = _cuts(words, widths, lines, room)
    bounds = [0, *(cuts or []), len(words)]
    return tuple(
        Line(
            (Run(words[start:stop], "title"),),
            size=layout.title,
            rows=layout.title_rows,
            align="centre",
            kind="title",
        )
        for start, stop in itertools.pairwise(bounds)
        if start < stop
    )


def _cuts(words: str, widths: list[float], lines: int, room: float) -> list[int] | None:
    """Where `lines` lines begin after the first; None when they cannot fit."""
    cuts: list[int] = []
    start, left = 0, sum(widths)
    for remaining in range(lines, 1, -1):
        cut = _cut(words, widths, start, left / remaining, room)
        if cut is None:
            return None
        left -= sum(widths[start:cut])
        start = cut
        cuts.append(cut)
    return cuts if left <= room + 0.5 else None


def _cut(words: str, widths: list[float], start: int, aim: float, room: float) -> int | None:
    """The best place near `aim` for the next line to begin."""
    best: tuple[float, int] | None = None
    width = 0.0
    for place in range(start + 1, len(words)):
        width += widths[place - 1]
        if width > room:
            break
        if words[place] in NEVER_FIRST or words[place - 1] in NEVER_LAST or _is_inside_number(words, place):
            continue
        unit = widths[place - 1] or 1.0
        badness = abs(width - aim) / unit + (0.0 if words[place - 1] in _GOOD_BREAK_AFTER else _BAD_INSIDE)
        if best is None or badness < best[0]:
            best = badness, place
    return best[1] if best else None


def _is_inside_number(words: str, place: int) -> bool:
    before, after = words[place - 1], words[place]
    return before.isascii() and before.isalnum() and (after.isascii() or after == "年") and after.isalnum()
