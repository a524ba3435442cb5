"""How the window looks, theme and size of the text: chosen, kept for the next time, and told to who paints."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from fuzhou_viewer.core.settings import LARGEST_TEXT, SMALLEST_TEXT, TEXT_SIZE, THEME
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.text_pane.page import Look
from fuzhou_viewer.ui.theme import Theme, Themes
from fuzhou_viewer.ui.typefaces import Typefaces

_SIZE_STEP = 2


class Appearance(QObject):
    """The look of one window; `theme_changed` carries the Theme, `look_changed` the Look of the page."""

    theme_changed = Signal(object)
    look_changed = Signal(object)

    def __init__(self, themes: Themes, typefaces: Typefaces, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes
        self._preferences = preferences
        self.typefaces = typefaces
        self.theme: Theme = themes.theme(preferences.word(THEME))
        self.pixels = preferences.number(TEXT_SIZE, SMALLEST_TEXT, LARGEST_TEXT)
        themes.apply(self.theme)

    def look(self) -> Look:
        """How the page is set now."""
        return Look(self.theme, QApplication.palette(), self.typefaces, self.pixels)

    def show_theme(self, name: str) -> None:
        """Change the colours of everything, for this time only."""
        self.theme = self._themes.theme(name)
        self._themes.apply(self.theme)
        self.theme_changed.emit(self.theme)
        self.look_changed.emit(self.look())

    def switch_theme(self) -> None:
        """From light to dark or back, for good."""
        name = "light" if self.theme.name == "dark" else "dark"
        self._preferences.keep(THEME, name)
        self.show_theme(name)

    def step_size(self, steps: int) -> None:
        """Make the text larger or smaller."""
        self._set_size(self.pixels + steps * _SIZE_STEP)

    def reset_size(self) -> None:
        """Make the text as large as it was made to be."""
        self._set_size(TEXT_SIZE.default)

    def _set_size(self, pixels: int) -> None:
        self.pixels = min(max(pixels, SMALLEST_TEXT), LARGEST_TEXT)
        self._preferences.keep(TEXT_SIZE, self.pixels)
        self.look_changed.emit(self.look())
