"""Other ways to ask, each with its count, to be chosen with a click."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fuzhou_viewer.services.searching import Suggestion

_LONGEST_TIP = 80


class WaysOn(QWidget):
    """One button a line; hidden while there is none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 0, 10, 6)
        self._layout.setSpacing(4)
        self._buttons: list[QPushButton] = []
        self.hide()

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Replace the buttons."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(suggestion) for suggestion in suggestions]
        for button in self._buttons:
            self._layout.addWidget(button)
        self.setVisible(bool(suggestions))

    def words(self) -> list[str]:
        """What the buttons say."""
        return [button.text() for button in self._buttons]

    def choose(self, number: int) -> None:
        """As if button `number` had been clicked."""
        self._buttons[number].click()

    def _button(self, suggestion: Suggestion) -> QPushButton:
        button = QPushButton(f"{suggestion.words}  {suggestion.count} 处".replace("&", "&&"))
        button.setProperty("role", "way-on")
        shown = f"查找 {suggestion.typed}" if len(suggestion.typed) < _LONGEST_TIP else suggestion.words
        button.setToolTip(f"<qt>{escape(shown)}</qt>")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        # long words are cut, the pane is not widened
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(suggestion.typed))
        return button
