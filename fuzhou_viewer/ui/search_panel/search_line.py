"""The search box: asks a moment after the last committed character, never for half-typed pinyin."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fuzhou_viewer.ui.overriding import override

_PAUSE_MS = 180


class SearchLine(QLineEdit):
    """What the person looks for."""

    search_wished = Signal(str)
    hit_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("查找:词语用空格隔开,须同在一段")
        self.setClearButtonEnabled(True)
        self.setAccessibleName("查找")
        self.setMinimumWidth(320)
        self.setMaxLength(10_000)
        self._composing = False
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._entered)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method still holds half-typed words."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _typed(self) -> None:
        if not self._composing:
            self._pause.start()

    def _entered(self) -> None:
        if self._pause.isActive():
            self._ask()
        self.hit_wished.emit()

    def _ask(self) -> None:
        self._pause.stop()
        self.search_wished.emit(self.text())
