"""A number over the years as a small chart: bars or a line, gaps named, each year a way back to its report."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from fuzhou_viewer.core.series import Point, Series
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.services.comparing import growth_words
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.plain import plain_tip
from fuzhou_viewer.ui.theme import Theme

_FOOT = 18.0
_HEAD = 18.0
_WIDEST_BAR = 34.0
_BAR_SHARE = 0.56
_DOT = 3.5
_SMALL = 0.8
_TREND = 3
"""Two points are no trend: a line joins three and more."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point as it is drawn: its place, the point, its place in the series, and whether its year is told twice."""

    box: QRectF
    top: QPointF
    point: Point
    place: int
    is_double: bool


class YearPlot(QWidget):
    """Draws one series; `point_chosen` carries the point that was clicked."""

    point_chosen = Signal(object)

    def __init__(self, theme: Theme, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._small = QFont(font)
        self._small.setPixelSize(max(10, round(font.pixelSize() * _SMALL)))
        self._series: Series | None = None
        self._years: tuple[int, ...] = ()
        self._is_line = False
        self._pointed = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(84)

    def show_series(self, series: Series, years: Sequence[int], *, is_line: bool) -> None:
        """Draw `series` on an axis of `years`."""
        self._series, self._years, self._is_line, self._pointed = series, tuple(years), is_line, -1
        self.setAccessibleName(series.name)
        self.setAccessibleDescription(" ".join(_words(series, i) for i in range(len(series.points))))
        self.update()

    def marks(self) -> list[Mark]:
        """Where the points are drawn now."""
        series = self._series
        if series is None or not self._years:
            return []
        area = QRectF(4, _HEAD, self.width() - 8, self.height() - _HEAD - _FOOT)
        low, high = _range([point.metric.quantity.value for point in series.points], is_line=self._is_line)
        slot = area.width() / len(self._years)
        counts = {point.year: sum(p.year == point.year for p in series.points) for point in series.points}
        seen: dict[int, int] = {}
        told = []
        for place, point in enumerate(series.points):
            among = seen.get(point.year, 0)
            seen[point.year] = among + 1
            wide = min(_WIDEST_BAR, slot * _BAR_SHARE) / counts[point.year]
            centre = area.left() + slot * (self._years.index(point.year) + 0.5)
            centre += wide * (among - (counts[point.year] - 1) / 2)
            share = float((point.metric.quantity.value - low) / (high - low))
            top = area.bottom() - share * area.height()
            nought = area.bottom() + float(low / (high - low)) * area.height()
            high_end, low_end = min(top, nought), max(top, nought, min(top, nought) + 1.5)
            box = QRectF(centre - wide / 2, high_end, wide, low_end - high_end)
            told.append(Mark(box, QPointF(centre, top), point, place, counts[point.year] > 1))
        return told

    @override
    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(320, 120)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis, gaps, bars or line, the pointed or newest value in words."""
        if self._series is None or not self._years:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        self._paint_axis(painter)
        marks = self.marks()
        if self._is_line:
            self._paint_line(painter, marks)
        else:
            for mark in marks:
                self._paint_bar(painter, mark)
        self._paint_value(painter, marks)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the year under the mouse."""
        self._point(self._at(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        self._point(-1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk from year to year, Enter chooses."""
        count = len(self._series.points) if self._series else 0
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and count:
            self._point((self._pointed + steps[Qt.Key(event.key())]) % count if self._pointed >= 0 else count - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._pointed)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """The tip says value, growth and report."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._series:
            place = self._at(QPointF(event.pos()))
            words = _words(self._series, place) + "\n点一下打开报告里的原文" if place >= 0 else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def _paint_axis(self, painter: QPainter) -> None:
        series = self._series
        base = self.height() - _FOOT
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(QPointF(4, base), QPointF(self.width() - 4, base))
        slot = (self.width() - 8) / len(self._years)
        metrics = QFontMetricsF(self._small)
        full = metrics.horizontalAdvance("2022") + 6
        step = 1 if slot >= metrics.horizontalAdvance("'22") + 4 else len(self._years) - 1 or 1
        for i, year in enumerate(self._years):
            box = QRectF(4 + slot * i, base + 2, slot, _FOOT - 2)
            if series and year in series.gaps:
                self._paint_gap(painter, QRectF(box.left() + slot * 0.22, base - 10, slot * 0.56, 10))
            if i % step == 0:
                words = str(year) if slot >= full else f"'{year % 100:02}"
                painter.setPen(QColor(self._theme.muted))
                side = Qt.AlignmentFlag.AlignHCenter
                if step > 1:
                    words, box = str(year), box.adjusted(-20, 0, 20, 0)
                    box = QRectF(4, box.top(), self.width() - 8, box.height())
                    side = Qt.AlignmentFlag.AlignLeft if i == 0 else Qt.AlignmentFlag.AlignRight
                painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, words)

    def _paint_gap(self, painter: QPainter, box: QRectF) -> None:
        """A year that no report tells of: hatched, never nought."""
        painter.fillRect(box, QBrush(QColor(self._theme.muted), Qt.BrushStyle.BDiagPattern))

    def _paint_bar(self, painter: QPainter, mark: Mark) -> None:
        chosen = mark.place == self._pointed
        colour = QColor(self._theme.bar_chosen if chosen else self._theme.bar)
        if mark.is_double:
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(QBrush(colour, Qt.BrushStyle.Dense5Pattern))
            painter.drawRect(mark.box)
        else:
            painter.fillRect(mark.box, colour)

    def _paint_line(self, painter: QPainter, marks: Sequence[Mark]) -> None:
        """Neighbouring years are joined; over a gap, and where a year is told twice, nothing is."""
        painter.setPen(QPen(QColor(self._theme.bar), 1.8))
        if len(marks) >= _TREND:
            for one, other in pairwise(marks):
                if other.point.year - one.point.year == 1 and not (one.is_double or other.is_double):
                    painter.drawLine(one.top, other.top)
        for mark in marks:
            colour = QColor(self._theme.bar_chosen if mark.place == self._pointed else self._theme.bar)
            painter.setPen(QPen(colour, 1.6))
            painter.setBrush(QColor(self._theme.paper) if mark.is_double else colour)
            painter.drawEllipse(mark.top, _DOT, _DOT)

    def _paint_value(self, painter: QPainter, marks: Sequence[Mark]) -> None:
        """The value of the pointed year, else of the newest, above its place and inside the widget."""
        if not marks:
            return
        mark = marks[self._pointed] if 0 <= self._pointed < len(marks) else marks[-1]
        words = value_words(mark.point.metric.quantity)
        wide = QFontMetricsF(self._small).horizontalAdvance(words) + 2
        left = min(max(2.0, mark.top.x() - wide / 2), self.width() - wide - 2)
        painter.setPen(QColor(self._theme.bar_chosen if mark.place == self._pointed else self._theme.ink))
        top = max(0.0, mark.top.y() - _HEAD - _DOT * self._is_line)
        painter.drawText(QRectF(left, top, wide, _HEAD), Qt.AlignmentFlag.AlignCenter, words)

    def _at(self, place: QPointF) -> int:
        """The point nearest to `place` in its year's column; -1 for none."""
        slot = (self.width() - 8) / max(1, len(self._years))
        near = [(abs(mark.top.x() - place.x()), mark.place) for mark in self.marks()]
        return min(near)[1] if near and min(near)[0] <= max(slot / 2, _DOT * 2) else -1

    def _point(self, place: int) -> None:
        if place != self._pointed:
            self._pointed = place
            clickable = Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(clickable)
            self.update()

    def _choose(self, place: int) -> None:
        if self._series and 0 <= place < len(self._series.points):
            self.point_chosen.emit(self._series.points[place])


def _range(values: Sequence[Decimal], *, is_line: bool) -> tuple[Decimal, Decimal]:
    """What the height stands for: bars begin at nought, a line may begin higher."""
    low, high = min(values), max(values)
    if is_line and low != high:
        edge = (high - low) / 4
        return low - edge, high + edge / 2
    return min(Decimal(0), low), high if high > 0 else Decimal(1)


def _words(series: Series, place: int) -> str:
    point = series.points[place]
    growth = growth_words(series.growth(place))
    told = f"{point.year}年 {value_words(point.metric.quantity)}"
    return f"{told},比上年 {growth}\n{point.title}" if growth else f"{told}\n{point.title}"
