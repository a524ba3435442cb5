"""Word files (docx, docm, and what WPS saves as docx): the text as Word shows it.

Streamed, because libraries lose text silently: tracked insertions, content controls and text boxes
are kept, deletions dropped, Word's own counting (一、（一）1.) is written out, table cells keep their columns.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Manuscript
from fuzhou_viewer.readers.drafting import MOST_COLUMNS, Block, Draft, Grid, Words
from fuzhou_viewer.readers.numbering import Counter, Level, Lists, Style
from fuzhou_viewer.readers.packages import Attributes, Handlers, Package

# what stands in these is not shown: deleted or moved away, alternatives for old programs, field codes, phonetic guides
_UNSHOWN = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rt", "tblPrEx", "sectPr"))
_PAGE_ENDS = frozenset(("page", "column"))
_OFF = frozenset(("0", "false", "off"))
_SPACES = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def manuscript(data: bytes, name: str) -> Manuscript:
    """The text of a Word file. Raises UnreadableFileError."""
    package = Package(data)
    main = package.relations("").get("officeDocument") or package.find("word/document.xml")
    if main is None:
        raise UnreadableFileError("文件里没有 Word 正文,没有导入。", "请在原来的软件里另存一份。")
    parts = package.relations(main)
    draft = Draft()
    body = _Body(draft, Counter(_lists(package, parts)))
    package.parse(main, body.handlers())
    body.finish()
    for kind in ("footnotes", "endnotes"):
        if kind in parts:
            _add_notes(package, parts[kind], draft)
    _tell_what_was_left_out(package, body, draft)
    return draft.manuscript(data, name, "docx")


def _tell_what_was_left_out(package: Package, body: "_Body", draft: Draft) -> None:
    if any(part.endswith("vbaProject.bin") for part in package.names()):
        draft.remark("文件里的宏已忽略。")
    if body.outside:
        draft.remark("文件里链接的外部内容已忽略。")
    if body.hidden:
        draft.remark(f"有 {body.hidden} 处隐藏文字没有导入。")
    if body.pictures:
        draft.remark(f"有 {body.pictures} 张图片或图表没有导入。")


@dataclass(slots=True)
class _Paragraph:
    """What is known of a paragraph while it is read."""

    text: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    style: str = ""
    number: str | None = None
    depth: int | None = None
    outline: int | None = None
    goes_on: bool = False


@dataclass(slots=True)
class _Cell:
    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    is_continued: bool = False


@dataclass(slots=True)
class _Table:
    grid: Grid = field(default_factory=Grid)
    cell: _Cell = field(default_factory=_Cell)


class _Body:
    """Follows the elements of the document part; what is complete goes to the draft at once."""

    def __init__(self, draft: Draft, counter: Counter) -> None:
        self.hidden = self.pictures = 0
        self.outside = False
        self._draft = draft
        self._counter = counter
        self._path: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._sinks: list[list[Block]] = []
        self._unshown = 0
        self._run_hidden = False
        self._placeholder = False
        self._carried = ""

    def handlers(self) -> Handlers:
        """What the parser is to tell."""
        return Handlers(self._start, self._end, self._text)

    def finish(self) -> None:
        """Give what a deleted last paragraph mark held back."""
        self._draft.add_paragraph(self._carried)

    def _start(self, tag: str, attributes: Attributes) -> None:
        above = self._path[-1] if self._path else ""
        self._path.append(tag)
        if self._unshown or (tag in _UNSHOWN and not (tag == "del" and above == "rPr")):
            self._unshown += 1
            return
        opening = _OPENINGS.get(tag)
        if opening is not None:
            opening(self, attributes)
        elif tag in _SPACES and above == "r":
            self._put(_SPACES[tag])

    def _end(self, tag: str) -> None:
        self._path.pop()
        if self._unshown:
            self._unshown -= 1
            return
        closing = _CLOSINGS.get(tag)
        if closing is not None:
            closing(self)

    def _text(self, text: str) -> None:
        if not self._unshown and self._path and self._path[-1] == "t":
            self._put(text)

    def _put(self, text: str) -> None:
        if not self._paragraphs or self._placeholder:
            return
        if self._run_hidden:
            self.hidden += 1
        else:
            self._paragraphs[-1].text.append(text)

    def _sink(self, block: Block) -> None:
        if self._sinks:
            self._sinks[-1].append(block)
        else:
            self._draft.add_blocks([block])

    # --- what elements mean ---

    def open_paragraph(self, _attributes: Attributes) -> None:
        self._paragraphs.append(_Paragraph())

    def close_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        text = self._carried + "".join(paragraph.text)
        self._carried = ""
        if paragraph.goes_on:
            self._carried = text
        elif text.strip() or paragraph.number is not None:
            label = self._counter.label(paragraph.style, paragraph.number, paragraph.depth)
            level = self._counter.heading_level(paragraph.style, paragraph.outline)
            self._sink(Words(label + text.lstrip() if label else text, level))
        for block in paragraph.boxes:
            self._sink(block)

    def open_run(self, _attributes: Attributes) -> None:
        self._run_hidden = False

    def set_hidden(self, attributes: Attributes) -> None:
        if self._path[-3:-1] == ["r", "rPr"] and attributes.get("val") not in _OFF:
            self._run_hidden = True

    def set_deleted(self, _attributes: Attributes) -> None:
        """A deleted paragraph mark (pPr/rPr/del): the next paragraph goes on in this one."""
        if self._path[-3:-1] == ["pPr", "rPr"] and self._paragraphs:
            self._paragraphs[-1].goes_on = True

    def set_style(self, attributes: Attributes) -> None:
        if self._paragraphs and self._path[-2:-1] == ["pPr"]:
            self._paragraphs[-1].style = attributes.get("val", "")

    def set_number(self, attributes: Attributes) -> None:
        if self._paragraphs and self._path[-3:-1] == ["pPr", "numPr"]:
            self._paragraphs[-1].number = attributes.get("val")

    def set_depth(self, attributes: Attributes) -> None:
        if self._paragraphs and self._path[-3:-1] == ["pPr", "numPr"]:
            self._paragraphs[-1].depth = whole(attributes.get("val"))

    def set_outline(self, attributes: Attributes) -> None:
        if self._paragraphs and self._path[-2:-1] == ["pPr"]:
            self._paragraphs[-1].outline = whole(attributes.get("val"))

    def break_line(self, attributes: Attributes) -> None:
        if attributes.get("type") not in _PAGE_ENDS:
            self._put("\n")

    def open_table(self, _attributes: Attributes) -> None:
        self._tables.append(_Table())

    def close_table(self) -> None:
        if self._tables:
            self._sink(self._tables.pop().grid)

    def open_row(self, _attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].grid.rows.append([])

    def skip_columns(self, attributes: Attributes) -> None:
        if self._tables and self._tables[-1].grid.rows:
            count = min(whole(attributes.get("val")) or 0, MOST_COLUMNS)
            self._tables[-1].grid.rows[-1] += [[] for _ in range(count)]

    def open_cell(self, _attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].cell = _Cell()
            self._sinks.append(self._tables[-1].cell.blocks)

    def close_cell(self) -> None:
        if not self._tables or not self._sinks or not self._tables[-1].grid.rows:
            return
        self._sinks.pop()
        cell = self._tables[-1].cell
        row = self._tables[-1].grid.rows[-1]
        row.append([] if cell.is_continued else cell.blocks)
        row += [[] for _ in range(min(cell.columns, MOST_COLUMNS) - 1)]

    def set_columns(self, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].cell.columns = whole(attributes.get("val")) or 1

    def set_merged(self, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].cell.is_continued = attributes.get("val", "continue") == "continue"

    def open_box(self, _attributes: Attributes) -> None:
        self._sinks.append([])

    def close_box(self) -> None:
        if self._sinks:
            blocks = self._sinks.pop()
            if self._paragraphs:
                self._paragraphs[-1].boxes += blocks

    def see_placeholder(self, _attributes: Attributes) -> None:
        """A content control nobody has filled shows 单击此处输入文字, which is no text of the report."""
        self._placeholder = True

    def leave_placeholder(self) -> None:
        self._placeholder = False

    def see_picture(self, _attributes: Attributes) -> None:
        self.pictures += 1

    def see_outside(self, _attributes: Attributes) -> None:
        self.outside = True


_OPENINGS: dict[str, Callable[[_Body, Attributes], None]] = {
    "p": _Body.open_paragraph, "r": _Body.open_run, "vanish": _Body.set_hidden, "del": _Body.set_deleted,
    "pStyle": _Body.set_style, "numId": _Body.set_number, "ilvl": _Body.set_depth, "outlineLvl": _Body.set_outline,
    "br": _Body.break_line, "tbl": _Body.open_table, "tr": _Body.open_row, "gridBefore": _Body.skip_columns,
    "tc": _Body.open_cell, "gridSpan": _Body.set_columns, "vMerge": _Body.set_merged,
    "txbxContent": _Body.open_box, "showingPlcHdr": _Body.see_placeholder, "blip": _Body.see_picture,
    "imagedata": _Body.see_picture, "chart": _Body.see_picture, "altChunk": _Body.see_outside,
    "subDoc": _Body.see_outside,
}  # fmt: skip
_CLOSINGS: dict[str, Callable[[_Body], None]] = {
    "p": _Body.close_paragraph, "tbl": _Body.close_table, "tc": _Body.close_cell,
    "txbxContent": _Body.close_box, "sdtContent": _Body.leave_placeholder,
}  # fmt: skip


def _add_notes(package: Package, part: str, draft: Draft) -> None:
    """Foot- or endnotes behind the text; those Word keeps for its separator lines hold no words."""
    notes = Draft()
    body = _Body(notes, Counter(Lists()))
    package.parse(part, body.handlers())
    body.finish()
    for number, line in enumerate(notes.lines, 1):
        draft.add_paragraph(f"注{number}：{line}")


def _lists(package: Package, parts: dict[str, str]) -> Lists:
    lists = Lists()
    if "styles" in parts:
        package.parse(parts["styles"], _Styles(lists).handlers())
    if "numbering" in parts:
        package.parse(parts["numbering"], _Numbering(lists).handlers())
    return lists


class _Styles:
    """Follows styles.xml."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._style = Style()

    def handlers(self) -> Handlers:
        return Handlers(self._start, _nothing, _nothing)

    def _start(self, tag: str, attributes: Attributes) -> None:
        value = attributes.get("val")
        match tag:
            case "style":
                self._style = Style()
                self._lists.styles[attributes.get("styleId", "")] = self._style
                if attributes.get("type") == "paragraph" and attributes.get("default") in ("1", "true", "on"):
                    self._lists.default_style = attributes.get("styleId", "")
            case "basedOn":
                self._style.based_on = value or ""
            case "numId":
                self._style.number = value
            case "ilvl":
                self._style.depth = whole(value)
            case "outlineLvl":
                self._style.outline = whole(value)
            case _:
                pass


class _Numbering:
    """Follows numbering.xml: abstract lists with their levels, and the numbers that use them."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._abstract = self._number = ""
        self._depth = 0
        self._level = Level()

    def handlers(self) -> Handlers:
        return Handlers(self._start, self._end, _nothing)

    def _start(self, tag: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        match tag:
            case "abstractNum":
                self._abstract = attributes.get("abstractNumId", "")
                self._lists.levels[self._abstract] = {}
            case "num":
                self._number = attributes.get("numId", "")
            case "abstractNumId":
                self._lists.numbers[self._number] = value
            case "styleLink":
                self._lists.style_lists[value] = self._abstract
            case "numStyleLink":
                self._lists.linked[self._abstract] = value
            case "lvlOverride":
                self._depth = whole(attributes.get("ilvl")) or 0
            case "startOverride":
                self._lists.starts.setdefault(self._number, {})[self._depth] = whole(value) or 0
            case "lvl":
                self._open_level(whole(attributes.get("ilvl")) or 0)
            case _:
                self._tell_level(tag, value)

    def _open_level(self, depth: int) -> None:
        self._level = Level()
        if self._number:
            self._lists.own_levels.setdefault(self._number, {})[depth] = self._level
        else:
            self._lists.levels.setdefault(self._abstract, {})[depth] = self._level

    def _tell_level(self, tag: str, value: str) -> None:
        match tag:
            case "numFmt":
                self._level.counts = value
            case "lvlText":
                self._level.text = value
            case "start":
                self._level.start = whole(value) or 0
            case "pStyle":
                self._level.style = value
            case "suff":
                self._level.suffix = value
            case "isLgl":
                self._level.is_legal = value not in _OFF
            case _:
                pass

    def _end(self, tag: str) -> None:
        if tag == "num":
            self._number = ""


def whole(value: str | None) -> int | None:
    """An attribute as an integer; None where it is none."""
    try:
        return int(value or "")
    except ValueError:
        return None


def _nothing(*_anything: object) -> None:
    """For events nobody asked for."""
