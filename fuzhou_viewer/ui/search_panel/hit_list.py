"""The list of hits below the section tree, with the place of the one looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from fuzhou_viewer.core.records import SearchHit
from fuzhou_viewer.ui.search_panel.hit_model import HitModel
from fuzhou_viewer.ui.search_panel.hit_row import HitRow
from fuzhou_viewer.ui.theme import Theme


class HitList(QWidget):
    """What was found; hidden while nothing is looked for."""

    hit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = HitModel()
        self._row = HitRow()
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._row)
        self._view.setAccessibleName("查找结果")
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._count = QLabel()
        self._count.setProperty("role", "heading")
        self._note = QLabel()
        self._note.setProperty("role", "note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._count, self._note, self._view):
            layout.addWidget(widget)
        self._view.clicked.connect(self._open)
        self._view.activated.connect(self._open)
        self.hide()

    def show_hits(self, hits: Sequence[SearchHit], places: Sequence[str], typed: str) -> None:
        """List the hits for what was typed; nothing typed hides the list."""
        self._model.show_hits(hits, places)
        self.setVisible(bool(typed.strip()))
        self._tell(-1)
        self._note.setText("F3 下一处,Shift+F3 上一处" if hits else "可减少词语,或只留关键的两三个字")

    def step(self, by: int) -> None:
        """Go to the next (+1) or previous (-1) hit, round the end."""
        count = self._model.rowCount()
        if count:
            now = self._view.currentIndex().row()
            row = (now + by) % count if now >= 0 else (0 if by > 0 else count - 1)
            self._open(self._model.index(row))

    def set_theme(self, theme: Theme) -> None:
        """The colours of the rows."""
        self._row.set_theme(theme)
        self._view.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        hit = self._model.hit(index.row())
        if hit:
            self._view.setCurrentIndex(index)
            self._tell(index.row())
            self.hit_chosen.emit(hit)

    def _tell(self, row: int) -> None:
        count = self._model.rowCount()
        if not count:
            self._count.setText("没有找到")
        else:
            self._count.setText(f"第 {row + 1} / {count} 处" if row >= 0 else f"找到 {count} 处")
