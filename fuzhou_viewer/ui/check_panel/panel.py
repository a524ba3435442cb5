"""The panel of the number check: totals, the formula looked at, and every relation under its verdict."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QToolButton, QTreeView, QVBoxLayout, QWidget

from fuzhou_viewer.core.checking.verdicts import Checked, Relation
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.ui.check_panel.check_model import ROW_ROLE, UNCHECKED, CheckModel, Row
from fuzhou_viewer.ui.check_panel.check_row import CheckRow
from fuzhou_viewer.ui.check_panel.formula_strip import FormulaStrip
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.theme import Theme

_CLOSED = ("一致", UNCHECKED)


class CheckPanel(QWidget):
    """Shows what was checked; says which relation or unchecked number was chosen, and when it is seen or not."""

    relation_chosen = Signal(object)
    number_chosen = Signal(object)
    export_wished = Signal()
    seen_or_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._row = CheckModel(), CheckRow()
        self._note = QLabel("正在核对…")
        self._note.setProperty("role", "note-beside")
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self.strip = FormulaStrip()
        self.view = QTreeView()
        self._export = QToolButton()
        self._export.setText("导出清单…")
        self._export.setToolTip("把核对清单存为 CSV 或 Markdown,留有处理意见和核对人")
        self._export.setEnabled(False)
        self._prepare_view()
        self._arrange()
        self._export.clicked.connect(self.export_wished)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)

    def show_checked(self, checked: Checked, place: Callable[[Span], str], name: Callable[[Span], str]) -> None:
        """Show the outcome for a report; `place` and `name` give the words for a span of it."""
        self._model.show_checked(checked, place, name)
        self._note.setText(f"{checked.summary};未核对 {len(checked.unchecked)} 个数")
        self._export.setEnabled(bool(checked.relations))
        self.strip.show_relation(None)
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            self.view.setExpanded(index, index.data(ROW_ROLE).name not in _CLOSED)

    def show_waiting(self) -> None:
        """Another report is being checked."""
        self._model.show_checked(Checked((), ()), str, str)
        self._note.setText("正在核对…")
        self._export.setEnabled(False)
        self.strip.show_relation(None)

    def choose(self, relation: Relation | None) -> None:
        """Bring a relation forward; None none."""
        self.strip.show_relation(relation)
        if relation is None:
            self.view.clearSelection()
            return
        index = self._model.index_of(relation)
        if index.isValid():
            self.view.expand(index.parent())
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def set_theme(self, theme: Theme) -> None:
        """The colours of the rows and of the formula."""
        self._row.set_theme(theme)
        self.strip.set_theme(theme)
        self.view.viewport().update()

    def _prepare_view(self) -> None:
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._row)
        self.view.setHeaderHidden(True)
        self.view.setRootIsDecorated(False)
        self.view.setIndentation(0)
        self.view.setExpandsOnDoubleClick(False)
        self.view.setAccessibleName("核对结果")
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setMouseTracking(True)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.setSpacing(8)
        top.addWidget(self._note, 1)
        top.addWidget(self._export, 0, Qt.AlignmentFlag.AlignTop)
        strip = QHBoxLayout()
        strip.setContentsMargins(12, 0, 12, 8)
        strip.addWidget(self.strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(strip)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            self.view.setExpanded(index, not self.view.isExpanded(index))
        elif row.relation:
            self.strip.show_relation(row.relation)
            self.relation_chosen.emit(row.relation)
        else:
            self.strip.show_relation(None)
            self.number_chosen.emit(row.span)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """The panel is looked at."""
        super().showEvent(event)
        self.seen_or_left.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """The panel is looked at no more."""
        super().hideEvent(event)
        self.seen_or_left.emit()
