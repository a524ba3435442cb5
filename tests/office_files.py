"""Office files made by hand, part by part, so that a test says exactly what stands in them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def numbered(text: str, number: int, depth: int) -> str:
    """A Word paragraph that Word counts itself."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, counts: str, text: str, more: str = "") -> str:
    """A level of a Word list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{counts}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(abstract: Mapping[int, str], numbers: Mapping[int, str]) -> str:
    """numbering.xml: abstract lists by id, and numbers with what they hold beside their abstract list."""
    told = "".join(f'<w:abstractNum w:abstractNumId="{i}">{body}</w:abstractNum>' for i, body in abstract.items())
    told += "".join(f'<w:num w:numId="{i}">{body}</w:num>' for i, body in numbers.items())
    return f"{_HEAD}<w:numbering {_NAMES}>{told}</w:numbering>"


def docx(body: str, numbering: str = "", styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this body."""
    relations = [("styles", "styles.xml")] * bool(styles) + [("numbering", "numbering.xml")] * bool(numbering)
    relations += [("footnotes", "footnotes.xml")] * ("word/footnotes.xml" in (more or {}))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override '
        'PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'numbering+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.styles+xml"/></Types>',
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"{_HEAD}<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    if numbering:
        parts["word/numbering.xml"] = numbering
    if styles:
        parts["word/styles.xml"] = f"{_HEAD}<w:styles {_NAMES}>{styles}</w:styles>"
    return package(parts | dict(more or {}))


def _relations(kinds: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{i}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(kinds, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


_MARK = 'w:id="1" w:author="甲" w:date="2023-01-01T00:00:00Z"'
_CHANGED = (
    f"<w:p><w:r><w:t>立案</w:t></w:r><w:ins {_MARK}><w:r><w:t>282</w:t></w:r></w:ins>"
    f"<w:del {_MARK}><w:r><w:delText>228</w:delText></w:r></w:del><w:r><w:t>件。</w:t></w:r></w:p>"
)


def report_docx() -> bytes:
    """A report with everything that readers lose: counted headings, changes, text box, content control, table."""
    numbering = lists(
        {
            0: level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）")
            + level(2, "decimal", "%3."),
            1: level(0, "decimalEnclosedCircle", "%1"),
        },
        {1: '<w:abstractNumId w:val="0"/>', 2: '<w:abstractNumId w:val="1"/>'},
    )  # fmt: skip
    body = "".join(
        [
            paragraph("2023年全市供水工作总结"),
            numbered("加强管网建设", 1, 0),
            numbered("改造老旧管网", 1, 1),
            _CHANGED,
            numbered("抓进度", 1, 2),
            numbered("抓质量", 1, 2),
            numbered("新建泵站", 1, 1),
            numbered("优化服务", 1, 0),
            numbered("热线", 1, 1),
            numbered("第一条要点", 2, 0),
            numbered("第二条要点", 2, 0),
            "<w:sdt><w:sdtContent>" + paragraph("控件里的文字1200万吨。") + "</w:sdtContent></w:sdt>",
            table(),
            paragraph("全文完。"),
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
        ]
    )
    return docx(body, numbering)


REPORT_LINES = (
    "2023年全市供水工作总结",
    "一、加强管网建设",
    "（一）改造老旧管网",
    "立案282件。",
    "1.抓进度",
    "2.抓质量",
    "（二）新建泵站",
    "二、优化服务",
    "（一）热线",
    "①第一条要点",
    "②第二条要点",
    "控件里的文字1200万吨。",
    "指标\t2022年\t2023年",
    "受理(件)\t100\t120",
    "\t其中:热线\t80",
    "合计\t180\t",
    "全文完。",
)
"""What a person sees in report_docx."""


def table() -> str:
    """A Word table: a header, a cell merged down, a cell merged across."""

    def cell(text: str, properties: str = "", width: int = 2000) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{paragraph(text)}</w:tc>'

    rows = [
        cell("指标") + cell("2022年") + cell("2023年"),
        cell("受理(件)", '<w:vMerge w:val="restart"/>') + cell("100") + cell("120"),
        cell("", "<w:vMerge/>") + cell("其中:热线") + cell("80"),
        cell("合计") + cell("180", '<w:gridSpan w:val="2"/>', 4000),
    ]
    grid = '<w:gridCol w:w="2000"/>' * 3
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def steps(text: str, size: float) -> list[float]:
    """How far each character of a line moves the pen: a Latin one half as far as a Chinese one."""
    return [size / 2 if sign.isascii() else size for sign in text]


def ofd(pages: Sequence[Sequence[tuple[float, float, str]]], size: float = 5.6) -> bytes:
    """An OFD file: on each page, lines of text at x, y (millimetres)."""
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts: dict[str, str] = {"OFD.xml": f"{_HEAD}<ofd:OFD {_OFD}>{root}</ofd:OFD>"}
    listed = ""
    for i, lines in enumerate(pages):
        listed += f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>'
        objects = "".join(_text_object(100 + k, line, size) for k, line in enumerate(lines))
        parts[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f"{_HEAD}<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    parts["Doc_0/Document.xml"] = f"{_HEAD}<ofd:Document {_OFD}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    return package(parts)


def _text_object(number: int, line: tuple[float, float, str], size: float) -> str:
    x, y, text = line
    told = steps(text, size)[:-1]
    # equal steps are written short, as most writers do
    delta = f"g {len(told)} {size}" if told and set(told) == {size} else " ".join(map(str, told))
    return (
        f'<ofd:TextObject ID="{number}" Size="{size}" Boundary="{x} {y} 160 {size}"><ofd:TextCode X="0" Y="{0.85 * size}" '
        f'DeltaX="{delta}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def laid_out(paragraphs: Sequence[str], columns: int = 28, rows: int = 22) -> list[list[tuple[float, float, str]]]:
    """Paragraphs as official documents print them: two characters indented, 28 by 22, pages numbered."""
    size, left, top = 5.6, 28.0, 37.0
    lines: list[tuple[float, str]] = []
    for text in paragraphs:
        words, first = text, True
        while words:
            wide, taken = (2.0 if first else 0.0), 0
            while taken < len(words) and wide + (step := 0.5 if words[taken].isascii() else 1.0) <= columns:
                wide, taken = wide + step, taken + 1
            lines.append((left + 2 * size * first, words[:taken]))
            words, first = words[taken:], False
    pages = []
    for number, start in enumerate(range(0, len(lines), rows), 1):
        told = [(x, top + 10 * k, words) for k, (x, words) in enumerate(lines[start : start + rows])]
        pages.append([*told, (100.0, 270.0, f"— {number} —")])
    return pages


def xlsx(sheets: Mapping[str, Sequence[Sequence[str]]], formats: Sequence[str] = ()) -> bytes:
    """A workbook; a cell is what stands inside <c …>…</c>, from its attributes on."""
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = [("styles", "styles.xml"), *(("worksheet", f"sheet{i}.xml") for i in range(len(sheets)))]
    listed = "".join(f'<sheet name="{name}" sheetId="{i + 1}" r:id="rId{i + 2}"/>' for i, name in enumerate(sheets))
    own = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{escape(code)}"/>' for i, code in enumerate(formats))
    used = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(formats)))
    parts: dict[str, str] = {
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{names}" xmlns:r="{_KINDS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{names}"><numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>{used}'
        "</cellXfs></styleSheet>",
    }
    for i, rows in enumerate(sheets.values()):
        told = "".join(
            f'<row r="{r}">{"".join(f"<c {cell}</c>" for cell in row)}</row>' for r, row in enumerate(rows, 1)
        )
        parts[f"xl/sheet{i}.xml"] = f'{_HEAD}<worksheet xmlns="{names}"><sheetData>{told}</sheetData></worksheet>'
    return package(parts)


def word(place: str, text: str) -> str:
    """A cell of words."""
    return f'r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is>'


def number(place: str, value: str, style: int = 0) -> str:
    """A cell of a number."""
    return f'r="{place}" s="{style}"><v>{value}</v>'
