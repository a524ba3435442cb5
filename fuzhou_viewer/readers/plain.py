"""Plain text: bytes to characters, characters to paragraphs."""

import hashlib

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.paragraphs import BLANK, paragraphs
from fuzhou_viewer.core.records import Manuscript, Source, Span
from fuzhou_viewer.readers.decoding import decoded
from fuzhou_viewer.readers.drafting import MOST_CHARACTERS, cleaned


def manuscript(data: bytes, name: str, address: str = "") -> Manuscript:
    """The text in `data`, whole, and its paragraphs (lines without the blanks around them).

    Raises UnreadableFileError when the bytes are empty or no text.
    """
    found = decoded(data)
    text, remarks = cleaned(found.text)
    if not text.strip(BLANK + "\r\n"):
        raise UnreadableFileError(f"文件“{name}”是空的,没有可读的文字。", "请另选一个文件。")
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFileError("文件里的文字超过 2000 万字,不像是工作总结。", "请拆分后再打开。")
    if found.broken:
        remarks = (f"有 {found.broken} 处文字无法识别,已用“\ufffd”代替。", *remarks)
    source = Source(name, "txt", hashlib.sha256(data).hexdigest(), address)
    lines = paragraphs(text)
    return Manuscript(text, lines, source, tables=_tables(text, lines), remarks=remarks)


def _tables(text: str, lines: tuple[Span, ...]) -> tuple[Span, ...]:
    """Two or more lines on end with a tab inside."""
    found: list[Span] = []
    rows: list[Span] = []
    for line in (*lines, None):
        if line is not None and "\t" in text[line.start : line.end]:
            rows.append(line)
            continue
        if len(rows) > 1:
            found.append(Span(rows[0].start, rows[-1].end))
        rows = []
    return tuple(found)
