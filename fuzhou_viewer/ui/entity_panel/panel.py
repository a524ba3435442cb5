"""The index of names beside the text: filter, kinds, things; a click walks from mention to mention."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from fuzhou_viewer.core.records import Document, Entity
from fuzhou_viewer.ui.entity_panel.model import EntityModel
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.theme import Theme

_EXPANDED_UP_TO = 60


class EntityPanel(QWidget):
    """Shows what the report names; its rows are made when it is first looked at."""

    place_chosen = Signal(object)
    metric_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EntityModel()
        self._report: Document | None = None
        self._is_stale = False
        self._walked: Entity | None = None
        self._step = -1
        self._view = _View()
        self._view.setModel(self.model)
        self._view.setAccessibleName("名称索引")
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("输入几个字筛选名称")
        self._filter.setClearButtonEnabled(True)
        self._filter.setAccessibleName("筛选名称")
        self._note = QLabel()
        self._note.setProperty("role", "note")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        line = QVBoxLayout()
        line.setContentsMargins(10, 0, 10, 0)
        line.addWidget(self._filter)
        layout.addLayout(line)
        layout.addWidget(self._note)
        layout.addWidget(self._view, 1)
        self._filter.textChanged.connect(self._show_names)
        self._view.clicked.connect(self._open)
        self._view.opened.connect(self._open)
        self.setFocusProxy(self._view)

    def show_report(self, report: Document) -> None:
        """Show the names of `report`, now or when the panel is next seen."""
        self._report, self._is_stale = report, True
        self._walked = None
        self._filter.clear()
        if self.isVisible():
            self._show_names()

    def set_theme(self, theme: Theme) -> None:
        """The colour of counts."""
        self.model.set_muted(QColor(theme.muted))
        self._is_stale = True
        if self.isVisible():
            self._show_names()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Make the rows that were waiting."""
        super().showEvent(event)
        if self._is_stale:
            self._show_names()

    def _show_names(self) -> None:
        if self._report is None or not self.isVisible():
            return
        self._is_stale = False
        self.model.show_names(self._report, self._filter.text())
        header = self._view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        if self._filter.text() or self.model.shown() <= _EXPANDED_UP_TO:
            self._view.expandToDepth(0)
        self._note.setText(self._about_all())

    def _about_all(self) -> str:
        shown = self.model.shown()
        if not shown:
            return "没有这样的名称,可少输几个字" if self._filter.text() else "这份报告里没有认出名称"
        return f"{'筛出' if self._filter.text() else '共'} {shown} 个名称,点击逐处查看"

    def _open(self, index: QModelIndex) -> None:
        thing, place, metric = self.model.thing(index), self.model.place(index), self.model.metric(index)
        if thing:
            self._walk(thing)
        elif place:
            self.place_chosen.emit(place)
        elif metric:
            self.metric_chosen.emit(metric)
        else:
            row = index.siblingAtColumn(0)
            self._view.setExpanded(row, not self._view.isExpanded(row))

    def _walk(self, thing: Entity) -> None:
        """On to the next mention, after the last the first again."""
        self._step = (self._step + 1) % len(thing.mentions) if thing is self._walked else 0
        self._walked = thing
        self._note.setText(f"{thing.name}:第 {self._step + 1} / {len(thing.mentions)} 处")
        self.place_chosen.emit(thing.mentions[self._step])


class _View(QTreeView):
    """A tree whose Enter opens the row."""

    opened = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; other keys move."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
