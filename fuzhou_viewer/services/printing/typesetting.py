"""Blocks to units of lines, table rows and charts, in a layout."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fuzhou_viewer.services.printing.blocks import Block, Chart, Paragraph, Table
from fuzhou_viewer.services.printing.breaking import Grid, broken, runs_of, tokens
from fuzhou_viewer.services.printing.figures import figure_units
from fuzhou_viewer.services.printing.items import Line, Unit
from fuzhou_viewer.services.printing.layouts import POINT, Layout, Measure
from fuzhou_viewer.services.printing.tables import table_units
from fuzhou_viewer.services.printing.titles import title_lines

_RIGHT_SPACE = 4
_INDENT = 2
_SHORT_PARAGRAPH = 3
_LONGEST_CHAIN = 8
_SMALL_LEADING = 1.5
_GAP = Line(())
_NO_GRID = frozenset({"note", "source"})
_FLUSH = frozenset({"addressee", "excerpt", "issuer", "date", "source"})


class Typesetter:
    """Sets blocks in a layout with the fonts a measure knows."""

    def __init__(self, layout: Layout, measure: Measure) -> None:
        self._layout, self._measure = layout, measure

    def units(self, blocks: Iterable[Block]) -> Iterator[Unit]:
        """The units of `blocks`, one block after the other."""
        waiting: Block | None = None
        for block in blocks:
            if waiting is not None:
                yield from self._set(waiting, block)
            waiting = block
        if waiting is not None:
            yield from self._set(waiting, None)

    def head(self, blocks: Sequence[Block]) -> list[Unit]:
        """Title and note on what was left out, across all columns of the page."""
        layout = replace(self._layout, cells=self._layout.cells * self._layout.frames, frames=1, gutter=0.0)
        return list(Typesetter(layout, self._measure).units(blocks))

    def _set(self, block: Block, following: Block | None) -> Iterable[Unit]:
        if isinstance(block, Table):
            return table_units(block, self._layout, self._measure)
        if isinstance(block, Chart):
            return figure_units(block, self._layout, self._measure)
        if block.kind == "title":
            return self._title(block, following)
        if block.kind in ("issuer", "date", "excerpt"):
            return self._beside(block, following)
        return kept_whole(self.lines(block), block.kind)

    def lines(self, block: Paragraph, room: float = 0.0) -> list[Line]:
        """The justified lines of a paragraph, as wide as the column or as `room`."""
        layout = self._layout
        size = layout.small if block.kind in _NO_GRID else layout.body
        is_body = size == layout.body
        spacing = layout.cell - size * POINT if is_body else 0.0
        rows = 1.0 if is_body else size * POINT * _SMALL_LEADING / layout.row
        width = room or layout.frame_width
        grid = Grid(size, spacing, width, width / 2)
        indent = 0.0 if block.kind in _FLUSH else _INDENT * layout.cell
        told = tokens(block.runs, self._measure, grid)
        out: list[Line] = []
        done = 0
        for line in broken(told, grid, indent):
            length = sum(len(token.text) for token in told[line.start : line.stop])
            marks = tuple(mark for mark in block.marks if done <= mark.offset < done + length)
            out.append(
                Line(
                    runs_of(told[line.start : line.stop]),
                    x=0.0 if out else indent,
                    spacing=line.spacing,
                    size=size,
                    rows=rows,
                    kind=block.kind,
                    number=0 if out else block.number,
                    marks=marks,
                )
            )
            done += length
        return out

    def _title(self, block: Paragraph, following: Block | None) -> Iterable[Unit]:
        lines = title_lines(block.text, self._layout, self._measure)
        has_gap = not (isinstance(following, Paragraph) and following.kind == "excerpt")
        return [Unit((_GAP, *lines, *((_GAP,) if has_gap else ())), keeps_next=True)]

    def _beside(self, block: Paragraph, following: Block | None) -> Iterable[Unit]:
        """Lines that stand at the right or in the middle; a signature over the middle of its date."""
        layout = self._layout
        spacing = layout.cell - layout.body * POINT
        width = self._width(block)
        if width > layout.frame_width - _RIGHT_SPACE * layout.cell:
            return kept_whole(self.lines(block), block.kind)
        line = Line(block.runs, 0.0, spacing, layout.body, kind=block.kind, number=block.number, marks=block.marks)
        if block.kind == "excerpt":
            return [Unit((replace(line, align="centre"), _GAP), keeps_next=True)]
        space = _RIGHT_SPACE * layout.cell
        is_signature = block.kind == "issuer" and isinstance(following, Paragraph) and following.kind == "date"
        if is_signature and isinstance(following, Paragraph):
            space = max(0.0, space + (self._width(following) - width) / 2)
        return [Unit((replace(line, align="right", x=space),), keeps_next=is_signature)]

    def _width(self, block: Paragraph) -> float:
        spacing = self._layout.cell - self._layout.body * POINT
        return sum(
            self._measure.advance(run.text, run.role, self._layout.body) + spacing * len(run.text)
            for run in block.runs
        )  # fmt: skip


def kept_whole(lines: Sequence[Line], kind: str) -> list[Unit]:
    """Lines to units: a heading stays whole and with what follows, no paragraph leaves one line alone."""
    if not lines:
        return []
    if kind == "heading" or len(lines) <= _SHORT_PARAGRAPH:
        return [Unit(tuple(lines), keeps_next=kind == "heading", is_grid=kind not in _NO_GRID)]
    if kind in _NO_GRID:
        return [Unit((line,), is_grid=False) for line in lines]
    middle = [Unit((line,)) for line in lines[2:-2]]
    return [Unit(tuple(lines[:2])), *middle, Unit(tuple(lines[-2:]))]


def joined(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units that keep with the next one joined to it."""
    held: list[Unit] = []
    for unit in units:
        held.append(unit)
        if not unit.keeps_next or len(held) == _LONGEST_CHAIN:
            yield _one(held)
            held = []
    if held:
        yield _one(held)


def _one(units: Sequence[Unit]) -> Unit:
    if len(units) == 1:
        return units[0]
    return Unit(tuple(item for unit in units for item in unit.items), is_grid=units[0].is_grid)
