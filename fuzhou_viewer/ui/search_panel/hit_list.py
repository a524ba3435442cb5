"""What was found, below the section tree: where it was looked for, how it was understood, and every hit."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.services.searching import Suggestion
from fuzhou_viewer.services.searching.narrowing import Narrowings
from fuzhou_viewer.ui.choice_button import choice_button
from fuzhou_viewer.ui.grouped_view import prepare_grouped
from fuzhou_viewer.ui.search_panel.hit_model import HitGroupRow, HitModel
from fuzhou_viewer.ui.search_panel.hit_row import HitRow
from fuzhou_viewer.ui.search_panel.narrowing_button import NarrowingButton
from fuzhou_viewer.ui.search_panel.scopes import SCOPES, Scope
from fuzhou_viewer.ui.search_panel.ways_on import WaysOn
from fuzhou_viewer.ui.theme import Theme

_EXPANDED_UP_TO = 400


class HitList(QWidget):
    """The hits by section; hidden while nothing is looked for."""

    hit_chosen = Signal(object)
    hit_elsewhere_chosen = Signal(str, object)
    """A hit of the library: the key of its report, and the hit."""
    scope_wished = Signal(object)
    other_wished = Signal(str)
    copy_wished = Signal()
    export_wished = Signal()
    print_wished = Signal()
    back_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = HitModel()
        self._row = HitRow()
        self._view = QTreeView()
        self._count = QLabel()
        self._count.setProperty("role", "heading")
        self._note = QLabel()
        self._note.setProperty("role", "note")
        self._note.setWordWrap(True)
        # what was typed stands in it, and must not be taken for a page that loads files
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._ways_on = WaysOn()
        self._narrowing = NarrowingButton()
        self._has_more = False
        self._scopes = QButtonGroup(self)
        self._prepare_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top_line())
        layout.addLayout(self._scope_line())
        for widget in (self._note, self._ways_on, self._narrowing, self._view):
            layout.addWidget(widget)
        layout.setStretchFactor(self._view, 1)
        self._view.clicked.connect(self._open)
        self._view.activated.connect(self._open)
        self._ways_on.chosen.connect(self.other_wished)
        self._narrowing.chosen.connect(self.other_wished)
        self.hide()

    def show_hits(
        self, groups: Sequence[HitGroupRow], typed: str, understood: str, *, more: bool = False, remark: str = ""
    ) -> None:
        """List the hits of each named section for what was typed; nothing typed hides the list.

        `more` says that there are hits that are not listed, `remark` what else is to be known of the answer.
        """
        self._has_more = more
        self._model.show_groups(groups)
        if self._model.hit_count() <= _EXPANDED_UP_TO:
            self._view.expandAll()
        self._ways_on.show_suggestions(())
        self.setVisible(bool(typed.strip()))
        self._tell(-1)
        self._narrowing.show_narrowings(Narrowings())
        note = "\n".join(words for words in (f"按此查找:{understood}" if understood else "", remark) if words)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_narrowings(self, narrowings: Narrowings) -> None:
        """Offer narrower questions about the library."""
        self._narrowing.show_narrowings(narrowings)

    def show_ways_on(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer other ways to ask; with nothing found and none to offer, say what helps."""
        self._ways_on.show_suggestions(suggestions)
        if not suggestions and not self._model.hit_count() and not self._note.text():
            self._note.setText("可减少词语,或只留关键的两三个字")
            self._note.show()

    def step(self, by: int) -> None:
        """Go to the next (+1) or previous (-1) hit, round the end."""
        count = self._model.hit_count()
        if count:
            now = self._model.place_of(self._view.currentIndex())
            place = (now + by) % count if now >= 0 else (0 if by > 0 else count - 1)
            self._open(self._model.index_of(place))
            if now >= 0 and (place < now) == (by > 0) and count > 1:
                self._count.setText(f"{'已回到开头' if by > 0 else '已到末尾'} {place + 1} / {count}")

    def set_theme(self, theme: Theme) -> None:
        """The colours of the rows."""
        self._row.set_theme(theme)
        self._view.viewport().update()

    def _prepare_view(self) -> None:
        prepare_grouped(self._view, self._model, self._row, "查找结果")
        self._view.setUniformRowHeights(True)

    def _top_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 8, 0)
        line.setSpacing(0)
        line.addWidget(self._count)
        line.addStretch()
        line.addWidget(self._more(), 0, Qt.AlignmentFlag.AlignBottom)
        return line

    def _scope_line(self) -> QHBoxLayout:
        """Where to look; a line of its own, because the pane is often narrow."""
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 8, 4)
        line.setSpacing(0)
        for scope in SCOPES:
            button = choice_button(scope.words, is_on=scope is SCOPES[0])
            button.setToolTip(scope.help)
            button.clicked.connect(lambda _checked, chosen=scope: self.scope_wished.emit(chosen))
            self._scopes.addButton(button, SCOPES.index(scope))
            line.addWidget(button)
        line.addStretch()
        return line

    def show_scope(self, scope: Scope) -> None:
        """Show where it is looked."""
        self._scopes.button(SCOPES.index(scope)).setChecked(True)

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setText("⋯")
        button.setToolTip("复制、导出、打印结果,回到查找前的位置")
        button.setAccessibleName("更多")
        button.setProperty("role", "choice")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addAction("复制结果列表", self.copy_wished.emit)
        menu.addAction("导出结果列表…", self.export_wished.emit)
        menu.addAction("打印结果列表…", self.print_wished.emit)
        menu.addSeparator()
        menu.addAction("回到查找前的位置", self.back_wished.emit)
        menu.addAction("全部收起", self._view.collapseAll)
        menu.addAction("全部展开", self._view.expandAll)
        button.setMenu(menu)
        return button

    def _open(self, index: QModelIndex) -> None:
        place = self._model.place_of(index)
        hit = self._model.hit(index)
        if hit:
            row = self._model.index_of(place)
            self._view.expand(row.parent())
            self._view.setCurrentIndex(row)
            self._tell(place)
            if report := self._model.report(index):
                self.hit_elsewhere_chosen.emit(report, hit)
            else:
                self.hit_chosen.emit(hit)

    def _tell(self, place: int) -> None:
        count = self._model.hit_count()
        if not count:
            self._count.setText("没有找到")
        else:
            most = f"{count}+" if self._has_more else f"{count}"
            self._count.setText(f"{place + 1} / {most} 处" if place >= 0 else f"{most} 处")
