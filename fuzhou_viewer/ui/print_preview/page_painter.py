"""Paints a page of a paged document on anything Qt can paint on, in units of a tenth of a point."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from fuzhou_viewer.services.printing.official_format import (
    BLOCK_HEIGHT,
    BLOCK_WIDTH,
    CELL,
    HEADER_SIZE,
    LEFT,
    MILLIMETRE,
    NUMBER_BELOW_BLOCK,
    NUMBER_SIZE,
    POINT,
    ROW,
    TOP,
)
from fuzhou_viewer.services.printing.pagination import Page, PagedDocument
from fuzhou_viewer.services.printing.typesetting import Line
from fuzhou_viewer.ui.print_preview.measure import FontMeasure

_BASELINE = 0.38
_HEADER_GAP = 4 * MILLIMETRE
_WIDE_ENOUGH = 1e7


class PagePainter:
    """Knows the fonts; keeps nothing of a page."""

    def __init__(self, measure: FontMeasure) -> None:
        self._measure = measure

    def paint(self, painter: QPainter, document: PagedDocument, page: Page) -> None:
        """Paint `page`; the painter's origin is the corner of the sheet, its unit a tenth of a point."""
        painter.save()
        painter.translate(LEFT, TOP)
        painter.setPen(Qt.GlobalColor.black)
        self._paint_header(painter, document.header)
        for placed in page.lines:
            self._paint_line(painter, placed.line, placed.row * ROW)
        self._paint_number(painter, page.number)
        painter.restore()

    def _paint_header(self, painter: QPainter, words: str) -> None:
        painter.setFont(self._measure.font("body", HEADER_SIZE))
        place = QRectF(0, -_HEADER_GAP - 8 * MILLIMETRE, BLOCK_WIDTH, 7 * MILLIMETRE)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)
        painter.setPen(QPen(QColor("#707070"), 3))
        painter.drawLine(QLineF(0, -_HEADER_GAP, BLOCK_WIDTH, -_HEADER_GAP))
        painter.setPen(Qt.GlobalColor.black)

    def _paint_number(self, painter: QPainter, number: int) -> None:
        painter.setFont(self._measure.font("number", NUMBER_SIZE))
        height = NUMBER_SIZE * POINT * 1.5
        place = QRectF(CELL, BLOCK_HEIGHT + NUMBER_BELOW_BLOCK - height / 2, BLOCK_WIDTH - 2 * CELL, height)
        side = Qt.AlignmentFlag.AlignRight if number % 2 else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, f"— {number} —")

    def _paint_line(self, painter: QPainter, line: Line, top: float) -> None:
        if not line.runs:
            return
        layout = QTextLayout(line.text)
        layout.setFormats(self._formats(line))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.setFont(self._measure.font(line.runs[0].role, line.size))
        layout.beginLayout()
        set_line = layout.createLine()
        set_line.setLineWidth(_WIDE_ENOUGH)
        layout.endLayout()
        x = line.x
        if line.align == "centre":
            x = (BLOCK_WIDTH - set_line.naturalTextWidth()) / 2
        elif line.align == "right":
            x = BLOCK_WIDTH - 4 * CELL - set_line.naturalTextWidth()
        # the em box stands in the middle of its rows, whatever the font's own ascent
        baseline = top + line.rows * ROW / 2 + _BASELINE * line.size * POINT
        layout.draw(painter, QPointF(x, baseline - set_line.ascent()))

    def _formats(self, line: Line) -> list[QTextLayout.FormatRange]:
        formats = []
        start = 0
        for run in line.runs:
            length = len(run.text.encode("utf-16-le", "surrogatepass")) // 2
            font = QFont(self._measure.font(run.role, line.size))
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, line.spacing)
            char_format = QTextCharFormat()
            char_format.setFont(font)
            range_ = QTextLayout.FormatRange()
            range_.start, range_.length = start, length
            range_.format = char_format
            formats.append(range_)
            start += length
        return formats
