"""The line over the tree that narrows it."""

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from fuzhou_viewer.ui.overriding import override

_STILL_MS = 150


class FilterLine(QLineEdit):
    """Says what is typed when the keys are still; Down, Enter and Esc at once."""

    narrowed = Signal(str)
    list_wished = Signal()
    first_wished = Signal()
    entered = Signal()
    """Something is about to be typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("筛选章节")
        self.setAccessibleName("筛选章节")
        self.setToolTip("输入文字、拼音首字母或全拼")
        self._still = QTimer(self)
        self._still.setInterval(_STILL_MS)
        self._still.setSingleShot(True)
        self._still.timeout.connect(self.tell)
        self.textChanged.connect(lambda _typed: self._still.start())

    def tell(self) -> None:
        """Say now what is typed."""
        self._still.stop()
        self.narrowed.emit(self.text())

    @override
    def event(self, event: QtCore.QEvent) -> bool:
        """Esc belongs to the line while there is something to clear; then it leads back to the text."""
        if (
            event.type() == QtCore.QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == QtCore.Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here will type."""
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list, Enter opens the first match, Esc clears."""
        keys = QtCore.Qt.Key
        if event.key() == keys.Key_Escape and self.text():
            self.clear()
            self.tell()
        elif event.key() == keys.Key_Down:
            self.tell()
            self.list_wished.emit()
        elif event.key() in {keys.Key_Return, keys.Key_Enter}:
            self.tell()
            self.first_wished.emit()
        else:
            super().keyPressEvent(event)
