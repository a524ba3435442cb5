"""The panel of the number check: totals, the formula looked at, and every relation under its verdict."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.checking.marking import Marked
from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.ui.check_panel.check_model import ROW_ROLE, SILENCED, UNCHECKED, CheckModel, Row
from fuzhou_viewer.ui.check_panel.check_row import CheckRow
from fuzhou_viewer.ui.check_panel.formula_strip import FormulaStrip
from fuzhou_viewer.ui.check_panel.mark_bar import OFFERED, MarkBar
from fuzhou_viewer.ui.grouped_view import prepare_grouped
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.theme import Theme

_FIRST = (Verdict.INCONSISTENT, Verdict.QUERY, Verdict.SCOPE)
_CLOSED = ("一致", UNCHECKED, SILENCED)


class CheckPanel(QWidget):
    """Shows what was checked; says which relation or unchecked number was chosen, and when it is seen or not."""

    relation_chosen = Signal(object)
    number_chosen = Signal(object)
    export_wished = Signal()
    print_wished = Signal()
    collect_wished = Signal(object)
    """A relation to be put into the print basket."""
    mark_wished = Signal(object, object, str)
    """A relation, a `Decision` and a remark; None for the decision takes back what was decided."""
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
        self._bar = MarkBar()
        self._marked = Marked(Checked((), ()))
        self._chosen: Relation | None = None
        self._export = QToolButton()
        self._export.setText("导出清单…")
        self._export.setToolTip("把核对清单存为 Excel、PDF、CSV 或 Markdown,带处理意见,留有核对人")
        self._print = QToolButton()
        self._print.setText("打印清单…")
        self._print.setToolTip("预览并打印核对清单:位置、原文、计算、结论、处理意见、核对人")
        self._can_list(are_there=False)
        self._prepare_view()
        self._arrange()
        self._export.clicked.connect(self.export_wished)
        self._print.clicked.connect(self.print_wished)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self._bar.decided.connect(self._mark)

    def show_marked(self, told: Marked, place: Callable[[Span], str], name: Callable[[Span], str]) -> None:
        """Show the outcome for a report; `place` and `name` give the words for a span of it."""
        self._marked = told
        self._fill(place, name)
        self._note.setText(f"{told.summary};未核对 {len(told.checked.unchecked)} 个数")
        self._can_list(are_there=bool(told.checked.relations))

    def show_waiting(self) -> None:
        """Another report is being checked."""
        self._marked = Marked(Checked((), ()))
        self._fill(str, str)
        self._note.setText("正在核对…")
        self._can_list(are_there=False)

    def _can_list(self, *, are_there: bool) -> None:
        for button in (self._export, self._print):
            button.setEnabled(are_there)

    def _fill(self, place: Callable[[Span], str], name: Callable[[Span], str]) -> None:
        """The rows anew; what was open stays open, what was looked at stays looked at if it is still there."""
        closed = self._closed()
        chosen = self._chosen if self._chosen in self._marked.checked.relations else None
        scrolled = self.view.verticalScrollBar().value()
        self._model.show_marked(self._marked, place, name)
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            self.view.setExpanded(index, index.data(ROW_ROLE).name not in closed)
        index = self._model.index_of(chosen) if chosen else QModelIndex()
        # making a row current opens its group: what is put away stays put away
        if index.isValid() and self.view.isExpanded(index.parent()):
            self.view.setCurrentIndex(index)
        self.view.verticalScrollBar().setValue(scrolled)
        self._look_at(chosen)

    def _closed(self) -> set[str]:
        indexes = [self._model.index(row, 0) for row in range(self._model.rowCount())]
        filled = [index for index in indexes if index.data(ROW_ROLE).count]
        names = {index.data(ROW_ROLE).name for index in filled if not self.view.isExpanded(index)}
        known = {index.data(ROW_ROLE).name for index in filled}
        return names | (set(_CLOSED) - known)

    def _look_at(self, relation: Relation | None) -> None:
        self._chosen = relation
        self.strip.show_relation(relation)
        is_own = relation is not None and relation.rule == "OWN"
        is_finding = relation is not None and relation.verdict is not Verdict.CONSISTENT
        self._bar.show_mark(
            self._marked.marks.get(relation) if relation else None,
            is_hushed=relation is not None and self._marked.is_hushed(relation),
            is_own=is_own,
        )
        self._bar.setVisible(is_finding or is_own)

    def choose_first(self) -> None:
        """Bring the first finding nobody has decided about forward, the gravest first, if nothing is looked at."""
        waiting = (relation for verdict in _FIRST for relation in self._marked.waiting(verdict))
        first = next(waiting, None)
        if self._chosen is None and first is not None:
            self.choose(first)

    def choose(self, relation: Relation | None) -> None:
        """Bring a relation forward; None none."""
        self._look_at(relation)
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
        prepare_grouped(self.view, self._model, self._row, "核对结果")
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _arrange(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.setSpacing(8)
        top.addWidget(self._note)
        lists = QHBoxLayout()
        lists.setSpacing(6)
        for button in (self._print, self._export):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            lists.addWidget(button)
        top.addLayout(lists)
        strip = QHBoxLayout()
        strip.setContentsMargins(12, 0, 12, 8)
        strip.addWidget(self.strip)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 12, 0)
        bar.addWidget(self._bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(strip)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            self.view.setExpanded(index, not self.view.isExpanded(index))
        elif row.relation:
            self._look_at(row.relation)
            self.relation_chosen.emit(row.relation)
        else:
            self._look_at(None)
            self.number_chosen.emit(row.span)

    def _show_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        row = index.data(ROW_ROLE)
        relation = row.relation if isinstance(row, Row) else None
        if relation:
            self.view.setCurrentIndex(index)
            self._look_at(relation)
            self.menu().popup(self.view.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the relation looked at, and said of it."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        chosen = self._chosen
        if chosen is None:
            return menu
        menu.addAction("加入打印篮").triggered.connect(lambda: self.collect_wished.emit(chosen))
        if chosen.rule == "OWN":
            menu.addAction("删去自定核对").triggered.connect(lambda: self._mark(None, ""))
        if chosen.rule == "OWN" or chosen.verdict is Verdict.CONSISTENT:
            return menu
        menu.addSeparator()
        for decision, words in OFFERED:
            menu.addAction(words).triggered.connect(lambda _checked=False, d=decision: self._mark(d, self._bar.remark))
        if self._marked.opinion(chosen):
            menu.addSeparator()
            words = "恢复提示此类" if self._marked.is_hushed(chosen) else "撤销标记"
            menu.addAction(words).triggered.connect(lambda: self._mark(None, ""))
        return menu

    def _mark(self, decision: object, remark: str) -> None:
        if self._chosen:
            self.mark_wished.emit(self._chosen, decision, remark)

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
