"""The numbers of chosen parts as a workbook: numbers as numbers, each with its evidence (XlsxWriter's one home)."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.facts import COLUMNS, Fact, facts
from fuzhou_viewer.services.exporting.formats import Pictures
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import Paragraph
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.selection import blocks_of

_LONGEST_CELL = 32_000
_WIDTHS = (6, 30, 14, 8, 8, 14, 14, 8, 12, 10, 30, 14, 60, 28, 16)
_TEXT_WIDTH = 110
_LINE_HEIGHT = 15.0
_TALLEST_ROW = 400.0
_CHART_ROWS = 16
_MOST_CHARTS = 12
_MOST_BARS = 40
_ROW_PIXELS = 20
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
}  # fmt: skip


def exported(document: Document, picks: Sequence[Pick], include: Include, _pictures: Pictures) -> bytes:
    """What was picked as a .xlsx with the sheets 指标, 图表, 正文, 提示 and 来源; text never becomes a formula."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": document.title[:255], "author": document.issuer[:255], "company": "", "comments": ""})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "valign": "vcenter"})
    told = facts(document, picks)
    _add_facts(book, head, told)
    _add_charts(book, head, told)
    _add_text(book, head, document, picks, include)
    _add_findings(book, head, document)
    _add_source(book, document, picks)
    book.close()
    return out.getvalue()


def list_workbook(
    title: str, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> bytes:
    """A list as a .xlsx of one sheet, cells wrapped, heads repeated on each page; the first column counts."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": title[:255], "company": "", "comments": ""})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "valign": "vcenter"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet = _sheet(book, name, head, heads, widths)
    for place, row in enumerate(rows, 1):
        sheet.set_row(place, _height(zip(row, widths, strict=True)))
        sheet.write_number(place, 0, place, cell)
        for column, words in enumerate(row[1:], 1):
            sheet.write_string(place, column, words[:_LONGEST_CELL], cell)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.set_landscape()
    book.close()
    return out.getvalue()


def _add_facts(book: Workbook, head: object, told: Sequence[Fact]) -> None:
    sheet = _sheet(book, "指标", head, COLUMNS, _WIDTHS)
    number = book.add_format({"num_format": "#,##0.######", "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    for row, fact in enumerate(told, 1):
        texts = [(cell, _WIDTHS[i]) for i, cell in enumerate(fact.cells) if isinstance(cell, str)]
        sheet.set_row(row, _height(texts))
        for column, cell in enumerate(fact.cells):
            if isinstance(cell, Decimal):
                sheet.write_number(row, column, float(cell), number if column else None)
            else:
                sheet.write_string(row, column, cell[:_LONGEST_CELL], words)
    if told:
        sheet.autofilter(0, 0, len(told), len(COLUMNS) - 1)
    sheet.set_landscape()


def _add_charts(book: Workbook, head: object, told: Sequence[Fact]) -> None:
    """Values by unit, and a chart beside each group of at least two."""
    sheet = _sheet(book, "图表", head, ("单位", "指标", "数值"), (10, 36, 16))
    groups: dict[str, list[Fact]] = {}
    for fact in told:
        groups.setdefault(fact.metric.quantity.unit, []).append(fact)
    row, charts, top = 1, 0, 1
    for unit, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        for place, fact in enumerate(members, row):
            sheet.write_string(place, 0, unit)
            sheet.write_string(place, 1, fact.metric.name[:_LONGEST_CELL])
            sheet.write_number(place, 2, float(fact.metric.quantity.value))
        if len(members) > 1 and charts < _MOST_CHARTS:
            bars = min(len(members), _MOST_BARS)
            _insert_chart(book, sheet, unit, (row, row + bars - 1), top)
            top += max(_CHART_ROWS, bars + 6)
            charts += 1
        row += len(members)


def _insert_chart(book: Workbook, sheet: Worksheet, unit: str, rows: tuple[int, int], top: int) -> None:
    chart = book.add_chart({"type": "bar"})
    first, last = rows
    chart.add_series(
        {
            "name": f"单位:{unit or '无'}",
            "categories": ["图表", first, 1, last, 1],
            "values": ["图表", first, 2, last, 2],
            "data_labels": {"value": True},
            "fill": {"color": "#3C6E9F"},
            "gap": 60,
        }
    )
    chart.set_title({"name": f"单位:{unit or '无'}", "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#D3D8DF"}}})
    height = max(_CHART_ROWS, last - first + 6) * _ROW_PIXELS - 10
    chart.set_size({"width": 760, "height": height})
    sheet.insert_chart(top, 4, chart)


def _add_text(book: Workbook, head: object, document: Document, picks: Sequence[Pick], include: Include) -> None:
    sheet = _sheet(book, "正文", head, ("段落", "类别", "正文"), (8, 10, _TEXT_WIDTH))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    kinds = {
        "title": "标题",
        "heading": "标题",
        "excerpt": "说明",
        "issuer": "落款",
        "date": "落款",
        "addressee": "主送",
    }
    paragraphs = (block for block in blocks_of(document, picks, include) if isinstance(block, Paragraph))
    for row, block in enumerate(paragraphs, 1):
        sheet.set_row(row, _height([(block.text, _TEXT_WIDTH)]))
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, kinds.get(block.kind, "正文"))
        sheet.write_string(row, 2, block.text[:_LONGEST_CELL], wrap)


def _add_findings(book: Workbook, head: object, document: Document) -> None:
    sheet = _sheet(book, "提示", head, ("序号", "提示", "原文"), (6, 50, 80))
    for row, finding in enumerate(document.findings, 1):
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, finding.message[:_LONGEST_CELL])
        sheet.write_string(row, 2, document.text[finding.span.start : finding.span.end][:_LONGEST_CELL])


def _add_source(book: Workbook, document: Document, picks: Sequence[Pick]) -> None:
    sheet = book.add_worksheet("来源")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 90)
    issued = document.issued_on.isoformat() if document.issued_on else ""
    rows = (
        ("文件", document.title), ("发文机关", document.issuer), ("日期", issued), ("来源文件", document.source.name),
        ("网址", document.source.address), ("校验", document.source.sha256),
        ("所选", "；".join(p.label for p in picks)),
    )  # fmt: skip
    for row, (name, words) in enumerate(rows):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, words[:_LONGEST_CELL])


def _height(texts: Iterable[tuple[str, float]]) -> float:
    """The height of a row in points whose texts are wrapped in columns of a width in digits."""
    lines = max((-int(-len(words) * 2.1 // width) for words, width in texts), default=1)
    return min(_TALLEST_ROW, _LINE_HEIGHT * max(1, lines) + 3)


def _sheet(book: Workbook, name: str, head: object, heads: Sequence[str], widths: Iterable[float]) -> Worksheet:
    sheet = book.add_worksheet(name)
    for column, (words, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, head)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet
