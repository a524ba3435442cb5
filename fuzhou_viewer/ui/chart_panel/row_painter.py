"""Paints rows of metrics: bars, dots on a line to a hundred, changes, steps from one value to another."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from fuzhou_viewer.core.records import Metric, MetricId
from fuzhou_viewer.services.charting.grouping import Shape
from fuzhou_viewer.ui.chart_panel.row_layout import BAR, EDGE, HEAD, ROW, PlacedHead, PlacedRow, RowLayout, value_of
from fuzhou_viewer.ui.theme import Theme

_MUTED = 0.32
_SHORTEST = 2.0
_DOT = 5.0
_GAP = 7.0
_BELOW_NAME = ROW - BAR - 10
_DOWNWARD = ("降", "减", "下")


@dataclass(frozen=True, slots=True)
class RowLook:
    """How rows are painted: colours, font, the chosen metric, the width of the column."""

    theme: Theme
    font: QFont
    width: float
    chosen: MetricId | None = None


def paint_rows(painter: QPainter, layout: RowLayout, look: RowLook, shown: QRectF) -> None:
    """Paint what of `layout` lies in `shown`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for head in layout.heads:
        if head.top < shown.bottom() and head.top + HEAD > shown.top():
            _paint_head(painter, head, look)
    for row in layout.rows:
        if row.top < shown.bottom() and row.top + ROW > shown.top():
            _paint_row(painter, row, look)


def _paint_head(painter: QPainter, head: PlacedHead, look: RowLook) -> None:
    small = QFont(look.font)
    small.setPixelSize(round(look.font.pixelSize() * 0.9))
    painter.setFont(small)
    painter.setPen(QColor(look.theme.muted))
    words = f"{head.group.title} · {len(head.group.rows)} 项"
    metrics = QFontMetricsF(small)
    painter.drawText(
        QPointF(EDGE, head.top + 8 + metrics.ascent()),
        metrics.elidedText(words, Qt.TextElideMode.ElideRight, look.width - 2 * EDGE),
    )


def _paint_row(painter: QPainter, placed: PlacedRow, look: RowLook) -> None:
    metric = placed.row.metric
    is_chosen = look.chosen in _ids(placed)
    is_muted = look.chosen is not None and not is_chosen
    ink = QColor(look.theme.muted if is_muted else look.theme.ink)
    metrics = QFontMetricsF(look.font)
    painter.setFont(look.font)
    painter.setPen(ink)
    name = metrics.elidedText(metric.name, Qt.TextElideMode.ElideMiddle, look.width - 2 * EDGE)
    painter.drawText(QPointF(EDGE, placed.top + 2 + metrics.ascent()), name)
    colour = QColor(look.theme.bar_chosen if is_chosen else look.theme.bar)
    colour.setAlphaF(_MUTED if is_muted else 1.0)
    end = _PAINTERS[placed.shape](painter, placed, colour, look)
    painter.setPen(ink)
    middle = placed.top + _BELOW_NAME + BAR / 2
    baseline = middle + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(EDGE + end + _GAP, baseline), value_of(placed.row))


def _ids(placed: PlacedRow) -> set[MetricId]:
    before = placed.row.before
    inside = {part.id for part in placed.row.parts}
    return {placed.row.metric.id, *inside} | ({before.id} if before else set())


def _bar(painter: QPainter, placed: PlacedRow, colour: QColor, look: RowLook) -> float:
    length = max(_SHORTEST, placed.length)
    frame = QRectF(EDGE, placed.top + _BELOW_NAME, length, BAR)
    painter.fillRect(frame, colour)
    _paint_bound(painter, placed.row.metric, frame, look)
    left = frame.left()
    for part in placed.row.parts:
        inside = QRectF(left, frame.top(), placed.scale.place(part.quantity.value) * placed.room, BAR)
        inner = QColor(look.theme.bar_chosen if part.id == look.chosen else look.theme.paper)
        inner.setAlphaF(0.9 if part.id == look.chosen else 0.45)
        painter.fillRect(inside.adjusted(0, 3, 0, -3), inner)
        left = min(inside.right() + 1, frame.right())
    return length


def _paint_bound(painter: QPainter, metric: Metric, frame: QRectF, look: RowLook) -> None:
    """≥ goes on beyond the bar: its end is hatched."""
    if metric.quantity.qualifier not in ("lower", "approx", "range"):
        return
    end = QRectF(max(frame.left(), frame.right() - 8), frame.top(), min(8.0, frame.width()), frame.height())
    painter.fillRect(end, QBrush(QColor(look.theme.window), Qt.BrushStyle.BDiagPattern))


def _dot(painter: QPainter, placed: PlacedRow, colour: QColor, look: RowLook) -> float:
    middle = placed.top + _BELOW_NAME + BAR / 2
    painter.setPen(QPen(QColor(look.theme.line), 2))
    painter.drawLine(QPointF(EDGE, middle), QPointF(EDGE + placed.room, middle))
    painter.setPen(QPen(colour, 2))
    painter.drawLine(QPointF(EDGE, middle), QPointF(EDGE + placed.length, middle))
    _disc(painter, EDGE + placed.length, middle, colour)
    return placed.room


def _change(painter: QPainter, placed: PlacedRow, colour: QColor, look: RowLook) -> float:
    """An arrow up or down before the bar tells rise from fall, not colour alone."""
    metric = placed.row.metric
    name = metric.name.rstrip("）0123456789（")
    is_fall = metric.direction == "down" or (not metric.direction and name[-2:].startswith(_DOWNWARD))
    frame = QRectF(EDGE + 16, placed.top + _BELOW_NAME, max(_SHORTEST, placed.length - 16), BAR)
    painter.fillRect(frame, QBrush(colour, Qt.BrushStyle.Dense4Pattern) if is_fall else colour)
    painter.setPen(QColor(look.theme.ink))
    painter.drawText(QRectF(EDGE, frame.top() - 4, 14, BAR + 8), Qt.AlignmentFlag.AlignCenter, "▼" if is_fall else "▲")
    return max(_SHORTEST, placed.length - 16) + 16


def _step(painter: QPainter, placed: PlacedRow, colour: QColor, look: RowLook) -> float:
    middle = placed.top + _BELOW_NAME + BAR / 2
    first, last = EDGE + placed.before, EDGE + placed.length
    painter.setPen(QPen(QColor(look.theme.line), 2))
    painter.drawLine(QPointF(EDGE, middle), QPointF(EDGE + placed.room, middle))
    painter.setPen(QPen(colour, 3))
    painter.drawLine(QPointF(first, middle), QPointF(last, middle))
    hollow = QPen(colour, 2)
    painter.setPen(hollow)
    painter.setBrush(QColor(look.theme.window))
    painter.drawEllipse(QPointF(first, middle), _DOT, _DOT)
    _disc(painter, last, middle, colour)
    return placed.room


def _disc(painter: QPainter, x: float, y: float, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)


_PAINTERS = {Shape.BARS: _bar, Shape.SHARES: _dot, Shape.CHANGES: _change, Shape.STEPS: _step}


def widest(words: tuple[str, ...], font: QFont) -> float:
    """The width in pixels of the widest of `words`."""
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(word) for word in words), default=0.0)
