"""Pages to a PDF: drawn in memory, completed, checked, and only then written whole in its place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from fuzhou_viewer.core.errors import NotWrittenError
from fuzhou_viewer.services.exporting.files import write_bytes
from fuzhou_viewer.services.printing.imposition import Side
from fuzhou_viewer.services.printing.layouts import POINT
from fuzhou_viewer.services.printing.pagination import PagedDocument
from fuzhou_viewer.services.printing.pdf_mending import mended, words_of
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter

_RESOLUTION = 1200
_POINTS_PER_INCH = 72


class SidePainting:
    """Paints sides on a paged device, one at a time, so that it can be stopped between any two."""

    def __init__(self, device: QPagedPaintDevice, document: PagedDocument, painter: PagePainter) -> None:
        self._device, self._document, self._painter = device, document, painter
        self._brush: QPainter | None = None

    def paint(self, side: Side) -> None:
        """Paint the next side on a page of its own. Raises NotWrittenError when the device takes nothing."""
        set_paper(self._device, is_lying=side.is_lying)
        if self._brush is None:
            self._brush = QPainter()
            if not self._brush.begin(self._device):
                raise NotWrittenError("打印机没有接受任务。", "请检查打印机,或存为 PDF 后再打印。")
        elif not self._device.newPage():
            raise NotWrittenError("打印机中断了任务。", "请检查打印机,或存为 PDF 后再打印。")
        scale = self._device.logicalDpiX() / (_POINTS_PER_INCH * POINT)
        self._brush.save()
        self._brush.scale(scale, scale)
        self._painter.paint_side(self._brush, self._document, side)
        self._brush.restore()

    def end(self) -> None:
        """Finish; fonts are embedded now.

        That takes a tenth of a second and more. `end` would hold Python's lock all the while and with it
        the window; when the painter is let go of, Qt ends it without the lock.
        """
        self._brush = None


class PdfMaking:
    """A PDF in the making: `paint` side by side, then `finished` gives its bytes."""

    def __init__(self, document: PagedDocument, measure: FontMeasure, painter: PagePainter) -> None:
        self._document, self._measure = document, measure
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(_RESOLUTION)
        self._writer.setTitle(document.title)
        self._writer.setCreator("fuzhou-viewer")
        self._painting = SidePainting(self._writer, document, painter)
        self._written: dict[int, int] = {}
        self._count = 0

    def paint(self, side: Side) -> None:
        """Paint the next side."""
        self._painting.paint(side)
        for page in side.pages:
            if page:
                self._written.setdefault(page, self._count)
        self._count += 1

    def finished(self) -> bytes:
        """The whole file. Raises NotWrittenError."""
        self._painting.end()
        self._buffer.close()
        words = "".join(words_of(self._document))
        data = bytes(self._buffer.data().data())
        return mended(data, self._document, lambda strangers: self._measure.twins(strangers, words), self._written)


def write_pdf(
    document: PagedDocument, measure: FontMeasure, painter: PagePainter, sides: Sequence[Side], target: Path
) -> None:
    """Write `sides` of `document` to `target`. Raises NotWrittenError; what stood there before is then untouched.

    QPdfWriter is used because QPrinter talks to the print service even for a PDF; it reports no
    error on a full disk, so it writes to memory and the file is written by what does report.
    """
    making = PdfMaking(document, measure, painter)
    for side in sides:
        making.paint(side)
    write_bytes(target, making.finished())


def set_paper(device: QPagedPaintDevice, *, is_lying: bool) -> None:
    """A4 without margins, so that our own are the only ones."""
    orientation = QPageLayout.Orientation.Landscape if is_lying else QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(0, 0, 0, 0)))
