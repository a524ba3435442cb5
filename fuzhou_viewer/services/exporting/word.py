"""Chosen parts as a Word document set by GB/T 9704-2012, with headings Word knows (python-docx's one home)."""

import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.formats import Pictures
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import Chart, Paragraph, Run, Table
from fuzhou_viewer.services.printing.evidence import source_line
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.layouts import OFFICIAL
from fuzhou_viewer.services.printing.selection import blocks_of

_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FACES = {"title": "方正小标宋简体", "h1": "黑体", "h2": "楷体_GB2312", "h3": "仿宋_GB2312", "body": "仿宋_GB2312"}
_LATIN = "Times New Roman"
_LINE = 225 / 22 / 25.4 * 72
_SQUEEZE = "-4"
"""Twentieths of a point that put 28 characters of 16 pt on 156 mm."""
_PICTURE_WIDTH = 156
_RUN_IN_LEVELS = ("h1", "h2")
_STYLES = {
    "title": "Title", "heading": "Heading 1", "body": "Normal", "excerpt": "公文附注", "addressee": "公文主送机关",
    "issuer": "公文落款", "date": "公文落款", "source": "公文来源", "note": "公文来源",
}  # fmt: skip
_HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}


def exported(document: Document, picks: Sequence[Pick], include: Include, pictures: Pictures) -> bytes:
    """What was picked as a .docx; control characters, which XML cannot hold, are left out."""
    word = docx.Document()
    _set_page(word, document, include)
    _set_styles(word)
    _set_properties(word, document)
    blocks = blocks_of(document, picks, include, has_sentences=True)
    has_contents = include.contents
    for block in blocks:
        if isinstance(block, Table):
            _add_table(word, block)
        elif isinstance(block, Chart):
            _add_chart(word, block, pictures)
        else:
            if has_contents and block.kind not in ("title", "excerpt"):
                _add_contents(word, blocks)
                has_contents = False
            _add_paragraph(word, block)
    _add(word, "公文来源", (Run(source_line(document), "body"),))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_page(word: WordDocument, document: Document, include: Include) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.header_distance, section.footer_distance = Mm(25), Mm(26)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no word for the grid
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001
    # type linesAndChars would double the spacing in LibreOffice
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(_LINE * 20)))
    word.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        _set_number(footer.paragraphs[0], side)
    if include.header:
        words = _clean(f"《{document.title}》　{document.issuer}".rstrip("\u3000"))
        for header in (section.header, section.even_page_header):
            header.paragraphs[0].text = words
            header.paragraphs[0].style = word.styles["Header"]
            header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_number(paragraph: WordParagraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character in from the outer edge."""
    paragraph.alignment = side
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Pt(OFFICIAL.number)
    for words in ("— ", "", " —"):
        run = paragraph.add_run(words)
        run.font.size = Pt(OFFICIAL.number)
        _set_face(run._element.get_or_add_rPr(), "宋体", "宋体")  # noqa: SLF001
        if not words:
            _add_field(run._element, "PAGE")  # noqa: SLF001


def _add_field(run: object, code: str, *, result: str = "1") -> None:
    for kind, words in (("begin", ""), ("", code), ("separate", ""), ("text", result), ("end", "")):
        if kind == "text":
            element = OxmlElement("w:t")
            element.text = words
        elif kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {words} "
        run.append(element)  # type: ignore[attr-defined]


def _set_styles(word: WordDocument) -> None:
    styles = word.styles
    _shape(styles["Normal"], "body", indent=2, side=WD_ALIGN_PARAGRAPH.JUSTIFY)
    _shape(styles["Title"], "title", size=OFFICIAL.title, side=WD_ALIGN_PARAGRAPH.CENTER, line=0)
    styles["Title"].paragraph_format.space_before = styles["Title"].paragraph_format.space_after = Pt(_LINE)
    for name, role in (("Heading 1", "h1"), ("Heading 2", "h2"), ("Heading 3", "h3")):
        _shape(styles[name], role, indent=2)
        styles[name].paragraph_format.keep_with_next = True
    for name, role, side, size in (
        ("公文主送机关", "body", WD_ALIGN_PARAGRAPH.JUSTIFY, OFFICIAL.body),
        ("公文附注", "h2", WD_ALIGN_PARAGRAPH.CENTER, OFFICIAL.body),
        ("公文落款", "body", WD_ALIGN_PARAGRAPH.RIGHT, OFFICIAL.body),
        ("公文表题", "h1", WD_ALIGN_PARAGRAPH.CENTER, OFFICIAL.small),
        ("公文表文", "body", WD_ALIGN_PARAGRAPH.LEFT, 10.5),
        ("公文来源", "body", WD_ALIGN_PARAGRAPH.LEFT, 10.5),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _shape(style, role, size=size, side=side, line=_LINE if size == OFFICIAL.body else 0)
    styles["公文落款"].paragraph_format.right_indent = Pt(4 * OFFICIAL.body)
    styles["公文表题"].paragraph_format.keep_with_next = True


def _shape(
    style: ParagraphStyle,
    role: str,
    *,
    size: float = OFFICIAL.body,
    indent: int = 0,
    side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    line: float = _LINE,
) -> None:
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(size), False, False
    font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    _set_face(properties, _FACES[role], _LATIN)
    if size == OFFICIAL.body:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), _SQUEEZE)
        properties.append(spacing)
    form.alignment, form.space_before, form.space_after = side, Pt(0), Pt(0)
    form.widow_control = True
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY if line else WD_LINE_SPACING.SINGLE
    if line:
        form.line_spacing = Pt(line)
    if not line:
        grid = OxmlElement("w:snapToGrid")
        grid.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().insert_element_before(grid, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    indents = style.element.get_or_add_pPr().get_or_add_ind()
    indents.set(qn("w:firstLineChars"), str(indent * 100))
    indents.set(qn("w:firstLine"), str(round(indent * size * 20)))
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)


def _set_face(properties: object, chinese: str, latin: str) -> None:
    """The typeface for Chinese, with the theme's own out of the way."""
    faces = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for name in list(faces.attrib):
        del faces.attrib[name]
    for name, face in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese), ("cs", latin)):
        faces.set(qn(f"w:{name}"), face)
    faces.set(qn("w:hint"), "eastAsia")


def _set_properties(word: WordDocument, document: Document) -> None:
    """Title and issuer; nothing about who made the file or where."""
    properties = word.core_properties
    properties.title, properties.author = _clean(document.title)[:255], _clean(document.issuer)[:255]
    properties.last_modified_by, properties.comments, properties.language = "", "", "zh-CN"


def _add_paragraph(word: WordDocument, block: Paragraph) -> None:
    """A paragraph; a heading that stands in one with its text becomes a heading of its own, so that Word lists it."""
    runs = list(block.runs)
    while len(runs) > 1 and runs[0].role in _RUN_IN_LEVELS and block.kind == "body":
        head, rest = runs[0], runs[1]
        if rest.text[:1] == "。":
            head, rest = Run(head.text + "。", head.role), Run(rest.text[1:], rest.role)
        _add(word, _HEADINGS[head.role], (head,))
        runs = [run for run in (rest, *runs[2:]) if run.text.strip()]
    if not runs:
        return
    style = _HEADINGS.get(runs[0].role, "Normal") if block.kind == "heading" else _STYLES[block.kind]
    _add(word, style, runs)


def _add(word: WordDocument, style: str, runs: Sequence[Run]) -> WordParagraph:
    paragraph = word.add_paragraph(style=style)
    for run in runs:
        added = paragraph.add_run(_clean(run.text))
        if style == "Normal" and run.role == "h3":
            _set_face(added._element.get_or_add_rPr(), _FACES["h3"], _LATIN)  # noqa: SLF001
    return paragraph


def _add_contents(word: WordDocument, blocks: Sequence[object]) -> None:
    """A table of contents that Word keeps up to date; until then it lists the headings."""
    _add(word, "公文附注", (Run("目　录", "h1"),))
    marks = [mark for block in blocks if isinstance(block, Paragraph) for mark in block.marks if mark.level < 3]
    paragraph = _add(word, "公文主送机关", ())
    run = paragraph.add_run()
    _add_field(run._element, r'TOC \o "1-2" \h \z \u', result="")  # noqa: SLF001
    text = run._element.find(qn("w:t"))  # noqa: SLF001
    for number, mark in enumerate(marks):
        words = OxmlElement("w:t")
        words.text = _clean("　" * (mark.level - 1) + mark.label)
        if number:
            text.addprevious(OxmlElement("w:br"))
        text.addprevious(words)
    run._element.find(qn("w:fldChar")).set(qn("w:dirty"), "true")  # noqa: SLF001
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _add_table(word: WordDocument, block: Table) -> None:
    if block.caption:
        _add(word, "公文表题", (Run(block.caption, "h1"),))
    table = word.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    table.autofit = False
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)  # noqa: SLF001
    weights = block.weights or (1.0,) * len(block.heads)
    widths = [Mm(_PICTURE_WIDTH * weight / sum(weights)) for weight in weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in (block.heads, *block.rows):
        added = table.rows[0] if row is block.heads else table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        cells = added.cells
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            cell.width = width
            is_number = bool(block.is_number) and block.is_number[i] and row is not block.heads
            _fill(cell, row[i] if i < len(row) else "", is_number=is_number)
    if block.source:
        _add(word, "公文来源", (Run(block.source, "body"),))


def _fill(cell: _Cell, words: str, *, is_number: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "公文表文"
    paragraph.add_run(_clean(words))
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_chart(word: WordDocument, block: Chart, pictures: Pictures) -> None:
    """A picture that carries caption and source, told in words to who cannot see it."""
    paragraph = _add(word, "公文表文", ())
    shape = paragraph.add_run().add_picture(io.BytesIO(pictures.png(block)), width=Mm(_PICTURE_WIDTH))
    shape._inline.docPr.set("descr", _clean(f"{block.caption}。{block.source}"))  # noqa: SLF001


def _clean(words: str) -> str:
    return _ILLEGAL.sub("", words)
