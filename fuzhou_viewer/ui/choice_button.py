"""One of several buttons of which one is on."""

from PySide6.QtWidgets import QToolButton


def choice_button(words: str, *, is_on: bool) -> QToolButton:
    """A button with `words` that stays down; whoever makes several puts them into one QButtonGroup."""
    button = QToolButton()
    button.setText(words)
    button.setCheckable(True)
    button.setChecked(is_on)
    button.setProperty("role", "choice")
    return button
