"""What could not be brought along to a newer version, in words that can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from fuzhou_viewer.core.kept import Content, Kept, anchor_of
from fuzhou_viewer.ui.plain import plain_label

_SIZE = (460, 320)


class LostNotes(QDialog):
    """Lists them; they stay with the old version."""

    def __init__(self, lost: Sequence[Kept[Content]], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("没有带过来的批注")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        words = plain_label(f"有 {len(lost)} 条在新版本里找不到原处,仍留在旧的那份上:")
        words.setWordWrap(True)
        column.addWidget(words)
        self.list = QPlainTextEdit("\n\n".join(_words(one) for one in lost))
        self.list.setReadOnly(True)
        column.addWidget(self.list)
        buttons = QDialogButtonBox()
        buttons.addButton("知道了", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)


def _words(one: Kept[Content]) -> str:
    place = anchor_of(one.content)
    quote = f"“{place.quote}”" if place else "多个数字的核对"
    return "\n".join(
        part for part in (quote, getattr(one.content, "text", ""), getattr(one.content, "heading", "")) if part
    )
