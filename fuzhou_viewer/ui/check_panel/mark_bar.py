"""What a person says of the finding looked at: a remark, and one of three decisions; or takes it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fuzhou_viewer.core.checking.marking import DECISIONS
from fuzhou_viewer.core.kept import CheckMark, Decision

OFFERED = tuple((d, DECISIONS[d]) for d in (Decision.TO_CORRECT, Decision.OTHER_SCOPE, Decision.HUSHED))
"""The decisions a reader can make, with their words."""

_LONGEST = 500


class MarkBar(QWidget):
    """A line for the remark above the buttons; `decided` carries a `Decision`, or None to take it back."""

    decided = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self._line.setPlaceholderText("处理意见(可不填)")
        self._line.setAccessibleName("处理意见")
        self._line.setMaxLength(_LONGEST)
        self.buttons = {decision: QPushButton(words) for decision, words in OFFERED}
        self.back = QPushButton("撤销标记")
        # two by two: four beside each other do not fit into a narrow panel
        grid = QGridLayout()
        grid.setSpacing(6)
        for decision, button in self.buttons.items():
            button.setCheckable(decision is not Decision.HUSHED)
            button.clicked.connect(lambda _checked=False, d=decision: self.decided.emit(d, self.remark))
        self.back.clicked.connect(lambda: self.decided.emit(None, ""))
        self.buttons[Decision.HUSHED].setToolTip("本文中同类的提示都收起来,可以随时恢复")
        for place, button in enumerate((*self.buttons.values(), self.back)):
            grid.addWidget(button, place // 2, place % 2)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._line)
        layout.addLayout(grid)
        self.hide()

    @property
    def remark(self) -> str:
        """What was written."""
        return self._line.text().strip()

    def show_mark(self, mark: CheckMark | None, *, is_hushed: bool, is_own: bool) -> None:
        """Show what was decided about the finding; what is hushed can be had again, the reader's own check removed."""
        is_open = not is_hushed and not is_own
        self._line.setText(mark.remark if mark else "")
        self._line.setVisible(is_open)
        for decision, button in self.buttons.items():
            button.setVisible(is_open)
            button.setChecked(mark is not None and mark.decision is decision)
        self.back.setText("删去自定核对" if is_own else "恢复提示此类" if is_hushed else "撤销标记")
        self.back.setVisible(not is_open or mark is not None)
