"""A line that says what was just done, with a way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from fuzhou_viewer.ui.library_panel.details import plain_label

_SHOWN_MS = 12_000


class UndoLine(QWidget):
    """Offers to undo the latest deed for a while."""

    def __init__(self) -> None:
        super().__init__()
        self._words = plain_label("")
        self._button = QPushButton("撤销")
        self._undo: Callable[[], None] | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._button.clicked.connect(self._take_back)
        self.hide()

    def offer(self, words: str, undo: Callable[[], None]) -> None:
        """Say what was done and how to take it back."""
        self._words.setText(words)
        self._undo = undo
        self._clock.start(_SHOWN_MS)
        self.show()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
