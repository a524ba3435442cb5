"""Introduces the panels to one another, and nothing more.

It is made in two steps. What a reader needs to read, the text and its sections, is there at the
first paint; the rest (tools, search, charts) is built and imported when that has been painted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSizePolicy, QSplitter, QToolBar, QVBoxLayout, QWidget

from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.core.settings import LARGEST_TEXT, PANES, SMALLEST_TEXT, TEXT_SIZE, THEME, WINDOW
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.section_tree.panel import SectionTree
from fuzhou_viewer.ui.text_pane.page import Look
from fuzhou_viewer.ui.text_pane.pane import TextPane
from fuzhou_viewer.ui.theme import Themes
from fuzhou_viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from fuzhou_viewer.services.searching import SearchAnswer

_SIZE_STEP = 2
_TOOLS_HEIGHT = 50


@dataclass(frozen=True, slots=True)
class Collaborators:
    """What the window works with; the composition root makes it."""

    themes: Themes
    typefaces: Typefaces
    preferences: Preferences
    read_file: Callable[[Path], Document]


class MainWindow(QMainWindow):
    """One report: its sections, its text, its numbers."""

    chart_loaded = Signal()

    def __init__(self, report: Document, with_: Collaborators) -> None:
        super().__init__()
        self._with = with_
        self._report = report
        self._theme = with_.themes.theme(with_.preferences.word(THEME))
        self._pixels = with_.preferences.number(TEXT_SIZE, SMALLEST_TEXT, LARGEST_TEXT)
        with_.themes.apply(self._theme)
        self.tree = SectionTree()
        self.text = TextPane()
        self._tools = QToolBar("工具")
        self._left = QSplitter()
        self._right = QVBoxLayout()
        self._is_complete = False
        self._panes = QSplitter()
        self._arrange()
        self._show_text()

    def complete(self) -> None:
        """Build what the first paint did without; once, when the window has been painted or is about to be drawn."""
        if self._is_complete:
            return
        # imported here because together they cost as much as everything the first paint needs
        from fuzhou_viewer.ui.actions import Actions  # noqa: PLC0415
        from fuzhou_viewer.ui.chart_panel.panel import ChartPanel  # noqa: PLC0415
        from fuzhou_viewer.ui.search_panel.hit_list import HitList  # noqa: PLC0415
        from fuzhou_viewer.ui.search_panel.search_line import SearchLine  # noqa: PLC0415
        from fuzhou_viewer.ui.tasks import Tasks  # noqa: PLC0415

        self.tasks = Tasks(self)
        self.actions_by_name = Actions(self)
        self.search_line = SearchLine()
        self.hits = HitList()
        self.chart = ChartPanel(self._theme, self._with.typefaces.font("window", 13))
        self._fill_tools()
        self._left.setOrientation(QtCore.Qt.Orientation.Vertical)
        self._left.addWidget(self.hits)
        self._left.setSizes([3, 2])
        self._right.addWidget(self.chart)
        self._connect()
        self._is_complete = True
        self._show_rest()
        self.chart.load(self.tasks)

    def show_report(self, report: Document) -> None:
        """Show another report."""
        self._report = report
        self._show_text()
        self._show_rest()

    def _show_text(self) -> None:
        report = self._report
        self.setWindowTitle(f"{report.title} — {report.issuer}" if report.issuer else report.title)
        self.text.show_document(report, paragraphs(report.text), self._look())
        self.statusBar().showMessage(self._summary())
        self.text.setFocus()

    def _show_rest(self) -> None:
        from fuzhou_viewer.services.searching import Searcher  # noqa: PLC0415 - as in complete()

        self.tree.show_entries(contents(self._report))
        self._searcher = Searcher(self._report)
        self.hits.show_hits((), (), "")
        self._show_look()

    def open_entry(self, entry: Entry) -> None:
        """Go to a section."""
        self.text.go_to(entry.span)
        self._show_section(entry.span.start)

    def open_file(self, file: Path) -> None:
        """Read a file and show it; nothing changes when it cannot be read."""
        self.tasks.run(lambda: self._with.read_file(file), self.show_report, "open")

    def search(self, typed: str) -> None:
        """Look for what was typed; only the latest answer is shown."""
        searcher = self._searcher
        self.tasks.run(lambda: searcher.answer(typed), self._show_answer, "search")

    def preview(self) -> None:
        """Show the ticked parts as pages."""
        from fuzhou_viewer.ui.print_preview.opening import print_preview  # noqa: PLC0415 - 10 ms the first paint saves

        try:
            print_preview(self._report, self.tree.ticked(), self._with.typefaces, self._theme, self).show()
        except ViewerError as error:
            self._show_error(error)

    def set_theme(self, name: str) -> None:
        """Change the colours of everything."""
        self._theme = self._with.themes.theme(name)
        self._with.themes.apply(self._theme)
        self.text.set_look(self._look())
        self._show_look()

    def _arrange(self) -> None:
        self._tools.setMovable(False)
        self._tools.setFixedHeight(_TOOLS_HEIGHT)
        self.addToolBar(self._tools)
        self._left.addWidget(self.tree)
        right = QWidget()
        right.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        for widget, narrowest in ((self._left, 180), (self.text, 420), (right, 200)):
            widget.setMinimumWidth(narrowest)
            self._panes.addWidget(widget)
        self._panes.setStretchFactor(1, 1)
        self._panes.setSizes([300, 760, 340])
        self._panes.setChildrenCollapsible(False)
        self.setCentralWidget(self._panes)
        self.resize(1400, 880)
        self._panes.restoreState(self._with.preferences.shape(PANES))
        self.restoreGeometry(self._with.preferences.shape(WINDOW))

    def _fill_tools(self) -> None:
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._tools.addWidget(self.search_line)
        self._tools.addSeparator()
        self._tools.addActions([self.actions_by_name[name] for name in ("open", "print")])
        self._tools.addWidget(space)
        self._tools.addActions([self.actions_by_name[name] for name in ("smaller", "larger", "theme")])

    def _connect(self) -> None:
        self.tree.entry_chosen.connect(self.open_entry)
        self.text.place_changed.connect(self._show_section)
        self.text.metric_chosen.connect(self._choose_number)
        self.text.size_steps_wished.connect(self._step_size)
        self.chart.metric_chosen.connect(self._choose_bar)
        self.chart.loaded.connect(self.chart_loaded)
        self.search_line.search_wished.connect(self.search)
        self.search_line.hit_wished.connect(lambda: self.hits.step(1))
        self.hits.hit_chosen.connect(self.text.show_hit)
        self.tasks.failed.connect(self._show_error)
        for name, deed in {
            "open": self._ask_file,
            "print": self.preview,
            "search": self._go_to_search,
            "next_hit": lambda: self.hits.step(1),
            "previous_hit": lambda: self.hits.step(-1),
            "larger": lambda: self._step_size(1),
            "smaller": lambda: self._step_size(-1),
            "normal_size": lambda: self._set_size(TEXT_SIZE.default),
            "next_pane": self._next_pane,
            "to_text": self.text.setFocus,
            "theme": self._switch_theme,
            "quit": self.close,
        }.items():
            self.actions_by_name[name].triggered.connect(deed)

    def _look(self) -> Look:
        return Look(self._theme, self.palette(), self._with.typefaces, self._pixels)

    def _show_look(self) -> None:
        self.tree.set_accent(self._theme.accent)
        if not self._is_complete:
            return
        self.hits.set_theme(self._theme)
        self.chart.set_theme(self._theme)
        self.actions_by_name["theme"].setText("明亮" if self._theme.name == "dark" else "深色")

    def _summary(self) -> str:
        chapters = sum(s.level == 1 for s in self._report.sections)
        parts = (
            [f"{chapters} 章", f"{len(self._report.metrics)} 项数据"]
            if chapters
            else [f"{len(self._report.metrics)} 项数据"]
        )
        if self._report.issued_on:
            day = self._report.issued_on
            parts.insert(0, f"{day.year}年{day.month}月{day.day}日")
        if self._report.findings:
            parts.append(f"编号有 {len(self._report.findings)} 处可疑:{self._report.findings[0].message}")
        return " · ".join(parts)

    def _show_section(self, offset: int) -> None:
        before = [entry for entry in contents(self._report) if entry.span.start <= offset]
        if not before:
            self.tree.show_place(None)
            self.chart.show_metrics(self._report.title, ())
            return
        holding = [entry for entry in before if offset in entry.span] or before[-1:]
        self.tree.show_place(max(holding, key=lambda entry: entry.level).key)
        # items share the chart of the section they stand in
        shown = next((entry for entry in reversed(holding) if entry.level <= 2), holding[0])
        self.chart.show_metrics(shown.label, self._report.metrics_in(shown.span))

    def _choose_number(self, metric: Metric) -> None:
        self._show_section(metric.quantity.span.start)
        self.chart.choose(metric)

    def _choose_bar(self, metric: Metric) -> None:
        self.chart.choose(metric)
        self.text.go_to(metric.quantity.span, flash=True)

    def _show_answer(self, answer: "SearchAnswer") -> None:
        names = {entry.key: entry.label for entry in contents(self._report)}
        places = [names.get(hit.section, "文首") if hit.section else "文首" for hit in answer.hits]
        self.hits.show_hits(answer.hits, places, answer.typed)
        self.text.mark_hits(answer.hits)

    def _step_size(self, steps: int) -> None:
        self._set_size(self._pixels + steps * _SIZE_STEP)

    def _set_size(self, pixels: int) -> None:
        self._pixels = min(max(pixels, SMALLEST_TEXT), LARGEST_TEXT)
        self._with.preferences.keep(TEXT_SIZE, self._pixels)
        self.text.set_look(self._look())

    def _switch_theme(self) -> None:
        name = "light" if self._theme.name == "dark" else "dark"
        self._with.preferences.keep(THEME, name)
        self.set_theme(name)

    def _go_to_search(self) -> None:
        self.search_line.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        self.search_line.selectAll()

    def _next_pane(self) -> None:
        panes: list[QWidget] = [self.tree, self.text, self.chart]
        held = QApplication.focusWidget()
        now = next((i for i, pane in enumerate(panes) if held and (held is pane or pane.isAncestorOf(held))), 0)
        panes[(now + 1) % len(panes)].setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)

    def _show_error(self, error: ViewerError) -> None:
        from fuzhou_viewer.ui.messages import show_error  # noqa: PLC0415 - dialogs cost 15 ms before the first paint

        show_error(self, error)

    def _ask_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - as above

        chosen, _ = QFileDialog.getOpenFileName(self, "打开报告", "", "文本 (*.txt);;所有文件 (*)")
        if chosen:
            self.open_file(Path(chosen))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's shape; finish what runs."""
        self._with.preferences.keep_shape(WINDOW, self.saveGeometry())
        self._with.preferences.keep_shape(PANES, self._panes.saveState())
        if self._is_complete:
            self.tasks.finish()
        super().closeEvent(event)
