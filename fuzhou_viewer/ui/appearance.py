"""How the window looks, theme and setting of the text: chosen, kept for the next time, and told to who paints."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fuzhou_viewer.core.settings import (
    COLUMN,
    LARGEST_TEXT,
    LINE_HEIGHT,
    LOOSEST,
    NARROWEST_COLUMN,
    PARAGRAPH_NUMBERS,
    SMALLEST_TEXT,
    TEXT_SIZE,
    THEME,
    TIGHTEST,
    WIDEST_COLUMN,
    Setting,
)
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.text_pane.page import Look
from fuzhou_viewer.ui.theme import Theme, Themes
from fuzhou_viewer.ui.typefaces import Typefaces

_SIZE_STEP = 2
_BOUNDS = {
    TEXT_SIZE: (SMALLEST_TEXT, LARGEST_TEXT),
    LINE_HEIGHT: (TIGHTEST, LOOSEST),
    COLUMN: (NARROWEST_COLUMN, WIDEST_COLUMN),
    PARAGRAPH_NUMBERS: (0, 1),
}


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
        self._numbers = {setting: preferences.number(setting, *bounds) for setting, bounds in _BOUNDS.items()}
        themes.apply(self.theme)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._follow_system())

    @property
    def pixels(self) -> int:
        """The size of the body text."""
        return self._numbers[TEXT_SIZE]

    def number(self, setting: Setting[int]) -> int:
        """A setting of the text as it is now."""
        return self._numbers[setting]

    def look(self) -> Look:
        """How the page is set now."""
        numbers = self._numbers
        return Look(
            self.theme,
            QApplication.palette(),
            self.typefaces,
            numbers[TEXT_SIZE],
            numbers[LINE_HEIGHT] / 100,
            numbers[COLUMN],
            bool(numbers[PARAGRAPH_NUMBERS]),
        )

    def paper_theme(self) -> Theme:
        """The colours of what leaves the program: light, whatever the window shows."""
        return self._themes.theme("light")

    def theme_choice(self) -> str:
        """The theme the reader chose: system, light, dark or sepia."""
        return self._preferences.word(THEME)

    def show_theme(self, name: str) -> None:
        """Change the colours of everything, for this time only."""
        self.theme = self._themes.theme(name)
        self._themes.apply(self.theme)
        self.theme_changed.emit(self.theme)
        self.look_changed.emit(self.look())

    def choose_theme(self, name: str) -> None:
        """Change the colours of everything, for good."""
        self._preferences.keep(THEME, name)
        self.show_theme(name)

    def switch_theme(self) -> None:
        """From light to dark or back, for good."""
        self.choose_theme("light" if self.theme.name == "dark" else "dark")

    def step_size(self, steps: int) -> None:
        """Make the text larger or smaller."""
        self.choose_number(TEXT_SIZE, self.pixels + steps * _SIZE_STEP)

    def reset_size(self) -> None:
        """Make the text as large as it was made to be."""
        self.choose_number(TEXT_SIZE, TEXT_SIZE.default)

    def choose_number(self, setting: Setting[int], number: int) -> None:
        """Set the text otherwise, for good; a number beyond the bounds is brought to them."""
        low, high = _BOUNDS[setting]
        self._numbers[setting] = min(max(number, low), high)
        self._preferences.keep(setting, self._numbers[setting])
        self.look_changed.emit(self.look())

    def reset_text(self) -> None:
        """Everything about the text as it was made to be."""
        for setting in _BOUNDS:
            self._numbers[setting] = setting.default
            self._preferences.keep(setting, setting.default)
        self.look_changed.emit(self.look())

    def _follow_system(self) -> None:
        if self._preferences.word(THEME) == "system":
            self.show_theme("system")
