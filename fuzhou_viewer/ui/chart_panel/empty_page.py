"""What stands in place of a chart where nothing was counted: why, and the way to where something was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fuzhou_viewer.ui.plain import plain_label


class EmptyPage(QWidget):
    """Says why there is nothing; `report_wished` asks for the metrics of the whole report."""

    report_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._why = plain_label("", "note")
        self._why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._whole = QPushButton("看全文的指标")
        self._whole.setAutoDefault(False)
        self._whole.clicked.connect(self.report_wished)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._why)
        layout.addWidget(self._whole, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setFocusProxy(self._whole)

    def tell(self, why: str, *, is_whole: bool) -> None:
        """Show `why`; of the whole report nothing larger is offered."""
        self._why.setText(why)
        self._whole.setVisible(not is_whole)
