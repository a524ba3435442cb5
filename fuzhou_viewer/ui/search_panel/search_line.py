"""The search box: asks a moment after the last committed character, never for half-typed pinyin."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QInputMethodEvent, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from fuzhou_viewer.ui.overriding import override

_PAUSE_MS = 180
_MOST_KEPT = 20
_LONGEST_SHOWN = 40
_ARROW = 16
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
    saved_wished = Signal()
    save_wished = Signal(str)
    unsave_wished = Signal(str)

    def __init__(self, history: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("查找:词语用空格隔开,须同在一段")
        self.setToolTip(_HELP)
        self.setClearButtonEnabled(True)
        self.setAccessibleName("查找")
        self.setMaxLength(10_000)
        self._history = list(history)
        self._saved: list[str] | None = None
        self._menu: QMenu | None = None
        self._is_composing = False
        self._open_menu = QAction(self)
        self._open_menu.setToolTip("查找过的和保存的(↓)")
        self._open_menu.triggered.connect(self._show_menu)
        self.addAction(self._open_menu, QLineEdit.ActionPosition.LeadingPosition)
        self._paint_arrow()
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

    def show_saved(self, searches: Sequence[str]) -> None:
        """The searches that are kept for good; an open menu shows them at once."""
        self._saved = list(searches)
        if self._menu is not None and self._menu.isVisible():
            self._fill(self._menu)

    def earlier(self) -> QMenu:
        """What was looked for before, and what is kept, as a menu."""
        if self._menu is None:
            self._menu = QMenu(self)
        if self._saved is None:
            self._saved = []
            self.saved_wished.emit()
        self._fill(self._menu)
        return self._menu

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        words, saved = self.text().strip(), self._saved or []
        if words in saved:
            menu.addAction(f"不再保存“{_shown(words)}”", lambda: self.unsave_wished.emit(words))
        elif words:
            menu.addAction(f"保存“{_shown(words)}”", lambda: self.save_wished.emit(words))
        for heading, several in (("已保存", saved), ("查找过", self._history)):
            if several:
                menu.addSeparator()
                menu.addAction(heading).setEnabled(False)
            for one in several:
                menu.addAction(_shown(one), lambda chosen=one: self.look_for(chosen))
        if menu.isEmpty():
            menu.addAction("还没有查找过").setEnabled(False)

    def _show_menu(self) -> None:
        self.earlier().popup(self.mapToGlobal(QPoint(0, self.height())))

    def _paint_arrow(self) -> None:
        """A small arrow in the colour of remarks, whatever the theme."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(_ARROW * ratio), round(_ARROW * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().placeholderText())
        painter.drawPolygon([QPointF(3, 6), QPointF(13, 6), QPointF(8, 11)])
        painter.end()
        self._open_menu.setIcon(QIcon(picture))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """The arrow follows the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._paint_arrow()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method still holds half-typed words."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens what was looked for before."""
        if event.key() == Qt.Key.Key_Down and not self._is_composing:
            self._show_menu()
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


def _shown(words: str) -> str:
    short = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"
    return short.replace("&", "&&")
