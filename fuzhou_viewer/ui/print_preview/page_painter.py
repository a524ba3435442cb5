"""Paints a page of a paged document on anything Qt can paint on, in units of a tenth of a point."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from fuzhou_viewer.services.printing.imposition import Side
from fuzhou_viewer.services.printing.items import Figure, Line, TableRow
from fuzhou_viewer.services.printing.layouts import (
    MILLIMETRE,
    NUMBER_BELOW_BLOCK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    POINT,
    Layout,
)
from fuzhou_viewer.services.printing.pagination import Page, PagedDocument, Placed
from fuzhou_viewer.services.printing.tables import fitting
from fuzhou_viewer.ui.print_preview.chart_painter import ChartPainter
from fuzhou_viewer.ui.print_preview.measure import FontMeasure

_BASELINE = 0.38
_HEADER_SIZE = 10.5
_HEADER_GAP = 4 * MILLIMETRE
_MARGIN_NUMBER = 7.5
_WIDE_ENOUGH = 1e7
_CELL_PADDING = 40.0
_GREY = QColor("#707070")
_HEAD_GROUND = QColor("#F0F0F0")


class PagePainter:
    """Knows the fonts; keeps nothing of a page."""

    def __init__(self, measure: FontMeasure) -> None:
        self._measure = measure
        self._charts = ChartPainter(measure)

    def paint_side(self, painter: QPainter, document: PagedDocument, side: Side) -> None:
        """Paint one side of paper: a page upright, or two pages on a sheet lying."""
        if not side.is_lying:
            page = _page(document, side.pages[0])
            if page:
                self.paint(painter, document, page)
            return
        scale = PAGE_HEIGHT / 2 / PAGE_WIDTH
        for place, number in enumerate(side.pages):
            page = _page(document, number)
            if page:
                painter.save()
                painter.translate(place * PAGE_HEIGHT / 2, (PAGE_WIDTH - PAGE_HEIGHT * scale) / 2)
                painter.scale(scale, scale)
                self.paint(painter, document, page)
                painter.restore()

    def paint(self, painter: QPainter, document: PagedDocument, page: Page) -> None:
        """Paint `page`; the painter's origin is the corner of the sheet, its unit a tenth of a point."""
        layout = document.layout
        painter.save()
        painter.translate(layout.left, layout.top)
        painter.setPen(Qt.GlobalColor.black)
        if document.header:
            self._paint_header(painter, document.header, layout)
        for placed in page.placed:
            self._paint_item(painter, placed, layout)
        self._paint_number(painter, page.number, layout)
        painter.restore()

    def _paint_item(self, painter: QPainter, placed: Placed, layout: Layout) -> None:
        width = layout.width if placed.frame < 0 else layout.frame_width
        painter.save()
        painter.translate(max(0, placed.frame) * (layout.frame_width + layout.gutter), placed.row * layout.row)
        item = placed.item
        if isinstance(item, Line):
            self._paint_line(painter, item, layout, width)
        elif isinstance(item, TableRow):
            self._paint_row(painter, item, layout)
        elif isinstance(item, Figure):
            self._charts.paint(painter, item.groups, width, item.bar_height, item.size)
        painter.restore()

    def _paint_header(self, painter: QPainter, words: str, layout: Layout) -> None:
        painter.setFont(self._measure.font("body", _HEADER_SIZE))
        place = QRectF(0, -_HEADER_GAP - 8 * MILLIMETRE, layout.width, 7 * MILLIMETRE)
        words = fitting(words, "body", _HEADER_SIZE, layout.width, self._measure)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)
        painter.setPen(QPen(_GREY, 3))
        painter.drawLine(QLineF(0, -_HEADER_GAP, layout.width, -_HEADER_GAP))
        painter.setPen(Qt.GlobalColor.black)

    def _paint_number(self, painter: QPainter, number: int, layout: Layout) -> None:
        """The dashes stand 7 mm below the block, one character in from the outer edge: odd right, even left."""
        painter.setFont(self._measure.font("number", layout.number))
        em = layout.number * POINT
        place = QRectF(em, layout.height + NUMBER_BELOW_BLOCK - em * 0.75, layout.width - 2 * em, em * 1.5)
        side = Qt.AlignmentFlag.AlignRight if number % 2 else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, f"— {number} —")

    def _paint_line(self, painter: QPainter, line: Line, layout: Layout, width: float) -> None:
        if not line.runs:
            return
        text = _set(line.text, self._formats(line), self._measure.font(line.runs[0].role, line.size))
        set_line = text.lineAt(0)
        natural = set_line.naturalTextWidth() - line.spacing
        x = {"centre": (width - natural) / 2, "right": width - line.x - natural}.get(line.align, line.x)
        # the em box stands in the middle of its rows, whatever the font's own ascent; a caption's at their foot
        height = line.rows * layout.row
        middle = height - line.size * POINT * 0.75 if line.kind == "source" else height / 2
        baseline = middle + _BASELINE * line.size * POINT
        text.draw(painter, QPointF(x, baseline - set_line.ascent()))
        if line.target >= 0:
            self._paint_leader(painter, line, x + natural, baseline, width)
        if line.number:
            self._paint_margin_number(painter, line.number, layout)

    def _paint_leader(self, painter: QPainter, line: Line, left: float, baseline: float, width: float) -> None:
        font = self._measure.font("number", line.size)
        tail = self._measure.advance(line.tail, "number", line.size) if line.tail else 0.0
        pen = QPen(Qt.GlobalColor.black, 9)
        pen.setDashPattern([1, 4])
        painter.setPen(pen)
        y = baseline - line.size * POINT * 0.12
        painter.drawLine(QLineF(left + 50, y, width - tail - 60, y))
        painter.setPen(Qt.GlobalColor.black)
        painter.setFont(font)
        painter.drawText(QPointF(width - tail, baseline), line.tail)

    def _paint_margin_number(self, painter: QPainter, number: int, layout: Layout) -> None:
        painter.setFont(self._measure.font("number", _MARGIN_NUMBER))
        painter.setPen(_GREY)
        place = QRectF(-12 * MILLIMETRE, 0, 10 * MILLIMETRE, layout.row)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
        painter.setPen(Qt.GlobalColor.black)

    def _paint_row(self, painter: QPainter, row: TableRow, layout: Layout) -> None:
        height = row.rows * layout.row
        is_head = row.head is None
        font = self._measure.font("h1" if is_head else "body", row.size)
        painter.setFont(font)
        for cell in row.cells:
            frame = QRectF(cell.x, 0, cell.width, height)
            if is_head:
                painter.fillRect(frame, _HEAD_GROUND)
            painter.setPen(QPen(Qt.GlobalColor.black, 5))
            painter.drawRect(frame)
            side = Qt.AlignmentFlag.AlignRight if cell.is_number else Qt.AlignmentFlag.AlignLeft
            leading = row.size * POINT * 1.35
            top = (height - leading * len(cell.lines)) / 2
            for number, words in enumerate(cell.lines):
                place = QRectF(cell.x + _CELL_PADDING, top + number * leading, cell.width - 2 * _CELL_PADDING, leading)
                painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)

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


def _page(document: PagedDocument, number: int | None) -> Page | None:
    return document.pages[number - 1] if number and number <= len(document.pages) else None


def _set(words: str, formats: list[QTextLayout.FormatRange], font: QFont) -> QTextLayout:
    """`words` set in one line."""
    layout = QTextLayout(words)
    layout.setFormats(formats)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFont(font)
    layout.beginLayout()
    layout.createLine().setLineWidth(_WIDE_ENOUGH)
    layout.endLayout()
    return layout
