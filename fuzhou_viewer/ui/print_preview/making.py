"""The two long works of the print window as steps: pages from what was picked, a PDF from pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtGui import QPagedPaintDevice

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.files import write_bytes
from fuzhou_viewer.services.exporting.formats import FORMATS, exported
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.composition import Composition
from fuzhou_viewer.services.printing.imposition import Side
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.layouts import Layout
from fuzhou_viewer.services.printing.pagination import PagedDocument
from fuzhou_viewer.services.printing.selection import coming_blocks, size_of
from fuzhou_viewer.ui.print_preview.chart_pictures import ChartPictures
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.opening import export_chart
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter
from fuzhou_viewer.ui.print_preview.pdf import PdfMaking, SidePainting
from fuzhou_viewer.ui.typefaces import Typefaces

_TELL_EVERY_S = 0.15


@dataclass(frozen=True, slots=True)
class Composed:
    """The pages so far, and how much of the text they hold (0 to 1)."""

    document: PagedDocument
    share: float


def composing(
    report: Document, picks: Sequence[Pick], layout: Layout, include: Include, typefaces: Typefaces
) -> Iterator[Composed]:
    """The first page at once, then more from time to time, at last all. Raises NothingSelectedError.

    Fonts belong to the thread that uses them, so it measures with its own.
    """
    blocks = coming_blocks(report, picks, include)
    composition = Composition(report, blocks, FontMeasure(typefaces), layout, include, size_of(picks))
    told = 0.0
    while composition.advance():
        if monotonic() - told > _TELL_EVERY_S:
            yield Composed(composition.result(), composition.progress)
            told = monotonic()
    yield Composed(composition.result(), 1.0)


def saving(document: PagedDocument, sides: Sequence[Side], typefaces: Typefaces, target: Path) -> Iterator[float]:
    """The sides painted one by one, then the file written whole; how much is done. Raises NotWrittenError."""
    measure = FontMeasure(typefaces)
    making = PdfMaking(document, measure, PagePainter(measure))
    for number, side in enumerate(sides, 1):
        making.paint(side)
        yield 0.9 * number / len(sides)
    data = making.finished()
    yield 0.95
    write_bytes(target, data)
    yield 1.0


def printing(
    document: PagedDocument, sides: Sequence[Side], typefaces: Typefaces, printer: QPagedPaintDevice
) -> Iterator[float]:
    """The sides painted one by one on a printer; how much is done. Raises NotWrittenError."""
    painting = SidePainting(printer, document, PagePainter(FontMeasure(typefaces)))
    for number, side in enumerate(sides, 1):
        painting.paint(side)
        yield number / len(sides)
    painting.end()
    yield 1.0


def exporting(
    report: Document, picks: Sequence[Pick], include: Include, typefaces: Typefaces, target: Path
) -> Iterator[float]:
    """A file of the format `target` is named for. Raises NothingSelectedError, NotWrittenError."""
    yield 0.1
    if target.suffix.lower() in FORMATS:
        drawn = ChartPictures(FontMeasure(typefaces))
        data = exported(target.suffix.lower(), report, picks, include, drawn)
        yield 0.9
        write_bytes(target, data)
    else:
        export_chart(report, picks, typefaces, target)
    yield 1.0
