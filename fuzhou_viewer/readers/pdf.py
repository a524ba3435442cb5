"""PDF: the characters and where they are printed, through PDFium; nothing else of the file is looked at.

PDFium's own text puts blanks around digits and quotes out of order; its boxes are exact.
"""

import ctypes
from collections import Counter

import pypdfium2
from pypdfium2 import raw

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Manuscript
from fuzhou_viewer.readers.drafting import MOST_CHARACTERS, Draft
from fuzhou_viewer.readers.print_lines import Glyph, Line, blocks, lines

_MOST_PAGES = 3000
_LEAST_ON_A_PAGE = 4
_MOST_UNKNOWN = 0.3
_TURN = 0.2
_OWN_ALPHABET = range(0xE000, 0xF900)


def manuscript(data: bytes, name: str) -> Manuscript:
    """The printed text of a PDF. Raises UnreadableFileError, for a scan too."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise UnreadableFileError("文件有密码保护,没有导入。", "请先在原来的软件里取消密码。") from fault
        raise UnreadableFileError("文件已损坏,或者不是 PDF。", "请重新取得这个文件。") from fault
    draft = Draft()
    if not len(document):
        raise UnreadableFileError("文件已损坏,一页也没有。", "请重新取得这个文件。")
    try:
        pages = _pages(document, draft)
        width = document[0].get_width()
    finally:
        document.close()
    draft.add_blocks(blocks(pages, width))
    return draft.manuscript(data, name, "pdf")


def _pages(document: pypdfium2.PdfDocument, draft: Draft) -> list[list[Line]]:
    pages: list[list[Line]] = []
    empty: list[int] = []
    unread = size = unknown = 0
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            glyphs = _glyphs(document[number])
        except pypdfium2.PdfiumError:
            unread += 1
            continue
        size += len(glyphs)
        if size > MOST_CHARACTERS:
            raise UnreadableFileError("文件里的文字超过 2000 万字,不像是工作总结。", "请拆分后再打开。")
        unknown += sum(glyph.text == "\ufffd" or ord(glyph.text) in _OWN_ALPHABET for glyph in glyphs)
        if len(glyphs) < _LEAST_ON_A_PAGE:
            empty.append(number + 1)
        pages.append(lines(glyphs))
    _tell_missing(draft, len(document), empty, unread)
    if len(empty) == len(pages):
        raise UnreadableFileError("没有可用的文字,可能是扫描件,没有导入。", "请先用文字识别(OCR)软件转换。")
    if unknown > _MOST_UNKNOWN * size:
        raise UnreadableFileError("文件里的文字用了无法识别的编码,没有导入。", "请用原来的软件另存为 docx 或文本。")
    return pages


def _tell_missing(draft: Draft, count: int, empty: list[int], unread: int) -> None:
    if empty:
        shown = "、".join(map(str, empty[:10])) + ("等" if len(empty) > 10 else "")
        draft.remark(f"第 {shown} 页没有文字,可能是扫描的图片。")
    if unread:
        draft.remark(f"有 {unread} 页损坏,读不出来。")
    if count > _MOST_PAGES:
        draft.remark(f"只读了前 {_MOST_PAGES} 页。")


def _glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    """The characters of a page as it is seen, upright ones only: turned ones are watermarks."""
    text = page.get_textpage()
    rotation = page.get_rotation()
    width, height = page.get_mediabox()[2:]
    found: list[tuple[int, Glyph]] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    box = raw.FS_RECTF()
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        # generated characters are PDFium's guesses; 2 is its mark for a hyphen at a line's end
        if code in (0, 2, 10, 13, 0xFFFE) or raw.FPDFText_IsGenerated(text, i) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, i, box):
            continue
        turn = round(raw.FPDFText_GetCharAngle(text, i) / _TURN)
        x0, x1, y0, y1 = box.left, box.right, box.bottom, box.top
        if x1 <= x0 and raw.FPDFText_GetCharBox(text, i, left, right, bottom, top):
            x0, x1 = left.value, right.value
        found.append((turn, _seen(chr(code), (x0, x1, y0, y1), rotation, (width, height))))
    text.close()
    page.close()
    turns = Counter(turn for turn, _ in found)
    upright = turns.most_common(1)[0][0] if turns else 0
    return [glyph for turn, glyph in found if turn == upright]


def _seen(sign: str, box: tuple[float, float, float, float], rotation: int, size: tuple[float, float]) -> Glyph:
    """A character's box on the page as it is turned for reading, y downwards."""
    x0, x1, y0, y1 = box
    width, height = size
    match rotation:
        case 90:
            return Glyph(sign, y0, y1, x0, x1)
        case 180:
            return Glyph(sign, width - x1, width - x0, y0, y1)
        case 270:
            return Glyph(sign, height - y1, height - y0, width - x1, width - x0)
        case _:
            return Glyph(sign, x0, x1, height - y1, height - y0)
