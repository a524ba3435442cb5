"""Between the two reports: bands that lead from a section to the one that answers, and marks where none does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fuzhou_viewer.core.pairing.records import Fate
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.side_by_side.colours import Colours

_WIDTH = 64
_TICK = 12.0
_NEAR = 6.0


@dataclass(frozen=True, slots=True)
class Band:
    """A link to be painted: heights in the gutter, None where that side has nothing; `pair` as in the sheets."""

    left: float | None
    right: float | None
    fate: Fate
    is_moved: bool = False
    is_chosen: bool = False
    pair: int = -1


class Gutter(QWidget):
    """Paints the bands that `bands` gives for what is seen; `pair_chosen` carries the one clicked."""

    pair_chosen = Signal(int)

    def __init__(self, bands: Callable[[], Sequence[Band]], colours: Colours) -> None:
        super().__init__()
        self._bands, self._colours = bands, colours
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName("两份报告之间的对应")
        self.setToolTip("连线把对应的章节连在一起;点连线,两边都到那里")

    @override
    def sizeHint(self) -> QSize:
        """As wide as it is."""
        return QSize(_WIDTH, 100)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The bands, the chosen one last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._colours.window)
        for band in sorted(self._bands(), key=lambda band: (band.is_chosen, band.is_moved)):
            if band.left is not None and band.right is not None:
                painter.strokePath(_path(band.left, band.right), self._pen(band))
            else:
                self._tick(painter, band)
        painter.end()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a band chooses its pair."""
        at = event.position()
        share = at.x() / self.width()
        # the curve is S-shaped: the height by share is that of the smooth step
        step = share * share * (3 - 2 * share)
        near = [
            (abs(band.left + (band.right - band.left) * step - at.y()), band.pair)
            for band in self._bands()
            if band.left is not None and band.right is not None and band.pair >= 0
        ]
        if near and min(near)[0] <= _NEAR:
            self.pair_chosen.emit(min(near)[1])

    def _pen(self, band: Band) -> QPen:
        colours = self._colours
        colour = QColor(colours.chosen if band.is_chosen else colours.moved_edge if band.is_moved else colours.quiet)
        colour.setAlphaF(1.0 if band.is_chosen or band.is_moved else 0.55)
        pen = QPen(colour, 2.2 if band.is_chosen else 1.4)
        if band.is_moved and not band.is_chosen:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _tick(self, painter: QPainter, band: Band) -> None:
        """A short bar at the side that has something."""
        height = band.left if band.left is not None else band.right
        if height is None:
            return
        x = 0.0 if band.left is not None else self.width() - _TICK
        colour = self._colours.dropped_edge if band.fate is Fate.DROPPED else self._colours.new_edge
        painter.fillRect(QRectF(x, height - 1.5, _TICK, 3), colour)


def _path(left: float, right: float) -> QPainterPath:
    path = QPainterPath(QPointF(0, left))
    path.cubicTo(QPointF(_WIDTH / 2, left), QPointF(_WIDTH / 2, right), QPointF(_WIDTH, right))
    return path
