"""Sides of paper on a desk: scrolled, zoomed, painted only where seen; large as a preview, small to leaf by."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from fuzhou_viewer.services.printing.imposition import Side
from fuzhou_viewer.services.printing.layouts import PAGE_HEIGHT, PAGE_WIDTH
from fuzhou_viewer.services.printing.pagination import PagedDocument
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter
from fuzhou_viewer.ui.theme import Theme

ZOOMS = (25, 33, 50, 60, 75, 90, 100, 125, 150, 200, 300)
FIT_WIDTH = 0
_DPI = 96
_UNITS_PER_INCH = 720
_GAP = 18
_CACHED = 24


class PagesView(QAbstractScrollArea):
    """Shows sides below one another; `side_chosen` is clicked (from 0), `side_changed` is in view, `zoom_wished` ±1."""

    side_chosen = Signal(int)
    side_changed = Signal(int)
    zoom_wished = Signal(int)

    def __init__(self, painter: PagePainter, theme: Theme, *, has_numbers: bool = False) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._painter, self._theme, self._has_numbers = painter, theme, has_numbers
        self._document: PagedDocument | None = None
        self._sides: Sequence[Side] = ()
        self._tops: list[int] = []
        self._zoom = FIT_WIDTH
        self._current = 0
        self._message = ""
        self._pictures: dict[int, QPixmap] = {}
        self._scale = 1.0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._tell_side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_sides(self, document: PagedDocument | None, sides: Sequence[Side], message: str = "") -> None:
        """Show `sides` of `document`; with none, `message` in their place."""
        before = self._document
        keep = self.verticalScrollBar().value() if before and document and document.layout == before.layout else 0
        same = _same_sides(before, self._sides, document, sides)
        self._document, self._sides, self._message = document, sides, message
        self._pictures = {place: picture for place, picture in self._pictures.items() if place < same}
        self._arrange()
        self.verticalScrollBar().setValue(keep)
        self._tell_side()
        self.viewport().update()

    def show_zoom(self, zoom: int) -> None:
        """Zoom to percent; 0 fits the width. The side in view stays."""
        self._zoom = zoom
        self._pictures.clear()
        current = self._current
        self._arrange()
        self.show_side(current)
        self.viewport().update()

    def show_side(self, place: int) -> None:
        """Bring a side (from 0) into view and mark it."""
        if not 0 <= place < len(self._tops):
            return
        bar = self.verticalScrollBar()
        top, height = self._tops[place], self._size(place).height()
        if (
            not bar.value() <= top - _GAP // 2
            or top + min(height, self.viewport().height()) > bar.value() + self.viewport().height()
        ):
            bar.setValue(top - _GAP)
        self._current = place
        self.viewport().update()

    @property
    def shown_zoom(self) -> int:
        """The zoom in percent, also where it fits the width."""
        return round(self._scale * _UNITS_PER_INCH / _DPI * 100)

    def step(self, by: int) -> int:
        """The zoom one step larger (+1) or smaller (-1) than what is shown."""
        now = self.shown_zoom
        other = [z for z in ZOOMS if (z > now if by > 0 else z < now)]
        return (other[0] if by > 0 else other[-1]) if other else now

    def _fitting_scale(self) -> float:
        """Pixels for a tenth of a point."""
        if self._zoom:
            return _DPI / _UNITS_PER_INCH * self._zoom / 100
        widest = PAGE_HEIGHT if any(side.is_lying for side in self._sides) else PAGE_WIDTH
        return max(0.005, (self.viewport().width() - 2 * _GAP) / widest)

    def _size(self, place: int) -> QSize:
        is_lying = self._sides[place].is_lying
        width, height = (PAGE_HEIGHT, PAGE_WIDTH) if is_lying else (PAGE_WIDTH, PAGE_HEIGHT)
        return QSize(max(1, round(width * self._scale)), max(1, round(height * self._scale)))

    def _arrange(self) -> None:
        self._scale = self._fitting_scale()
        foot = 16 if self._has_numbers else 0
        self._tops = []
        top = _GAP
        for place in range(len(self._sides)):
            self._tops.append(top)
            top += self._size(place).height() + _GAP + foot
        widest = max((self._size(place).width() for place in range(min(1, len(self._sides)))), default=0)
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, top - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(60)
        across.setRange(0, max(0, widest + 2 * _GAP - self.viewport().width()))
        across.setPageStep(self.viewport().width())

    def _frame(self, place: int) -> QRect:
        size = self._size(place)
        room = self.viewport().width()
        left = max(_GAP, (room - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(left, self._tops[place] - self.verticalScrollBar().value(), size.width(), size.height())

    def _tell_side(self) -> None:
        if not self._sides or self._has_numbers:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        place = max(0, bisect_right(self._tops, middle) - 1)
        if place != self._current:
            self._current = place
            self.side_changed.emit(place)

    def _picture(self, place: int) -> QPixmap:
        if place not in self._pictures:
            while len(self._pictures) >= _CACHED:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[place] = self._painted(place)
        return self._pictures[place]

    def _painted(self, place: int) -> QPixmap:
        """A side as a picture; always black on white, whatever the theme."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self._size(place) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.white)
        brush = QPainter(picture)
        brush.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        brush.scale(self._scale, self._scale)
        if self._document:
            self._painter.paint_side(brush, self._document, self._sides[place])
        brush.end()
        return picture

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The sides in view."""
        brush = QPainter(self.viewport())
        brush.fillRect(self.viewport().rect(), QColor(self._theme.desk))
        if not self._sides:
            brush.setPen(QColor(self._theme.muted))
            words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            brush.drawText(self.viewport().rect().adjusted(40, 0, -40, 0), words, self._message)
        is_new = 0
        for place in self._in_view():
            frame = self._frame(place)
            if place in self._pictures or not is_new:
                is_new += place not in self._pictures
                brush.drawPixmap(frame.topLeft(), self._picture(place))
            else:
                # one new picture at a time, so that the window answers in between
                brush.fillRect(frame, Qt.GlobalColor.white)
                self._next.start()
            self._paint_edge(brush, place, frame)
        brush.end()

    def _in_view(self) -> range:
        """The sides that are to be seen now."""
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        return range(first, bisect_right(self._tops, top + self.viewport().height()))

    def _paint_edge(self, brush: QPainter, place: int, frame: QRect) -> None:
        is_current = self._has_numbers and place == self._current
        brush.setPen(QColor(self._theme.accent if is_current else self._theme.line))
        brush.drawRect(frame.adjusted(-1, -1, 0, 0))
        if is_current:
            brush.drawRect(frame.adjusted(-2, -2, 1, 1))
        if self._has_numbers:
            words = "、".join(str(page) for page in self._sides[place].pages if page) or "空白"
            brush.setPen(QColor(self._theme.ink if is_current else self._theme.muted))
            below = QRect(frame.left(), frame.bottom() + 2, frame.width(), 18)
            brush.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sides that fit the width change with it."""
        if event.oldSize().width() != event.size().width():
            self._pictures.clear()
        self._arrange()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a side."""
        point = event.position().toPoint()
        for place in self._in_view():
            if self._frame(place).adjusted(0, 0, 0, 20).contains(point):
                self._current = place
                self.viewport().update()
                self.side_chosen.emit(place)
                return

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wished.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys go from side to side, Home and End to the ends."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._sides) - 1}
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        key = Qt.Key(event.key())
        if key in ends or key in steps:
            place = ends[key] if key in ends else self._current + steps[key]
            self.show_side(min(max(place, 0), len(self._sides) - 1))
            self.side_chosen.emit(self._current)
        else:
            super().keyPressEvent(event)


def _same_sides(
    before: PagedDocument | None, known: Sequence[Side], document: PagedDocument | None, sides: Sequence[Side]
) -> int:
    """How many sides from the first on are the same pages as before, so that their pictures still hold."""
    if before is None or document is None or before.header != document.header:
        return 0
    count = 0
    for old, new in zip(known, sides, strict=False):
        pages = [number for number in new.pages if number]
        last = max(pages, default=0)
        if old != new or last > len(before.pages) or last > len(document.pages):
            break
        if any(before.pages[number - 1] is not document.pages[number - 1] for number in pages):
            break
        count += 1
    return count
