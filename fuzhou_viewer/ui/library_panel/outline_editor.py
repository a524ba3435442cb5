"""The sections of a report as they were recognised, and the buttons that put their boundaries right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from fuzhou_viewer.core.boundaries import BoundaryEdit, Change, can_change, reshaped
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document, Section
from fuzhou_viewer.ui.library_panel.details import plain_label

_KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_HINT = "选中一节,可提升、降低一级,或并入上一节;文字不变,可撤销。"
_DONE = {Change.RAISE: "已提升一级", Change.LOWER: "已降低一级", Change.MERGE: "已并入上一节"}
_BUTTONS = (
    (Change.RAISE, "提升一级", "Alt+Left"),
    (Change.LOWER, "降低一级", "Alt+Right"),
    (Change.MERGE, "并入上一节", "Ctrl+Backspace"),
)


class OutlineEditor(QWidget):
    """Shows the sections of `report` with the edits made so far; `place_chosen` carries a Span to be shown."""

    place_chosen = Signal(object)
    changed = Signal()

    def __init__(self, report: Document) -> None:
        super().__init__()
        self._original = self.report = report
        self.edits: tuple[BoundaryEdit, ...] = ()
        self.list = QListWidget()
        self.buttons = {change: self._button(words, keys, change) for change, words, keys in _BUTTONS}
        self.undo = self._plain_button("撤销", "Ctrl+Z", self._take_back)
        self._said = plain_label(_HINT, "note-line")
        self._arrange()
        self._fill()

    def _arrange(self) -> None:
        self.list.setAccessibleName("章节")
        self.list.setProperty("role", "names")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.list, 1)
        rows.addWidget(self._said)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (*self.buttons.values(), self.undo):
            row.addWidget(button)
        row.addStretch()
        rows.addLayout(row)

    def _button(self, words: str, keys: str, change: Change) -> QPushButton:
        return self._plain_button(words, keys, lambda: self._change(change))

    def _plain_button(self, words: str, keys: str, deed: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setProperty("role", "narrow")
        button.setToolTip(keys)
        button.clicked.connect(deed)
        QShortcut(QKeySequence(keys), self, button.click).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return button

    def _fill(self, start: int | None = None) -> None:
        """The list anew, the entry that begins at `start` chosen."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        row = -1
        for i, entry in enumerate(contents(self.report)):
            item = QListWidgetItem("　" * (entry.level - 1) + entry.label)
            item.setData(_KEY_ROLE, entry)
            item.setToolTip(entry.label)
            self.list.addItem(item)
            if start is not None and entry.span.start <= start:
                row = i
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._offer()

    def _chosen(self) -> Section | None:
        row = self.list.currentRow()
        if row < 0:
            return None
        key = self.list.item(row).data(_KEY_ROLE).key
        return next((section for section in self.report.headings() if section.id == key), None)

    def _show(self) -> None:
        self._offer()
        if (row := self.list.currentRow()) >= 0:
            entry = self.list.item(row).data(_KEY_ROLE)
            self.place_chosen.emit(entry.heading if entry.heading.end > entry.heading.start else entry.span)

    def _offer(self) -> None:
        section = self._chosen()
        for change, button in self.buttons.items():
            button.setEnabled(section is not None and can_change(self.report, section, change))
        self.undo.setEnabled(bool(self.edits))

    def _change(self, change: Change) -> None:
        section = self._chosen()
        if section is not None:
            self._edit((*self.edits, BoundaryEdit(change, section.span.start)), section.span.start)
            self._said.setText(f"“{section.label}”{_DONE[change]}。")

    def _take_back(self) -> None:
        if self.edits:
            last = self.edits[-1]
            self._edit(self.edits[:-1], last.start)
            self._said.setText("已撤销。")

    def _edit(self, edits: tuple[BoundaryEdit, ...], start: int) -> None:
        self.edits = edits
        self.report = reshaped(self._original, edits)
        self._fill(start)
        self.changed.emit()
