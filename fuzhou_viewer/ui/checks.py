"""The number check, alive: relations in the panel and their numbers in the text know each other.

The check runs off the window's thread when the report is there to be read; what it found is then marked in the
text: a wavy line under findings, ticks under what agrees while the panel is seen.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QMainWindow

from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict
from fuzhou_viewer.core.records import Document, Metric, Span
from fuzhou_viewer.ui.check_panel.panel import CheckPanel
from fuzhou_viewer.ui.panes import Panes
from fuzhou_viewer.ui.tasks import Tasks
from fuzhou_viewer.ui.text_pane.check_marks import CheckMarks
from fuzhou_viewer.ui.text_pane.pane import TextPane

_DOUBTS = (Verdict.INCONSISTENT, Verdict.SCOPE, Verdict.QUERY)
_TOLD_MS = 8000
_NOT_TICKED = ("R13", "R16")


class Checks(QObject):
    """Introduces the numbers in `text` to the relations in its `panel`."""

    def __init__(self, text: TextPane, panes: Panes, tasks: Tasks, wished: SignalInstance, window: QMainWindow) -> None:
        super().__init__(window)
        self.panel = panel = CheckPanel()
        panes.add_right(panel, "核对")
        wished.connect(lambda: panes.choose_right(panel))
        self._text, self._tasks, self._window = text, tasks, window
        self._report: Document | None = None
        self._checked: Checked | None = None
        self._lit: tuple[Span, ...] = ()
        self._by_number: dict[Span, Relation] = {}
        panel.relation_chosen.connect(self._open)
        panel.number_chosen.connect(self._go_to)
        panel.export_wished.connect(self.export)
        panel.seen_or_left.connect(self._mark)
        text.metric_chosen.connect(self._choose_in_text)
        text.selectionChanged.connect(self._tell_selected)

    def show_report(self, report: Document) -> None:
        """Check another report; what was shown of the last one goes."""
        self._report, self._checked, self._lit, self._by_number = report, None, (), {}
        self.panel.show_waiting()
        self._text.mark_checks(None)
        self._tasks.run(partial(_check, report), self._show, "check")

    def export(self) -> None:
        """Ask for a file and write the checklist there."""
        from fuzhou_viewer.services.checking import write_checklist  # noqa: PLC0415 - loaded by the check, off this thread
        from fuzhou_viewer.ui.file_choice import checklist_to_write  # noqa: PLC0415 - dialogs come when wanted

        report, checked = self._report, self._checked
        if report is None or checked is None:
            return
        target = checklist_to_write(self._window, report.title)
        if target:
            self._tasks.run(
                lambda: write_checklist(target, report, checked), lambda _none: self._tell_written(target), "checklist"
            )

    def _tell(self, words: str) -> None:
        self._window.statusBar().showMessage(words, _TOLD_MS)

    def _tell_written(self, target: Path) -> None:
        self._tell(f"已写入 {target}")

    def _show(self, checked: Checked) -> None:
        from fuzhou_viewer.services.checking import place_of  # noqa: PLC0415 - loaded by the check, off this thread

        report = self._report
        if report is None:
            return
        self._checked = checked
        # of the relations a number takes part in, the most doubtful one is told first
        order = {verdict: place for place, verdict in enumerate((Verdict.CONSISTENT, *reversed(_DOUBTS)))}
        for relation in sorted(checked.relations, key=lambda r: (order[r.verdict], r.is_equation, -len(r.operands))):
            for span in relation.operands:
                self._by_number[span] = relation
        names = {metric.quantity.span: metric.name for metric in report.metrics}
        self.panel.show_checked(
            checked,
            lambda span: place_of(report, span).rpartition(" / ")[2],
            lambda span: f"{report.text[span.start : span.end]}  {names.get(span, '')}".strip(),
        )
        self._mark()

    def _open(self, relation: Relation) -> None:
        self._lit = relation.operands
        self._mark()
        self._text.go_to(relation.subject, flash=True)

    def _go_to(self, span: Span) -> None:
        self._lit = ()
        self._mark()
        self._text.go_to(span, flash=True)

    def _choose_in_text(self, metric: Metric) -> None:
        relation = self._by_number.get(metric.quantity.span)
        self._lit = relation.operands if relation else ()
        self._mark()
        if self.panel.isVisible():
            self.panel.choose(relation)
        if relation:
            self._tell(f"{relation.verdict.value}:{relation.formula}")

    def _tell_selected(self) -> None:
        """The numbers marked with the mouse: how many, sum, average, ratio."""
        from fuzhou_viewer.core.checking.tally import tally  # noqa: PLC0415 - nobody marks numbers before the first paint

        marked = self._text.selected_span()
        if self._report and marked:
            told = tally([metric.quantity for metric in self._report.metrics_in(marked)])
            if told:
                self._tell(told)

    def _mark(self) -> None:
        checked = self._checked
        if checked is None:
            return
        waves = tuple(r.subject for verdict in _DOUBTS for r in checked.of(verdict) if r.rule != "R16")
        doubtful = set(waves)
        numbers = {metric.quantity.span for metric in self._report.metrics} if self._report else set()
        agreed = {
            span
            for r in checked.of(Verdict.CONSISTENT)
            if r.rule not in _NOT_TICKED and r.is_equation
            for span in r.operands
            if span not in doubtful and span in numbers
        }
        ticks = tuple(sorted(agreed, key=lambda span: span.start)) if self.panel.isVisible() else ()
        firm = frozenset(r.subject for r in checked.of(Verdict.INCONSISTENT))
        self._text.mark_checks(CheckMarks(ticks, waves, firm, self._lit))


def _check(report: Document) -> Checked:
    """Runs off the window's thread, the imports too."""
    from fuzhou_viewer import paths  # noqa: PLC0415
    from fuzhou_viewer.services.checking import Checker  # noqa: PLC0415

    return Checker(paths.resources() / "vocabulary").check(report)
