"""Pages to a PDF file: written beside its place, checked, then moved there whole."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from fuzhou_viewer.core.errors import NotWrittenError
from fuzhou_viewer.services.printing.official_format import POINT
from fuzhou_viewer.services.printing.pagination import PagedDocument
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter

_RESOLUTION = 1200
_POINTS_PER_INCH = 72
_END = b"%%EOF"
_TAIL = 64


def write_pdf(document: PagedDocument, painter: PagePainter, target: Path) -> None:
    """Write `document` to `target`. Raises NotWrittenError; what stood there before is then untouched.

    QPdfWriter is used because QPrinter talks to the print service even for a PDF; it reports
    no error on a full disk, so what it wrote is looked at before it takes its place.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pdf-") as folder:
            draft = Path(folder, "draft.pdf")
            _write(document, painter, draft)
            if not _is_whole(draft):
                raise NotWrittenError(f"PDF 没有写完整,“{target.name}”没有保存。", "磁盘可能已满,请换一个位置再试。")
            draft.replace(target)
    except OSError as fault:
        raise NotWrittenError(
            f"无法写入“{target}”。", "请检查文件夹是否存在、是否可写,文件是否正被打开,或换一个位置。"
        ) from fault


def paint_pages(document: PagedDocument, painter: PagePainter, device: QPagedPaintDevice) -> None:
    """Paint all pages on a paged device whose page has no margins."""
    brush = QPainter(device)
    scale = device.logicalDpiX() / (_POINTS_PER_INCH * POINT)
    for number, page in enumerate(document.pages):
        if number:
            device.newPage()
        brush.save()
        brush.scale(scale, scale)
        painter.paint(brush, document, page)
        brush.restore()
    brush.end()


def a4_without_margins(device: QPagedPaintDevice) -> None:
    """Let our own margins be the only ones."""
    device.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )


def _write(document: PagedDocument, painter: PagePainter, draft: Path) -> None:
    writer = QPdfWriter(str(draft))
    writer.setResolution(_RESOLUTION)
    writer.setTitle(document.title)
    writer.setCreator("fuzhou-viewer")
    a4_without_margins(writer)
    paint_pages(document, painter, writer)


def _is_whole(file: Path) -> bool:
    if not file.is_file() or file.stat().st_size < _TAIL:
        return False
    with file.open("rb") as stream:
        stream.seek(-_TAIL, 2)
        return _END in stream.read()
