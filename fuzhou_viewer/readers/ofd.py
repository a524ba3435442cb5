"""OFD (GB/T 33190): the text objects of every page, placed like print and read like print."""

import posixpath
from dataclasses import dataclass, field

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Manuscript
from fuzhou_viewer.readers.drafting import Draft
from fuzhou_viewer.readers.packages import Attributes, Handlers, Package, located
from fuzhou_viewer.readers.print_lines import Glyph, Line, blocks, lines

_MOST_PAGES = 3000
_AGAIN = "请重新取得这个文件,或在原来的软件里另存一份。"
_STRAIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ASCENT = 0.85
_A4 = 210.0


def manuscript(data: bytes, name: str) -> Manuscript:
    """The text of an OFD file. Raises UnreadableFileError, for one that holds pictures of text only too."""
    package = Package(data)
    root = package.find("OFD.xml")
    if root is None:
        raise UnreadableFileError("文件里没有 OFD 正文,没有导入。", _AGAIN)
    pages: list[list[Line]] = []
    width = _A4
    empty: list[int] = []
    for document in _texts(package, root, "DocRoot"):
        main = _part(package, "", document)
        width = max(
            [width, *(box[2] for words in _texts(package, main, "PhysicalBox") if len(box := _numbers(words)) == 4)]
        )
        for place in _pages(package, main):
            glyphs = _glyphs(package, place)
            if not glyphs:
                empty.append(len(pages) + 1)
            pages.append(lines(glyphs))
    if len(empty) == len(pages):
        raise UnreadableFileError("没有可用的文字,可能是扫描件,没有导入。", "请先用文字识别(OCR)软件转换。")
    draft = Draft()
    if empty:
        shown = "、".join(map(str, empty[:10])) + ("等" if len(empty) > 10 else "")
        draft.remark(f"第 {shown} 页没有文字,可能是扫描的图片。")
    draft.add_blocks(blocks(pages, width))
    return draft.manuscript(data, name, "ofd")


@dataclass(frozen=True, slots=True)
class _Place:
    """A page's own part, and those of the forms it is printed on."""

    own: str
    forms: tuple[str, ...] = ()


def _texts(package: Package, part: str, wanted: str) -> list[str]:
    """The texts of all elements `wanted`."""
    found: list[str] = []
    inside = False

    def start(tag: str, _attributes: Attributes) -> None:
        nonlocal inside
        inside = tag == wanted
        if inside:
            found.append("")

    def end(_tag: str) -> None:
        nonlocal inside
        inside = False

    def text(words: str) -> None:
        if inside:
            found[-1] += words

    package.parse(part, Handlers(start, end, text))
    return [words.strip() for words in found]


def _pages(package: Package, document: str) -> list[_Place]:
    folder = posixpath.dirname(document)
    forms: dict[str, str] = {}
    own: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "TemplatePage":
            forms[attributes.get("ID", "")] = attributes.get("BaseLoc", "")
        elif tag == "Page" and attributes.get("BaseLoc"):
            own.append(attributes["BaseLoc"])

    package.parse(document, Handlers(start, _nothing, _nothing))
    found = []
    for location in own[:_MOST_PAGES]:
        part = _part(package, folder, location)
        used = [forms[name] for name in _forms(package, part) if name in forms]
        found.append(_Place(part, tuple(_part(package, folder, form) for form in used)))
    return found


def _forms(package: Package, part: str) -> list[str]:
    used: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Template":
            used.append(attributes.get("TemplateID", ""))

    package.parse(part, Handlers(start, _nothing, _nothing))
    return used


def _part(package: Package, folder: str, location: str) -> str:
    """The part that a location names: from the package's root if it begins with /, else from `folder`."""
    for candidate in (located(folder, location), located("", location)):
        part = package.find(candidate) if candidate else None
        if part is not None:
            return part
    raise UnreadableFileError("文件已损坏或不完整,没有导入。", _AGAIN)


def _glyphs(package: Package, place: _Place) -> list[Glyph]:
    content = _Content()
    for part in (*place.forms, place.own):
        package.parse(part, Handlers(content.start, content.end, content.text))
    return content.glyphs


@dataclass(slots=True)
class _Content:
    """Follows a page: text objects and the codes in them."""

    glyphs: list[Glyph] = field(default_factory=list)
    _object: Attributes | None = None
    _code: Attributes = field(default_factory=dict)
    _words: list[str] | None = None
    _pen: tuple[float, float] = (0.0, 0.0)

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "TextObject" and attributes.get("Visible") != "false":
            self._object = attributes
            self._pen = (0.0, 0.0)
        elif tag == "TextCode" and self._object is not None:
            self._code = attributes
            self._words = []

    def text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def end(self, tag: str) -> None:
        if tag == "TextCode" and self._words is not None and self._object is not None:
            self._place("".join(self._words), self._object)
            self._words = None
        elif tag == "TextObject":
            self._object = None

    def _place(self, words: str, told: Attributes) -> None:
        """Put every character where its offsets say."""
        left, top = [*_numbers(told.get("Boundary")), 0.0, 0.0][:2]
        matrix = _numbers(told.get("CTM"))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else _STRAIGHT
        size = _number(told.get("Size"), 4.0)
        # what is turned by more than a little is a watermark or a seal
        if abs(b) > 0.2 * abs(a) or told.get("ReadDirection") in ("90", "180", "270"):
            return
        across, down = _steps(self._code.get("DeltaX")), _steps(self._code.get("DeltaY"))
        x = _number(self._code.get("X"), self._pen[0])
        y = _number(self._code.get("Y"), self._pen[1])
        wide, tall = size * abs(a) * _number(told.get("HScale"), 1.0), size * abs(d)
        words = words.strip("\r\n")
        for i, sign in enumerate(words):
            if sign in "\r\n":
                continue
            place = left + a * x + c * y + e, top + b * x + d * y + f
            step = abs(a) * across[i] if i < len(across) else 0.0
            width = min(step, wide) if step > 0 else wide * (0.5 if sign.isascii() else 1.0)
            self.glyphs.append(
                Glyph(sign, place[0], place[0] + width, place[1] - _ASCENT * tall, place[1] + (1 - _ASCENT) * tall)
            )
            if not down or across:
                x += across[i] if i < len(across) else width / (abs(a) or 1.0)
            y += down[i] if i < len(down) else 0.0
        self._pen = (x, y)


def _numbers(words: str | None) -> list[float]:
    try:
        return [float(word) for word in (words or "").split()]
    except ValueError:
        return []


def _number(word: str | None, otherwise: float) -> float:
    try:
        return float(word or "")
    except ValueError:
        return otherwise


def _steps(words: str | None) -> list[float]:
    """Offsets from character to character; `g 3 12.5` stands for 12.5 three times."""
    found: list[float] = []
    parts = iter((words or "").split())
    for part in parts:
        if part == "g":
            times, step = next(parts, "0"), next(parts, "0")
            found += [_number(step, 0.0)] * min(int(_number(times, 0.0)), 10_000)
        else:
            found.append(_number(part, 0.0))
    return found


def _nothing(*_anything: object) -> None:
    """For events nobody asked for."""
