"""Completes a PDF as Qt's writer leaves it: text that can be searched, bookmarks, language and author.

Qt says for each glyph which character it stands for, and where a font draws two characters with one
glyph (一 and the radical ⼀) it may name the wrong one, so that nothing is found. The mending is an
incremental update: what was written stays, corrected objects are appended with a table of their own.
"""

import re
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from fuzhou_viewer.core.errors import NotWrittenError
from fuzhou_viewer.services.printing.layouts import PAGE_HEIGHT, POINT, Layout
from fuzhou_viewer.services.printing.pagination import Bookmark, PagedDocument

_END = b"%%EOF"
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_OPEN_LEVELS = 1
_SMALLEST = 400
Twins = Callable[[set[str]], Mapping[str, str]]


def mended(data: bytes, document: PagedDocument, twins: Twins, written: Mapping[int, int]) -> bytes:
    """`data`, the pages of `document` as Qt wrote them, completed.

    `twins` tells for characters that are not in the text those of the text that share their glyph;
    `written` says on which page of the file (from 0) each page number stands.
    Raises NotWrittenError when `data` is no whole PDF.
    """
    check_whole(data)
    file = _File(data)
    changed = _text_maps(file, document, twins)
    root = file.body(file.root).rstrip()
    extra = b"/Lang (zh-CN)\n/ViewerPreferences << /DisplayDocTitle true >>\n"
    places = [(mark, written[mark.page]) for mark in document.bookmarks if mark.page in written]
    if places:
        first = file.size
        changed |= _outline(places, file.page_objects(), first, document.layout)
        extra += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % first
    changed[file.root] = root[: root.rindex(b">>")] + extra + b">>"
    if file.info:
        info = file.body(file.info).rstrip()
        words = re.sub(rb"/Author\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>)", b"", info[: info.rindex(b">>")])
        changed[file.info] = words + b"/Author " + _words(document.author) + b"\n>>"
    return file.updated(changed)


def check_whole(data: bytes) -> None:
    """Raises NotWrittenError unless `data` begins and ends like a PDF and is of a sensible size."""
    if len(data) < _SMALLEST or not data.startswith(b"%PDF-") or _END not in data[-64:]:
        raise NotWrittenError("PDF 没有写完整,没有保存。", "请再试一次,或减少要打印的内容。")


class _File:
    """The objects of a PDF with one classic cross-reference table."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.table = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
        trailer = data[self.table :]
        self.size = _number(rb"/Size (\d+)", trailer)
        self.root = _number(rb"/Root (\d+) 0 R", trailer)
        self.info = _number(rb"/Info (\d+) 0 R", trailer)
        self._id = re.search(rb"/ID\s*\[.*?\]", trailer, re.DOTALL)
        head = re.match(rb"xref\s+0 (\d+)\s+", trailer)
        if head is None or not self.root:
            raise NotWrittenError("PDF 的结构不对,没有保存。", "请再试一次。")
        start = self.table + head.end()
        self._offsets = [int(data[start + 20 * i : start + 20 * i + 10]) for i in range(int(head[1]))]

    def body(self, number: int) -> bytes:
        """What stands between obj and endobj."""
        start = self.data.index(b"obj", self._offsets[number]) + 3
        return self.data[start : self.data.index(b"endobj", start)]

    def stream(self, number: int) -> bytes:
        """The unpacked stream of an object."""
        start = self._offsets[number]
        begin = self.data.index(b"stream", start)
        head = self.data[start:begin]
        begin += 8 if self.data[begin + 6 : begin + 8] == b"\r\n" else 7
        length = re.search(rb"/Length (\d+)( 0 R)?", head)
        if length is None:
            return b""
        size = int(self.body(int(length[1]))) if length[2] else int(length[1])
        packed = self.data[begin : begin + size]
        return zlib.decompress(packed) if b"FlateDecode" in head else packed

    def page_objects(self) -> list[int]:
        """The numbers of the page objects in order."""
        pages = self.body(_number(rb"/Pages (\d+)", self.body(self.root)))
        kids = re.search(rb"/Kids\s*\[(.*?)\]", pages, re.DOTALL)
        return [int(n) for n in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []

    def updated(self, changed: Mapping[int, bytes]) -> bytes:
        """The file with `changed` objects appended, and the table that finds them."""
        out = bytearray(self.data.rstrip() + b"\n")
        offsets: dict[int, int] = {}
        for number in sorted(changed):
            offsets[number] = len(out)
            out += b"%d 0 obj\n" % number + changed[number] + b"\nendobj\n"
        table = len(out)
        out += b"xref\n"
        for run in _runs(offsets):
            out += b"%d %d\n" % (run[0], len(run)) + b"".join(b"%010d 00000 n \n" % offsets[n] for n in run)
        out += b"trailer\n<<\n/Size %d\n/Root %d 0 R\n" % (max(self.size, *(n + 1 for n in offsets)), self.root)
        out += b"/Info %d 0 R\n" % self.info if self.info else b""
        out += self._id[0] + b"\n" if self._id else b""
        return bytes(out + b"/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (self.table, table))


def _text_maps(file: _File, document: PagedDocument, twins: Twins) -> dict[int, bytes]:
    """The ToUnicode maps whose characters are not those of the text, corrected."""
    numbers = sorted({int(n) for n in re.findall(rb"/ToUnicode (\d+) 0 R", file.data)})
    maps = {number: file.stream(number) for number in numbers}
    known = words_of(document)
    strangers = {c for told in maps.values() for c in _told(told) if c not in known}
    if not strangers:
        return {}
    right = {c: _plain(c) for c in strangers} | dict(twins(strangers))
    return {number: _packed(_renamed(told, right)) for number, told in maps.items()}


def words_of(document: PagedDocument) -> frozenset[str]:
    """Every character that stands on the pages of `document`."""
    known = set(document.header + document.title + "—… 0123456789")
    for page in document.pages:
        known.update(str(page.number))
        for placed in page.placed:
            known.update(_words_on(placed.item))
    return frozenset(known)


def _words_on(item: object) -> str:
    if hasattr(item, "runs"):
        return str(getattr(item, "text", "")) + str(getattr(item, "tail", ""))
    if hasattr(item, "cells"):
        return "".join(words for cell in item.cells for words in cell.lines)
    groups = getattr(item, "groups", ())
    return "单位：无…" + "".join(group.unit + bar.name + bar.words for group in groups for bar in group.bars)


def _plain(character: str) -> str:
    """A radical or a compatibility form as the character it stands for."""
    return unicodedata.normalize("NFKC", character) if "\u2e80" <= character <= "\ufaff" else character


def _told(text_map: bytes) -> set[str]:
    told: set[str] = set()
    for first, last, target in _ranges(text_map):
        told.update(chr(target + i) for i in range(last - first + 1) if target + i <= 0x10FFFF)
    return told


def _ranges(text_map: bytes) -> Iterable[tuple[int, int, int]]:
    """First glyph, last glyph, character of the first, for the ranges Qt writes."""
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", text_map, re.DOTALL):
        for line in block.splitlines():
            found = _HEX.findall(line)
            if len(found) == 3 and b"[" not in line:
                yield int(found[0], 16), int(found[1], 16), _code(found[2])
            elif len(found) > 3:
                for i, one in enumerate(found[2:]):
                    yield int(found[0], 16) + i, int(found[0], 16) + i, _code(one)
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", text_map, re.DOTALL):
        for line in block.splitlines():
            found = _HEX.findall(line)
            if len(found) == 2:
                yield int(found[0], 16), int(found[0], 16), _code(found[1])


def _code(digits: bytes) -> int:
    words = bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
    return ord(words[0]) if words else 0


def _renamed(text_map: bytes, right: Mapping[str, str]) -> bytes:
    """The map with each glyph on a line of its own and the characters of the text."""
    pairs = []
    for first, last, target in _ranges(text_map):
        for i in range(last - first + 1):
            character = chr(min(target + i, 0x10FFFF))
            code = right.get(character, character).encode("utf-16-be", "replace").hex().upper()
            pairs.append(b"<%04X> <%s>\n" % (first + i, code.encode("ascii")))
    head = text_map[: re.search(rb"\d+\s+beginbf(range|char)", text_map).start()]  # type: ignore[union-attr]
    tail = text_map[text_map.rindex(b"endcmap") :]
    parts = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = b"".join(b"%d beginbfchar\n" % len(part) + b"".join(part) + b"endbfchar\n" for part in parts)
    return head + body + tail


def _packed(stream: bytes) -> bytes:
    packed = zlib.compress(stream)
    return b"<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n" % len(packed) + packed + b"\nendstream"


def _outline(
    places: Sequence[tuple[Bookmark, int]], pages: Sequence[int], first: int, layout: Layout
) -> dict[int, bytes]:
    """The outline object, number `first`, and one for each bookmark after it."""
    above = _parents([mark.level for mark, _ in places])
    below: dict[int, list[int]] = {}
    for i, parent in enumerate(above):
        below.setdefault(parent, []).append(i)
    told: dict[int, bytes] = {}
    for i, (mark, page) in enumerate(places):
        y = (PAGE_HEIGHT - layout.top - mark.row * layout.row) / POINT + 6
        body = b"<< /Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.1f 0]" % (
            _words(mark.label), first + 1 + above[i], pages[min(page, len(pages) - 1)], y,
        )  # fmt: skip
        brothers = below[above[i]]
        at = bisect_left(brothers, i)
        if at:
            body += b" /Prev %d 0 R" % (first + 1 + brothers[at - 1])
        if at + 1 < len(brothers):
            body += b" /Next %d 0 R" % (first + 1 + brothers[at + 1])
        children = below.get(i, [])
        if children:
            count = len(children) if mark.level <= _OPEN_LEVELS else -len(children)
            body += b" /First %d 0 R /Last %d 0 R /Count %d" % (
                first + 1 + children[0],
                first + 1 + children[-1],
                count,
            )
        told[first + 1 + i] = body + b" >>"
    top = below[-1]
    told[first] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (
        first + 1 + top[0], first + 1 + top[-1], len(top),
    )  # fmt: skip
    return told


def _parents(levels: Sequence[int]) -> list[int]:
    """For each level the place of the bookmark above it, -1 at the top."""
    out: list[int] = []
    path: list[int] = []
    for i, level in enumerate(levels):
        while path and levels[path[-1]] >= level:
            path.pop()
        out.append(path[-1] if path else -1)
        path.append(i)
    return out


def _words(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode("ascii") + b">"


def _number(pattern: bytes, data: bytes) -> int:
    found = re.search(pattern, data)
    return int(found[1]) if found else 0


def _runs(numbers: Iterable[int]) -> Iterable[list[int]]:
    """Consecutive numbers together."""
    run: list[int] = []
    for number in sorted(numbers):
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
