"""What was picked to a PDF or a chart in the fonts at hand, all at once and without a window."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.files import write_bytes
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import Block
from fuzhou_viewer.services.printing.composition import Composition
from fuzhou_viewer.services.printing.evidence import charts
from fuzhou_viewer.services.printing.imposition import SINGLE, sides
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.layouts import COMPACT
from fuzhou_viewer.services.printing.page_list import ALL, page_list
from fuzhou_viewer.services.printing.selection import blocks_of
from fuzhou_viewer.services.printing.wish import Wish
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter
from fuzhou_viewer.ui.print_preview.pdf import write_pdf
from fuzhou_viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from fuzhou_viewer.ui.print_preview.chart_pictures import ChartPictures


def export_pdf(report: Document, picks: Sequence[Pick], wish: Wish, typefaces: Typefaces, target: Path) -> str:
    """The picked parts as a PDF; the characters no font could draw.

    Raises NothingSelectedError, PageListError, NotWrittenError.
    """
    measure = FontMeasure(typefaces)
    blocks = blocks_of(report, picks, wish.include)
    missing = measure.missing(report.text + report.title)
    composition = Composition(report, blocks, measure, wish.layout, wish.include)
    while composition.advance():
        pass
    document = composition.result()
    wanted = page_list(wish.pages, len(document.pages), wish.which)
    write_pdf(document, measure, PagePainter(measure), sides(wanted, wish.way), target)
    return missing


def write_blocks(report: Document, blocks: Sequence[Block], typefaces: Typefaces, target: Path) -> None:
    """Anything that is set in blocks as a PDF in small type, every page of it. Raises NotWrittenError."""
    measure = FontMeasure(typefaces)
    composition = Composition(report, blocks, measure, COMPACT, Include())
    while composition.advance():
        pass
    document = composition.result()
    every = page_list("", len(document.pages), ALL)
    write_pdf(document, measure, PagePainter(measure), sides(every, SINGLE), target)


def export_chart(report: Document, picks: Sequence[Pick], typefaces: Typefaces, target: Path) -> None:
    """The numbers of the picked parts as one chart, PNG or SVG by the name of `target`.

    Raises NothingSelectedError, NotWrittenError.
    """
    if not picks:
        raise NothingSelectedError("没有要导出的内容。", "请勾选章节,或把段落放进打印篮。")
    name = picks[0].label if len(picks) == 1 else report.title
    chart = next(charts(report, [pick.span for pick in picks], name), None)
    if chart is None:
        raise NothingSelectedError("所选部分没有数据,画不成图。", "请选有数据的章节。")
    drawn = pictures(typefaces)
    write_bytes(target, drawn.svg(chart) if target.suffix.lower() == ".svg" else drawn.png(chart))


def pictures(typefaces: Typefaces) -> "ChartPictures":
    """Draws charts for the exporters."""
    from fuzhou_viewer.ui.print_preview.chart_pictures import ChartPictures  # noqa: PLC0415 - a PDF needs no SVG

    return ChartPictures(FontMeasure(typefaces))
