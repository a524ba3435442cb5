"""Getting back what a damaged file still holds, without SQLite: it would not open it.

Every page that looks like a leaf of a table is read cell by cell. What is found is believed only
when its hash fits, so nothing wrong ever comes back. Format: sqlite.org/fileformat2.html.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer.core.kept import KINDS, fingerprint

_LEAF = 0x0D
_SIZES = (4096, 1024, 8192, 16384, 32768, 65536, 2048, 512)
_COLUMNS = 7
_LARGEST_ROW = 64 * 2**20
_WIDTHS = (0, 1, 2, 3, 4, 6, 8)

Value = str | bytes | int | float | None


@dataclass(frozen=True, slots=True)
class SavedRevision:
    """A revision as it was written: id, kind, number, time, whether it is a tombstone, content."""

    id: str
    kind: str
    number: int
    saved_at: str
    is_deleted: bool
    content: str


def salvaged(file: Path) -> tuple[SavedRevision, ...]:
    """Every revision in `file` whose hash fits, in no order; none raises, whatever the file."""
    data = file.read_bytes()
    told = int.from_bytes(data[16:18], "big")
    sizes = [65536 if told == 1 else told] if told in (1, *_SIZES) else []
    for size in [*sizes, *(s for s in _SIZES if s not in sizes)]:
        found = {r: None for row in _Pages(data, size).rows() if (r := _revision(row)) is not None}
        if found:
            return tuple(found)
    return ()


def _revision(row: list[Value]) -> SavedRevision | None:
    """A row of the table `revision`, if it is one and whole; the first column is the row's own number."""
    if len(row) != _COLUMNS:
        return None
    _, own, number, saved_at, is_deleted, content, sha256 = row
    if not (
        isinstance(own, str) and isinstance(number, int) and isinstance(saved_at, str) and isinstance(content, str)
    ):
        return None
    kind = next((word for word, _ in KINDS if fingerprint(own, number, word, content) == sha256), None)
    return SavedRevision(own, kind, number, saved_at, bool(is_deleted), content) if kind else None


class _Pages:
    """A file cut into pages of one size."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self._size = size
        reserved = data[20] if len(data) > 20 and data[20] <= 64 else 0
        self._usable = size - reserved

    def rows(self) -> Iterator[list[Value]]:
        """The rows of every leaf of every table."""
        for start in range(0, len(self._data), self._size):
            page = self._data[start : start + self._size]
            head = 100 if start == 0 else 0
            if len(page) < head + 8 or page[head] != _LEAF:
                continue
            count = int.from_bytes(page[head + 3 : head + 5], "big")
            for i in range(min(count, self._size // 4)):
                slot = head + 8 + 2 * i
                row = self._row(page, int.from_bytes(page[slot : slot + 2], "big"))
                if row is not None:
                    yield row

    def _row(self, page: bytes, place: int) -> list[Value] | None:
        try:
            size, place = _varint(page, place)
            _, place = _varint(page, place)
            return _values(self._payload(page, place, size)) if size <= _LARGEST_ROW else None
        except (IndexError, ValueError):
            return None

    def _payload(self, page: bytes, place: int, size: int) -> bytes:
        """A row's bytes: on its page, and where it is long in a chain of further pages."""
        most = self._usable - 35
        if size <= most:
            return page[place : place + size]
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self._usable - 4)
        local = local if local <= most else least
        parts = [page[place : place + local]]
        following = int.from_bytes(page[place + local : place + local + 4], "big")
        left, met = size - local, set[int]()
        while left > 0 and following and following not in met:
            met.add(following)
            start = (following - 1) * self._size
            parts.append(self._data[start + 4 : start + self._usable][:left])
            left -= self._usable - 4
            following = int.from_bytes(self._data[start : start + 4], "big")
        return b"".join(parts)


def _values(payload: bytes) -> list[Value]:
    end, place = _varint(payload, 0)
    types = []
    while place < end:
        type_, place = _varint(payload, place)
        types.append(type_)
    if len(types) != _COLUMNS:
        return []
    out: list[Value] = []
    for type_ in types:
        value, place = _value(payload, place, type_)
        out.append(value)
    return out


def _value(payload: bytes, place: int, type_: int) -> tuple[Value, int]:
    if type_ in (8, 9):
        return type_ - 8, place
    if type_ < len(_WIDTHS):
        width = _WIDTHS[type_]
        return (int.from_bytes(payload[place : place + width], "big", signed=True) if width else None), place + width
    if type_ < 12:
        return None, place + 8
    width = (type_ - 12) // 2
    data = payload[place : place + width]
    return (data.decode("utf-8") if type_ % 2 else data), place + width


def _varint(data: bytes, place: int) -> tuple[int, int]:
    number = 0
    for i in range(8):
        byte = data[place + i]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + i + 1
    return number << 8 | data[place + 8], place + 9
