"""Brings the search box, the list of hits and the searching service together, off the window's thread."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from fuzhou_viewer.core.contents import Entry, contents, entries_at, place_names
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.records import Document, SearchHit, SectionId, Span
from fuzhou_viewer.core.settings import SEARCHES
from fuzhou_viewer.services.searching import SearchAnswer, Searcher, Suggestion, suggestions
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.search_panel.hit_list import HitList
from fuzhou_viewer.ui.search_panel.hit_model import HitGroupRow
from fuzhou_viewer.ui.search_panel.library_finder import LibraryFinder
from fuzhou_viewer.ui.search_panel.saved_searches import SavedSearches
from fuzhou_viewer.ui.search_panel.scopes import SCOPES, Scope, scope_span
from fuzhou_viewer.ui.search_panel.search_line import SearchLine
from fuzhou_viewer.ui.tasks import Tasks

if TYPE_CHECKING:
    from fuzhou_viewer.services.notes import Notes
    from fuzhou_viewer.services.searching.everywhere import Everywhere, EverywhereAnswer
    from fuzhou_viewer.services.searching.listing import Part
    from fuzhou_viewer.services.searching.narrowing import Narrowings

_BY_SCAN = "正在为资料库建立索引,先逐份查找,会慢一些。"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, its hits by the names of their sections, and how many stand in each entry of the contents."""

    answer: SearchAnswer
    groups: tuple[HitGroupRow, ...]
    counts: dict[SectionId, int]


class Finder(QObject):
    """Looks in one report. Only the latest question is answered; older ones are forgotten."""

    found = Signal(object)
    hit_chosen = Signal(object)
    left_place_wished = Signal(int)
    elsewhere_wished = Signal(object, object)
    """Another report, and the place in it to go to."""
    failed = Signal(ViewerError)

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences,
        notes: Callable[[], "Notes"],
        everywhere: Callable[[], "Everywhere"],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = LibraryFinder(everywhere, self)
        self._everywhere: EverywhereAnswer | None = None
        self._saved = SavedSearches(notes, self)
        self._tasks = tasks
        self._preferences = preferences
        self.line = SearchLine(_kept(preferences))
        self.hits = HitList()
        self._report: Document | None = None
        self._searcher: Searcher | None = None
        self._entries: tuple[Entry, ...] = ()
        self._scope = SCOPES[0]
        self._answer: SearchAnswer | None = None
        self._reading = 0
        self._left: tuple[Document, int] | None = None
        self._connect()

    def show_report(self, report: Document) -> None:
        """Look in `report` from now on; what was found before is forgotten, what is typed is looked for anew.

        What was found in the library stays listed, because it may have led to this report.
        """
        self._report, self._entries = report, contents(report)
        self._searcher = Searcher(report)
        self._answer, self._reading = None, 0
        if self._scope.is_everywhere:
            self._look_here(self.line.text())
            return
        self._left = None
        self._set_scope(SCOPES[0])
        self.hits.show_hits((), "", "")
        if self.line.text().strip():
            self.look(self.line.text())

    def look(self, typed: str) -> None:
        """Look for what was typed; marks stand in the report shown, whatever the scope."""
        if self._scope.is_everywhere:
            self._library.look(typed)
        self._look_here(typed)

    def _look_here(self, typed: str) -> None:
        searcher, entries = self._searcher, self._entries
        if searcher is None:
            return
        span = scope_span(self._scope, entries, self._reading)
        self._tasks.run(lambda: _found(searcher.answer(typed, span), searcher, entries), self._show, "search")

    def reading_at(self, offset: int) -> None:
        """The reader is at `offset`; it is where 本章 and 本节 are."""
        self._reading = offset

    def go_to_line(self) -> None:
        """Give the keyboard to the search box, its words chosen."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def go_back(self) -> None:
        """Wish to be where the reader was before the first hit was gone to."""
        if self._left is None:
            return
        report, offset = self._left
        self._left = None
        if report is self._report:
            self.left_place_wished.emit(offset)
        else:
            self.elsewhere_wished.emit(report, Span(offset, offset))

    def finish(self) -> None:
        """The window goes."""
        self._library.finish()

    def copy(self) -> None:
        """The list of hits to the clipboard."""
        if self._answer:
            QGuiApplication.clipboard().setText(self._listed(as_table=False))

    def export(self, file: Path) -> None:
        """The list of hits to a file: .csv as a table, else as text."""
        if self._answer:
            # a dialog has been open: there is time to import
            from fuzhou_viewer.services.exporting.files import write_text  # noqa: PLC0415

            is_table = file.suffix.lower() == ".csv"
            try:
                write_text(file, self._listed(as_table=is_table), "utf-8-sig" if is_table else "utf-8")
            except ViewerError as error:
                self.failed.emit(error)

    def _connect(self) -> None:
        self.line.search_wished.connect(self.look)
        self.line.hit_wished.connect(lambda: self.hits.step(1))
        self.line.kept.connect(lambda words: self._preferences.keep(SEARCHES, json.dumps(words)))
        self.line.saved_wished.connect(self._saved.ask)
        self.line.save_wished.connect(self._saved.keep)
        self.line.unsave_wished.connect(self._saved.remove)
        self._saved.listed.connect(self.line.show_saved)
        self._saved.failed.connect(self.failed)
        self.hits.hit_chosen.connect(self._choose)
        self.hits.hit_elsewhere_chosen.connect(self._choose_elsewhere)
        self._library.found.connect(self._show_everywhere)
        self._library.narrowed.connect(self._show_narrowings)
        self._library.failed.connect(self.failed)
        self.hits.scope_wished.connect(self._change_scope)
        self.hits.other_wished.connect(self.line.look_for)
        self.hits.copy_wished.connect(self.copy)
        self.hits.export_wished.connect(self._ask_where_to)
        self.hits.print_wished.connect(self._print)
        self.hits.back_wished.connect(self.go_back)

    def _show(self, found: Found) -> None:
        answer = found.answer
        self._answer = answer
        if not self._scope.is_everywhere:
            self.hits.show_hits(found.groups, answer.typed, answer.understood)
        self.found.emit(found)
        if self._scope.is_everywhere:
            return
        searcher = self._searcher
        if searcher and answer.typed.strip():
            span = scope_span(self._scope, self._entries, self._reading)
            self._tasks.run(lambda: suggestions(searcher, answer, span), self._show_ways_on, "ways on")

    def _show_everywhere(self, answer: "EverywhereAnswer") -> None:
        if self._scope.is_everywhere:
            self._everywhere = answer
            rows = tuple(HitGroupRow(one.title, one.ladder, one.hits, one.key) for one in answer.reports)
            remark = _BY_SCAN if answer.is_by_scan and answer.typed.strip() else ""
            self.hits.show_hits(rows, answer.typed, answer.understood, more=answer.has_more, remark=remark)
            if not answer.reports:
                self.hits.show_ways_on(())

    def _show_narrowings(self, narrowings: "Narrowings") -> None:
        if self._scope.is_everywhere:
            self.hits.show_narrowings(narrowings)

    def _show_ways_on(self, several: tuple[Suggestion, ...]) -> None:
        self.hits.show_ways_on(several)

    def _choose(self, hit: SearchHit) -> None:
        self._keep_place()
        self.hit_chosen.emit(hit)

    def _choose_elsewhere(self, key: str, hit: SearchHit) -> None:
        self._keep_place()
        self._library.report(key, lambda report: self._go_elsewhere(report, hit))

    def _go_elsewhere(self, report: Document, hit: SearchHit) -> None:
        if self._report is not None and report.key == self._report.key:
            self.hit_chosen.emit(hit)
        else:
            self.elsewhere_wished.emit(report, hit.span)

    def _keep_place(self) -> None:
        if self._left is None and self._report is not None:
            self._left = self._report, self._reading
        self.line.keep()

    def _set_scope(self, scope: Scope) -> None:
        self._scope = scope
        self.hits.show_scope(scope)

    def _change_scope(self, scope: Scope) -> None:
        self._set_scope(scope)
        self.look(self.line.text())

    def _listed(self, *, as_table: bool) -> str:
        from fuzhou_viewer.services.searching import listing  # noqa: PLC0415 - rarely wanted

        shown = self._everywhere if self._scope.is_everywhere else self._answer
        parts = self._parts()
        if as_table or shown is None:
            return listing.as_table(parts)
        return listing.as_text(shown.typed, shown.understood, parts)

    def _parts(self) -> "tuple[Part, ...]":
        if self._scope.is_everywhere:
            return tuple(part for one in self._everywhere.reports for part in one.parts) if self._everywhere else ()
        if self._answer is None or self._report is None:
            return ()
        from fuzhou_viewer.services.searching.listing import Part  # noqa: PLC0415 - rarely wanted

        names, title = place_names(self._report), self._report.title
        return tuple(Part(title, names[group.section], group.hits) for group in self._answer.groups())

    def _print(self) -> None:
        if self._answer:
            from fuzhou_viewer.ui.search_panel.list_printing import print_list  # noqa: PLC0415 - rarely wanted

            print_list(self._listed(as_table=False), self.hits.font(), self.hits)

    def _ask_where_to(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - dialogs cost 15 ms before the first paint

        name, _ = QFileDialog.getSaveFileName(self.hits, "导出结果列表", "查找结果.csv", "表格 (*.csv);;文本 (*.txt)")
        if name:
            self.export(Path(name))


def _found(answer: SearchAnswer, searcher: Searcher, entries: tuple[Entry, ...]) -> Found:
    names = place_names(searcher.document)
    counts: Counter[SectionId] = Counter()
    own = {entry.key for entry in entries}
    for group in answer.groups():
        if group.section in own:
            counts[group.section] += len(group.hits)
            continue
        for hit in group.hits:
            if at := entries_at(entries, hit.span.start):
                counts[at[0].key] += 1
    known = {section.id: section for section in searcher.document.sections}
    groups = []
    for group in answer.groups():
        section = known.get(group.section) if group.section else None
        above = searcher.document.path(section) if section and section.level else ()
        name = names[group.section]
        groups.append(HitGroupRow(name, "\n".join(step.label for step in above) or name, group.hits))
    return Found(answer, tuple(groups), dict(counts))


def _kept(preferences: Preferences) -> list[str]:
    """The searches kept; a damaged list is an empty one."""
    try:
        words = json.loads(preferences.word(SEARCHES))
    except ValueError:
        return []
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []
