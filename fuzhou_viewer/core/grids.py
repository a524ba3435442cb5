"""Tables as they lie in a text: rows parted by tabs, bars or blanks, or one cell to a line.

A grid is found by its shape alone: rows of as many cells, one column of words and one of numbers.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r]+")
_RULE = re.compile(r"[\s|+:=\-—─]*")
_BLANK = " \t\u3000\xa0"
_NUMBER = r"[+\-－]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_CELL_NUMBER = re.compile(
    rf"(?P<digits>{_NUMBER})\s*(?P<scale>万|亿|万亿)?[余多]?\s*(?P<unit>[\u4e00-\u9fff㎡%％‰]{{0,4}})"
)
_NO_NUMBER = ("", "-", "－", "—", "——", "/", "…", "无")
_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:度|上半年|下半年|底|末|\d{1,2}[-—－]\d{1,2}月)?")
_PROSE = re.compile("[。；;！!？?]|[，,][\u4e00-\u9fff]")
_PIECE = re.compile(r"[^\s\u3000]+")
_CONTACT = re.compile("电话|传真|邮编|日期|时间|浏览|阅读|来源|编号|页码|地址")
_LONGEST_CELL, _LONGEST_ROW, _LONGEST_LINE = 24, 60, 400
_WIDEST, _MOST_CAPTIONS, _FEWEST_ROWS = 8, 3, 2


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: where its words stand in the text, and the words."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.words)

    @property
    def number(self) -> re.Match[str] | None:
        """The number the cell is (digits, scale, unit), if it is one; a year is none."""
        return None if _YEAR.fullmatch(self.words) and "年" in self.words else _CELL_NUMBER.fullmatch(self.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its heads (rows without numbers), its rows, and the lines right above it."""

    heads: tuple[tuple[GridCell, ...], ...]
    rows: tuple[tuple[GridCell, ...], ...]
    captions: tuple[str, ...]

    @property
    def start(self) -> int:
        """Where its first cell stands."""
        return (*self.heads, *self.rows)[0][0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.rows[-1][-1].end


def grids(text: str) -> Iterator[Grid]:
    """The grids of `text` (simplified) in its order."""
    lines = [GridCell(found.start(), found[0]) for found in _LINE.finditer(text) if found[0].strip(_BLANK)]
    at = waiting = 0
    while at < len(lines):
        grid, after = _parted(lines, at)
        if grid:
            yield from _stacks(lines[waiting:at])
            yield grid
            waiting = after
        at = after
    yield from _stacks(lines[waiting:])


def _stacks(lines: Sequence[GridCell]) -> Iterator[Grid]:
    """The grids whose cells are one to a line, in the runs of short lines."""
    run: list[GridCell] = []
    for line in lines:
        words = line.words.strip(_BLANK)
        if len(words) <= _LONGEST_CELL and not _PROSE.search(words) and "\t" not in words:
            run.append(GridCell(line.start + line.words.find(words), words))
        else:
            yield from _stacked(run)
            run = []
    yield from _stacked(run)


def _parted(lines: Sequence[GridCell], at: int) -> tuple[Grid | None, int]:
    """The grid whose rows are lines from `at` on, and the line after it."""
    first = _split(lines[at])
    if len(first) < 2:
        return None, at + 1
    rows, after = [first], at + 1
    while after < len(lines):
        if _RULE.fullmatch(lines[after].words):
            after += 1
            continue
        cells = _split(lines[after])
        if len(cells) != len(first):
            break
        rows.append(cells)
        after += 1
    if len(rows) < _FEWEST_ROWS:
        return None, at + 1
    above = _pieces(lines[at - 1]) if at and len(lines[at - 1].words) <= _LONGEST_ROW else []
    if len(above) == len(first) and not any(cell.number for cell in (*above, *first[:1])):
        # 指标名 数值 单位 over rows parted by blanks
        rows.insert(0, above)
    grid = _grid(rows, _captions(lines, at))
    return grid, after if grid else at + 1


def _split(line: GridCell) -> list[GridCell]:
    """The cells of a line: parted by tabs or bars, else 指标名 数值 单位 parted by blanks."""
    if len(line.words) > _LONGEST_LINE:
        return []
    for mark in ("\t", "|", "｜"):
        if mark in line.words:
            cells = _cells(line, line.words.split(mark), len(mark))
            if mark != "\t":
                # | a | b | : the bars at the ends part nothing
                cells = cells[not cells[0].words : len(cells) - (len(cells) > 1 and not cells[-1].words)]
            return cells
    if len(line.words) > _LONGEST_ROW or _CONTACT.search(line.words):
        return []
    cells = _pieces(line)
    is_row = len(cells) > 1 and not cells[0].number and all(cell.number or len(cell.words) <= 4 for cell in cells[1:])
    return cells if is_row and any(cell.number for cell in cells[1:]) and not _PROSE.search(line.words) else []


def _pieces(line: GridCell) -> list[GridCell]:
    return [GridCell(line.start + piece.start(), piece[0]) for piece in _PIECE.finditer(line.words)]


def _cells(line: GridCell, pieces: Sequence[str], gap: int) -> list[GridCell]:
    cells, place = [], line.start
    for piece in pieces:
        words = piece.strip(_BLANK)
        cells.append(GridCell(place + len(piece) - len(piece.lstrip(_BLANK)), words))
        place += len(piece) + gap
    return cells


def _stacked(run: Sequence[GridCell]) -> Iterator[Grid]:
    """The grids of a run of cells."""
    numbers = [i for i, cell in enumerate(run) if cell.number]
    begin = at = 0
    while at < len(numbers):
        best: tuple[int, int, Grid] | None = None
        for width in range(2, _WIDEST + 1):
            for skip in range(3):
                # the row of heads ends right before the first number, or before the words of its row
                start = numbers[at] - skip - width
                rows = list(_rows(run, start, width)) if start >= begin else []
                if len(rows) <= _FEWEST_ROWS or (best and len(rows) * width <= best[0]):
                    continue
                grid = _grid(rows, tuple(cell.words for cell in run[max(begin, start - _MOST_CAPTIONS) : start]))
                if grid and len(grid.heads) == 1:
                    best = len(rows) * width, start, grid
        if best is None:
            return
        yield best[2]
        begin = best[1] + best[0]
        at = bisect_left(numbers, begin)


def _rows(cells: Sequence[GridCell], start: int, width: int) -> Iterator[Sequence[GridCell]]:
    """Rows of `width` cells from `start` on while each column keeps to what it is in the first row after the head."""
    kinds: list[bool] = []
    for place in range(start, len(cells) - width + 1, width):
        row = cells[place : place + width]
        if place == start + width:
            kinds = [bool(cell.number) for cell in row]
        elif kinds and any(
            bool(cell.number) != kind and not (kind and cell.words in _NO_NUMBER)
            for cell, kind in zip(row, kinds, strict=True)
        ):
            return
        yield row


def _grid(rows: Sequence[Sequence[GridCell]], captions: tuple[str, ...]) -> Grid | None:
    """The grid of `rows` if it has words and numbers where a table has them."""
    first = next((i for i, row in enumerate(rows) if any(cell.number for cell in row)), len(rows))
    if first == 0 and _is_year_row(rows[0]):
        first = 1
    body = rows[first:]
    if first > _MOST_CAPTIONS or not body or (first == 0 and len(body) < _FEWEST_ROWS):
        return None
    columns = list(zip(*body, strict=True))
    words = [sum(not cell.number and bool(cell.words) for cell in column) for column in columns]
    numbers = [sum(bool(cell.number) for cell in column) for column in columns]
    most = 0.6 * len(body)
    if not any(count >= most for count in words) or not any(count >= most for count in numbers):
        return None
    if any(len(cell.words) > 2 * _LONGEST_CELL for row in body for cell in row if not cell.number):
        return None
    return Grid(tuple(tuple(row) for row in rows[:first]), tuple(tuple(row) for row in body), captions)


def _is_year_row(row: Sequence[GridCell]) -> bool:
    """指标 | 2021 | 2022: years without their word."""
    numbers = [cell.words for cell in row if cell.number]
    return len(numbers) < len(row) and all(_YEAR.fullmatch(words) for words in numbers)


def _captions(lines: Sequence[GridCell], at: int) -> tuple[str, ...]:
    above = [line.words.strip(_BLANK) for line in lines[max(0, at - _MOST_CAPTIONS) : at]]
    return tuple(words for words in above if len(words) <= 2 * _LONGEST_CELL and not _PROSE.search(words))
