"""Chosen parts as Markdown, headings as headings, tables as tables, with their source at the end."""

import re
from collections.abc import Sequence

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.formats import Pictures
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import HEADING_ROLES, Block, Chart, Paragraph, Table
from fuzhou_viewer.services.printing.evidence import source_line
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.selection import blocks_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_AT_START = re.compile(r"^(\s*)([#>+-]|\d+\.(?=\s))")


def exported(document: Document, picks: Sequence[Pick], include: Include, _pictures: Pictures) -> bytes:
    """What was picked as Markdown; nothing in the text is taken for a mark."""
    told = [words for block in blocks_of(document, picks, include, has_sentences=True) for words in _block(block)]
    text = "\n\n".join([*told, "---", _escaped(source_line(document))]) + "\n"
    return text.encode("utf-8", "replace")


def _block(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [f"**{_escaped(block.caption)}**"] * bool(block.caption) + [_table(block.heads, block.rows)]
    if isinstance(block, Chart):
        rows = [(bar.name, bar.words) for group in block.groups for bar in group.bars]
        return [f"**{_escaped(block.caption)}**", _table(("指标", "数值"), rows)]
    return [_paragraph(block)]


def _paragraph(block: Paragraph) -> str:
    if block.kind == "title":
        return f"# {_escaped(block.text)}"
    if block.kind == "heading":
        level = block.marks[0].level if block.marks else 1
        return f"{'#' * min(6, level + 1)} {_escaped(block.text)}"
    words = "".join(
        f"**{_escaped(run.text)}**" if run.role in HEADING_ROLES and block.kind == "body" else _escaped(run.text)
        for run in block.runs
    )
    return _AT_START.sub(r"\1\\\2", words)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell if i == 1 else _escaped(cell.replace("\n", " ")) for cell in line) + " |"
        for i, line in enumerate(lines)
    )


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
