"""Statistical tables (xlsx, xlsm, et saved as xlsx): every sheet as a table, values as they are shown."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Manuscript
from fuzhou_viewer.readers.drafting import MOST_COLUMNS, Draft
from fuzhou_viewer.readers.packages import Attributes, Handlers, Package

_MOST_ROWS = 50_000
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")
_PERCENT = re.compile(r"(?:0|#)(?:\.(0+))?%")
_DECIMALS = re.compile(r"(?:0|#)\.(0+)")
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# numFmtId of the formats that need no definition: ECMA-376, 18.8.30
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_DATES = {
    14: "yyyy-m-d", 15: "yyyy-m-d", 16: "m-d", 17: "yyyy-m", 22: "yyyy-m-d h:mm", 27: "yyyy年m月", 28: "m月d日",
    29: "m月d日", 30: "yyyy-m-d", 31: "yyyy年m月d日", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日",
    52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 57: "yyyy年m月", 58: "m月d日",
    18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm",
}  # fmt: skip


def manuscript(data: bytes, name: str) -> Manuscript:
    """The sheets of a workbook one after another. Raises UnreadableFileError."""
    package = Package(data)
    main = package.relations("").get("officeDocument") or package.find("xl/workbook.xml")
    if main is None:
        raise UnreadableFileError("文件里没有表格,没有导入。", "请在原来的软件里另存一份。")
    parts = package.relations(main)
    book = _book(package, main)
    strings = _strings(package, parts["sharedStrings"]) if "sharedStrings" in parts else []
    formats = _formats(package, parts["styles"]) if "styles" in parts else []
    draft = Draft()
    shown = [sheet for sheet in book.sheets if not sheet.is_hidden and sheet.relation in parts]
    for sheet in shown:
        reading = _Sheet(strings, formats, datetime(1904, 1, 1) if book.is_1904 else datetime(1899, 12, 30))  # noqa: DTZ001 - sheets know no time zones
        package.parse(parts[sheet.relation], Handlers(reading.start, reading.end, reading.text))
        rows = reading.rows()
        if len(shown) > 1 and rows:
            draft.add_paragraph(sheet.name)
        _add(draft, rows)
        if reading.is_cut:
            draft.remark(f"表“{sheet.name}”只读了前 {_MOST_ROWS} 行。")
    if len(shown) < len(book.sheets):
        draft.remark("隐藏的工作表没有导入。")
    if not draft.lines:
        raise UnreadableFileError(f"文件“{name}”里没有内容。", "请另选一个文件。")
    return draft.manuscript(data, name, "xlsx")


def _add(draft: Draft, rows: list[list[str]]) -> None:
    """Lines of one cell (a heading, a note) as paragraphs, the rest as tables between them."""
    table: list[list[str]] = []
    for row in rows:
        filled = [cell for cell in row if cell]
        if len(filled) > 1 or (table and filled and not row[0]):
            table.append(row)
            continue
        draft.add_table(table)
        table = []
        for cell in filled:
            draft.add_paragraph(cell)
    draft.add_table(table)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    relation: str
    is_hidden: bool


@dataclass(slots=True)
class _Book:
    sheets: list[_Entry] = field(default_factory=list)
    is_1904: bool = False


def _book(package: Package, part: str) -> _Book:
    book = _Book()

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            book.sheets.append(_Entry(attributes.get("name", ""), attributes.get("id", ""), hidden))
        elif tag == "workbookPr":
            book.is_1904 = attributes.get("date1904") in ("1", "true")

    package.parse(part, Handlers(start, _nothing, _nothing))
    return book


def _strings(package: Package, part: str) -> list[str]:
    """The shared strings: runs of one string together, phonetic guides left out."""
    found: list[str] = []
    path: list[str] = []

    def start(tag: str, _attributes: Attributes) -> None:
        path.append(tag)
        if tag == "si":
            found.append("")

    def end(_tag: str) -> None:
        path.pop()

    def text(words: str) -> None:
        if found and path and path[-1] == "t" and "rPh" not in path:
            found[-1] += words

    package.parse(part, Handlers(start, end, text))
    return found


def _formats(package: Package, part: str) -> list[str]:
    """The number format of every cell style."""
    own: dict[int, str] = {}
    found: list[str] = []
    is_cells = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal is_cells
        if tag == "numFmt":
            own[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            is_cells = True
        elif tag == "xf" and is_cells:
            number = _whole(attributes.get("numFmtId"))
            found.append(own.get(number) or _BUILT_IN.get(number) or _DATES.get(number, ""))

    def end(tag: str) -> None:
        nonlocal is_cells
        is_cells = is_cells and tag != "cellXfs"

    package.parse(part, Handlers(start, end, _nothing))
    return found


class _Sheet:
    """Follows a sheet's cells."""

    def __init__(self, strings: list[str], formats: list[str], epoch: datetime) -> None:
        self.is_cut = False
        self._strings = strings
        self._formats = formats
        self._epoch = epoch
        self._cells: dict[int, dict[int, str]] = {}
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._inside = ""
        self._is_guide = False
        self._value: list[str] = []

    def rows(self) -> list[list[str]]:
        """The filled rows, as wide as the widest, without empty columns at the left."""
        columns = [column for row in self._cells.values() for column, words in row.items() if words]
        if not columns:
            return []
        first, last = min(columns), max(columns)
        return [
            [row.get(column, "") for column in range(first, last + 1)]
            for _, row in sorted(self._cells.items())
            if any(row.values())
        ]

    def start(self, tag: str, attributes: Attributes) -> None:
        """A row, a cell or its value begins."""
        if tag == "row":
            self._row = _whole(attributes.get("r")) or self._row + 1
            self._column = -1
        elif tag == "c":
            match = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = _column(match[1]) if match else self._column + 1
            self._cell = attributes
            self._value = []
        elif tag in ("v", "t"):
            self._inside = tag
        elif tag == "rPh":
            self._is_guide = True

    def text(self, words: str) -> None:
        """A stretch of a value."""
        if self._inside and not self._is_guide:
            self._value.append(words)

    def end(self, tag: str) -> None:
        """A value or a cell is complete."""
        if tag in ("v", "t"):
            self._inside = ""
        elif tag == "rPh":
            self._is_guide = False
        elif tag == "c":
            self._keep("".join(self._value))

    def _keep(self, value: str) -> None:
        if not value or not 0 <= self._column < MOST_COLUMNS:
            return
        if len(self._cells) >= _MOST_ROWS and self._row not in self._cells:
            self.is_cut = True
            return
        self._cells.setdefault(self._row, {})[self._column] = self._shown(value)

    def _shown(self, value: str) -> str:
        match self._cell.get("t", "n"):
            case "s":
                place = _whole(value)
                return self._strings[place] if 0 <= place < len(self._strings) else ""
            case "b":
                return "是" if value == "1" else "否"
            case "n":
                style = _whole(self._cell.get("s"))
                return shown_number(value, self._formats[style] if style < len(self._formats) else "", self._epoch)
            case "e":
                return ""
            case _:
                return value


def shown_number(value: str, format_code: str, epoch: datetime) -> str:
    """A number as its format shows it: as a percentage, a date, or with the decimals it is given."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    pattern = _LITERALS.sub(lambda m: m[0][1:-1] if m[0][0] == '"' else "", format_code.partition(";")[0])
    return _formatted(number, pattern, epoch) if number.is_finite() else value


def _formatted(number: Decimal, pattern: str, epoch: datetime) -> str:
    if percent := _PERCENT.search(pattern):
        return f"{number.scaleb(2):.{len(percent[1] or '')}f}%"
    if _is_date(pattern):
        return _shown_date(number, pattern, epoch)
    if decimals := _DECIMALS.search(pattern):
        return f"{number:.{len(decimals[1])}f}"
    if pattern.strip("#,0 ") == "" and "0" in pattern:
        return f"{number:.0f}"
    # a sheet stores binary fractions: 0.1 may be written 0.10000000000000001
    return format(Decimal(f"{number:.15g}").normalize(), "f")


def _is_date(pattern: str) -> bool:
    letters = pattern.casefold()
    return "yy" in letters or "m月" in letters or ("m" in letters and "d" in letters) or "h:m" in letters


def _shown_date(number: Decimal, pattern: str, epoch: datetime) -> str:
    try:
        when = epoch + timedelta(days=float(number))
    except OverflowError:
        return format(number, "f")
    letters = pattern.casefold()
    if "h" in letters and "yy" not in letters:
        return f"{when:%H:%M}"
    year = f"{when.year}年" if "yy" in letters else ""
    month = f"{when.month}月" if "m" in letters else ""
    return year + month + (f"{when.day}日" if "d" in letters else "")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _whole(value: str | None) -> int:
    try:
        return int(value or 0)
    except ValueError:
        return 0


def _nothing(*_anything: object) -> None:
    """For events nobody asked for."""
