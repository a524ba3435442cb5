"""The entries of a document as a tree of rows with three-state ticks."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from fuzhou_viewer.core.contents import Entry
from fuzhou_viewer.core.records import SectionId

_Index = QModelIndex | QPersistentModelIndex
_CHECKED = Qt.CheckState.Checked.value
_PARTLY = Qt.CheckState.PartiallyChecked.value
_UNCHECKED = Qt.CheckState.Unchecked.value


@dataclass(slots=True, eq=False)
class _Node:
    """A row; compared by identity. The model owns it, Qt only borrows it."""

    entry: Entry | None
    parent: "_Node | None"
    row: int = 0
    ticked: int = _UNCHECKED
    children: list["_Node"] = field(default_factory=list)


class SectionModel(QAbstractItemModel):
    """Rows are entries; a tick on one is a tick on all below it."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._root = _Node(None, None)
        self._by_key: dict[SectionId, _Node] = {}
        self._current: SectionId | None = None
        self._accent = QColor()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._root = _Node(None, None)
        self._by_key = {}
        self._current = None
        for entry in entries:
            parent = self._by_key.get(entry.parent, self._root) if entry.parent else self._root
            node = _Node(entry, parent, len(parent.children))
            parent.children.append(node)
            self._by_key[entry.key] = node
        self.endResetModel()

    def entry(self, index: _Index) -> Entry | None:
        """The entry of a row."""
        return self._node(index).entry

    def index_of(self, key: SectionId | None) -> QModelIndex:
        """The row of an entry."""
        node = self._by_key.get(key) if key else None
        return self._index(node) if node else QModelIndex()

    def set_accent(self, colour: QColor) -> None:
        """The colour of the entry being read."""
        self._accent = colour
        self._touch(self._current)

    def set_current(self, key: SectionId | None) -> None:
        """Mark the entry being read."""
        before, self._current = self._current, key
        self._touch(before)
        self._touch(key)

    def ticked(self) -> tuple[SectionId, ...]:
        """The ticked entries in the order of the text."""
        return tuple(key for key, node in self._by_key.items() if node.ticked == _CHECKED)

    def tick(self, key: SectionId, *, is_ticked: bool) -> None:
        """Tick or clear an entry and all below it."""
        self.setData(self.index_of(key), _CHECKED if is_ticked else _UNCHECKED, Qt.ItemDataRole.CheckStateRole)

    def tick_all(self, *, is_ticked: bool) -> None:
        """Tick or clear every entry."""
        for node in self._root.children:
            self._set_below(node, _CHECKED if is_ticked else _UNCHECKED)
        self._branch_changed(self._root)
        self.ticks_changed.emit()

    @override
    def index(self, row: int, column: int, parent: _Index | None = None) -> QModelIndex:
        """Qt asks for a child's index."""
        node = self._node(parent or QModelIndex())
        if column == 0 and 0 <= row < len(node.children):
            return self.createIndex(row, 0, node.children[row])
        return QModelIndex()

    @override
    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        """Qt asks for the index above; the stubs know only QObject.parent here."""
        node = self._node(index)
        return self._index(node.parent) if node.parent else QModelIndex()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        """Qt asks how many rows stand below."""
        return len(self._node(parent or QModelIndex()).children)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        """One column."""
        return 1

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows can be chosen and ticked."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows."""
        node = self._node(index)
        if node.entry is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return node.entry.label
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState(node.ticked)
        return self._emphasis(role) if node.entry.key == self._current else None

    @override
    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick; views pass it as a number, code as a state."""
        node = self._node(index)
        if role != Qt.ItemDataRole.CheckStateRole or node.entry is None:
            return False
        wished = value.value if isinstance(value, Qt.CheckState) else int(value)
        self._set_below(node, _CHECKED if wished else _UNCHECKED)
        top = node
        while top.parent and top.parent.entry:
            top = top.parent
            states = {child.ticked for child in top.children}
            top.ticked = states.pop() if len(states) == 1 else _PARTLY
        self._node_changed(top)
        self._branch_changed(top)
        self.ticks_changed.emit()
        return True

    def _emphasis(self, role: int) -> QFont | QColor | None:
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return self._accent if role == Qt.ItemDataRole.ForegroundRole else None

    def _set_below(self, node: _Node, state: int) -> None:
        node.ticked = state
        for child in node.children:
            self._set_below(child, state)

    def _node(self, index: _Index) -> _Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root

    def _index(self, node: _Node) -> QModelIndex:
        return QModelIndex() if node.entry is None else self.createIndex(node.row, 0, node)

    def _touch(self, key: SectionId | None) -> None:
        node = self._by_key.get(key) if key else None
        if node:
            self._node_changed(node)

    def _node_changed(self, node: _Node) -> None:
        index = self._index(node)
        self.dataChanged.emit(index, index)

    def _branch_changed(self, node: _Node) -> None:
        if node.children:
            self.dataChanged.emit(self._index(node.children[0]), self._index(node.children[-1]))
        for child in node.children:
            self._branch_changed(child)
