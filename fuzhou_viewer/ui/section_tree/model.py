"""The entries of a document as a tree of rows with three-state ticks.

Rows are Qt's own items, so painting them runs no Python. `QtCore.Qt` is named only where a
person has already done something: building its enums takes 11 ms of the first paint.
"""

from collections.abc import Collection, Iterator, Mapping

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QStandardItem, QStandardItemModel

from fuzhou_viewer.core.contents import Entry
from fuzhou_viewer.core.records import SectionId, Span
from fuzhou_viewer.ui.plain import plain_tip

_KEY_ROLE = 257
_HITS, _BADGES = 1, 2
_Index = QModelIndex | QPersistentModelIndex


class SectionModel(QStandardItemModel):
    """Rows are entries; a tick on one is a tick on all below it."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[SectionId, Entry] = {}
        self._items: dict[SectionId, QStandardItem] = {}
        self._current: SectionId | None = None
        self._accent, self._muted = QColor(), QColor()
        self._matches: dict[SectionId, tuple[Span, ...]] = {}
        self._carriers: frozenset[SectionId] = frozenset()
        self._is_changing = False
        self.itemChanged.connect(self._changed)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Replace all rows."""
        self.clear()
        self._current = None
        self._matches, self._carriers = {}, frozenset()
        self._entries = {entry.key: entry for entry in entries}
        self._items = {}
        for entry in entries:
            item = QStandardItem(entry.label)
            item.setEditable(False)
            item.setCheckable(True)
            item.setToolTip(plain_tip(entry.label))
            item.setData(entry.key, _KEY_ROLE)
            self._items[entry.key] = item
            above = self._items.get(entry.parent) if entry.parent else None
            (above or self.invisibleRootItem()).appendRow(item)

    def entry(self, index: QModelIndex) -> Entry | None:
        """The entry of a row."""
        return self._entries.get(index.data(_KEY_ROLE))

    def index_of(self, key: SectionId | None) -> QModelIndex:
        """The row of an entry."""
        item = self._items.get(key) if key else None
        return item.index() if item else QModelIndex()

    def current(self) -> SectionId | None:
        """The entry being read."""
        return self._current

    def set_colours(self, colour: QColor, muted: QColor) -> None:
        """The colour of the entry being read, and of what stands back."""
        self._accent, self._muted = colour, muted
        self._is_changing = True
        for item in self._items.values():
            badge = _child(_above(item) or self.invisibleRootItem(), item.row(), _BADGES)
            if badge:
                badge.setForeground(QBrush(muted))
        self._is_changing = False
        for key in (*self._carriers, self._current):
            self._emphasise(key)

    def set_current(self, key: SectionId | None) -> None:
        """Mark the entry being read."""
        before, self._current = self._current, key
        for one in (before, key):
            self._emphasise(one)

    def ticked(self) -> tuple[SectionId, ...]:
        """The ticked entries in the order of the text."""
        checked = QtCore.Qt.CheckState.Checked
        return tuple(key for key, item in self._items.items() if item.checkState() == checked)

    def tick(self, key: SectionId, *, is_ticked: bool) -> None:
        """Tick or clear an entry and all below it."""
        state = QtCore.Qt.CheckState
        self._items[key].setCheckState(state.Checked if is_ticked else state.Unchecked)

    def tick_all(self, *, is_ticked: bool) -> None:
        """Tick or clear every entry."""
        for row in range(self.rowCount()):
            self.tick(self.item(row).data(_KEY_ROLE), is_ticked=is_ticked)

    def keys_above(self, key: SectionId | None) -> tuple[SectionId, ...]:
        """The entries that hold an entry, the nearest first."""
        keys = []
        entry = self._entries.get(key) if key else None
        while entry is not None and entry.parent in self._entries:
            entry = self._entries[entry.parent]
            keys.append(entry.key)
        return tuple(keys)

    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order of the text."""
        return tuple(self._entries.values())

    def stretches(self, index: _Index) -> tuple[Span, ...]:
        """What in the label of a row was looked for."""
        return self._matches.get(index.data(_KEY_ROLE), ())

    def is_current(self, index: _Index) -> bool:
        """Whether a row is the entry being read."""
        return self._current is not None and index.data(_KEY_ROLE) == self._current

    def show_matches(self, matches: Mapping[SectionId, tuple[Span, ...]], carriers: Collection[SectionId]) -> None:
        """Take note of what was looked for, grey what only holds it."""
        changed = set(self._matches) ^ set(matches) | set(self._carriers) ^ set(carriers)
        self._matches, self._carriers = dict(matches), frozenset(carriers)
        for key in changed:
            self._emphasise(key)

    def show_badges(self, badges: Mapping[SectionId, tuple[str, str]]) -> None:
        """Small grey figures at the right of each entry, and their meaning in its tip."""
        self._is_changing = True
        for key, item in self._items.items():
            words, meaning = badges.get(key, ("", ""))
            cell = self._cell(item, _BADGES)
            cell.setText(words)
            cell.setForeground(QBrush(self._muted))
            tip = "\n".join(filter(None, (self._entries[key].label, meaning)))
            for told in (item, cell):
                told.setToolTip(plain_tip(tip))
        self._is_changing = False

    def sums(self, counts: Mapping[SectionId, int]) -> dict[SectionId, int]:
        """How much stands in each entry and below it, given what stands in it alone."""
        sums: dict[SectionId, int] = {}
        for key, count in counts.items():
            for one in (key, *self.keys_above(key)):
                sums[one] = sums.get(one, 0) + count
        return sums

    def show_counts(self, counts: Mapping[SectionId, int]) -> None:
        """Beside each entry how many hits stand in it and below it; without hits, nothing."""
        sums = self.sums(counts)
        self._is_changing = True
        for key, item in self._items.items():
            self._cell(item, _HITS).setText(str(sums.get(key, "")))
        self._is_changing = False

    def _cell(self, item: QStandardItem, column: int) -> QStandardItem:
        above = _above(item) or self.invisibleRootItem()
        count = _child(above, item.row(), column)
        if count is None:
            count = QStandardItem()
            count.setEditable(False)
            count.setTextAlignment(QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter)
            above.setChild(item.row(), column, count)
        return count

    def _changed(self, item: QStandardItem) -> None:
        if self._is_changing:
            return
        self._is_changing = True
        for below in _below(item):
            below.setCheckState(item.checkState())
        above = _above(item)
        while above is not None:
            above.setCheckState(_common_state(above))
            above = _above(above)
        self._is_changing = False
        self.ticks_changed.emit()

    def _emphasise(self, key: SectionId | None) -> None:
        item = self._items.get(key) if key else None
        if item is None:
            return
        is_read, is_carrier = key == self._current, key in self._carriers
        self._is_changing = True
        font = QFont()
        font.setBold(is_read)
        item.setFont(font)
        if is_read or is_carrier:
            item.setForeground(QBrush(self._accent if is_read else self._muted))
        else:
            item.setData(None, QtCore.Qt.ItemDataRole.ForegroundRole)
        self._is_changing = False


def _above(item: QStandardItem) -> QStandardItem | None:
    """The item above; the stubs leave out that there may be none."""
    return item.parent()


def _child(item: QStandardItem, row: int, column: int) -> QStandardItem | None:
    """The item in a cell; the stubs leave out that there may be none."""
    return item.child(row, column)


def _below(item: QStandardItem) -> Iterator[QStandardItem]:
    for row in range(item.rowCount()):
        child = item.child(row)
        yield child
        yield from _below(child)


def _common_state(item: QStandardItem) -> "QtCore.Qt.CheckState":
    states = {item.child(row).checkState() for row in range(item.rowCount())}
    return states.pop() if len(states) == 1 else QtCore.Qt.CheckState.PartiallyChecked
