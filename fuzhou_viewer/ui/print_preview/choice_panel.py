"""What is printed: ticks in the section tree, or a list that can be put in order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.records import Document, SectionId
from fuzhou_viewer.services.printing import basket
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.ui.plain import plain_tip

TICKED, BASKET = "勾选的章节", "打印篮"
_KEPT = "已存的篮:"
_KEY = Qt.ItemDataRole.UserRole
_QUIET_MS = 120


class ChoicePanel(QWidget):
    """Presets above, the tree or the list below; `changed` when other parts are chosen."""

    changed = Signal()
    basket_changed = Signal(object)
    save_wished = Signal(str, object)

    def __init__(self, report: Document, presets: Mapping[str, Sequence[Pick]], start: str) -> None:
        super().__init__()
        self._report, self._presets = report, dict(presets)
        self._preset = QComboBox()
        self._preset.setAccessibleName("打印范围")
        self._preset.addItems([TICKED, *self._presets])
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName("要打印的章节")
        self._list = QListWidget()
        self._list.setAccessibleName("要打印的内容")
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setWordWrap(True)
        self._list.setSpacing(3)
        self._list.setViewportMargins(6, 0, 6, 0)
        self._stack = QStackedWidget()
        self._stack.setMinimumWidth(220)
        self._note = QLabel()
        self._note.setProperty("role", "note")
        self._note.setWordWrap(True)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._items: dict[SectionId, QTreeWidgetItem] = {}
        self._can_save = False
        self._fill_tree(contents(report))
        self._arrange()
        self._preset.setCurrentText(start)
        self._show_preset(self._preset.currentText())
        self._connect()

    @property
    def preset(self) -> str:
        """The preset that is chosen."""
        return self._preset.currentText()

    def picks(self) -> tuple[Pick, ...]:
        """What is chosen, in the order it will stand on paper."""
        if self._stack.currentWidget() is self._tree:
            return basket.sections(self._report, self.ticked())
        return tuple(self._list.item(row).data(_KEY) for row in range(self._list.count()))

    def ticked(self) -> tuple[SectionId, ...]:
        """The ticked entries."""
        checked = Qt.CheckState.Checked
        return tuple(key for key, item in self._items.items() if item.checkState(0) == checked)

    def tick(self, keys: Sequence[SectionId]) -> None:
        """Tick exactly `keys` and what is below them."""
        self._tree.blockSignals(True)  # noqa: FBT003 - Qt's own
        for item in self._items.values():
            if not item.childCount():
                item.setCheckState(0, Qt.CheckState.Unchecked)
        for key in keys:
            if key in self._items:
                self._items[key].setCheckState(0, Qt.CheckState.Checked)
        self._tree.blockSignals(False)  # noqa: FBT003
        self._tree.viewport().update()

    def add(self, picks: Sequence[Pick]) -> None:
        """Put more into the basket and show it."""
        held = basket.Basket(self._presets.get(BASKET, ()))
        held.add(picks)
        self.show_basket(held.picks)

    def show_basket(self, picks: Sequence[Pick]) -> None:
        """Show `picks` as the basket."""
        self._presets[BASKET] = tuple(picks)
        self._preset.setCurrentText(BASKET)
        self._show_preset(BASKET)
        self.basket_changed.emit(self._presets[BASKET])

    def show_kept(self, kept: Mapping[str, Sequence[Pick]]) -> None:
        """Offer baskets that were kept by name."""
        for name, picks in kept.items():
            words = f"{_KEPT}{name}"
            if words not in self._presets:
                self._preset.addItem(words)
            self._presets[words] = tuple(picks)
        self._can_save = True
        self._save.setVisible(self.preset != TICKED)

    def _ask_name(self) -> None:
        shown = self.preset.removeprefix(_KEPT) if self.preset.startswith(_KEPT) else self._report.title
        name, is_given = QInputDialog.getText(self, "存打印篮", "名字:", text=shown)
        if is_given and name.strip() and self.picks():
            self.save_wished.emit(name.strip(), self.picks())

    def _fill_tree(self, entries: Sequence[Entry]) -> None:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        for entry in entries:
            above = self._items.get(entry.parent) if entry.parent else None
            item = QTreeWidgetItem(above or self._tree.invisibleRootItem(), [entry.label])
            item.setFlags(flags | Qt.ItemFlag.ItemIsAutoTristate)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            item.setToolTip(0, plain_tip(entry.label))
            self._items[entry.key] = item
        self._tree.expandToDepth(0)

    def _arrange(self) -> None:
        self._up, self._down, self._remove = QPushButton("上移"), QPushButton("下移"), QPushButton("移出")
        self._all, self._none = QPushButton("全选"), QPushButton("全不选")
        self._tree_tools = _row(self._all, self._none)
        self._save = QPushButton("存篮…")
        self._save.setToolTip("起个名字存下来,下次在上面的列表里选")
        self._put = QPushButton("放进篮")
        self._put.setToolTip("把这些内容放进打印篮")
        self._list_tools = _row(self._up, self._down, self._remove)
        # a row of their own: four buttons in one are cut off where the panel is narrow
        self._basket_tools = _row(self._put, self._save)
        head = QLabel("打印什么")
        head.setProperty("role", "heading")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.setSpacing(4)
        rows.addWidget(head)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self._preset)
        rows.addLayout(top)
        rows.addWidget(self._note)
        self._stack.addWidget(self._tree)
        self._stack.addWidget(self._list)
        for widget in (self._stack, self._tree_tools, self._list_tools, self._basket_tools):
            rows.addWidget(widget)
        rows.setStretch(3, 1)

    def _connect(self) -> None:
        self._preset.currentTextChanged.connect(self._choose)
        self._tree.itemChanged.connect(lambda _item, _column: self._quiet.start())
        self._quiet.timeout.connect(self.changed)
        self._list.model().rowsMoved.connect(lambda *_places: self._keep_order())
        self._all.clicked.connect(lambda: self._tick_all(tuple(self._items)))
        self._none.clicked.connect(lambda: self._tick_all(()))
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._remove.clicked.connect(self._take_out)
        self._put.clicked.connect(lambda: self.add(self.picks()))
        self._save.clicked.connect(self._ask_name)

    def _choose(self, preset: str) -> None:
        self._show_preset(preset)
        self.changed.emit()

    def _show_preset(self, preset: str) -> None:
        is_tree = preset == TICKED
        self._stack.setCurrentWidget(self._tree if is_tree else self._list)
        self._tree_tools.setVisible(is_tree)
        self._list_tools.setVisible(not is_tree)
        self._put.setVisible(preset != BASKET)
        self._save.setVisible(self._can_save and not is_tree)
        if is_tree:
            self._note.setText("打勾的章节连同上级标题一起打印")
            return
        self._list.clear()
        for pick in self._presets.get(preset, ()):
            item = QListWidgetItem(f"{pick.kind_words} · {pick.label}")
            item.setData(_KEY, pick)
            item.setToolTip(plain_tip(pick.label))
            self._list.addItem(item)
        empty = "打印篮是空的:在正文里选中文字或停在一节,按 Ctrl+B 放进来" if preset == BASKET else "没有内容"
        self._note.setText("按这个顺序打印,可拖动" if self._list.count() else empty)

    def _tick_all(self, keys: Sequence[SectionId]) -> None:
        self.tick(keys)
        self.changed.emit()

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        if row >= 0 and 0 <= row + by < self._list.count():
            self._list.insertItem(row + by, self._list.takeItem(row))
            self._list.setCurrentRow(row + by)
            self._keep_order()

    def _take_out(self) -> None:
        if self._list.currentRow() >= 0:
            self._list.takeItem(self._list.currentRow())
            self._keep_order()

    def _keep_order(self) -> None:
        self._presets[self.preset] = self.picks()
        if self.preset == BASKET:
            self.basket_changed.emit(self._presets[BASKET])
        self.changed.emit()


def _row(*buttons: QPushButton) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(12, 0, 12, 0)
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch()
    return holder
