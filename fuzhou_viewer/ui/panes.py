"""The three panes side by side, sections, text and data, and the way the keyboard walks round them."""

from PySide6 import QtCore
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

_NARROWEST = (180, 420, 200)
_WIDTHS = (300, 760, 340)
_SHARES = (3, 2)


class Panes(QSplitter):
    """Whatever is added to the left comes below the sections; the right is empty until the charts come."""

    def __init__(self, sections: QWidget, text: QWidget) -> None:
        super().__init__()
        self._left = QSplitter()
        self._left.addWidget(sections)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        for pane, narrowest in zip((self._left, text, right), _NARROWEST, strict=True):
            pane.setMinimumWidth(narrowest)
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        self.setSizes(_WIDTHS)
        self.setChildrenCollapsible(False)
        self._round = [sections, text]

    def add_left(self, widget: QWidget) -> None:
        """Put `widget` below the sections."""
        self._left.setOrientation(QtCore.Qt.Orientation.Vertical)
        self._left.addWidget(widget)
        self._left.setSizes(_SHARES)

    def add_right(self, widget: QWidget) -> None:
        """Put `widget` beside the text; the keyboard finds it after the text."""
        self._right.addWidget(widget)
        self._round.append(widget)

    def focus_next(self) -> None:
        """Give the keyboard to the next pane round."""
        held = QApplication.focusWidget()
        holds = [held is pane or pane.isAncestorOf(held) for pane in self._round] if held else [True]
        following = (holds.index(True) + 1) % len(self._round) if True in holds else 0
        self._round[following].setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
