"""Printed pages (pdf, ofd) back to running text: characters to lines, lines to paragraphs and tables.

Lengths are in the page's own unit, x to the right, y downwards; only their ratios count.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fuzhou_viewer.readers.drafting import Block, Grid, Words

_HEADING = re.compile(
    r"第[一二三四五六七八九十百零]+[编章节条篇部]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|附件\d?[:：]?"
)
_LABEL = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）]|[①-⑳]")
_ENDS = re.compile(r"[。;；:：!?！？”」』）)…]$")
_FULL_STOP = re.compile(r"[。!?！？”]$")
_DRESSED_NUMBER = re.compile(
    r"[—–―－·•~～\-_]+\s*\d{1,4}\s*[—–―－·•~～\-_]+|第\s*\d{1,4}\s*页(?:[,，/\s]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_LATIN = re.compile(r"[A-Za-z0-9.,%+/\-]+")
_CELL_GAP = 1.8
_WORD_GAP = 0.22
_EDGE_LINES = 2


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character and its box."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `cells` are its stretches with wide gaps between, each with its extent."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    cells: tuple[tuple[float, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Measure:
    """The edges of the text area and the size of a character."""

    left: float
    right: float
    size: float


def lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page, from the top down."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda g: ((g.top + g.bottom) / 2, g.x0)):
        y, tall = (glyph.top + glyph.bottom) / 2, glyph.bottom - glyph.top
        if not rows or y - middle > 0.5 * max(height, tall):
            rows.append([])
            middle, height = y, tall
        rows[-1].append(glyph)
    return [line for row in rows if (line := _line(sorted(row, key=lambda g: g.x0))) is not None]


def _line(row: Sequence[Glyph]) -> Line | None:
    inked = [i for i, glyph in enumerate(row) if glyph.text.strip()]
    if not inked:
        return None
    ink_end = row[inked[-1]].x1
    # a blank before the first character is only kept where it is one of the text's own, not an indent
    row = row[inked[0] - 1 :] if inked[0] == 1 and row[0].text == " " else row[inked[0] :]
    size = _size(row)
    cells: list[list[Glyph]] = [[row[0]]]
    for before, glyph in pairwise(row):
        if _covers(before, glyph):
            continue
        if glyph.text.strip() and glyph.x0 - _ink_end(cells[-1]) > _CELL_GAP * size:
            cells.append([])
        cells[-1].append(glyph)
    told = tuple((cell[0].x0, _ink_end(cell), _written(cell, size)) for cell in cells)
    if len(told) > 1 and _LABEL.fullmatch(told[0][2].strip()):
        # a list's number stands apart from its item
        told = ((told[0][0], told[1][1], told[0][2].strip() + told[1][2]), *told[2:])
    text = "".join(words for _, _, words in told) if _is_spaced(told) else "  ".join(words for _, _, words in told)
    return Line(text, row[0].x0, ink_end, (row[0].top + row[0].bottom) / 2, size, told if len(told) > 1 else ())


def _size(row: Sequence[Glyph]) -> float:
    """The size of the type: a Chinese character is as wide as its type, while boxes' heights differ by font."""
    tall = statistics.median(glyph.bottom - glyph.top for glyph in row if glyph.text.strip()) or 1.0
    wide = [glyph.x1 - glyph.x0 for glyph in row if glyph.text.isalpha() and not glyph.text.isascii()]
    return max(statistics.median(wide), 0.6 * tall) if wide else tall


def _covers(before: Glyph, glyph: Glyph) -> bool:
    """Whether a character is printed on itself again, slightly moved: bold made by hand."""
    return before.text == glyph.text and abs(before.x0 - glyph.x0) < 0.15 * (glyph.x1 - glyph.x0)


def _ink_end(cell: Sequence[Glyph]) -> float:
    return next((glyph.x1 for glyph in reversed(cell) if glyph.text.strip()), cell[-1].x1)


def _is_spaced(cells: Sequence[tuple[float, float, str]]) -> bool:
    """Whether the gaps only spread the letters of a title."""
    return len(cells) > 2 and all(len(words.strip()) == 1 for _, _, words in cells)


def _written(cell: Sequence[Glyph], size: float) -> str:
    """The characters in order; a gap between Latin words becomes a blank."""
    written = cell[0].text
    for before, glyph in pairwise(cell):
        is_latin = before.text.isascii() and glyph.text.isascii() and (before.text.isalpha() or glyph.text.isalpha())
        if is_latin and glyph.x0 - before.x1 > _WORD_GAP * size and not written.endswith(" ") and glyph.text != " ":
            written += " "
        written += glyph.text
    return written


def blocks(pages: Sequence[Sequence[Line]], width: float) -> list[Block]:
    """Paragraphs and tables of all pages (`width` wide), without running heads and page numbers."""
    kept = _without_furniture(pages)
    whole = _measure([line for page in kept for line in page])
    measures = [_on_paper(measure, width) for measure in _by_side(kept, whole)]
    has_indents = _has_indents(kept, measures)
    found: list[Block] = []
    before: tuple[Line, _Measure] | None = None
    for page, measure in zip(kept, measures, strict=True):
        for stretch in _stretches(page):
            if (grid := _grid(stretch)) is not None:
                found.append(grid)
                before = None
                continue
            for line in stretch:
                words = line.text
                if before is None or _begins(line, measure, *before, has_indents=has_indents):
                    found.append(Words(words))
                elif isinstance(found[-1], Words):
                    found[-1].text += _joint(found[-1].text, words) + words
                before = line, measure
    return found


def _joint(before: str, after: str) -> str:
    """A blank between the words of two Latin lines; in a Chinese line a word may be broken anywhere."""
    letters = sum(sign.isascii() and sign.isalpha() for sign in before)
    is_latin = 2 * letters > len(before) and before[-1:].isascii() and after[:1].isascii()
    return " " if is_latin and before[-1:].isalpha() and after[:1].isalpha() else ""


def _begins(line: Line, measure: _Measure, before: Line, there: _Measure, *, has_indents: bool) -> bool:
    """Whether `line` begins a paragraph and does not go on from `before`."""
    size = measure.size
    if max(line.size, before.size) > 1.18 * min(line.size, before.size):
        return True
    indent = _start(line) - measure.left
    if indent > 1.2 * size:
        return True
    short = there.right - before.x1
    if has_indents and _start(before) - there.left <= 4 * size:
        # paragraphs are indented here: what is not, goes on, unless a sentence ended well before the edge
        ends = _ENDS.search(before.text.rstrip()) or _HEADING.match(line.text.strip())
        return bool(short > 2.5 * size and ends) or _is_heading_after(line, before)
    if short > 1.5 * size:
        token = _LATIN.match(line.text.strip())
        return not (
            token and short < (0.55 * len(token[0]) + 0.5) * size and not _FULL_STOP.search(before.text.rstrip())
        )
    return _is_heading_after(line, before)


def _is_heading_after(line: Line, before: Line) -> bool:
    return bool(_HEADING.match(line.text.strip()) and _FULL_STOP.search(before.text.strip()))


def _start(line: Line) -> float:
    """Where the ink of a line begins: blanks before it are an indent."""
    blanks = len(line.text) - len(line.text.lstrip())
    return line.x0 + blanks * line.size


def _measure(told: Sequence[Line]) -> _Measure:
    if not told:
        return _Measure(0, 1, 1)
    size = statistics.median(line.size for line in told)
    longest = sorted(told, key=lambda line: line.x1 - line.x0)[len(told) // 2 :]
    left = Counter(round(line.x0 / (0.5 * size)) for line in longest).most_common(1)[0][0] * 0.5 * size
    near = [line.x0 for line in longest if abs(line.x0 - left) <= 0.6 * size]
    ends = sorted(line.x1 for line in told)
    return _Measure(min(near, default=left), ends[int(0.9 * (len(ends) - 1))], size)


def _on_paper(measure: _Measure, width: float) -> _Measure:
    """Where all lines are short, the right edge is as far from the paper's as the left one."""
    if measure.right > 0.65 * width or measure.left > 0.4 * width:
        return measure
    return _Measure(measure.left, width - measure.left, measure.size)


def _by_side(pages: Sequence[Sequence[Line]], whole: _Measure) -> list[_Measure]:
    """Each page's own measure: left and right pages have other margins, landscape pages other widths."""
    found = []
    for i, page in enumerate(pages):
        if len(page) >= 8:
            own = _measure(page)
            alike = _measure([line for other in pages[i % 2 :: 2] for line in other])
            # a page of short lines says little about its right edge
            right = alike.right if own.right < alike.right and own.right > 0.75 * alike.right else own.right
            found.append(_Measure(own.left, right, whole.size))
        else:
            alike = _measure([line for other in pages[i % 2 :: 2] for line in other]) if len(pages) > 3 else whole
            found.append(_Measure(alike.left, alike.right, whole.size))
    return found


def _has_indents(pages: Sequence[Sequence[Line]], measures: Sequence[_Measure]) -> bool:
    """Whether paragraphs begin with an indent of about two characters."""
    indents = [
        (_start(line) - measure.left) / measure.size
        for page, measure in zip(pages, measures, strict=True)
        for line in page
    ]
    two = sum(1.4 < indent < 2.8 for indent in indents)
    return two >= max(2, 0.08 * len(indents))


# --- tables ---


def _stretches(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines on end that all have cells together; every other line alone."""
    rows: list[Line] = []
    for line in page:
        if line.cells and not _is_spaced(line.cells):
            rows.append(line)
            continue
        if rows:
            yield rows
            rows = []
        yield [line]
    if rows:
        yield rows


def _grid(rows: Sequence[Line]) -> Grid | None:
    """The rows as a table whose columns are what stands one above another; None for one row or where nothing does."""
    if len(rows) < 2:
        return None
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((x0, x1) for row in rows for x0, x1, _ in row.cells):
        if columns and x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], x1)
        else:
            columns.append((x0, x1))
    if len(columns) < 2:
        return None
    grid = Grid()
    for row in rows:
        cells: list[list[Block]] = [[] for _ in columns]
        for x0, x1, words in row.cells:
            place = next(i for i, (left, right) in enumerate(columns) if (x0 < right and x1 > left) or x0 == left)
            cells[place].append(Words(words))
        grid.rows.append(cells)
    return grid


# --- running heads and page numbers ---


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    heads = _running(pages)
    numbers = _counting(pages)
    kept = []
    for i, page in enumerate(pages):
        edges = set(_edges(page))
        kept.append(
            [
                line
                for k, line in enumerate(page)
                if not (k in edges and (_mask(line) in heads or (i, k) in numbers or _is_dressed(line)))
            ]
        )
    return kept


def _edges(page: Sequence[Line]) -> list[int]:
    """The places of the lines at the top and bottom of a page."""
    return sorted({*range(min(_EDGE_LINES, len(page))), *range(max(0, len(page) - _EDGE_LINES), len(page))})


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split())) + f"@{round(line.y / (4 * line.size))}"


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """What stands at the same place at the edge of many pages; left and right pages may differ."""
    count = Counter(mask for page in pages for mask in {_mask(page[k]) for k in _edges(page)})
    least = max(2, 0.4 * len(pages)) if len(pages) > 3 else len(pages)
    return {mask for mask, times in count.items() if len(pages) > 1 and times >= least}


def _is_dressed(line: Line) -> bool:
    return _DRESSED_NUMBER.fullmatch(line.text.strip()) is not None


def _counting(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Bare numbers at the edge that rise with the pages."""
    found = [
        (i, k, int(page[k].text) - i)
        for i, page in enumerate(pages)
        for k in _edges(page)
        if _BARE_NUMBER.fullmatch(page[k].text.strip())
    ]
    steps = Counter(step for _, _, step in found)
    return {(i, k) for i, k, step in found if steps[step] >= max(2, 0.4 * len(pages))}
