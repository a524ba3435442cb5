"""Old Word files (doc) and what Kingsoft WPS made of the same format (wps): the text as it is shown.

No library in reach does this without leaking deleted text, losing Word's own counting or the tables.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import olefile

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Manuscript
from fuzhou_viewer.readers.drafting import Block, Draft, Grid, Words
from fuzhou_viewer.readers.numbering import Counter
from fuzhou_viewer.readers.word_binary import Binary, Kept, Layout, opened

_AGAIN = "请重新取得这个文件,或在 WPS、Word 里另存为 docx。"
_SHOWN_AS = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "", "\x07": ""}
_UNPRINTED = frozenset("\x00\x01\x02\x03\x04\x05\x08\x13\x14\x15")
_NO_TEXT = "文件里没有 Word 正文,没有导入。"
_OTHERS = {
    "workbook": "这是旧版 Excel 表格(xls),没有导入。",
    "book": "这是旧版 Excel 表格(xls),没有导入。",
    "powerpoint document": "这是演示文稿(ppt),没有导入。",
}


def manuscript(data: bytes, name: str) -> Manuscript:
    """The text of a doc or wps file. Raises UnreadableFileError."""
    try:
        binary = _opened(data)
        counts = binary.counts()
        draft = Draft()
        reading = _Reading(binary, Counter(binary.lists()))
        draft.add_blocks(reading.blocks(0, counts["text"]))
        _add_asides(draft, reading, counts)
    except UnreadableFileError:
        raise
    except (struct.error, IndexError, ValueError, OSError, KeyError) as fault:
        raise UnreadableFileError("文件已损坏或不完整,没有导入。", _AGAIN) from fault
    if binary.hidden:
        draft.remark("文件里的隐藏文字没有导入。")
    if reading.pictures:
        draft.remark(f"有 {reading.pictures} 张图片或图形没有导入。")
    return draft.manuscript(data, name, "doc")


def _add_asides(draft: Draft, reading: "_Reading", counts: dict[str, int]) -> None:
    """Text boxes and notes, which stand behind the text; headers and comments are no text of the report."""
    order = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes")
    starts = {name: sum(counts[before] for before in order[:i]) for i, name in enumerate(order)}
    draft.add_blocks(reading.blocks(starts["boxes"], starts["boxes"] + counts["boxes"]))
    number = 0
    for kind in ("footnotes", "endnotes"):
        for block in reading.blocks(starts[kind], starts[kind] + counts[kind]):
            if isinstance(block, Words) and block.text.strip():
                number += 1
                draft.add_paragraph(f"注{number}：{block.text.strip()}")


def _opened(data: bytes) -> Binary:
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        names = {"/".join(parts).casefold(): parts for parts in container.listdir()}
        if "encryptedpackage" in names:
            raise UnreadableFileError("文件有密码保护,没有导入。", "请先在原来的软件里取消密码。")
        if "worddocument" not in names:
            message = next((words for kind, words in _OTHERS.items() if kind in names), _NO_TEXT)
            raise UnreadableFileError(message, "请另存为 docx、xlsx 或文本后再打开。")
        tables = {
            name: container.openstream(names[name.casefold()]).read()
            for name in ("0Table", "1Table")
            if name.casefold() in names
        }
        return opened(container.openstream(names["worddocument"]).read(), tables)


@dataclass(slots=True)
class _Rows:
    """A table that grows: its rows, each with the edges of its cells in twips."""

    rows: list[tuple[list[list[Block]], tuple[int, ...]]] = field(default_factory=list)
    row: list[list[Block]] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)

    def end_cell(self) -> None:
        self.row.append(self.cell)
        self.cell = []

    def end_row(self, edges: tuple[int, ...]) -> None:
        self.rows.append((self.row, edges))
        self.row = []

    def grid(self) -> Grid:
        """The rows on common columns: a cell wider than a column is followed by empty ones."""
        if self.row or self.cell:
            self.end_cell()
            self.end_row(())
        columns = sorted({edge for _, edges in self.rows for edge in edges})
        return Grid([_spread(row, edges, columns) for row, edges in self.rows])


def _spread(row: list[list[Block]], edges: Sequence[int], columns: Sequence[int]) -> list[list[Block]]:
    if len(edges) != len(row) + 1 or len(columns) > 4 * len(edges) + 8:
        return row
    told: list[list[Block]] = []
    for cell, left, right in zip(row, edges, edges[1:], strict=False):
        told.append(cell)
        told += [[] for column in columns if left < column < right]
    return told


class _Reading:
    """Characters to paragraphs and tables."""

    def __init__(self, binary: Binary, counter: Counter) -> None:
        self.pictures = 0
        self._binary = binary
        self._counter = counter

    def blocks(self, first: int, stop: int) -> list[Block]:
        """The blocks of the characters `first` to `stop`."""
        found: list[Block] = []
        table: _Rows | None = None
        for text, layout in self._paragraphs(first, stop):
            words = self._words(text.removesuffix("\x07"), layout)
            if not layout.in_table:
                if table is not None:
                    found.append(table.grid())
                    table = None
                found.append(words)
                continue
            table = table or _Rows()
            if layout.ends_row and layout.nesting <= 1:
                table.end_row(layout.edges)
                continue
            # a table in a cell is told as that cell's paragraphs
            if not layout.ends_inner_row:
                table.cell.append(words)
            if text.endswith("\x07") and layout.nesting <= 1:
                table.end_cell()
        if table is not None:
            found.append(table.grid())
        return found

    def _paragraphs(self, first: int, stop: int) -> Iterator[tuple[str, Layout]]:
        """The text up to each paragraph or cell mark, and that mark's properties."""
        signs: list[str] = []
        for kept in self._printed(first, stop):
            if kept.sign not in "\r\x07":
                signs.append(_SHOWN_AS.get(kept.sign, kept.sign))
            elif not kept.is_deleted:
                mark = "\x07" if kept.sign == "\x07" else ""
                yield "".join(signs) + mark, self._binary.layout(kept.place)
                signs = []
        if signs:
            yield "".join(signs), Layout()

    def _printed(self, first: int, stop: int) -> Iterator[Kept]:
        """Without field codes (from their beginning to the mark before the result) and drawn things."""
        codes: list[bool] = []
        for kept in self._binary.shown(first, stop):
            match kept.sign:
                case "\x13":
                    codes.append(True)
                case "\x14" if codes:
                    codes[-1] = False
                case "\x15" if codes:
                    codes.pop()
                case "\x01":
                    self.pictures += not any(codes)
                case _:
                    if not any(codes) and kept.sign not in _UNPRINTED:
                        yield kept

    def _words(self, text: str, layout: Layout) -> Words:
        style = str(layout.style)
        number = str(layout.list_use) if layout.list_use is not None else None
        label = self._counter.label(style, number, layout.depth) if text.strip() and not layout.ends_row else ""
        level = self._counter.heading_level(style, layout.outline)
        return Words(label + text.lstrip() if label else text, level)
