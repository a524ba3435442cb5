"""How what was picked is printed: layout, what stands with it, which pages, how they lie on the sheet."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.errors import PageListError
from fuzhou_viewer.services.printing.imposition import SINGLE, WAYS
from fuzhou_viewer.services.printing.include import WORDS, Include, Remark
from fuzhou_viewer.services.printing.layouts import LAYOUTS, OFFICIAL, layout_named
from fuzhou_viewer.services.printing.page_list import ALL, SIDES, page_list
from fuzhou_viewer.services.printing.wish import Wish

_QUIET_MS = 150


class SettingsPanel(QWidget):
    """Says when the pages must be made anew (`setting_changed`) and when only others are wanted (`pages_changed`)."""

    setting_changed = Signal()
    pages_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._layouts = QComboBox()
        self._layouts.setAccessibleName("版式")
        for layout in LAYOUTS:
            self._layouts.addItem(layout.name)
        self._about = QLabel()
        self._about.setProperty("role", "note")
        self._about.setWordWrap(True)
        self._about.setContentsMargins(-12, 0, 0, 0)
        self._parts = {name: QCheckBox(words) for name, words in WORDS.items()}
        self._remarks: tuple[Remark, ...] = ()
        self._which = QButtonGroup(self)
        self._pages = QLineEdit()
        self._pages.setPlaceholderText("2,3,12-18")
        self._pages.setAccessibleName("页码")
        self._pages.setClearButtonEnabled(True)
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._ways = QComboBox()
        self._ways.setAccessibleName("排在纸上")
        self._ways.addItems(WAYS)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._arrange()
        self._parts["notes"].hide()
        self.show_wish(Wish())
        self._connect()

    def wish(self) -> Wish:
        """What is asked for."""
        include = Include(**{name: box.isChecked() for name, box in self._parts.items()}, remarks=self._remarks)
        layout = layout_named(self._layouts.currentText()) or OFFICIAL
        which = self._which.checkedButton()
        return Wish(layout, include, self._pages.text(), which.text() if which else ALL, self._ways.currentText())

    def offer_notes(self, remarks: tuple[Remark, ...]) -> None:
        """Let the reader's notes be printed too."""
        self._remarks = remarks
        self._parts["notes"].setVisible(bool(remarks))
        if remarks and self._parts["notes"].isChecked():
            self.setting_changed.emit()

    def show_wish(self, wish: Wish) -> None:
        """Show what was asked for before; tells nobody."""
        self._layouts.setCurrentText(wish.layout.name)
        for name, box in self._parts.items():
            box.setChecked(getattr(wish.include, name))
        for button in self._which.buttons():
            button.setChecked(button.text() == wish.which)
        self._pages.setText(wish.pages)
        self._ways.setCurrentText(wish.way if wish.way in WAYS else SINGLE)
        self._about.setText(wish.layout.about)

    @property
    def error(self) -> str:
        """Why the list of pages cannot be followed; empty when it can."""
        return self._error.text()

    def chosen_pages(self, count: int) -> tuple[int, ...]:
        """The page numbers wanted of `count`; none while the list is not understood, and why stands beneath it."""
        wish = self.wish()
        try:
            pages = page_list(wish.pages, count, wish.which)
        except PageListError as error:
            self._error.setText(f"{error.message}{error.advice}")
            return ()
        self._error.setText("")
        return pages

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(6)
        for widget in (_head("版式"), self._layouts, self._about, _head("内容")):
            rows.addWidget(widget)
        grid = QGridLayout()
        for place, box in enumerate(self._parts.values()):
            grid.addWidget(box, place // 2, place % 2)
        rows.addLayout(grid)
        rows.addWidget(_head("页码"))
        choices = QGridLayout()
        for place, words in enumerate(SIDES):
            button = QRadioButton(words)
            self._which.addButton(button)
            choices.addWidget(button, 0, place)
        rows.addLayout(choices)
        rows.addWidget(self._pages)
        rows.addWidget(self._error)
        rows.addWidget(_head("排在纸上"))
        rows.addWidget(self._ways)
        rows.addStretch()

    def _connect(self) -> None:
        self._layouts.currentTextChanged.connect(self._tell_layout)
        for box in self._parts.values():
            box.toggled.connect(lambda _on: self.setting_changed.emit())
        self._which.buttonToggled.connect(lambda _button, on: self.pages_changed.emit() if on else None)
        self._pages.textChanged.connect(lambda _words: self._quiet.start())
        self._quiet.timeout.connect(self.pages_changed)
        self._ways.currentTextChanged.connect(lambda _words: self.pages_changed.emit())

    def _tell_layout(self, name: str) -> None:
        layout = layout_named(name)
        self._about.setText(layout.about if layout else "")
        self.setting_changed.emit()


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    label.setContentsMargins(-12, 0, 0, 0)
    return label
