"""What every reader fills: lines of text, tables among them, and what had to be left out."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import HeadingMark, Manuscript, Particulars, Source, Span

MOST_CHARACTERS = 20_000_000
"""A report has some ten thousand characters; past this, a file is no report."""

MOST_COLUMNS = 256

_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufff9-\\ufffb\\ufffe\\uffff]"
)
_HALVES = re.compile("[\\ud800-\\udfff]+")
_LINE_ENDS = re.compile("[\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]+")
_BLANKS = re.compile("[ \\xa0\\u2002\\u2003]+")
_LONGEST_CELL = 400
_MOST_PARAGRAPHS = 8


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without characters that steer a terminal or turn the reading direction, and what was done.

    Halves of characters become U+FFFD, for they can be neither shown nor stored.
    """
    remarks = []
    whole, halves = _HALVES.subn("\ufffd", text)
    if halves:
        remarks.append(f"有 {halves} 处文字残缺,已用“\ufffd”代替。")
    seen, unseen = _UNSEEN.subn("", whole)
    if unseen:
        remarks.append(f"去掉了 {unseen} 个不可见的控制字符。")
    return seen, tuple(remarks)


@dataclass(slots=True)
class Words:
    """A paragraph; `level` where the file marks it as a heading."""

    text: str
    level: int | None = None


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, each cell a list of blocks; a cell that spans columns is followed by empty ones."""

    rows: list[list[list["Block"]]] = field(default_factory=list)


Block = Words | Grid


@dataclass(slots=True)
class Draft:
    """A text that grows line by line in reading order."""

    lines: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    particulars: Particulars = field(default_factory=Particulars)
    _levels: dict[int, int] = field(default_factory=dict)
    _tables: list[tuple[int, int]] = field(default_factory=list)
    _size: int = 0

    def add_paragraph(self, text: str, level: int | None = None) -> None:
        """Add a paragraph; line ends in it make it several, `level` marks the first as a heading."""
        for line in _LINE_ENDS.split(text):
            words = line.strip().strip("\ufeff\u200b")
            if not words:
                continue
            if level is not None:
                self._levels[len(self.lines)] = level
                level = None
            self._add(words)

    def add_blocks(self, blocks: Sequence[Block]) -> None:
        """Add paragraphs and tables; a table that only frames text becomes that text."""
        for block in blocks:
            if isinstance(block, Words):
                self.add_paragraph(block.text, block.level)
            elif is_frame(block):
                for row in block.rows:
                    for cell in row:
                        self.add_blocks(cell)
            else:
                self.add_table([[flat(cell) for cell in row] for row in block.rows])

    def add_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add rows of cells as lines with a tab between the cells; empty rows and outer columns are left out."""
        told = [[_one_line(cell) for cell in row[:MOST_COLUMNS]] for row in rows]
        told = [row for row in told if any(row)]
        if not told:
            return
        width = max(max(i for i, cell in enumerate(row) if cell) for row in told) + 1
        first = len(self.lines)
        for row in told:
            self._add("\t".join((row + [""] * width)[:width]))
        self._tables.append((first, len(self.lines)))

    def remark(self, sentence: str) -> None:
        """Say what was left out, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def manuscript(self, data: bytes, name: str, format_name: str) -> Manuscript:
        """The text as it stands. Raises UnreadableFileError when it holds no words."""
        lines = []
        for line in self.lines:
            words, remarks = cleaned(line)
            lines.append(words)
            self.remarks += [remark for remark in remarks if remark not in self.remarks]
        text = "\n".join(lines)
        if not text.strip():
            raise UnreadableFileError(f"文件“{name}”里没有文字。", "请另选一个文件。")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        return Manuscript(
            text,
            paragraphs(text),
            Source(name, format_name, hashlib.sha256(data).hexdigest()),
            tables=tuple(Span(starts[first], starts[stop] - 1) for first, stop in self._tables),
            headings=tuple(
                HeadingMark(Span(starts[i], starts[i + 1] - 1), level) for i, level in sorted(self._levels.items())
            ),
            remarks=tuple(self.remarks),
            particulars=self.particulars,
        )

    def _add(self, line: str) -> None:
        self._size += len(line) + 1
        if self._size > MOST_CHARACTERS:
            raise UnreadableFileError("文件里的文字超过 2000 万字,不像是工作总结。", "请拆分后再打开。")
        self.lines.append(line)


def is_frame(table: Grid) -> bool:
    """Whether a table only frames text: a single column, a table in a cell, or a cell of many paragraphs."""
    if max((len(row) for row in table.rows), default=0) <= 1:
        return True
    return any(_is_page(cell) for row in table.rows for cell in row)


def flat(cell: Sequence[Block]) -> str:
    """The text of a cell, a line for each paragraph."""
    told = []
    for block in cell:
        if isinstance(block, Words):
            told.append(block.text)
        else:
            told += [" ".join(flat(inner) for inner in row) for row in block.rows]
    return "\n".join(told)


def _is_page(cell: Sequence[Block]) -> bool:
    if any(isinstance(block, Grid) for block in cell):
        return True
    told = [block.text for block in cell if isinstance(block, Words) and block.text.strip()]
    return len(told) > _MOST_PARAGRAPHS or sum(map(len, told)) > _LONGEST_CELL


def _one_line(cell: str) -> str:
    """A cell's paragraphs on one line, blanks taken together."""
    return _BLANKS.sub(" ", " ".join(part.strip() for part in _LINE_ENDS.split(cell.replace("\t", " ")))).strip()
