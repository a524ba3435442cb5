"""The binary Word format ([MS-DOC]): pieces of text, what is deleted or hidden, paragraphs, styles and lists."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.numbering import Level, Lists, Style

_WORD = 0xA5EC
_OLDEST = 0x00C1
_ENCRYPTED = 0x0100
_WHICH_TABLE = 0x0200
_PAGE = 512
_STYLES, _CHARACTERS, _PARAGRAPHS, _TEXT, _LISTS, _LIST_USES = 1, 12, 13, 33, 73, 74
_MOST_PIECES = 500_000
_MOST_CHARACTERS = 20_000_000

# sprm codes and the sizes of their operands by their upper three bits
_DELETED, _VANISHED = 0x0800, 0x083C
_TABLE, _TABS = 0xD608, 0xC615
_NUMBERS = {0x260A: "depth", 0x460B: "list_use", 0x2640: "outline", 0x6649: "nesting"}
_SWITCHES = {0x2416: "in_table", 0x2417: "ends_row", 0x244B: "ends_inner_cell", 0x244C: "ends_inner_row"}
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)

# [MS-OSHARED] MSONFC, named as in ECMA-376
_COUNTS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
    40: "ideographDigital", 255: "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A character that is shown, with the place (byte offset) of its formatting; `is_deleted` for a dead mark."""

    sign: str
    place: int
    is_deleted: bool = False


@dataclass(slots=True)
class Layout:
    """What a paragraph's properties say."""

    style: int = 0
    list_use: int | None = None
    depth: int | None = None
    outline: int | None = None
    in_table: bool = False
    ends_row: bool = False
    nesting: int = 1
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    edges: tuple[int, ...] = ()


@dataclass(slots=True)
class _Piece:
    first: int
    stop: int
    place: int
    is_narrow: bool
    is_deleted: bool = False


@dataclass(slots=True)
class Binary:
    """A Word file's two streams, and the questions a reader asks of them."""

    main: bytes
    table: bytes
    hidden: int = 0
    _pieces: list[_Piece] = field(default_factory=list)
    _runs: list[tuple[int, int, bool, bool]] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _layouts: list[Layout] = field(default_factory=list)

    def read(self) -> None:
        """Read the tables of pieces, characters and paragraphs. May raise struct.error or IndexError."""
        self._read_pieces()
        self._read_runs()
        self._read_layouts()

    def counts(self) -> dict[str, int]:
        """The lengths of main text, footnotes, headers, comments, endnotes and text boxes, in characters."""
        values = struct.unpack_from("<8i", self.main, 76)
        names = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
        return {name: max(0, value) for name, value in zip(names, values, strict=True)}

    def shown(self, first: int, stop: int) -> Iterator[Kept]:
        """The characters from `first` to `stop` that are neither deleted nor hidden; deleted marks are told."""
        for piece in self._pieces:
            begin, end = max(first, piece.first), min(stop, piece.stop)
            if begin >= end:
                continue
            unit = 1 if piece.is_narrow else 2
            place = piece.place + (begin - piece.first) * unit
            data = self.main[place : piece.place + (end - piece.first) * unit]
            text = data.decode("cp1252", "replace") if piece.is_narrow else _wide(data)
            yield from self._shown_of(text, place, unit, is_deleted=piece.is_deleted)

    def layout(self, place: int) -> Layout:
        """The properties of the paragraph whose mark stands at `place`."""
        i = bisect_right(self._places, place) - 1
        return self._layouts[i] if 0 <= i < len(self._layouts) else Layout()

    def lists(self) -> Lists:
        """Styles and lists, keyed by their numbers."""
        lists = Lists()
        self._read_styles(lists)
        known = self._read_lists(lists)
        self._read_list_uses(lists, known)
        return lists

    def _shown_of(self, text: str, place: int, unit: int, *, is_deleted: bool) -> Iterator[Kept]:
        """Character for character; a pair of surrogates takes the place of its first half."""
        at = place
        for sign in text:
            deleted, vanished = self._state(at)
            if vanished and not deleted:
                self.hidden += 1
            elif not (deleted or is_deleted):
                yield Kept(sign, at)
            elif sign in "\r\x07":
                yield Kept(sign, at, is_deleted=True)
            at += unit * (2 if ord(sign) > 0xFFFF else 1)

    def _state(self, place: int) -> tuple[bool, bool]:
        i = bisect_right(self._runs, (place, 1 << 62)) - 1
        if i >= 0 and self._runs[i][0] <= place < self._runs[i][1]:
            return self._runs[i][2:]
        return False, False

    def _part(self, index: int) -> tuple[int, int]:
        """Where a table lies in the table stream: offset and length."""
        offset, length = struct.unpack_from("<2I", self.main, 154 + 8 * index)
        return offset, min(length, max(0, len(self.table) - offset))

    def _read_pieces(self) -> None:
        offset, length = self._part(_TEXT)
        stop = offset + length
        properties: list[bytes] = []
        while offset < stop and self.table[offset] == 1:
            (size,) = struct.unpack_from("<H", self.table, offset + 1)
            properties.append(self.table[offset + 3 : offset + 3 + size])
            offset += 3 + size
        if offset >= stop or self.table[offset] != 2:
            raise struct.error("no piece table")
        (size,) = struct.unpack_from("<I", self.table, offset + 1)
        count = min((size - 4) // 12, _MOST_PIECES)
        limits = struct.unpack_from(f"<{count + 1}I", self.table, offset + 5)
        if limits[-1] > _MOST_CHARACTERS:
            raise UnreadableFileError("文件里的文字超过 2000 万字,不像是工作总结。", "请拆分后再打开。")
        for i in range(count):
            _, place, change = struct.unpack_from("<HIH", self.table, offset + 5 + 4 * (count + 1) + 8 * i)
            is_narrow = bool(place & 0x40000000)
            place &= 0x3FFFFFFF
            changed = properties[change >> 1] if change & 1 and change >> 1 < len(properties) else b""
            deleted = any(code == _DELETED and value[:1] == b"\1" for code, value in _changes(changed))
            place = place // 2 if is_narrow else place
            self._pieces.append(_Piece(limits[i], limits[i + 1], place, is_narrow, deleted))

    def _pages(self, index: int) -> Iterator[int]:
        """The offsets of the 512-byte pages of formatting that a table lists."""
        offset, length = self._part(index)
        count = max(0, (length - 4) // 8)
        for i in range(count):
            (page,) = struct.unpack_from("<I", self.table, offset + 4 * (count + 1) + 4 * i)
            start = (page & 0x3FFFFF) * _PAGE
            if start + _PAGE <= len(self.main):
                yield start

    def _read_runs(self) -> None:
        for start in self._pages(_CHARACTERS):
            count = self.main[start + _PAGE - 1]
            places = struct.unpack_from(f"<{count + 1}I", self.main, start)
            for i in range(count):
                at = 2 * self.main[start + 4 * (count + 1) + i]
                if not at:
                    continue
                size = self.main[start + at]
                told = dict(_changes(self.main[start + at + 1 : start + at + 1 + size]))
                deleted = told.get(_DELETED, b"")[:1] == b"\1"
                vanished = told.get(_VANISHED, b"")[:1] in (b"\1", b"\x81")
                if deleted or vanished:
                    self._runs.append((places[i], places[i + 1], deleted, vanished))
        self._runs.sort()

    def _read_layouts(self) -> None:
        found: list[tuple[int, Layout]] = []
        for start in self._pages(_PARAGRAPHS):
            count = self.main[start + _PAGE - 1]
            places = struct.unpack_from(f"<{count + 1}I", self.main, start)
            for i in range(count):
                at = 2 * self.main[start + 4 * (count + 1) + 13 * i]
                if not at:
                    found.append((places[i], Layout()))
                    continue
                size = self.main[start + at]
                at += 1
                if size:
                    size = 2 * size - 1
                else:
                    size = 2 * self.main[start + at]
                    at += 1
                found.append((places[i], _layout(self.main[start + at : start + at + size])))
        found.sort(key=lambda entry: entry[0])
        self._places = [place for place, _ in found]
        self._layouts = [layout for _, layout in found]

    def _read_styles(self, lists: Lists) -> None:
        offset, length = self._part(_STYLES)
        if length < 6:
            return
        stop = offset + length
        size, count, base = struct.unpack_from("<3H", self.table, offset)
        offset += 2 + size
        for number in range(min(count, 4095)):
            if offset + 2 > stop:
                return
            (size,) = struct.unpack_from("<H", self.table, offset)
            if size > base:
                lists.styles[str(number)] = _style(self.table[offset + 2 : offset + 2 + size], number, base)
            offset += 2 + size
        lists.default_style = "0"

    def _read_lists(self, lists: Lists) -> dict[int, str]:
        """The lists' levels; their ids by the number the uses know them by."""
        known: dict[int, str] = {}
        offset, length = self._part(_LISTS)
        if length < 2:
            return known
        (count,) = struct.unpack_from("<h", self.table, offset)
        at = offset + 2 + 28 * max(0, count)
        for i in range(max(0, count)):
            head = offset + 2 + 28 * i
            (own,) = struct.unpack_from("<i", self.table, head)
            styles = struct.unpack_from("<9H", self.table, head + 8)
            is_simple = self.table[head + 26] & 1
            known[own] = str(i)
            lists.levels[str(i)] = {}
            for depth in range(1 if is_simple else 9):
                level, at = _level(self.table, at)
                level.style = str(styles[depth]) if styles[depth] != 0x0FFF else ""
                lists.levels[str(i)][depth] = level
        return known

    def _read_list_uses(self, lists: Lists, known: dict[int, str]) -> None:
        offset, length = self._part(_LIST_USES)
        if length < 4:
            return
        (count,) = struct.unpack_from("<i", self.table, offset)
        at = offset + 4 + 16 * max(0, count)
        for i in range(max(0, count)):
            head = offset + 4 + 16 * i
            (own,) = struct.unpack_from("<i", self.table, head)
            number = str(i + 1)
            lists.numbers[number] = known.get(own, "")
            at += 4
            for _ in range(self.table[head + 12]):
                start, flags = struct.unpack_from("<iI", self.table, at)
                at += 8
                depth = flags & 0xF
                if flags & 0x20:
                    lists.own_levels.setdefault(number, {})[depth], at = _level(self.table, at)
                if flags & 0x10:
                    lists.starts.setdefault(number, {})[depth] = start


def opened(main: bytes, tables: dict[str, bytes]) -> Binary:
    """The document in a WordDocument stream. Raises UnreadableFileError when it is encrypted or too old."""
    if len(main) < 898:
        raise struct.error("too short")
    kind, version = struct.unpack_from("<2H", main)
    (flags,) = struct.unpack_from("<H", main, 10)
    if kind != _WORD or version < _OLDEST:
        raise UnreadableFileError("这是 Word 95 或更早的文件,没有导入。", "请在 WPS 或 Word 里另存为 docx。")
    if flags & _ENCRYPTED:
        raise UnreadableFileError("文件有密码保护,没有导入。", "请先在原来的软件里取消密码。")
    found = Binary(main, tables["1Table" if flags & _WHICH_TABLE else "0Table"])
    found.read()
    return found


def _wide(data: bytes) -> str:
    return data.decode("utf-16-le", "replace")


def _changes(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """The property changes (code, operand) in a list of them; a cut one ends it."""
    at = 0
    while at + 2 <= len(grpprl):
        (code,) = struct.unpack_from("<H", grpprl, at)
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if code == _TABLE:
                if at + 2 > len(grpprl):
                    return
                size = struct.unpack_from("<H", grpprl, at)[0] - 1
                at += 2
            elif at < len(grpprl):
                size = grpprl[at]
                at += 1
                if code == _TABS and size == 255:
                    return
        yield code, grpprl[at : at + size]
        at += size


def _layout(papx: bytes) -> Layout:
    found = Layout(style=int.from_bytes(papx[:2], "little"))
    for code, value in _changes(papx[2:]):
        _note(found, code, value)
    return found


def _note(found: Layout, code: int, value: bytes) -> None:
    number = int.from_bytes(value[:4], "little", signed=len(value) == 4)
    if code in _NUMBERS:
        setattr(found, _NUMBERS[code], number)
    elif code in _SWITCHES:
        setattr(found, _SWITCHES[code], bool(number))
    elif code == _TABLE and value and len(value) >= 1 + 2 * (value[0] + 1):
        found.edges = struct.unpack_from(f"<{value[0] + 1}h", value, 1)


def _style(std: bytes, number: int, base: int) -> Style:
    kind_and_base, upx = struct.unpack_from("<2H", std, 2)
    found = Style(based_on=str(kind_and_base >> 4) if kind_and_base >> 4 != 0x0FFF else "")
    if 1 <= number <= 9:
        found.outline = number - 1
    (letters,) = struct.unpack_from("<H", std, base)
    at = base + 2 + 2 * letters + 2
    if kind_and_base & 0xF == 1 and upx & 0xF and at + 2 <= len(std):
        (size,) = struct.unpack_from("<H", std, at)
        told = _layout(std[at + 2 : at + 2 + size])
        found.number = str(told.list_use) if told.list_use is not None else None
        found.depth = told.depth
        found.outline = told.outline if told.outline is not None else found.outline
    return found


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A list's level, and where the next one begins. Its text holds places as the characters 0 to 8."""
    start, kind, flags = struct.unpack_from("<i2B", data, at)
    follow = data[at + 15]
    characters, paragraphs = data[at + 24], data[at + 25]
    at += 28 + characters + paragraphs
    (letters,) = struct.unpack_from("<H", data, at)
    text = _wide(data[at + 2 : at + 2 + 2 * letters])
    printed = "".join(f"%{ord(sign) + 1}" if ord(sign) < 9 else sign for sign in text)
    suffix = {0: "tab", 1: "space"}.get(follow, "nothing")
    level = Level(_COUNTS.get(kind, "decimal"), printed, start, "", suffix, is_legal=bool(flags & 4))
    return level, at + 2 + 2 * letters
