"""Saved web pages (html, mht): the report's text without the page around it.

Government sites put the text into a few well-known containers; where none is known, it is the
smallest element that keeps nearly all sentences outside links.
"""

import base64
import binascii
import quopri
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from fuzhou_viewer.core.records import Manuscript, Particulars
from fuzhou_viewer.readers.decoding import decoded
from fuzhou_viewer.readers.drafting import MOST_COLUMNS, Block, Draft, Grid, Words
from fuzhou_viewer.readers.html_page import LABEL, Element, Page, Piece

_CONTAINERS = re.compile(
    r"(?i)trs_?ueditor|trs_?editor|ucap-?content|ueditor|\bzoom\b|article-?(?:content|body|text)|content-?(?:text|body|main)|"
    r"v_news_content|"
    r"news_?(?:content|text|body)|xl_con|xxgk_content|detail-?(?:content|text|body)|wzcon|bt-content|"
    r"vsb_content|ivs_content|zwxl-?article|article_?con\b|main_?text|con_?txt|neirong|"
    r"pages?_content|art_?con|info-?content|main-?content|view-?content|zw_?content|nr_?content|\b_editor\b"
)
_TITLES = re.compile(
    r"(?i)(?:^|[\s_-])(?:big-?)?(?:article|news|doc|xl|detail|info|page|art)?[-_]?(?:title|tit|bt|biaoti)\d?(?:$|[\s_-])"
)
_EDGE = 8
_LONGEST_FURNITURE = 120
_TOOLS = re.compile(
    r"(?:[\s【\[(（】\])）:：|丨/、·>]|字号|字体|大小|特大|超大|[大中小]|默认|打印(?:本[页文])?|关闭(?:本页|窗口)?|分享(?:到)?|微信|微博|"
    r"收藏|复制链接|我要纠错|返回(?:顶部|首页)?|TOP|扫一扫(?:在手机(?:上)?(?:打开|查看)当前页面?)?|保存)+",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:信息来源|来源|稿源|发布时间|发布日期|时间|日期|作者|浏览(?:次数|量)?|点击(?:数|量|次数)?|阅读(?:次数|量|数)?|访问(?:次数|量)|"
    r"责任编辑|责编|编辑|审核|发布机构|字号|字体)\s*[:：]"
)
_NEIGHBOURS = re.compile(r"(?:上一[篇条]|下一[篇条]|责任编辑|浏览次数|点击数)\s*[:：]")
_KEPT = 0.8
_SENTENCE = re.compile(r"[，。；：、？！,;]")
_BREAK_IN_CHINESE = re.compile(r"(?<=[^\x00-\xff])[ \t\r\f]*\n[ \t\r\n\f]*(?=[^\x00-\xff])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DATE = re.compile(r"((?:19|20)\d{2})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})")
_FIELDS = {
    "标题": "title",
    "名称": "title",
    "发文机关": "issuer",
    "发布机构": "issuer",
    "成文日期": "date",
    "发布日期": "date",
}
_META_TITLE = ("articletitle", "dc.title", "og:title")
_META_ISSUER = ("contentsource", "source", "author", "sitename")
_META_DATE = ("pubdate", "publishdate", "dc.date", "article:published_time")
_SITE = re.compile(r"\s*(?:[_|—–]|\s-\s|-(?=[^-]*(?:政府|网|司法局|门户))).*$")
_DEEPEST_TABLE = 40
_HEADINGS = {f"h{n}": n for n in range(1, 7)}


def manuscript(data: bytes, name: str) -> Manuscript:
    """The text of a saved page. Raises UnreadableFileError."""
    found = decoded(_page_in(data))
    page = Page()
    page.feed(found.text)
    page.finish()
    body = _body(page)
    draft = Draft()
    if found.broken:
        draft.remark(f"有 {found.broken} 处文字无法识别,已用“\ufffd”代替。")
    draft.particulars = _particulars(page, body)
    blocks = _blocks(page.pieces[body.first : body.stop])
    draft.add_blocks(without_furniture(blocks))
    title = _title(page, body)
    if title and not _has_title(draft.lines, title):
        whole = Draft(remarks=draft.remarks, particulars=draft.particulars)
        whole.add_paragraph(title, 1)
        whole.add_blocks(without_furniture(blocks))
        draft = whole
    return draft.manuscript(data, name, "html")


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the lines of the site itself: type sizes, printing, sharing, where and when, neighbours."""
    last = len(blocks) - 1
    return [
        block
        for i, block in enumerate(blocks)
        if not (isinstance(block, Words) and _is_furniture(block.text.strip(), is_edge=i < _EDGE or i > last - _EDGE))
    ]


def _is_furniture(line: str, *, is_edge: bool) -> bool:
    if len(line) > _LONGEST_FURNITURE:
        return False
    if _TOOLS.fullmatch(line):
        return True
    labels = _LABELS.findall(line)
    return is_edge and (len(labels) > 1 or bool(_NEIGHBOURS.match(line)))


def _body(page: Page) -> Element:
    """The element that holds the report's text."""
    whole = Element("page", "", {}, 0, len(page.pieces))
    told = [0, *accumulate(_words(piece) for piece in page.pieces)]
    known = [e for e in page.elements if e.names and _CONTAINERS.search(e.names)]
    most = max((told[e.stop] - told[e.first] for e in known), default=0)
    if most >= 0.3 * told[-1] and most > 0:
        return _deepest(known, told, most)
    sentences = [0, *accumulate(_sentences(piece) for piece in page.pieces)]
    if sentences[-1]:
        shaping = [e for e in page.elements if e.tag not in ("p", "td", "tr", "th", "span", "a", "strong", "b", "font")]
        return _deepest([whole, *shaping], sentences, sentences[-1])
    return whole


def _deepest(elements: Sequence[Element], told: Sequence[int], most: int) -> Element:
    enough = [e for e in elements if told[e.stop] - told[e.first] >= _KEPT * most]
    return max(enough, key=lambda e: (e.depth, -e.first))


def _words(piece: Piece) -> int:
    return len("".join(piece.text.split()))


def _sentences(piece: Piece) -> int:
    return 0 if piece.in_link else len(_SENTENCE.findall(piece.text))


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    builder = _Builder()
    for piece in pieces:
        builder.take(piece)
    return builder.finish()


class _Builder:
    """Pieces to paragraphs and tables."""

    def __init__(self) -> None:
        self._sinks: list[list[Block]] = [[]]
        self._tables: list[_Rows] = []
        self._text: list[str] = []
        self._level: int | None = None
        self._label = ""
        self._ignored = 0

    def take(self, piece: Piece) -> None:
        if piece.sign == LABEL:
            self._label = piece.text
            return
        if not piece.sign:
            self._text.append(piece.text if piece.text == "\n" else _one_space(piece.text))
            return
        self._break()
        tag = piece.sign[1:]
        opens = piece.sign[0] == "+"
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag] if opens else None
        elif tag == "table":
            self._open_table() if opens else self._close_table()
        elif tag in ("tr", "td", "th") and self._tables and not self._ignored:
            self._row_or_cell(tag, piece, opens=opens)

    def finish(self) -> list[Block]:
        self._break()
        while self._tables:
            self._ignored = 0
            self._close_table()
        return self._sinks[0]

    def _break(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if text.strip():
            # an item's text may stand in a paragraph of its own
            self._sinks[-1].append(Words(self._label + text.lstrip() if self._label else text, self._level))
            self._label = ""

    def _open_table(self) -> None:
        if self._ignored or len(self._tables) >= _DEEPEST_TABLE:
            self._ignored += 1
        else:
            self._tables.append(_Rows())

    def _close_table(self) -> None:
        if self._ignored:
            self._ignored -= 1
        elif self._tables:
            self._close_cell()
            self._sinks[-1].append(self._tables.pop().grid)

    def _row_or_cell(self, tag: str, piece: Piece, *, opens: bool) -> None:
        table = self._tables[-1]
        self._close_cell()
        if not opens:
            return
        if tag == "tr" or not table.grid.rows:
            table.open_row()
        if tag != "tr":
            table.is_in_cell = True
            table.columns, table.rows = piece.columns, piece.rows
            self._sinks.append([])

    def _close_cell(self) -> None:
        if self._tables and self._tables[-1].is_in_cell:
            self._tables[-1].add(self._sinks.pop())


class _Rows:
    """A table that grows cell by cell; what spans rows or columns leaves empty cells."""

    def __init__(self) -> None:
        self.grid = Grid()
        self.is_in_cell = False
        self.columns = self.rows = 1
        self._below: dict[int, int] = {}

    def open_row(self) -> None:
        """Begin a row with the cells that reach into it from above."""
        self.grid.rows.append([])
        self._fill()

    def add(self, cell: list[Block]) -> None:
        """The cell that was open is complete."""
        self.is_in_cell = False
        row = self.grid.rows[-1]
        for i in range(min(self.columns, MOST_COLUMNS - len(row))):
            if self.rows > 1:
                self._below[len(row)] = self.rows - 1
            row.append([] if i else cell)
        self._fill()

    def _fill(self) -> None:
        row = self.grid.rows[-1]
        while self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append([])


def _one_space(text: str) -> str:
    """Blanks as a browser shows them; a line end between Chinese characters is only the source's."""
    return _SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", text))


def _title(page: Page, body: Element) -> str:
    """The page's own title of the text, where the text does not bring it."""
    for name in _META_TITLE:
        if page.meta.get(name):
            return page.meta[name]
    if title := _fields(page, body).get("title"):
        return title
    outside = [e for e in page.elements if e.stop <= body.first or e.first >= body.stop]
    for e in outside:
        if e.tag in ("h1", "h2") or _TITLES.search(e.names):
            words = _text_of(page, e)
            if 5 <= len(words) <= 100:
                return words
    return _SITE.sub("", page.title)


def _has_title(lines: Sequence[str], title: str) -> bool:
    """Whether the first lines say the title, on one line or several."""
    head = "".join("".join(lines[:8]).split())
    return "".join(title.split()) in head


def _text_of(page: Page, element: Element) -> str:
    return _one_space("".join(piece.text for piece in page.pieces[element.first : element.stop])).strip()


def _particulars(page: Page, body: Element) -> Particulars:
    told = _fields(page, body)
    issuer = told.get("issuer") or next((page.meta[name] for name in _META_ISSUER if page.meta.get(name)), "")
    when = told.get("date") or next((page.meta[name] for name in _META_DATE if page.meta.get(name)), "")
    return Particulars(_title(page, body), issuer, _date(when))


def _fields(page: Page, body: Element) -> dict[str, str]:
    """What the site's own table beside the text says: 标题, 发文机关, 成文日期."""
    cells = [e for e in page.elements if e.tag in ("td", "th", "li", "span") and not e.first <= body.first < e.stop]
    starts = [e.first for e in cells]
    found: dict[str, str] = {}
    for i, cell in enumerate(cells[:400]):
        if cell.stop - cell.first > 12 or body.first <= cell.first < body.stop:
            continue
        label, mark, value = re.sub(r"[\s\u3000]", "", _text_of(page, cell)).replace(":", "：").partition("：")
        if label not in _FIELDS or not mark:
            continue
        if not value:
            after = cells[bisect_left(starts, cell.stop, i) :][:1]
            value = "".join(_text_of(page, e) for e in after)
        found.setdefault(_FIELDS[label], value)
    return found


def _date(words: str) -> date | None:
    match = _DATE.search(words)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


# --- mht: the page is the first text/html part of a MIME message ---

_MIME = re.compile(rb"(?is)\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*(multipart/|text/html)")
_BOUNDARY = re.compile(rb"""(?is)boundary\s*=\s*"?([^"\r\n;]{1,200})""")


def is_mime(data: bytes) -> bool:
    """Whether these are the first bytes of a MIME message that holds a page."""
    return _MIME.match(data[:8000]) is not None


def _page_in(data: bytes) -> bytes:
    if not is_mime(data):
        return data
    for head, body in _parts(data):
        if re.search(rb"(?i)content-type:\s*text/html", head):
            return _unwrapped(head, body)
    return data


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    boundary = _BOUNDARY.search(data[:8000])
    parts = data.split(b"--" + boundary[1].strip()) if boundary else [data]
    for part in parts[1:] if boundary else parts:
        head, _, body = part.lstrip(b"\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")
        yield head, body


def _unwrapped(head: bytes, body: bytes) -> bytes:
    coding = re.search(rb"(?i)content-transfer-encoding:\s*([\w-]+)", head)
    match coding[1].lower() if coding else b"":
        case b"quoted-printable":
            return quopri.decodestring(body)
        case b"base64":
            try:
                return base64.b64decode(body)
            except (binascii.Error, ValueError):
                return body
        case _:
            return body
