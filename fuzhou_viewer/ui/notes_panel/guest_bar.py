"""Says that a colleague's notes came with the report: read them, take them in, or turn back to one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fuzhou_viewer.ui.plain import plain_label


class GuestBar(QWidget):
    """Shown while there are such notes; they are for reading only until they are taken in."""

    taking_in_wished = Signal()
    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = plain_label("", "quiet")
        self._which = QPushButton()
        self._is_shown = False
        self._take_in = QPushButton("并入我的批注")
        row = QHBoxLayout()
        row.addWidget(self._which)
        row.addWidget(self._take_in)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 6)
        column.addWidget(self._words)
        column.addLayout(row)
        self._which.clicked.connect(lambda: self._show(is_shown=not self._is_shown))
        self._take_in.clicked.connect(self.taking_in_wished)
        # an empty list below would share its height with this
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_count(self, notes: int, things: int) -> None:
        """Tell how many notes came, of how many things in all; none hides the bar."""
        more = f",另有更正、核对决定等 {things - notes} 项" if things > notes else ""
        self._words.setText(f"交接包里有同事的批注 {notes} 条{more},只供阅读。")
        self.setVisible(things > 0)
        self._show(is_shown=things > 0)

    def is_shown(self) -> bool:
        """Whether the list shows the colleague's notes rather than one's own."""
        return self._is_shown

    def _show(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown
        self._which.setText("看我的批注" if is_shown else "看同事的批注")
        self.toggled.emit()
