"""Documents, workbooks and web pages are read back: all of the text, numbers as numbers, nothing that runs."""

import csv
import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.facts import COLUMNS
from fuzhou_viewer.services.exporting.formats import FORMATS, exported
from fuzhou_viewer.services.printing.basket import sections
from fuzhou_viewer.services.printing.blocks import Chart, Paragraph
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.selection import blocks_of

_EVIL = """=cmd|'/c calc'!A1年度工作总结
一、<script>alert(1)</script>概况
@SUM(1)办理案件12件,+1-2受理\x07\x0b申请30件。“=HYPERLINK("http://x")”占45%。
-2+3&amp;|*加粗*_斜_ 办结9件。
"""


def _pixel() -> bytes:
    """A white dot as PNG."""
    parts = [
        (b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\xff")),
        (b"IEND", b""),
    ]
    packed = [struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


class Pictures:
    """A dot for every chart."""

    def png(self, chart: Chart) -> bytes:
        assert chart.groups
        return _pixel()

    def svg(self, chart: Chart) -> bytes:
        return f"<svg xmlns='http://www.w3.org/2000/svg'><title>{len(chart.groups)}</title></svg>".encode()


def _export(suffix: str, report: Document, keys: list[str] | None = None, include: Include | None = None) -> bytes:
    picks = sections(report, [e.key for e in contents(report)] if keys is None else keys)
    return exported(suffix, report, picks, include or Include(), Pictures())


def _text(report: Document, keys: list[str] | None = None) -> str:
    picks = sections(report, [e.key for e in contents(report)] if keys is None else keys)
    return "".join(b.text for b in blocks_of(report, picks) if isinstance(b, Paragraph))


@pytest.fixture
def evil(read: Callable[[str], Document]) -> Document:
    return read(_EVIL)


def test_a_word_document_holds_all_of_the_text_under_real_headings(report: Document) -> None:
    word = docx.Document(io.BytesIO(_export(".docx", report)))
    told = "".join(p.text for p in word.paragraphs[:-1])
    assert told == _text(report)
    assert word.paragraphs[-1].text.startswith("来源：《2022年全市司法行政工作总结》")
    levels = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    entries = [e for e in contents(report) if e.level <= 2 and e.heading.end > e.heading.start]
    assert [name for name, _ in levels] == [f"Heading {e.level}" for e in entries]
    assert word.paragraphs[0].style.name == "Title"


def test_a_word_document_is_set_by_the_standard(report: Document) -> None:
    word = docx.Document(io.BytesIO(_export(".docx", report, ["s1"])))
    page = word.sections[0]
    millimetres = [round(x.mm) for x in (page.page_width, page.page_height, page.top_margin, page.left_margin)]
    assert millimetres == [210, 297, 37, 28]
    assert round(page.page_width.mm - page.left_margin.mm - page.right_margin.mm) == 156
    assert round(page.page_height.mm - page.top_margin.mm - page.bottom_margin.mm) == 225
    grid = page._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "580")
    faces = {
        name: word.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2")
    }
    assert faces == {
        "Normal": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
    }
    assert (word.styles["Normal"].font.size.pt, word.styles["Title"].font.size.pt) == (16, 22)
    assert "PAGE" in page.footer._element.xml
    assert [str(p.paragraphs[0].alignment) for p in (page.footer, page.even_page_footer)] == ["RIGHT (2)", "LEFT (0)"]


def test_a_word_document_tells_title_and_issuer_and_nothing_of_its_maker(report: Document) -> None:
    data = _export(".docx", report, ["s1"])
    told = docx.Document(io.BytesIO(data)).core_properties
    assert (told.title, told.author, told.last_modified_by, told.comments) == (report.title, report.issuer, "", "")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [n for n in parts.namelist() if b"/home/" in parts.read(n) or b"/root" in parts.read(n)]


def test_tables_and_charts_of_a_word_document_carry_sentence_and_source(report: Document) -> None:
    word = docx.Document(io.BytesIO(_export(".docx", report, ["s4.1"], Include(tables=True, charts=True))))
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["指标", "数值", "单位", "时期", "出处", "原句"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    place = next(e.span for e in contents(report) if e.key == "s4.1")
    metrics = report.metrics_in(place)
    assert [row.cells[0].text for row in table.rows[1:]] == [m.name for m in metrics]
    assert all(row.cells[4].text == "四（一）" and row.cells[5].text.endswith("。") for row in table.rows[1:])
    assert len(word.inline_shapes) == 1
    assert "福州市司法局" in word.inline_shapes[0]._inline.docPr.get("descr")


def test_a_word_document_lists_its_headings_on_wish(report: Document) -> None:
    data = _export(".docx", report, None, Include(contents=True))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        xml = parts.read("word/document.xml").decode()
    assert 'TOC \\o "1-2"' in xml
    assert xml.count("一、坚持政治统领党建引领，政治忠诚和组织力不断强化") == 2


def test_a_workbook_holds_numbers_as_numbers_with_their_evidence(report: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_export(".xlsx", report)))
    assert book.sheetnames == ["指标", "图表", "正文", "提示", "来源"]
    rows = list(book["指标"].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert len(rows) - 1 == len(report.metrics)
    for row, metric in zip(rows[1:], report.metrics, strict=True):
        told = dict(zip(COLUMNS, row, strict=True))
        assert isinstance(told["数值"], int | float)
        assert Decimal(str(told["数值"])) == metric.quantity.value
        assert told["原文数字"] in told["原句"]
        assert told["文件"] == report.title
        assert told["章节"]
    assert len(book["图表"]._charts) > 3
    assert "".join(row[2] for row in book["正文"].iter_rows(min_row=2, values_only=True)) == _text(report)
    assert (book.properties.title, book.properties.creator) == (report.title, report.issuer)


def test_charts_of_a_workbook_point_at_their_numbers(report: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_export(".xlsx", report, ["s4"])))
    sheet = book["图表"]
    for chart in sheet._charts:
        places = re.fullmatch(r"'?图表'?!\$C\$(\d+):\$C\$(\d+)", chart.series[0].val.numRef.f)
        rows = range(int(places[1]), int(places[2]) + 1)
        assert len({sheet.cell(row, 1).value for row in rows}) == 1
        assert all(isinstance(sheet.cell(row, 3).value, int | float) for row in rows)


def test_nothing_that_begins_like_a_formula_becomes_one(evil: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_export(".xlsx", evil)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not [cell for cell in cells if cell.hyperlink]
    rows = list(csv.reader(io.StringIO(_export(".csv", evil).decode("utf-8-sig"))))
    assert len(rows) > 3
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t"}]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.policy = ""
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = told["content"] or ""
        assert not [name for name in told if name.startswith("on") or name == "style"]
        self.addresses += [told[name] or "" for name in ("src", "href") if name in told]

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.tags[-1:]):
            self.words.append(data)


def _page(data: bytes) -> _Page:
    page = _Page()
    page.feed(data.decode("utf-8"))
    return page


def test_a_web_page_is_whole_escaped_and_runs_nothing(evil: Document) -> None:
    page = _page(_export(".html", evil, None, Include(tables=True, charts=True, contents=True)))
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in "".join(page.words)
    assert page.policy.startswith("default-src 'none'; style-src 'sha256-")
    assert all(address.startswith(("data:image/svg+xml;base64,", "#b")) for address in page.addresses)
    assert len(page.addresses) > 1


def test_the_policy_of_a_web_page_lets_its_own_style_through(report: Document) -> None:
    text = _export(".html", report, ["s1"]).decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    allowed = re.search(r"sha256-([A-Za-z0-9+/=]+)", text)
    assert b64decode(allowed[1]) == sha256(style[1].encode()).digest()


def test_a_web_page_holds_all_of_the_text(report: Document) -> None:
    words = re.sub(r"\s", "", "".join(_page(_export(".html", report)).words))
    assert re.sub(r"\s", "", _text(report)) in words


def test_markdown_takes_nothing_in_the_text_for_a_mark(evil: Document) -> None:
    text = _export(".md", evil).decode()
    assert r"\*加粗\*\_斜\_" in text
    assert r"\<script\>" in text
    assert "\n\\-2" in text


def test_tables_in_markdown_have_as_many_cells_in_every_row(report: Document) -> None:
    text = _export(".md", report, ["s4.1"], Include(tables=True)).decode()
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) > 5
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


def test_control_characters_break_no_format(evil: Document) -> None:
    for suffix in FORMATS:
        assert _export(suffix, evil, None, Include(tables=True, charts=True, contents=True))


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_nothing_picked_is_said(report: Document, suffix: str) -> None:
    with pytest.raises(NothingSelectedError):
        _export(suffix, report, [])


def test_exporting_without_charts_needs_no_window_system(tmp_path: Path) -> None:
    code = (
        "import sys; from fuzhou_viewer.cli import main; main(['export','--to',sys.argv[1]]); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    for suffix in FORMATS:
        target = tmp_path / f"a{suffix}"
        done = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert target.stat().st_size > 1000
