"""The status line's own words: what the report is, whenever nothing is being told."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar


def summary_label(bar: QStatusBar, words: str) -> QLabel:
    """A label saying `words` at the left of `bar`; what is told for a while covers it."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("role", "quiet")
    label.setContentsMargins(4, 0, 0, 0)
    # a long remark must not make the window wider than the screen
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    bar.clearMessage()  # a label that comes while a message is there stays hidden when that goes
    bar.addWidget(label, 1)
    return label
