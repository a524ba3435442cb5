"""Ticks over the scroll bar, one for each hit, where it lies in the whole text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from fuzhou_viewer.ui.overriding import override

_THICKNESS = 2
_CURRENT_THICKNESS = 4


class MarkStrip(QWidget):
    """Lies on a vertical scroll bar and lets the pointer through."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._places: tuple[float, ...] = ()
        self._current: float | None = None
        self._colour = QColor()
        self._current_colour = QColor()
        self.hide()

    def show_places(self, places: Sequence[float], current: float | None, colours: tuple[str, str]) -> None:
        """Tick `places`, each a share (0 to 1) of the whole text, `current` stronger; `colours` are for both."""
        self._places, self._current = tuple(places), current
        self._colour, self._current_colour = (QColor(colour) for colour in colours)
        self.setVisible(bool(places) or current is not None)
        self.fit()
        self.update()

    def fit(self) -> None:
        """Be as large as the scroll bar; to be called when that may have changed."""
        self.setGeometry(0, 0, self._bar.width(), self._bar.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The ticks."""
        painter = QPainter(self)
        for row in {round(place * self.height()) for place in self._places}:
            painter.fillRect(2, row - _THICKNESS // 2, self.width() - 4, _THICKNESS, self._colour)
        if self._current is not None:
            row = round(self._current * self.height()) - _CURRENT_THICKNESS // 2
            painter.fillRect(0, row, self.width(), _CURRENT_THICKNESS, self._current_colour)
        painter.end()
