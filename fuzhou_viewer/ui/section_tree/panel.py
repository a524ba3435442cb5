"""The section tree beside the text."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.contents import Entry
from fuzhou_viewer.core.records import SectionId
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.section_tree.filter_line import FilterLine
from fuzhou_viewer.ui.section_tree.model import SectionModel
from fuzhou_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from fuzhou_viewer.services.searching.pinyin import Labels
    from fuzhou_viewer.ui.section_tree.row import SectionRow

_BADGES = (("", "指标"), ("注", "批注"), ("疑", "核对提示"))
_KEYBOARD_DELAY_MS = 400
_OPEN_LEVEL = 1
_COUNTS = 1
_NARROWEST_COUNT = 20


class SectionTree(QWidget):
    """Shows the entries, follows the reader, and says what was chosen and what is ticked."""

    entry_chosen = Signal(object)
    ticks_changed = Signal(int)
    openness_changed = Signal()
    """The person has opened or closed an entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SectionModel()
        self._view = _View()
        self._view.setModel(self.model)
        self._view.setAccessibleName("章节")
        self._title = QLabel("章节")
        self._title.setProperty("role", "heading")
        self.line = FilterLine()
        self._ticks = QLabel("勾选后可打印")
        self._ticks.setProperty("role", "note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        heading = QHBoxLayout()
        heading.setContentsMargins(0, 0, 0, 0)
        heading.addWidget(self._title)
        heading.addStretch()
        layout.addLayout(heading)
        layout.addWidget(self._ticks)
        line = QHBoxLayout()
        line.setContentsMargins(10, 2, 10, 6)
        line.addWidget(self.line)
        layout.addLayout(line)
        layout.addWidget(self._view)
        self._later = QTimer(self)
        self._later.setInterval(_KEYBOARD_DELAY_MS)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._open_current)
        self._open_keys: set[SectionId] = set()
        self._ancestors: tuple[SectionId, ...] = ()
        self._labels: Labels | None = None
        self._row: SectionRow | None = None
        self._matches: list[SectionId] = []
        self._is_opening = self._has_counts = False
        self._view.expanded.connect(lambda index: self._take_openness(index, is_open=True))
        self._view.collapsed.connect(lambda index: self._take_openness(index, is_open=False))
        self._view.menu_wished.connect(self._show_menu)
        self.line.narrowed.connect(self._narrow)
        self.line.list_wished.connect(self._go_to_first)
        self.line.first_wished.connect(self._open_first)
        self._view.clicked.connect(self._open)
        self._view.opened.connect(self._open_current)
        self._view.moved.connect(self._later.start)
        self.model.ticks_changed.connect(self._tell_ticks)
        self.setFocusProxy(self._view)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show the contents of a report, chapters closed but their sections one step away."""
        self.model.show_entries(entries)
        self._labels, self._matches, self._ancestors = None, [], ()
        self.line.clear()
        self._open_keys = {entry.key for entry in entries if entry.level <= _OPEN_LEVEL}
        self._apply_openness()
        self._show_count(0)

    def opened(self) -> tuple[SectionId, ...]:
        """The entries that the person has open, in the order of the text."""
        return tuple(entry.key for entry in self.model.entries() if entry.key in self._open_keys)

    def set_open(self, keys: Iterable[SectionId]) -> None:
        """Open these entries and close all others."""
        self._open_keys = set(keys)
        self._apply_openness()

    def open_levels(self, level: int) -> None:
        """Show the entries down to `level`, from 1, and close what lies deeper."""
        self.set_open(entry.key for entry in self.model.entries() if entry.level < level)
        self.openness_changed.emit()

    def show_badges(
        self, metrics: Mapping[SectionId, int], notes: Mapping[SectionId, int], doubts: Mapping[SectionId, int]
    ) -> None:
        """Beside each entry how many metrics, notes and findings of the check stand in it and below."""
        parts = [
            (self.model.sums(counts), *words) for counts, words in zip((metrics, notes, doubts), _BADGES, strict=True)
        ]
        badges = {}
        for entry in self.model.entries():
            told = [(sums[entry.key], short, long) for sums, short, long in parts if sums.get(entry.key)]
            words = " ".join(f"{short}{count}" for count, short, _ in told)
            badges[entry.key] = (words, " · ".join(f"{long} {count}" for count, _, long in told))
        self.model.show_badges(badges)
        self._fit_columns()
        self._view.setColumnHidden(_COUNTS, not self._has_counts)

    def show_counts(self, counts: Mapping[SectionId, int]) -> None:
        """Beside each entry how many hits stand in it; none at all hides the column."""
        if not counts and self.model.columnCount() < _COUNTS + 1:
            return
        self.model.show_counts(counts)
        self._has_counts = bool(counts)
        self._fit_columns()
        self._view.setColumnHidden(_COUNTS, not counts)

    def _fit_columns(self) -> None:
        header = self._view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_NARROWEST_COUNT)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(_COUNTS, self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def show_place(self, key: SectionId | None) -> None:
        """Mark the entry being read and bring it into view, unless the pointer is in the tree."""
        self.model.set_current(key)
        above = self.model.keys_above(key)
        if above != self._ancestors:
            self._ancestors = above
            self._apply_openness()
        index = self.model.index_of(key)
        if index.isValid() and not self._view.underMouse():
            self._view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def set_theme(self, theme: Theme) -> None:
        """The colour of the entry being read."""
        self.model.set_colours(QColor(theme.accent), QColor(theme.muted))
        if self._row is None:
            # a row that Python paints, made when the first paint is over
            from fuzhou_viewer.ui.section_tree.row import SectionRow  # noqa: PLC0415

            self._row = SectionRow(self.model)
            self._view.setItemDelegateForColumn(0, self._row)
        self._row.set_accent(QColor(theme.accent))
        self._view.viewport().update()

    def ticked(self) -> tuple[SectionId, ...]:
        """The ticked entries."""
        return self.model.ticked()

    def _apply_openness(self) -> None:
        """Open what the person has open, for the moment also what holds the place read or what was looked for."""
        shown = self._open_keys | set(self._ancestors)
        for match in self._matches:
            shown |= set(self.model.keys_above(match))
        self._is_opening = True
        for entry in self.model.entries():
            index = self.model.index_of(entry.key)
            if self._view.isExpanded(index) != (entry.key in shown):
                self._view.setExpanded(index, entry.key in shown)
        self._is_opening = False

    def _take_openness(self, index: QModelIndex, *, is_open: bool) -> None:
        entry = self.model.entry(index)
        if entry is None or self._is_opening or self._matches:
            return
        (self._open_keys.add if is_open else self._open_keys.discard)(entry.key)
        self.openness_changed.emit()

    def _narrow(self, typed: str) -> None:
        entries = self.model.entries()
        if self._labels is None:
            # imported here because the first paint has nothing to narrow
            from fuzhou_viewer.services.searching.pinyin import Labels  # noqa: PLC0415

            self._labels = Labels([entry.label for entry in entries])
        found = self._labels.matching(typed)
        self._matches = [entry.key for number, entry in enumerate(entries) if number in found]
        carriers = {above for key in self._matches for above in self.model.keys_above(key)} - set(self._matches)
        shown = carriers | set(self._matches)
        for entry in entries:
            index = self.model.index_of(entry.key)
            self._view.setRowHidden(index.row(), index.parent(), bool(typed.strip()) and entry.key not in shown)
        stretches = {e.key: self._labels.stretches(i, typed) for i, e in enumerate(entries) if i in found}
        self.model.show_matches(stretches, carriers)
        self._view.viewport().update()
        self._title.setText("章节" if self._matches or not typed.strip() else "章节:没有相符的")
        self._apply_openness()

    def _go_to_first(self) -> None:
        self._view.setFocus()
        if self._matches:
            self._view.setCurrentIndex(self.model.index_of(self._matches[0]))

    def _open_first(self) -> None:
        if self._matches:
            self._view.setCurrentIndex(self.model.index_of(self._matches[0]))
            self._open_current()

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for level, words in enumerate(("只显示一级", "展开到二级", "展开到三级"), 1):
            menu.addAction(words).triggered.connect(lambda _checked=False, level=level: self.open_levels(level))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _open_current(self) -> None:
        self._open(self._view.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        self._later.stop()
        entry = self.model.entry(index)
        if entry:
            self.entry_chosen.emit(entry)

    def _tell_ticks(self) -> None:
        self._show_count(len(self.model.ticked()))

    def _show_count(self, count: int) -> None:
        self._ticks.setText(f"已勾选 {count} 节" if count else "勾选后可打印")
        self.ticks_changed.emit(count)


class _View(QTreeView):
    """A tree whose arrow keys move first and open a moment later, and whose Enter opens at once."""

    moved = Signal()
    opened = Signal()
    menu_wished = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the tree is asked for."""
        self.menu_wished.emit(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; other keys may move."""
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.moved.emit()
