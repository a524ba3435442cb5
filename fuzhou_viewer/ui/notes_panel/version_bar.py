"""Says that the report looks like a newer version of one with notes, and offers to bring them along."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fuzhou_viewer.ui.plain import plain_label


class VersionBar(QWidget):
    """Shown until it is answered."""

    following_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = plain_label("这份报告像是一份旧报告的新版本,旧的那份上有您的批注。", "quiet")
        self.follow = QPushButton("把批注带过来")
        self.leave = QPushButton("不用")
        row = QHBoxLayout()
        row.addWidget(self.follow)
        row.addWidget(self.leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 6)
        column.addWidget(words)
        column.addLayout(row)
        self.follow.clicked.connect(self.hide)
        self.follow.clicked.connect(self.following_wished)
        self.leave.clicked.connect(self.hide)
        # an empty list below would share its height with this
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
