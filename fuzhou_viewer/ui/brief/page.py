"""Paints a brief on one A4 page: the title, then for each chapter its headline figures in large type.

All lengths are in millimetres of an A4 page; whoever paints scales the painter.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from fuzhou_viewer.core.records import Metric
from fuzhou_viewer.services.briefing import Brief
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.typefaces import Typefaces

PAGE = QSizeF(210, 297)
_EDGE = 20.0
_COLUMNS = (3, 4, 5, 6)
_TITLE, _ABOUT, _CHAPTER, _VALUE, _NAME = 9.0, 4.4, 5.0, 9.6, 4.5
_CELL = 27.0
_HEAD = 11.0
# fonts are made this much larger and painted smaller: Qt knows whole pixels only
_FINE = 20.0


@dataclass(frozen=True, slots=True)
class BriefLook:
    """Typefaces and colours of the page."""

    typefaces: Typefaces
    theme: Theme


def paint_brief(painter: QPainter, brief: Brief, look: BriefLook) -> None:
    """Paint the page at the painter's origin; everything is made smaller together when it would not fit."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(QPointF(0, 0), PAGE), QColor(look.theme.paper))
    top = _paint_head(painter, brief, look)
    columns, scale = _fitting(brief, PAGE.height() - top - _EDGE)
    for chapter in brief.chapters:
        if chapter.chapter:
            place = QRectF(_EDGE, top, PAGE.width() - 2 * _EDGE, _HEAD * scale - 3 * scale)
            _write(painter, place, chapter.chapter, look.typefaces, _Print("h1", _CHAPTER * scale, look.theme.accent))
            painter.setPen(QPen(QColor(look.theme.line), 0.3))
            painter.drawLine(place.bottomLeft(), place.bottomRight())
        for i, metric in enumerate(chapter.metrics):
            width = (PAGE.width() - 2 * _EDGE) / columns
            left = _EDGE + i % columns * width
            cell_top = top + (_HEAD + i // columns * _CELL) * scale
            _paint_cell(painter, QRectF(left, cell_top, width - 4, _CELL * scale), metric, look, scale)
        top += _height(len(chapter.metrics), columns) * scale


def _fitting(brief: Brief, room: float) -> tuple[int, float]:
    """In how many columns, and how much smaller, everything fits into `room`: the fewest with the largest type."""
    best = (_COLUMNS[0], 0.0)
    for columns in _COLUMNS:
        needed = sum(_height(len(chapter.metrics), columns) for chapter in brief.chapters)
        scale = min(1.0, room / needed) if needed else 1.0
        if scale > best[1] + 0.02:
            best = (columns, scale)
    return best


def _height(count: int, columns: int) -> float:
    return _HEAD + -(-count // columns) * _CELL


def _paint_head(painter: QPainter, brief: Brief, look: BriefLook) -> float:
    width = PAGE.width() - 2 * _EDGE
    title = _Print("title", _TITLE, look.theme.ink, is_centred=True)
    _write(painter, QRectF(_EDGE, _EDGE, width, 14), brief.title, look.typefaces, title)
    about = QRectF(_EDGE, _EDGE + 15, width, 7)
    _write(painter, about, brief.about, look.typefaces, _Print("window", _ABOUT, look.theme.muted, is_centred=True))
    return _EDGE + 28


def _paint_cell(painter: QPainter, cell: QRectF, metric: Metric, look: BriefLook, scale: float) -> None:
    value = QRectF(cell.left(), cell.top(), cell.width(), _VALUE * 1.35 * scale)
    figure = _Print("h1", _VALUE * scale, look.theme.number)
    _write(painter, value, value_words(metric.quantity), look.typefaces, figure)
    name = QRectF(cell.left(), value.bottom(), cell.width(), cell.bottom() - value.bottom())
    _write(painter, name, metric.name, look.typefaces, _Print("window", _NAME * scale, look.theme.ink, lines=2))


@dataclass(frozen=True, slots=True)
class _Print:
    """How a line is printed: the role of its typeface, its height in millimetres, its colour."""

    role: str
    size: float
    colour: str
    is_centred: bool = False
    lines: int = 1


def _write(painter: QPainter, place: QRectF, words: str, typefaces: Typefaces, how: _Print) -> None:
    """`words` in `place`; narrowed to fit one line, wrapped into two where allowed."""
    font = QFont(typefaces.font(how.role, how.size * _FINE))
    room = place.width() * _FINE * how.lines * 0.96
    wide = QFontMetricsF(font).horizontalAdvance(words)
    if wide > room:
        font.setPixelSize(max(round(how.size * _FINE * 0.6), round(font.pixelSize() * room / wide)))
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(1 / _FINE, 1 / _FINE)
    painter.setFont(font)
    painter.setPen(QColor(how.colour))
    across = Qt.AlignmentFlag.AlignHCenter if how.is_centred else Qt.AlignmentFlag.AlignLeft
    wrap = Qt.TextFlag.TextWrapAnywhere if how.lines > 1 else Qt.TextFlag.TextSingleLine
    flags = (Qt.AlignmentFlag.AlignTop | across).value | wrap.value
    painter.drawText(QRectF(0, 0, place.width() * _FINE, place.height() * _FINE), flags, words)
    painter.restore()
