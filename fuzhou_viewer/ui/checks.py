"""The number check, alive: relations in the panel and their numbers in the text know each other.

The check runs off the window's thread when the report is there to be read; what it found is then marked in the
text: a wavy line under findings, ticks under what agrees while the panel is seen.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QMainWindow

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.checking.marking import DECISIONS, Marked, finding_keys, marked
from fuzhou_viewer.core.checking.verdicts import RULES, Checked, Relation, Verdict
from fuzhou_viewer.core.kept import CheckMark, Decision
from fuzhou_viewer.core.placed import Placed
from fuzhou_viewer.core.records import Document, Metric, Span
from fuzhou_viewer.ui.check_panel.panel import CheckPanel
from fuzhou_viewer.ui.own_checks import OwnChecks
from fuzhou_viewer.ui.panes import Panes
from fuzhou_viewer.ui.reader_layer import ReaderLayer
from fuzhou_viewer.ui.tasks import Tasks
from fuzhou_viewer.ui.text_pane.check_marks import CheckMarks
from fuzhou_viewer.ui.text_pane.pane import TextPane
from fuzhou_viewer.ui.typefaces import Typefaces

_DOUBTS = (Verdict.INCONSISTENT, Verdict.SCOPE, Verdict.QUERY)
_SETTLED = (Decision.OTHER_SCOPE, Decision.RIGHT)
_TOLD_MS = 8000
CHECKLIST = "核对清单"
_NOT_TICKED = ("R13", "R16")


class Checks(QObject):
    """Introduces the numbers in `text` to the relations in its `panel`."""

    found = Signal(object)
    """What the check of the report says, as `Checked`."""
    print_wished = Signal(str, object)
    """The list of what was checked is to be printed: its name and its picks."""
    collect_wished = Signal(object)
    """Picks for the print basket."""

    def __init__(self, text: TextPane, panes: Panes, tasks: Tasks, wished: SignalInstance, window: QMainWindow) -> None:
        super().__init__(window)
        self.panel = panel = CheckPanel()
        panes.add_right(panel, "核对")
        wished.connect(self._come_forward)
        self._text, self._panes, self._tasks, self._window = text, panes, tasks, window
        self._is_first_wished = False
        self._report: Document | None = None
        self._checked: Checked | None = None
        self._marked: Marked | None = None
        self._layer: ReaderLayer | None = None
        self.own: OwnChecks | None = None
        self._lit: tuple[Span, ...] = ()
        self._by_number: dict[Span, Relation] = {}
        panel.relation_chosen.connect(self._open)
        panel.number_chosen.connect(self._go_to)
        panel.export_wished.connect(self.export)
        panel.print_wished.connect(self.print_list)
        panel.collect_wished.connect(self._collect)
        panel.mark_wished.connect(self._keep_mark)
        panel.seen_or_left.connect(self._mark)
        text.metric_chosen.connect(self._choose_in_text)
        text.selectionChanged.connect(self._tell_selected)

    def use(self, layer: ReaderLayer, typefaces: Typefaces) -> None:
        """Keep the reader's marks in `layer`, and show those it holds; print in `typefaces`."""
        self._layer, self._typefaces = layer, typefaces
        self.own = OwnChecks(layer, self._window)
        layer.changed.connect(lambda _items: self._show_marked())

    def show_report(self, report: Document) -> None:
        """Check another report; what was shown of the last one goes."""
        self._report, self._checked, self._marked, self._lit, self._by_number = report, None, None, (), {}
        self.panel.show_waiting()
        self._text.mark_checks(None)
        self._tasks.run(partial(_check, report), self._show, "check")

    def show_corrected(self, report: Document) -> None:
        """Check the same report with what its reader corrected; what was found stays until the answer is there."""
        self._report, self._marked = report, None
        self._tasks.run(partial(_check, report), self._show, "check")

    def _come_forward(self) -> None:
        """The panel in front, on what is to be looked at first."""
        self._panes.choose_right(self.panel)
        self._is_first_wished = self._marked is None
        self.panel.choose_first()

    def print_list(self) -> None:
        """Ask for the checklist on paper: the print window shows it first."""
        from fuzhou_viewer.services.checking import checklist_pick  # noqa: PLC0415 - loaded by the check

        if self._report and self._marked:
            self.print_wished.emit(CHECKLIST, (checklist_pick(self._report, self._marked),))

    def _collect(self, relation: Relation) -> None:
        from fuzhou_viewer.services.checking import finding_pick  # noqa: PLC0415 - as above

        if self._report and self._marked:
            self.collect_wished.emit((finding_pick(self._report, relation, self._marked),))

    def export(self) -> None:
        """Ask for a file and write the checklist there."""
        from fuzhou_viewer.ui.file_choice import checklist_to_write  # noqa: PLC0415 - dialogs come when wanted

        report, told = self._report, self._marked
        if report is None or told is None:
            return
        target = checklist_to_write(self._window, report.title)
        if target:
            self._tasks.run(
                lambda: _write(target, report, told, self._typefaces),
                lambda _none: self._tell_written(target),
                "checklist",
            )

    def _tell(self, words: str) -> None:
        self._window.statusBar().showMessage(words, _TOLD_MS)

    def _tell_written(self, target: Path) -> None:
        self._tell(f"已写入 {target}")

    def _show(self, checked: Checked) -> None:
        self._checked = checked
        self._show_marked()

    def _show_marked(self) -> None:
        """The outcome with the reader's marks over it, as they are now."""
        from fuzhou_viewer.services.checking import place_of  # noqa: PLC0415 - loaded by the check, off this thread

        report, checked = self._report, self._checked
        if report is None or checked is None:
            return
        joined = self.own.joined(report, checked) if self.own else checked
        told = marked(report.text, joined, [one.kept.content for one in self._marks()])  # type: ignore[misc]
        if told == self._marked:
            return
        self._marked = told
        self._by_number = _by_number(joined)
        names = {metric.quantity.span: metric.name for metric in report.metrics}
        self.panel.show_marked(
            told,
            lambda span: place_of(report, span).rpartition(" / ")[2],
            lambda span: f"{report.text[span.start : span.end]}  {names.get(span, '')}".strip(),
        )
        self._mark()
        if self._is_first_wished:
            self._is_first_wished = False
            self.panel.choose_first()
        self.found.emit(checked)

    def _marks(self) -> tuple[Placed, ...]:
        items = self._layer.items if self._layer else ()
        return tuple(one for one in items if isinstance(one.kept.content, CheckMark))

    def _keep_mark(self, relation: Relation, decision: Decision | None, remark: str) -> None:
        """Keep what the reader decided about a finding; without a decision, take back what was decided."""
        report = self._report
        if report is None or self._layer is None:
            return
        if decision is None and self.own and self.own.remove(relation):
            return
        key = finding_keys(report.text, self._marked.checked)[relation] if self._marked else ""
        if decision is None:
            self._take_back(relation, key)
            return
        place = anchor(report.text, relation.subject)
        finding = "" if decision is Decision.HUSHED else key
        self._layer.keep(CheckMark(report.key, place, relation.rule, decision, remark.strip(), finding))
        of_what = RULES[relation.rule] if decision is Decision.HUSHED else relation.stated
        self._tell(f"{DECISIONS[decision]}:{of_what}(可按 Ctrl+Z 撤销)")

    def _take_back(self, relation: Relation, key: str) -> None:
        """Show its kind again if that is hushed, else forget what was decided about the finding."""
        is_hushed = self._marked is not None and self._marked.is_hushed(relation)
        for one in self._marks():
            mark = one.kept.content
            if not isinstance(mark, CheckMark) or self._layer is None:
                continue
            hushes = mark.decision is Decision.HUSHED
            if (hushes and mark.rule == relation.rule) if is_hushed else (not hushes and mark.finding == key):
                self._layer.remove(one.kept.id)

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
        numbers = [metric.quantity for metric in self._report.metrics_in(marked)] if self._report and marked else []
        if self.own:
            self.own.offer(self._report, marked, len({quantity.span for quantity in numbers}))
        if numbers:
            told = tally(numbers)
            if told:
                self._tell(told)

    def _mark(self) -> None:
        told = self._marked
        if told is None:
            return
        checked = told.checked
        # 属实待改 keeps its wave until it is put right; what is of another scope or unwanted has none
        doubts = [r for verdict in _DOUBTS for r in checked.of(verdict) if r.rule != "R16" and not told.is_hushed(r)]
        settled = {r for r, mark in told.marks.items() if mark.decision in _SETTLED}
        waves = tuple(r.subject for r in doubts if r not in settled)
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


def _by_number(checked: Checked) -> dict[Span, Relation]:
    """The relation told first of those a number takes part in: the most doubtful one."""
    order = {verdict: place for place, verdict in enumerate((Verdict.CONSISTENT, *reversed(_DOUBTS)))}
    ranked = sorted(checked.relations, key=lambda r: (order[r.verdict], r.is_equation, -len(r.operands)))
    return {span: relation for relation in ranked for span in relation.operands}


def _write(target: Path, report: Document, told: Marked, typefaces: Typefaces) -> None:
    """Runs off the window's thread; paper comes from the print composer."""
    from fuzhou_viewer.services.checking import checklist_blocks, write_checklist  # noqa: PLC0415

    if target.suffix.lower() != ".pdf":
        write_checklist(target, report, told)
        return
    from fuzhou_viewer.ui.print_preview.opening import write_blocks  # noqa: PLC0415 - what prints is slow to load

    write_blocks(report, checklist_blocks(report, told), typefaces, target)


def _check(report: Document) -> Checked:
    """Runs off the window's thread, the imports too."""
    from fuzhou_viewer import paths  # noqa: PLC0415
    from fuzhou_viewer.services.checking import Checker  # noqa: PLC0415

    return Checker(paths.resources() / "vocabulary").check(report)
