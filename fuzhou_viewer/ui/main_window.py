"""Introduces the panels to one another, and nothing more.

It is made in two steps. What a reader needs to read, the text and its sections, is there at the
first paint; the rest (tools, search, charts) is built and imported when that has been painted.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from fuzhou_viewer.core.contents import Entry, contents, entries_at
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.core.settings import PANES, WINDOW
from fuzhou_viewer.ui.appearance import Appearance
from fuzhou_viewer.ui.collaborators import Collaborators
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.panes import Panes
from fuzhou_viewer.ui.report_wording import summary, window_title
from fuzhou_viewer.ui.section_tree.panel import SectionTree
from fuzhou_viewer.ui.text_pane.pane import TextPane
from fuzhou_viewer.ui.tool_bar import ToolBar
from fuzhou_viewer.ui.windows import Windows

if TYPE_CHECKING:
    from fuzhou_viewer.ui.later import Later
    from fuzhou_viewer.ui.search_panel.finder import Found

_LATER = (
    "fuzhou_viewer.services.searching",
    "fuzhou_viewer.ui.actions",
    "fuzhou_viewer.ui.search_panel.finder",
    "fuzhou_viewer.ui.chart_panel.panel",
    "fuzhou_viewer.ui.entity_panel.panel",
    "fuzhou_viewer.ui.numbers",
    "fuzhou_viewer.ui.note_taking",
    "fuzhou_viewer.ui.checks",
    "fuzhou_viewer.ui.corrections",
    "fuzhou_viewer.ui.sections",
    "fuzhou_viewer.ui.reading",
    "fuzhou_viewer.ui.deeds",
)
_TOLD_MS = 8000


class MainWindow(QMainWindow):
    """One report: its sections, its text, its numbers."""

    chart_loaded = Signal()

    def __init__(self, report: Document, with_: Collaborators) -> None:
        super().__init__()
        self._with = with_
        self.report = report
        self.entries: tuple[Entry, ...] = ()
        self.appearance = Appearance(with_.themes, with_.typefaces, with_.preferences, self)
        self.tree = SectionTree()
        self.text = TextPane()
        self._tools = ToolBar()
        self.panes = Panes(self.tree, self.text)
        self.windows = Windows(self, with_)
        self._later: Later | None = None
        self._arrange()
        self._show_text()

    def complete_later(self) -> None:
        """Build what the first paint did without, bit by bit, so that the window answers meanwhile."""
        self._rest().begin()

    def complete(self) -> None:
        """Build at once whatever of it is still missing."""
        self._rest().finish()

    def _rest(self) -> "Later":
        if self._later is None:
            from fuzhou_viewer.ui.later import Later  # noqa: PLC0415 - 5 ms the first paint saves
            from fuzhou_viewer.ui.tasks import Tasks  # noqa: PLC0415 - as above

            self.tasks = Tasks(self)
            panels = (self._add_search, self._add_numbers, self._add_lists, self._add_notes)
            ties = (self._connect_panels, self._connect_deeds)
            steps = (*panels, *ties, *self._parts_of_rest(), self._load_charts)
            self._later = Later(_LATER, steps, self)
        return self._later

    def _add_search(self) -> None:
        from fuzhou_viewer.ui.actions import Actions  # noqa: PLC0415 - with the next three as much as the first paint
        from fuzhou_viewer.ui.search_panel.finder import Finder  # noqa: PLC0415

        self.actions_by_name = Actions(self)
        self.finder = Finder(self.tasks, self._with.preferences, self._with.notes, self._with.everywhere, self)
        self.search_line, self.hits = self.finder.line, self.finder.hits
        self._tools.fill(self.search_line, self.actions_by_name)
        self.panes.add_left(self.hits)

    def _add_numbers(self) -> None:
        from fuzhou_viewer.ui.chart_panel.panel import ChartPanel  # noqa: PLC0415
        from fuzhou_viewer.ui.numbers import Numbers  # noqa: PLC0415
        from fuzhou_viewer.ui.reading import Reading  # noqa: PLC0415

        self.chart = ChartPanel(self.appearance.theme, self._with.typefaces.font("window", 13))
        self.numbers = Numbers(self.text, self.chart, self)
        self.reading = Reading(self.text, self)
        self.panes.add_right(self.chart, "指标")

    def _add_lists(self) -> None:
        from fuzhou_viewer.ui.checks import Checks  # noqa: PLC0415
        from fuzhou_viewer.ui.entity_panel.panel import EntityPanel  # noqa: PLC0415
        from fuzhou_viewer.ui.summary_label import summary_label  # noqa: PLC0415

        self.summary = summary_label(self.statusBar(), summary(self.report))
        self.names = EntityPanel()
        self.checks = Checks(self.text, self.panes, self.tasks, self.actions_by_name["check"].triggered, self)
        self.panes.add_right(self.names, "名称索引")

    def _add_notes(self) -> None:
        from fuzhou_viewer.ui.corrections import Corrections  # noqa: PLC0415
        from fuzhou_viewer.ui.note_taking import NoteTaking  # noqa: PLC0415
        from fuzhou_viewer.ui.sections import Sections  # noqa: PLC0415

        self.notes = NoteTaking(self._with.notes(), self.text, self.panes, self.appearance.theme, self.tasks, self)
        self.checks.use(self.notes.layer, self._with.typefaces)
        self.notes.begin(self.actions_by_name, self.chart.loaded, self._with.collection)
        self.corrections = Corrections(self)
        self.sections = Sections(self, self._with.preferences)

    def _connect_deeds(self) -> None:
        from fuzhou_viewer.ui.deeds import connect_deeds  # noqa: PLC0415

        connect_deeds(self)

    def _load_charts(self) -> None:
        self._follow_theme()
        self._show_section(self.text.reading_offset())
        self.chart.load(self.tasks)
        self._with.typefaces.load_rare()  # names in lists and typed notes may have any character

    def show_report(self, report: Document) -> None:
        """Show another report."""
        self.report = report
        self._show_text()
        self._show_rest()

    def open_entry(self, entry: Entry) -> None:
        """Go to a section."""
        self.text.go_to(entry.span)
        self._show_section(entry.span.start)

    def open_file(self, file: Path) -> None:
        """Read a file and show it; nothing changes when it cannot be read."""
        self.tasks.run(lambda: self._with.read_file(file), self.show_report, "open")

    def tell(self, words: str) -> None:
        """Say something in the status line for a while; then the summary of the report is there again."""
        self.statusBar().showMessage(words, _TOLD_MS)

    def _arrange(self) -> None:
        self.appearance.look_changed.connect(self.text.set_look)
        self.addToolBar(self._tools)
        self.setCentralWidget(self.panes)
        self.resize(1400, 880)
        self.panes.restoreState(self._with.preferences.shape(PANES))
        self.restoreGeometry(self._with.preferences.shape(WINDOW))

    def _show_text(self) -> None:
        report = self.report
        self.setWindowTitle(window_title(report))
        self._with.typefaces.prepare(report.text)
        self.text.show_document(report, paragraphs(report.text), self.appearance.look())
        self.statusBar().showMessage(summary(report))  # until its label is there, or says the same
        self.text.setFocus()

    def _show_rest(self) -> None:
        for show in self._parts_of_rest():
            show()

    def _parts_of_rest(self) -> tuple[Callable[[], None], ...]:
        return (
            self._show_summary,
            self._show_sections,
            lambda: self.numbers.show_report(self.report, self.entries),
            lambda: self.reading.show_report(self.report),
            lambda: self.finder.show_report(self.report),
            lambda: self.names.show_report(self.report),
            lambda: self.notes.layer.show_report(self.report),
            lambda: self.checks.show_report(self.report),
            lambda: self.sections.show_report(self.report),
        )

    def _show_summary(self) -> None:
        self.summary.setText(summary(self.report))
        self.statusBar().clearMessage()

    def _show_sections(self) -> None:
        self.entries = contents(self.report)
        self.tree.show_entries(self.entries)

    def _connect_panels(self) -> None:
        self.tree.entry_chosen.connect(self.open_entry)
        self.tree.ticks_changed.connect(lambda _count: self.numbers.show_ticked(self.tree.ticked()))
        self.text.place_changed.connect(self._show_section)
        self.text.size_steps_wished.connect(self.appearance.step_size)
        self.chart.loaded.connect(self.chart_loaded)
        self.names.place_chosen.connect(lambda place: self.text.go_to(place, flash=True))
        self.names.metric_chosen.connect(self.chart.metric_chosen)
        self.chart.export_wished.connect(self.windows.export_chart)
        self.text.place_changed.connect(self.finder.reading_at)
        self.finder.found.connect(self._show_found)
        self.finder.hit_chosen.connect(self.text.show_hit)
        self.finder.left_place_wished.connect(lambda offset: self.text.go_to(Span(offset, offset)))
        self.finder.failed.connect(self.windows.error)
        self.tasks.failed.connect(self.windows.error)
        self.reading.said.connect(self.tell)
        self.appearance.theme_changed.connect(self._follow_theme)

    def _follow_theme(self) -> None:
        for panel in (self.tree, self.hits, self.chart, self.names, self.notes, self.checks.panel):
            panel.set_theme(self.appearance.theme)
        self.actions_by_name["theme"].setText("明亮" if self.appearance.theme.name == "dark" else "深色")

    def _show_section(self, offset: int) -> None:
        found = entries_at(self.entries, offset)
        self.tree.show_place(found[0].key if found else None)
        self.numbers.show_place(offset)

    def _show_found(self, found: "Found") -> None:
        self.tree.show_counts(found.counts)
        self.text.mark_hits(found.answer.hits)
        self.numbers.show_found(found.answer.hits)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's shape; finish what runs."""
        self._with.preferences.keep_shape(WINDOW, self.saveGeometry())
        self._with.preferences.keep_shape(PANES, self.panes.saveState())
        if self._later:
            if self._later.is_done:
                if not self.notes.finish():
                    event.ignore()
                    return
                self.sections.keep()
                self.finder.finish()
            self.tasks.finish()
            self.windows.close()
        super().closeEvent(event)
