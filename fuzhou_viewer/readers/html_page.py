"""A web page as a flat list of pieces with the elements that hold them; depth costs nothing."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.numbering import figure

_VOID = frozenset(
    ("br", "img", "meta", "link", "input", "hr", "source", "area", "base", "col", "embed", "wbr", "param", "track")
)
_UNSEEN = frozenset(
    ("script", "style", "select", "noscript", "template", "textarea", "button", "iframe", "object", "svg", "nav",
     "footer", "aside", "del", "audio", "video", "map", "head")
)  # fmt: skip
_FURNITURE = re.compile(
    r"(?i)(?:^|[\s_-])(?:share|bdshare|bdsharebuttonbox|qr_?code|qrcode|qr_container|ewm|erweima|breadcrumb|crumbs?|"
    r"position|toolbar|pages?-?tool|copyright|footer|header|related|relate|recommend|comment|print|sidebar|topnav|nav)"
    r"(?:$|[\s_-])"
)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_CLOSED_BY = {
    "p": frozenset(("p",)),
    "li": frozenset(("li",)),
    "tr": frozenset(("tr", "td", "th")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "option": frozenset(("option",)),
}
_LIST_STYLES = (
    (r"cjk|chinese|ideographic", "chineseCounting"),
    (r"upper-roman|\bI\b", "upperRoman"),
    (r"lower-roman|\bi\b", "lowerRoman"),
    (r"upper-alpha|upper-latin|\bA\b", "upperLetter"),
    (r"lower-alpha|lower-latin|\ba\b", "lowerLetter"),
)
_MOST_ELEMENTS = 2_000_000


@dataclass(slots=True)
class Element:
    """An element: its name, attributes and the pieces it holds (`first` to `stop`)."""

    tag: str
    names: str
    attributes: dict[str, str]
    first: int
    stop: int = -1
    depth: int = 0
    in_link: bool = False


LABEL = "label"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, the beginning (+tag) or end (-tag) of an element that shapes blocks, or a list's number (LABEL)."""

    text: str
    sign: str = ""
    columns: int = 1
    rows: int = 1
    in_link: bool = False


_SHAPING = frozenset(
    ("p", "div", "section", "article", "main", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2",
     "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "caption", "center", "form", "figure", "figcaption", "address",
     "header", "hr", "body", "html", "title")
)  # fmt: skip


@dataclass(slots=True)
class Page(HTMLParser):
    """What is to be seen on a page, and its meta data."""

    pieces: list[Piece] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    _open: list[Element] = field(default_factory=list)
    _opened: Counter[str] = field(default_factory=Counter)
    _unseen: int = 0
    _links: int = 0
    _lists: list["_List"] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag == "meta":
            self._note_meta(attributes)
        if tag == "br":
            self._add(Piece("\n"))
        if tag in _VOID:
            return
        self._close_implied(tag)
        if len(self.elements) > _MOST_ELEMENTS:
            raise UnreadableFileError("网页的结构过于复杂,没有导入。", "请把正文复制到文本文件后再打开。")
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
        element = Element(tag, names, attributes, len(self.pieces), depth=len(self._open))
        if self._unseen or self._is_unseen(tag, names, attributes):
            self._unseen += 1
        self._links += tag == "a"
        self._open.append(element)
        self._opened[tag] += 1
        if self._unseen:
            return
        self.elements.append(element)
        if tag in _SHAPING:
            columns, rows = _count(attributes.get("colspan")), _count(attributes.get("rowspan"))
            self._add(Piece("", f"+{tag}", columns, rows))
        self._count_item(tag, attributes)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "br" or not self._opened[tag]:
            return
        while self._pop() != tag:
            pass

    @override
    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag == "title" and not self.title:
            self.title = data.strip()
        if not self._unseen:
            self._add(Piece(data, in_link=self._links > 0))

    def finish(self) -> None:
        """Close what the page left open."""
        self.close()
        while self._open:
            self._pop()

    def _add(self, piece: Piece) -> None:
        if not self._unseen:
            self.pieces.append(piece)

    def _pop(self) -> str:
        element = self._open.pop()
        self._opened[element.tag] -= 1
        self._links -= element.tag == "a"
        if self._unseen:
            self._unseen -= 1
            return element.tag
        if element.tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if element.tag in _SHAPING:
            self._add(Piece("", f"-{element.tag}"))
        element.stop = len(self.pieces)
        return element.tag

    def _count_item(self, tag: str, attributes: dict[str, str]) -> None:
        """A browser prints the numbers of a list that counts; they stand in no text."""
        if tag in ("ol", "ul"):
            style = f"{attributes.get('style', '')} {attributes.get('type', '')}"
            self._lists.append(_List(tag == "ol", style, _whole(attributes.get("start")) - 1))
        elif tag == "li" and self._lists and self._lists[-1].counts:
            own = self._lists[-1]
            own.number = _whole(attributes.get("value")) if "value" in attributes else own.number + 1
            self._add(Piece(own.label(), LABEL))

    def _close_implied(self, tag: str) -> None:
        closed = _CLOSED_BY.get(tag, frozenset())
        while self._open and self._open[-1].tag in closed:
            self._pop()

    def _is_unseen(self, tag: str, names: str, attributes: dict[str, str]) -> bool:
        if tag in _UNSEEN or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            return True
        return bool(names and tag not in ("body", "html", "table", "td") and _FURNITURE.search(names))

    def _note_meta(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").casefold()
        if name and attributes.get("content"):
            self.meta.setdefault(name, attributes["content"].strip())


@dataclass(slots=True)
class _List:
    """A list, how it counts and how far it is."""

    counts: bool
    style: str
    number: int

    def label(self) -> str:
        """What a browser prints before the item."""
        for words, kind in _LIST_STYLES:
            if re.search(words, self.style):
                return figure(self.number, kind) + ("、" if kind == "chineseCounting" else ".")
        return "" if re.search(r"none|disc|circle|square", self.style) else f"{self.number}."


def _whole(words: str | None) -> int:
    try:
        return int(words or 1)
    except ValueError:
        return 1


def _count(words: str | None) -> int:
    try:
        return max(1, min(int(words or 1), 1000))
    except ValueError:
        return 1
