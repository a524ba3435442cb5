"""The numbers of a report, alive: a number in the text and its row in the chart know each other.

The text says which number was chosen or pointed at, the panel which row; both are told here to the other.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from fuzhou_viewer.core.contents import Entry, place_names
from fuzhou_viewer.core.plain_numbers import REASONS
from fuzhou_viewer.core.records import Document, Metric, SearchHit, SectionId, Span
from fuzhou_viewer.services.charting.facts import facts
from fuzhou_viewer.services.charting.scope import Scope, choice, sentences
from fuzhou_viewer.services.charting.wording import card
from fuzhou_viewer.ui.chart_panel.panel import ChartPanel
from fuzhou_viewer.ui.metric_card import MetricCard
from fuzhou_viewer.ui.text_pane.pane import TextPane


class Numbers(QObject):
    """Introduces the numbers in `text` to those in `chart`."""

    def __init__(self, text: TextPane, chart: ChartPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._chart = text, chart
        self._window = parent
        self._card: MetricCard | None = None
        self._report: Document | None = None
        self._entries: Sequence[Entry] = ()
        self._place = 0
        self._ticked: tuple[Span, ...] = ()
        self._found: tuple[Span, ...] = ()
        self._looked_at: Span | None = None
        text.metric_chosen.connect(self._choose_in_text)
        text.metric_hovered.connect(self._show_card)
        chart.metric_chosen.connect(self._choose_in_chart)
        chart.metric_hovered.connect(self._show_card)
        chart.scope_chosen.connect(lambda _scope: self._show())

    def show_report(self, report: Document, entries: Sequence[Entry]) -> None:
        """Show another report's numbers."""
        self._report, self._entries, self._place = report, entries, 0
        self._ticked = self._found = ()
        self._looked_at = None
        self._chart.choose(None)
        self._chart.show_ledger(facts(report, place_names(report)))
        self._show()

    def show_corrected(self, report: Document) -> None:
        """Show the same report with other metrics; place, ticks, what was found and what was chosen stay."""
        self._report = report
        self._chart.show_ledger(facts(report, place_names(report)))
        self._show()

    def show_place(self, offset: int) -> None:
        """The reader is at `offset`."""
        self._place = offset
        if self._chart.controls.scope in (Scope.SECTION, Scope.CHAPTER):
            self._show()

    def show_ticked(self, ticked: Sequence[SectionId]) -> None:
        """These sections are ticked."""
        chosen = set(ticked)
        self._ticked = tuple(entry.span for entry in self._entries if entry.key in chosen)
        if self._chart.controls.scope is Scope.TICKED:
            self._show()

    def show_found(self, hits: Sequence[SearchHit]) -> None:
        """These places were found."""
        self._found = sentences(self._report, [hit.span for hit in hits]) if self._report else ()
        if self._chart.controls.scope is Scope.FOUND:
            self._show()

    def next_plain_number(self) -> str:
        """Go to the next number that is no metric; what it is, in words for the status line."""
        if self._report is None or not self._report.plain_numbers:
            return "没有未成为指标的数字"
        numbers = self._report.plain_numbers
        since = self._looked_at.start if self._looked_at else self._place - 1
        following = next((number for number in numbers if number.span.start > since), numbers[0])
        self._looked_at = following.span
        self._text.go_to(following.span, flash=True)
        written = self._report.text[following.span.start : following.span.end]
        number = numbers.index(following) + 1
        return f"非指标 {number} / {len(numbers)}:“{written}”是{REASONS.get(following.kind, following.kind)}"

    def _show(self) -> None:
        if self._report is None:
            return
        scope = self._chart.controls.scope
        spans = {Scope.TICKED: self._ticked, Scope.FOUND: self._found}.get(scope, ())
        self._chart.show_choice(choice(scope, self._report, self._entries, self._place, spans))

    def _choose_in_text(self, metric: Metric) -> None:
        self._place = metric.quantity.span.start
        self._show()
        self._chart.choose(metric)

    def _choose_in_chart(self, metric: Metric) -> None:
        self._chart.choose(metric)
        if self._report:
            (around,) = sentences(self._report, [metric.quantity.span])
            self._text.go_to(metric.quantity.span, flash=True, around=around)

    def _show_card(self, metric: Metric | None, at: QPoint) -> None:
        if metric is not None:
            self._card = self._card or MetricCard(self._window)
            self._card.show_card(card(metric, self._report), at)
        elif self._card:
            self._card.leave()
