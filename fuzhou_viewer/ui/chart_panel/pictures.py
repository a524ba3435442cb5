"""A chart as a picture of its own: title above, source below; PNG at double size, SVG and PDF as vectors."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from fuzhou_viewer.core.errors import NotWrittenError
from fuzhou_viewer.core.records import Metric
from fuzhou_viewer.services.charting.grouping import groups
from fuzhou_viewer.services.charting.order import Order
from fuzhou_viewer.ui.chart_panel.row_layout import EDGE, RowLayout, row_layout, values
from fuzhou_viewer.ui.chart_panel.row_painter import RowLook, paint_rows, widest

FORMATS = {".png": "PNG 图片", ".svg": "SVG 矢量图", ".pdf": "PDF 文件"}
"""The formats, by the end of the file's name."""

_TITLE = 1.25
_SMALL = 0.85
_SPACE = 14.0
_DOTS = 96
_TALLEST = 16_000


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """What is pictured: metrics in an order, a title, a source line, on paper `width` pixels wide."""

    title: str
    source: str
    metrics: tuple[Metric, ...]
    order: Order
    is_log: bool
    look: RowLook

    def size(self) -> QSizeF:
        """Width and height in pixels."""
        return QSizeF(self.look.width, self._top() + self._rows().height + self._line(_SMALL) + 2 * _SPACE)

    def paint(self, painter: QPainter) -> None:
        """Paint at the painter's origin, on paper of its own colour."""
        size = self.size()
        theme = self.look.theme
        painter.fillRect(QRectF(QPointF(0, 0), size), QColor(theme.paper))
        painter.setPen(QColor(theme.ink))
        font = self._font(_TITLE, bold=True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        painter.drawText(QPointF(EDGE, _SPACE + metrics.ascent()), self.title)
        painter.save()
        painter.translate(0, self._top())
        rows = self._rows()
        paint_rows(painter, rows, self.look, QRectF(0, 0, size.width(), rows.height))
        painter.restore()
        small = self._font(_SMALL)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(EDGE, size.height() - _SPACE - QFontMetricsF(small).descent()), self.source)

    def _rows(self) -> RowLayout:
        found = groups(self.metrics)
        room = widest(values(found), self.look.font)
        return row_layout(found, self.look.width, room, self.order, is_log=self.is_log)

    def _top(self) -> float:
        return _SPACE + self._line(_TITLE) + _SPACE / 2

    def _line(self, factor: float) -> float:
        return QFontMetricsF(self._font(factor)).height()

    def _font(self, factor: float, *, bold: bool = False) -> QFont:
        font = QFont(self.look.font)
        font.setPixelSize(round(self.look.font.pixelSize() * factor))
        font.setBold(bold)
        return font


def image(picture: ChartPicture, scale: float = 2.0) -> QImage:
    """The picture as pixels; very tall ones are made smaller, so that any program can open them."""
    size = picture.size()
    scale = min(scale, _TALLEST / size.height())
    pixels = QImage(QSize(round(size.width() * scale), round(size.height() * scale)), QImage.Format.Format_RGB32)
    pixels.setText("Title", picture.title)
    pixels.setText("Source", picture.source)
    painter = QPainter(pixels)
    painter.scale(scale, scale)
    picture.paint(painter)
    painter.end()
    return pixels


def encoded(picture: ChartPicture, suffix: str) -> bytes:
    """The file of a format. Raises NotWrittenError when it cannot be drawn."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    png = QImageWriter(buffer, QByteArray(b"png"))
    is_done = png.write(image(picture)) if suffix == ".png" else _vectors(picture, buffer, suffix)
    data = bytes(buffer.data().data())
    if not is_done or not data:
        raise NotWrittenError("画不出图片。", "请减少所选的内容再试。")
    return data


def _vectors(picture: ChartPicture, buffer: QBuffer, suffix: str) -> bool:
    size = picture.size()
    canvas: QSvgGenerator | QPdfWriter
    if suffix == ".svg":
        canvas = QSvgGenerator()
        canvas.setOutputDevice(buffer)
        canvas.setSize(size.toSize())
        canvas.setViewBox(QRectF(QPointF(0, 0), size))
        canvas.setTitle(picture.title)
        canvas.setDescription(picture.source)
    else:
        canvas = QPdfWriter(buffer)
        canvas.setResolution(_DOTS)
        points = QSizeF(size.width() * 72 / _DOTS, size.height() * 72 / _DOTS)
        canvas.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        canvas.setPageMargins(QMarginsF(0, 0, 0, 0))
        canvas.setTitle(picture.title)
    painter = QPainter()
    if not painter.begin(canvas):
        return False
    picture.paint(painter)
    return painter.end()


def widened(picture: ChartPicture, width: float) -> ChartPicture:
    """The same on paper of another width."""
    return replace(picture, look=replace(picture.look, width=width))
