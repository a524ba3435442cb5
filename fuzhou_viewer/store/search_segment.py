"""Writes a whole FTS5 index at once, as the one sorted segment FTS5 itself would end with.

FTS5 has no way to load sorted postings, and inserting passage by passage and merging afterwards
costs several times the work. The pages are those described in SQLite's fts5_index.c (format 4,
unchanged since 2015), for `detail=none`: after each term the numbers of its passages as deltas.
FTS5 reads, extends, merges and checks them as its own; the tests ask its integrity check.
"""

import sqlite3
from collections.abc import Iterable

FORMAT = 4
"""The version of the FTS5 format that is written here, as kept in its configuration table."""

_PAGE = 4050
_SEGMENT = 1
_LEVEL = 4
_FEWEST_EMPTY_FOR_INDEX = 4
_MAIN_INDEX = b"0"
_HIGH = bytes(range(128, 256))
_ONE_BYTE = tuple(bytes((i,)) for i in range(128))
_MORE = tuple(bytes((i | 128,)) for i in range(128))

Chunk = tuple[int, int, bytes]
"""The first and the last of some passages, and the differences between them, each below 2^14, as varints."""


def varint(value: int) -> bytes:
    """SQLite's variable-length integer, big end first, of up to 56 bits."""
    if value < 1 << 7:
        return _ONE_BYTE[value]
    if value < 1 << 14:
        return bytes((value >> 7 | 0x80, value & 0x7F))
    if value < 1 << 21:
        return bytes((value >> 14 | 0x80, value >> 7 & 0x7F | 0x80, value & 0x7F))
    return varint_start(value >> 21) + bytes((value >> 14 & 0x7F | 0x80, value >> 7 & 0x7F | 0x80, value & 0x7F))


def varint_start(value: int) -> bytes:
    """The bytes before the last of a longer one: all of them say that more follow."""
    return b"".join(_MORE[byte & 0x7F] for byte in varint(value))


class SegmentWriter:
    """Takes terms in the order of their bytes, each with its chunks of passages in ascending order."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._number = 1
        self._page = bytearray(4)
        self._offsets = bytearray()
        self._last_offset = 0
        self._term = b""
        self._has_term = self._has_row = False
        self._leads = 1, b""
        self._without_term = 0
        self._index = bytearray()
        self._index_page = 1
        self._index_row = 0
        self._pages: list[tuple[int, bytes]] = []
        self._entries: list[tuple[int, bytes, int]] = []

    def write(self, terms: Iterable[tuple[str, Iterable[Chunk]]]) -> None:
        """Write every term."""
        for term, chunks in terms:
            self._begin(_MAIN_INDEX + term.encode())
            body = bytearray()
            row = 0
            for first, last, rest in chunks:
                body += varint(first - row)
                body += rest
                row = last
            if len(self._page) + len(self._offsets) + len(body) < _PAGE:
                self._page += body
            else:
                self._write_over_pages(chunks)

    def _write_over_pages(self, chunks: Iterable[Chunk]) -> None:
        row = 0
        for first, last, rest in chunks:
            self._add_row(first, row)
            self._add_rest(first, rest)
            row = last

    def finish(self, passages: int, tokens: int) -> None:
        """Write what is left, and the records that make the pages an index."""
        if len(self._page) > 4:
            self._flush_page()
        self._flush_entry()
        self._store()
        last = self._number - 1
        levels = b"\0\0" * _LEVEL + b"\0\1" + varint(_SEGMENT) + varint(1) + varint(last)
        structure = b"\0\0\0\0" + varint(_LEVEL + 1) + varint(1) + varint(last) + levels
        if last == 0:
            structure = b"\0\0\0\0" + varint(0) + varint(0) + varint(0)
        self._connection.executemany(
            f"REPLACE INTO {self._table}_data (id, block) VALUES (?, ?)",
            [(1, varint(passages) + varint(tokens)), (10, structure)],
        )

    def _begin(self, term: bytes) -> None:
        if len(self._page) + len(self._offsets) + len(term) + 2 >= _PAGE and len(self._page) > 4:
            self._flush_page()
        self._offsets += varint(len(self._page) - self._last_offset)
        self._last_offset = len(self._page)
        shared = _shared(self._term, term)
        if self._has_term:
            self._page += _ONE_BYTE[shared]
        else:
            if self._number != 1:
                self._flush_entry()
                self._leads = self._number, term[: shared + 1] if self._term else term
            shared = 0
        self._page += _ONE_BYTE[len(term) - shared]
        self._page += term[shared:]
        self._term = term
        self._has_term = self._has_row = True
        self._index_page = self._number

    def _add_row(self, row: int, before: int) -> None:
        """Add passage `row`; `before` is the one before it in this term, 0 if there is none."""
        if len(self._page) + len(self._offsets) >= _PAGE:
            self._flush_page()
        if self._has_row:
            self._page += varint(row - before)
            return
        # the first on a page that goes on from the page before stands there in full, and where it stands is told
        self._page[0:2] = len(self._page).to_bytes(2, "big")
        self._add_to_index(row)
        self._page += varint(row)
        self._has_row = True

    def _add_rest(self, row: int, rest: bytes) -> None:
        """Add the passages after `row`, given by their differences."""
        at = 0
        while at < len(rest):
            room = _PAGE - len(self._page) - len(self._offsets)
            if room <= 0:
                size = 2 if rest[at] > 127 else 1
                step = rest[at] if size == 1 else (rest[at] & 0x7F) << 7 | rest[at + 1]
                self._add_row(row + step, row)
                row += step
                at += size
                continue
            cut = rest[at : at + room]
            if cut[-1] > 127:
                cut = rest[at : at + room + 1]
            self._page += cut
            at += len(cut)
            row += _sum(cut)

    def _add_to_index(self, row: int) -> None:
        if self._index:
            self._index += varint(row - self._index_row)
        else:
            self._index += b"\0" + varint(self._number) + varint(row)
        self._index_row = row

    def _flush_page(self) -> None:
        self._page[2:4] = len(self._page).to_bytes(2, "big")
        if self._has_term:
            self._page += self._offsets
        else:
            if not self._has_row and self._index:
                self._index += b"\0"
            self._without_term += 1
        self._pages.append((_page_id(self._number), bytes(self._page)))
        self._page = bytearray(4)
        self._offsets = bytearray()
        self._last_offset = 0
        self._number += 1
        self._has_term = self._has_row = False
        if len(self._pages) >= 1000:
            self._store()

    def _flush_entry(self) -> None:
        """Tell the term that leads to a page, and where its last term goes on over many pages, an index of those."""
        page, lead = self._leads
        is_indexed = bool(self._index) and self._without_term >= _FEWEST_EMPTY_FOR_INDEX
        if is_indexed:
            self._pages.append((_page_id(self._index_page) | 1 << 36, bytes(self._index)))
        self._entries.append((_SEGMENT, lead, page << 1 | is_indexed))
        self._index = bytearray()
        self._without_term = 0

    def _store(self) -> None:
        self._connection.executemany(f"INSERT INTO {self._table}_data (id, block) VALUES (?, ?)", self._pages)
        self._connection.executemany(f"INSERT INTO {self._table}_idx VALUES (?, ?, ?)", self._entries)
        self._pages, self._entries = [], []


def _page_id(number: int) -> int:
    return (_SEGMENT << 37) + number


def _sum(steps: bytes) -> int:
    """The sum of varints of one or two bytes."""
    low = steps.translate(None, _HIGH)
    if len(low) == len(steps):
        return sum(steps)
    upper = sum(steps) - sum(low)
    return sum(low) + (upper - 128 * (len(steps) - len(low)) << 7)


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    if one == other[: len(one)]:
        return len(one)
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size
