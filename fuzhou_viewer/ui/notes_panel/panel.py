"""The panel of notes: what there is, found by section, day, tag, colour or words, and where it is written."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.kept import Bookmark, Content, Highlight, Kept, KeptId, Note
from fuzhou_viewer.core.placed import Placed
from fuzhou_viewer.ui.notes_panel.editor import NoteEditor
from fuzhou_viewer.ui.notes_panel.guest_bar import GuestBar
from fuzhou_viewer.ui.notes_panel.listing import PLACED, Order, from_bin, listing
from fuzhou_viewer.ui.notes_panel.version_bar import VersionBar
from fuzhou_viewer.ui.plain import plain_label
from fuzhou_viewer.ui.theme import Theme

_EMPTY = "还没有批注。选中一段文字,按 Ctrl+M 写批注,按 Ctrl+H 高亮。"
_EMPTY_BIN = "回收站是空的。删除的内容在这里保留 30 天。"


class NotesPanel(QWidget):
    """Lists what it is given; says what the reader wants done."""

    place_wished = Signal(object)
    edit_wished = Signal(object)
    removal_wished = Signal(object)
    restoring_wished = Signal(object)
    bin_wished = Signal()
    export_wished = Signal(str)
    health_wished = Signal()
    taking_in_wished = Signal()
    emptying_wished = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: Sequence[Placed] = ()
        self._removed: Sequence[Placed] = ()
        self._title = plain_label("批注", "heading")
        self._order = QComboBox()
        self._order.setAccessibleName("批注的排列")
        self._order.addItems([order.value for order in Order])
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("在批注中查找")
        self._filter.setAccessibleName("在批注中查找")
        self._filter.setClearButtonEnabled(True)
        self._more = QToolButton()
        self._more.setText("更多")
        self._more.setProperty("role", "choice")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._export_menu())
        self._list = QTreeView()
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setIndentation(10)
        self._list.setAccessibleName("批注列表")
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = plain_label(_EMPTY, "note")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._handed: Sequence[Placed] = ()
        self._guest = GuestBar()
        self.version = VersionBar()
        self._empty_bin = QPushButton("清空回收站…")
        self._empty_bin.hide()
        self.editor = NoteEditor()
        self.editor.set_theme(theme)
        self.editor.hide()
        self._arrange()
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Show the colours as `theme` has them."""
        self._theme = theme
        self.editor.set_theme(theme)
        self._fill()

    def show_items(self, items: Sequence[Placed]) -> None:
        """List everything of the report."""
        self._items = items
        self._fill()

    def show_bin(self, kept: Sequence[Kept[Content]]) -> None:
        """List what was removed."""
        self._removed = from_bin(kept)
        self._fill()

    def show_handed_in(self, items: Sequence[Placed]) -> None:
        """A colleague's notes on the report, to be read and perhaps taken in."""
        self._handed = items
        self._guest.show_count(sum(isinstance(i.kept.content, Note | Highlight | Bookmark) for i in items), len(items))
        self._fill()

    def handed_in(self) -> tuple[tuple[KeptId, Content], ...]:
        """What the colleague handed on."""
        return tuple((item.kept.id, item.kept.content) for item in self._handed)

    def write(self, own: KeptId, note: Note, *, is_draft: bool = False) -> None:
        """Open the editor on `note`."""
        self.editor.show()
        self.editor.write(own, note, is_draft=is_draft)

    def shown(self) -> tuple[str, ...]:
        """The words of every row, groups included, from the top."""
        model = self._list.model()
        out = []
        for row in range(model.rowCount()):
            group = model.index(row, 0)
            out.append(str(group.data()))
            out += [str(model.index(i, 0, group).data()) for i in range(model.rowCount(group))]
        return tuple(out)

    def choose_order(self, order: Order) -> None:
        """Put the list in other groups."""
        self._order.setCurrentText(order.value)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._more)
        top.addWidget(self._order)
        top.setContentsMargins(0, 0, 12, 0)
        search = QHBoxLayout()
        search.setContentsMargins(12, 2, 12, 4)
        search.addWidget(self._filter)
        below = QHBoxLayout()
        below.setContentsMargins(12, 2, 12, 6)
        below.addWidget(self._empty_bin)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(search)
        column.addWidget(self.version)
        column.addWidget(self._guest)
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)
        column.addLayout(below)
        column.addWidget(self.editor)

    def _connect(self) -> None:
        self._order.currentTextChanged.connect(self._change_order)
        self._filter.textChanged.connect(self._fill)
        self._list.clicked.connect(self._choose)
        self._list.doubleClicked.connect(self._edit)
        self._list.activated.connect(self._choose)
        self._list.customContextMenuRequested.connect(self._show_menu)
        self._guest.taking_in_wished.connect(self.taking_in_wished)
        self._guest.toggled.connect(self._fill)
        self._empty_bin.clicked.connect(lambda: self.emptying_wished.emit(len(self._removed)))
        self.editor.closed.connect(lambda _own: self.editor.hide())
        remove = QShortcut(QKeySequence("Del"), self._list, self._remove_current)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        for words, ending in (
            ("打印批注…", "print"),
            ("导出为 Word…", "docx"),
            ("导出为 Markdown…", "md"),
            ("导出为 JSON(可再导入)…", "json"),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, e=ending: self.export_wished.emit(e))
        menu.addAction("导出交接包(报告和批注)…").triggered.connect(lambda: self.export_wished.emit("fzb"))
        menu.addSeparator()
        menu.addAction("导入批注…").triggered.connect(lambda: self.export_wished.emit("import"))
        menu.addSeparator()
        menu.addAction("体检与备份…").triggered.connect(self.health_wished)
        return menu

    def refresh_bin(self) -> None:
        """Ask for what was removed, if that is what is shown."""
        if self._is_bin():
            self.bin_wished.emit()

    def _change_order(self) -> None:
        self.refresh_bin()
        self._fill()

    def _is_bin(self) -> bool:
        return self._order.currentText() == Order.BIN.value

    def _is_own(self) -> bool:
        return not self._is_bin() and not self._guest.is_shown()

    def _fill(self) -> None:
        order = Order(self._order.currentText())
        items = self._handed if self._guest.is_shown() else self._items
        model = listing(self._removed if self._is_bin() else items, order, self._filter.text(), self._theme)
        before = self._list.model()
        model.setParent(self._list)
        self._list.setModel(model)
        self._list.expandAll()
        if before is not None:
            before.deleteLater()
        count = sum(model.item(row).rowCount() for row in range(model.rowCount()))
        self._empty.setVisible(not count)
        self._list.setVisible(bool(count))
        self._empty.setText(_EMPTY_BIN if self._is_bin() else "没有找到。" if self._filter.text() else _EMPTY)
        self._empty_bin.setVisible(self._is_bin() and bool(self._removed))
        self._guest.setVisible(bool(self._handed) and not self._is_bin())
        self._title.setText("批注" if not count else f"批注 · {count}")

    def _choose(self, index: QModelIndex) -> None:
        item = index.data(PLACED)
        if isinstance(item, Placed) and not self._is_bin():
            self.place_wished.emit(item)

    def _edit(self, index: QModelIndex) -> None:
        item = index.data(PLACED)
        if isinstance(item, Placed) and isinstance(item.kept.content, Note | Highlight) and self._is_own():
            self.edit_wished.emit(item)

    def _remove_current(self) -> None:
        item = self._list.currentIndex().data(PLACED)
        if isinstance(item, Placed) and self._is_own():
            self.removal_wished.emit(item)

    def _show_menu(self, place: QPoint) -> None:
        item = self._list.indexAt(place).data(PLACED)
        if not isinstance(item, Placed) or (self._guest.is_shown() and not self._is_bin()):
            return
        menu = QMenu(self)
        if self._is_bin():
            menu.addAction("恢复").triggered.connect(lambda: self.restoring_wished.emit(item))
        else:
            if isinstance(item.kept.content, Note | Highlight):
                words = "改批注…" if isinstance(item.kept.content, Note) else "写批注…"
                menu.addAction(words).triggered.connect(lambda: self.edit_wished.emit(item))
            menu.addAction("删除").triggered.connect(lambda: self.removal_wished.emit(item))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._list.viewport().mapToGlobal(place))
