"""The search box: asks a moment after the last committed character, never for half-typed pinyin."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from fuzhou_viewer.ui.overriding import override

_PAUSE_MS = 180
_MOST_KEPT = 20
_LONGEST_SHOWN = 40
_HELP = """空格隔开的词须同在一段
"…"  照原样,含空格
OR  任一个          -词  不含
公证 NEAR/20 鉴定  相隔不超过 20 字
>1000件   90%..100%   按数值
标题: 章: 年: 单位: 文件:  限定位置
sqjz  按拼音找名称"""


class SearchLine(QLineEdit):
    """What the person looks for, and what was looked for before."""

    search_wished = Signal(str)
    hit_wished = Signal()
    kept = Signal(list)

    def __init__(self, history: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("查找:词语用空格隔开,须同在一段")
        self.setToolTip(_HELP)
        self.setClearButtonEnabled(True)
        self.setAccessibleName("查找")
        self.setMinimumWidth(320)
        self.setMaxLength(10_000)
        self._history = list(history)
        self._is_composing = False
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        # start() would take the words for an interval
        self.textChanged.connect(lambda _words: self._pause.start())
        self.returnPressed.connect(self._entered)

    def look_for(self, words: str) -> None:
        """Put `words` in and look for them at once."""
        self.setText(words)
        self._ask()

    def keep(self) -> None:
        """Remember what is being looked for, as the latest."""
        words = self.text().strip()
        if words and self._history[:1] != [words]:
            self._history = [words, *(other for other in self._history if other != words)][:_MOST_KEPT]
            self.kept.emit(self._history)

    def earlier(self) -> QMenu:
        """What was looked for before, as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words in self._history:
            shown = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"
            menu.addAction(shown.replace("&", "&&"), lambda chosen=words: self.look_for(chosen))
        if not self._history:
            menu.addAction("还没有查找过").setEnabled(False)
        return menu

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method still holds half-typed words."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens what was looked for before."""
        if event.key() == Qt.Key.Key_Down and not self._is_composing:
            self.earlier().popup(self.mapToGlobal(QPoint(0, self.height())))
            return
        super().keyPressEvent(event)

    def _entered(self) -> None:
        if self._is_composing:
            return
        if self._pause.isActive():
            self._ask()
        self.keep()
        self.hit_wished.emit()

    def _ask(self) -> None:
        self._pause.stop()
        self.search_wished.emit(self.text())
