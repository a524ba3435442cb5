"""The section tree's memory and its figures: what is open in each report, and how much stands in each section."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fuzhou_viewer.core.checking.verdicts import Checked, Verdict
from fuzhou_viewer.core.kept import Note
from fuzhou_viewer.core.records import Document, SectionId, Span
from fuzhou_viewer.core.settings import OPEN_SECTIONS
from fuzhou_viewer.ui.preferences import Preferences

if TYPE_CHECKING:
    from fuzhou_viewer.ui.main_window import MainWindow

_STILL_MS = 1000
_MOST_REPORTS = 40


class Sections(QObject):
    """Keeps what is open in the tree of `window`, and shows metrics, notes and findings beside its entries."""

    def __init__(self, window: "MainWindow", preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._report: Document | None = None
        self._doubts: tuple[Span, ...] = ()
        self._opened: tuple[SectionId, ...] = ()
        self._still = QTimer(self)
        self._still.setInterval(_STILL_MS)
        self._still.setSingleShot(True)
        self._still.timeout.connect(self.keep)
        window.tree.openness_changed.connect(self._take_openness)
        window.tree.line.entered.connect(self._learn_letters)
        window.notes.layer.changed.connect(lambda _items: self._count())
        window.corrections.shown.connect(self._count)
        window.checks.found.connect(self._take_checked)

    def show_report(self, report: Document) -> None:
        """Another report: as it was left, and its figures."""
        self.keep()
        self._report, self._doubts = report, ()
        known = self._kept().get(report.key)
        if isinstance(known, list):
            self._window.tree.set_open(SectionId(str(key)) for key in known)
        self._count()

    def keep(self) -> None:
        """Remember what is open, if it has changed."""
        if self._report is None or not self._still.isActive():
            return
        self._still.stop()
        kept = self._kept()
        kept.pop(self._report.key, None)
        kept[self._report.key] = list(self._opened)
        newest = dict(list(kept.items())[-_MOST_REPORTS:])
        self._preferences.keep(OPEN_SECTIONS, json.dumps(newest, ensure_ascii=False))

    def _kept(self) -> dict[str, object]:
        try:
            kept = json.loads(self._preferences.word(OPEN_SECTIONS))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def _learn_letters(self) -> None:
        """Load the sounds of characters off the window's thread: a quarter of a second at the first letter else."""
        from fuzhou_viewer.services.searching.pinyin import Labels  # noqa: PLC0415 - comes when wanted

        self._window.tasks.run(lambda: Labels(["拼音"]).matching("py"), lambda _found: None, "letters")

    def _take_openness(self) -> None:
        # taken now: when the next report is shown, the tree no longer knows this one
        self._opened = self._window.tree.opened()
        self._still.start()

    def _take_checked(self, checked: Checked) -> None:
        wrong = (Verdict.INCONSISTENT, Verdict.SCOPE, Verdict.QUERY)
        self._doubts = tuple(relation.subject for relation in checked.relations if relation.verdict in wrong)
        self._count()

    def _count(self) -> None:
        window = self._window
        if self._report is None:
            return
        notes = [item.span for item in window.notes.layer.items if isinstance(item.kept.content, Note) and item.span]
        metrics = {metric.quantity.span for metric in window.report.metrics}
        window.tree.show_badges(*(self._by_section(spans) for spans in (metrics, notes, self._doubts)))

    def _by_section(self, spans: Iterable[Span]) -> Counter[SectionId]:
        entries = self._window.entries
        starts = [entry.span.start for entry in entries]
        holding = (bisect_right(starts, span.start) - 1 for span in spans)
        return Counter(entries[number].key for number in holding if number >= 0)
