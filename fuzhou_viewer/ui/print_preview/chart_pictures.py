"""Charts as files: PNG for documents, SVG for what can be enlarged; each says where its numbers come from."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from fuzhou_viewer.core.errors import NotWrittenError
from fuzhou_viewer.services.printing.blocks import Chart
from fuzhou_viewer.services.printing.layouts import OFFICIAL, POINT
from fuzhou_viewer.services.printing.tables import fitting
from fuzhou_viewer.ui.print_preview.chart_painter import ChartPainter
from fuzhou_viewer.ui.print_preview.measure import FontMeasure

_SIZE = 10.5
_ROW = 1.9 * _SIZE * POINT
_EDGE = 120.0
_DOTS = 300
_UNITS_PER_INCH = 720
_METRE_INCHES = 39.37
_TALLEST_PIXELS = 20_000


class ChartPictures:
    """Implements the exporters' Pictures: 156 mm wide, caption above, source below."""

    def __init__(self, measure: FontMeasure) -> None:
        self._measure = measure
        self._painter = ChartPainter(measure)

    def png(self, chart: Chart) -> bytes:
        """The chart as a picture, 156 mm wide at 300 dots an inch, less when it is very tall."""
        width, height = self._size(chart)
        scale = min(_DOTS / _UNITS_PER_INCH, _TALLEST_PIXELS / height)
        image = QImage(QSize(round(width * scale), round(height * scale)), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        image.setDotsPerMeterX(round(_DOTS * _METRE_INCHES))
        image.setDotsPerMeterY(round(_DOTS * _METRE_INCHES))
        image.setText("Title", chart.caption)
        image.setText("Source", chart.source)
        painter = QPainter(image)
        painter.scale(scale, scale)
        self._paint(painter, chart, width, height)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not QImageWriter(buffer, QByteArray(b"png")).write(image):
            raise NotWrittenError("画不出图片。", "请减少所选的内容再试。")
        return bytes(buffer.data().data())

    def svg(self, chart: Chart) -> bytes:
        """The chart as vectors."""
        width, height = self._size(chart)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(_UNITS_PER_INCH)
        generator.setSize(QSize(round(width), round(height)))
        generator.setViewBox(QRectF(0, 0, width, height))
        generator.setTitle(chart.caption)
        generator.setDescription(chart.source)
        painter = QPainter(generator)
        self._paint(painter, chart, width, height)
        painter.end()
        return bytes(buffer.data().data())

    def _size(self, chart: Chart) -> tuple[float, float]:
        rows = sum(len(group.bars) + 1 for group in chart.groups)
        return OFFICIAL.width, rows * _ROW + 2 * _EDGE + 3 * _ROW

    def _paint(self, painter: QPainter, chart: Chart, width: float, height: float) -> None:
        inner = QRectF(0, 0, width, height).marginsRemoved(QMarginsF(_EDGE, _EDGE, _EDGE, _EDGE))
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        caption = fitting(chart.caption, "h1", _SIZE, inner.width(), self._measure)
        painter.setFont(self._measure.font("h1", _SIZE))
        painter.drawText(inner, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, caption)
        painter.save()
        painter.translate(inner.topLeft() + QPointF(0, 1.5 * _ROW))
        self._painter.paint(painter, chart.groups, inner.width(), _ROW, _SIZE)
        painter.restore()
        painter.setFont(self._measure.font("body", _SIZE - 1.5))
        source = fitting(chart.source, "body", _SIZE - 1.5, inner.width(), self._measure)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, source)
