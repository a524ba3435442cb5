"""Ticked entries to blocks: headings that give context, the text that was chosen, in the order of the report."""

from collections.abc import Collection
from dataclasses import dataclass

from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.records import Document, SectionId, Span

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one typeface: role is title, h1, h2, body or number."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph to be set: its runs, its alignment (left, centre, right), and whether the next keeps with it."""

    runs: tuple[Run, ...]
    align: str = "left"
    is_indented: bool = True
    keeps_next: bool = False
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    role: str


def blocks(document: Document, chosen: Collection[SectionId]) -> tuple[Block, ...]:
    """What to set for the `chosen` entries (an entry stands for all below it).

    Raises NothingSelectedError when none of them is in the document.
    """
    entries = contents(document)
    full = _full(entries, chosen)
    if not full:
        raise NothingSelectedError("还没有勾选要打印的部分。", "请在左边的章节前打勾。")
    partial = _above(entries, full)
    pieces = [piece for entry in entries for piece in _pieces(entry, entries, full, partial, document.text)]
    text = full_width(document.text)
    head = [Block((Run(full_width(document.title), "title"),), "centre", is_indented=False, is_title=True)]
    if len(full) < len(entries):
        head.append(Block((Run("（节选）", "h2"),), "centre", is_indented=False, keeps_next=True))
    front = _front_spans(document)
    return tuple(head + _paragraphs(text, pieces, front))


def full_width(text: str) -> str:
    """`text` with half-width , ; : ? ! ( ) widened where they touch Chinese; the length stays."""
    wide = text.translate(_WIDE)
    if wide == text:
        return text
    out = list(text)
    for i, (narrow, broad) in enumerate(zip(text, wide, strict=True)):
        before, after = out[i - 1] if i else "", text[i + 1 : i + 2]
        if narrow != broad and any(c > "\u2e7f" or c in "“”‘’…—" for c in before + after):
            out[i] = broad
    return "".join(out)


def _full(entries: tuple[Entry, ...], chosen: Collection[SectionId]) -> frozenset[SectionId]:
    full: set[SectionId] = set()
    for entry in entries:
        if entry.key in chosen or entry.parent in full:
            full.add(entry.key)
    return frozenset(full)


def _above(entries: tuple[Entry, ...], full: frozenset[SectionId]) -> frozenset[SectionId]:
    by_key = {entry.key: entry for entry in entries}
    above: set[SectionId] = set()
    for key in full:
        parent = by_key[key].parent
        while parent and parent not in full and parent not in above:
            above.add(parent)
            parent = by_key[parent].parent
    return frozenset(above)


def _pieces(
    entry: Entry, entries: tuple[Entry, ...], full: frozenset[SectionId], partial: frozenset[SectionId], text: str
) -> list[_Piece]:
    role = {1: "h1", 2: "h2"}.get(entry.level, "body")
    heading = entry.heading
    if entry.key in partial:
        stop = heading.end + (text[heading.end : heading.end + 1] == "。")
        return [_Piece(Span(heading.start, stop), role)] if heading.end > heading.start else []
    if entry.key not in full:
        return []
    first_child = min((e.span.start for e in entries if e.parent == entry.key), default=entry.span.end)
    lead = Span(max(heading.end, entry.span.start), first_child)
    return [_Piece(heading, role), _Piece(lead, "body")]


def _front_spans(document: Document) -> dict[int, str]:
    return {s.span.start: s.kind for s in document.sections if s.kind in ("addressee", "issuer", "date")}


def _paragraphs(text: str, pieces: list[_Piece], front: dict[int, str]) -> list[Block]:
    lines: list[tuple[int, list[Run]]] = []
    last_end = -1
    for piece in pieces:
        start = piece.span.start
        for part in text[piece.span.start : piece.span.end].splitlines(keepends=True):
            words = part.strip(" \u3000\t\r\n")
            is_new = start != last_end or last_end < 0 or text[last_end - 1 : last_end] in ("\n", "\r")
            if words and (is_new or not lines):
                lines.append((start, [Run(words, piece.role)]))
            elif words:
                lines[-1][1].append(Run(words, piece.role))
            start += len(part)
            last_end = start
    return [_block(start, runs, front) for start, runs in lines]


def _block(start: int, runs: list[Run], front: dict[int, str]) -> Block:
    kind = front.get(start, "")
    if kind in ("issuer", "date"):
        return Block(tuple(runs), "right", is_indented=False)
    is_heading = all(run.role in ("h1", "h2") for run in runs)
    return Block(tuple(runs), is_indented=kind != "addressee", keeps_next=is_heading)
