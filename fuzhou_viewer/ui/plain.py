"""Labels and tips that show what they are given, letter for letter: Qt would take <img src=...> for a page.

`QtCore.Qt` is named only where it is used: making its names takes 13 ms, which the first paint can do without.
"""

from PySide6 import QtCore
from PySide6.QtWidgets import QLabel, QWidget


def make_plain(window: QWidget) -> None:
    """Let every label in `window` show letters alone, whoever made it."""
    for label in window.findChildren(QLabel):
        label.setTextFormat(QtCore.Qt.TextFormat.PlainText)


def plain_tip(words: str) -> str:
    """`words` for a tool tip, which has no plain text of its own: what could pass for markup is written as text."""
    if "<" not in words and "&" not in words:
        return words
    from html import escape  # noqa: PLC0415 - 2 ms that the first paint can do without

    return f"<span>{escape(words)}</span>"


def plain_label(words: str, role: str = "") -> QLabel:
    """A label of plain text; `role` is its look in the style sheet."""
    label = QLabel()
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setText(words)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
