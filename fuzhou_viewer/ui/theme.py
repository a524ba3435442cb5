"""Named colours to the look of every window: palette and style sheet."""

import json
from dataclasses import dataclass
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

_MIDDLE_GREY = 128


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one look, as #RRGGBB, by what they are for."""

    name: str
    window: str
    desk: str
    paper: str
    ink: str
    muted: str
    line: str
    accent: str
    accent_soft: str
    bar: str
    bar_chosen: str
    mark: str
    mark_current: str
    selection: str
    number: str
    yellow: str
    green: str
    blue: str
    pink: str
    purple: str
    agree: str
    ask: str
    differ: str


class Themes:
    """The looks in a folder of styles."""

    def __init__(self, folder: Path, icons: Path) -> None:
        self._folder = folder
        self._icons = icons.as_posix()

    def theme(self, name: str) -> Theme:
        """The look called light or dark; system follows the desktop."""
        if name == "system":
            # the style's own palette follows the desktop, whatever palette we have set
            ground = QApplication.style().standardPalette().color(QPalette.ColorRole.Window)
            name = "dark" if ground.lightness() < _MIDDLE_GREY else "light"
        text = (self._folder / f"{name}.json").read_text(encoding="utf-8")
        return Theme(name=name, **json.loads(text))

    def apply(self, theme: Theme) -> None:
        """Give every window the look."""
        colours = {name: getattr(theme, name) for name in Theme.__slots__} | {"icons": self._icons}
        sheet = Template((self._folder / "window.qss").read_text(encoding="utf-8")).substitute(colours)
        QApplication.setPalette(_palette(theme))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(sheet)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.ink,
        role.Base: theme.paper,
        role.AlternateBase: theme.window,
        role.Text: theme.ink,
        role.Button: theme.window,
        role.ButtonText: theme.ink,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.ink,
        role.ToolTipBase: theme.paper,
        role.ToolTipText: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Link: theme.number,
        role.Mid: theme.desk,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.muted))
    return palette
