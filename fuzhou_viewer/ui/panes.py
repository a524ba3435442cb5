"""The three panes side by side, sections, text and data, and the way the keyboard walks round them."""

from PySide6 import QtCore
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.ui.choice_button import choice_button

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
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._choices = QButtonGroup(right)
        self._choice_line = QHBoxLayout()
        self._choice_line.setContentsMargins(6, 6, 6, 0)
        self._choice_line.setSpacing(2)
        self._right = QStackedWidget()
        layout.addLayout(self._choice_line)
        layout.addWidget(self._right, 1)
        self._choices.idClicked.connect(self._right.setCurrentIndex)
        self._right.currentChanged.connect(lambda _place: self._right.setFocusProxy(self._right.currentWidget()))
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
        self._wall()

    def add_right(self, widget: QWidget, words: str) -> None:
        """Put `widget` beside the text, under the name `words`; with several, one is chosen at a time."""
        if not self._right.count():
            self._round.append(self._right)
            self._right.setFocusProxy(widget)
        place = self._right.addWidget(widget)
        button = choice_button(words, is_on=place == 0)
        self._choices.addButton(button, place)
        last = self._choice_line.count() - 1
        self._choice_line.insertWidget(max(0, last), button)
        if last < 0:
            self._choice_line.addStretch()
        self._wall()

    def _wall(self) -> None:
        from fuzhou_viewer.ui.plain import make_plain  # noqa: PLC0415 - the first paint shows no foreign text in labels

        make_plain(self)

    def choose_right(self, widget: QWidget) -> None:
        """Bring `widget` forward among those beside the text, and give it the keyboard."""
        self._right.setCurrentWidget(widget)
        widget.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        self._choices.button(self._right.currentIndex()).setChecked(True)

    def focus_next(self) -> None:
        """Give the keyboard to the next pane round."""
        held = QApplication.focusWidget()
        shown = [pane for pane in self._round if pane.isVisible()]
        holds = [held is pane or pane.isAncestorOf(held) for pane in shown] if held else [True]
        following = (holds.index(True) + 1) % len(shown) if True in holds else 0
        shown[following].setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
