"""What is known of one report, and what can be done with it."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from fuzhou_viewer.core.holdings import Holding
from fuzhou_viewer.ui.library_panel.groups import facts

_CHOOSE = "选中左边的一份报告,这里显示它的情况。\n\n把文件或文件夹拖到这个窗口,就能存入资料库。"
_EMPTY = "资料库还是空的。\n\n点“存入文件…”或“存入文件夹…”,或把文件拖到这个窗口。"
_NONE_HERE = "这里没有报告。"


class Details(QWidget):
    """Shows a report's facts; its signals say what the person wants done with it."""

    open_wished = Signal(object)
    correct_wished = Signal(object)
    reshape_wished = Signal(object)
    handover_wished = Signal(object)
    remove_wished = Signal(object)
    restore_wished = Signal(object)
    erase_wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._holding: Holding | None = None
        self.setObjectName("details")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = plain_label("", "title")
        self._facts = QFormLayout()
        self._stack = QStackedLayout(self)
        self._hint = plain_label(_CHOOSE, "note")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(self._card())

    def show_hint(self, *, is_empty: bool, has_rows: bool) -> None:
        """Say what can be done where no report is chosen."""
        self._hint.setText(_EMPTY if is_empty else _CHOOSE if has_rows else _NONE_HERE)

    def show_holding(self, holding: Holding | None) -> None:
        """Show this report, or the hint where none is chosen."""
        self._holding = holding
        self._stack.setCurrentIndex(int(holding is not None))
        if holding is None:
            return
        self._title.setText(holding.title)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in facts(holding, datetime.now(UTC)):
            self._facts.addRow(plain_label(name, "fact-name"), plain_label(value))
        in_bin = holding.removed_at is not None
        for button, is_for_bin in self._buttons:
            button.setVisible(is_for_bin == in_bin)

    def _card(self) -> QWidget:
        card = QWidget()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(14)
        rows.addWidget(self._title)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._facts.setHorizontalSpacing(18)
        self._facts.setVerticalSpacing(8)
        rows.addLayout(self._facts)
        rows.addStretch()
        row = QHBoxLayout()
        self._buttons = [
            (self._button(words, signal), is_for_bin)
            for words, signal, is_for_bin in (
                ("打开", self.open_wished, False),
                ("改正…", self.correct_wished, False),
                ("改章节…", self.reshape_wished, False),
                ("交接包…", self.handover_wished, False),
                ("移入回收站", self.remove_wished, False),
                ("还原", self.restore_wished, True),
                ("彻底删除…", self.erase_wished, True),
            )
        ]
        self._buttons[0][0].setDefault(True)
        for button, _ in self._buttons:
            row.addWidget(button)
        row.addStretch()
        rows.addLayout(row)
        return card

    def _button(self, words: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: signal.emit(self._holding))
        return button


def plain_label(words: str, role: str = "") -> QLabel:
    """A label that shows foreign text as the characters it is, wrapped."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
