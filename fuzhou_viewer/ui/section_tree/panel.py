"""The section tree beside the text."""

from collections.abc import Mapping

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QTreeView, QVBoxLayout, QWidget

from fuzhou_viewer.core.contents import Entry
from fuzhou_viewer.core.records import SectionId
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.section_tree.model import SectionModel
from fuzhou_viewer.ui.theme import Theme

_KEYBOARD_DELAY_MS = 400
_OPEN_LEVEL = 1
_COUNTS = 1
_NARROWEST_COUNT = 20


class SectionTree(QWidget):
    """Shows the entries, follows the reader, and says what was chosen and what is ticked."""

    entry_chosen = Signal(object)
    ticks_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SectionModel()
        self._view = _View()
        self._view.setModel(self.model)
        self._view.setAccessibleName("章节")
        self._title = QLabel("章节")
        self._title.setProperty("role", "heading")
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
        layout.addWidget(self._view)
        self._later = QTimer(self)
        self._later.setInterval(_KEYBOARD_DELAY_MS)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._open_current)
        self._view.clicked.connect(self._open)
        self._view.opened.connect(self._open_current)
        self._view.moved.connect(self._later.start)
        self.model.ticks_changed.connect(self._tell_ticks)
        self.setFocusProxy(self._view)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show the contents of a report, chapters closed but their sections one step away."""
        self.model.show_entries(entries)
        self._view.expandToDepth(_OPEN_LEVEL - 1)
        self._show_count(0)

    def show_counts(self, counts: Mapping[SectionId, int]) -> None:
        """Beside each entry how many hits stand in it; none at all hides the column."""
        if not counts and self.model.columnCount() < _COUNTS + 1:
            return
        self.model.show_counts(counts)
        header = self._view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_NARROWEST_COUNT)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_COUNTS, QHeaderView.ResizeMode.ResizeToContents)
        self._view.setColumnHidden(_COUNTS, not counts)

    def show_place(self, key: SectionId | None) -> None:
        """Mark the entry being read and bring it into view, unless the pointer is in the tree."""
        self.model.set_current(key)
        index = self.model.index_of(key)
        if index.isValid() and not self._view.underMouse():
            self._view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def set_theme(self, theme: Theme) -> None:
        """The colour of the entry being read."""
        self.model.set_accent(QColor(theme.accent))

    def ticked(self) -> tuple[SectionId, ...]:
        """The ticked entries."""
        return self.model.ticked()

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

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

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
