"""What the reader says of numbers, 不是指标, 改名 or 归入指标: kept in the reader's layer, shown at once everywhere.

The layer knows the report as it was read; the window shows it with the corrections put over it.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from fuzhou_viewer import paths
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import Content, Kept, MetricCorrection, Ruling
from fuzhou_viewer.core.placed import Placed
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.services.correcting import Corrected, alone, corrected, is_about
from fuzhou_viewer.services.wordlists import vocabulary_in
from fuzhou_viewer.ui.correction_dialogs import IndicatorChoice, NameEntry
from fuzhou_viewer.ui.report_wording import summary

if TYPE_CHECKING:
    from fuzhou_viewer.ui.main_window import MainWindow

_DONE = {Ruling.NO_METRIC: "不再算指标", Ruling.RENAMED: "已改名为“{}”", Ruling.BOUND: "已归入“{}”"}


class Corrections(QObject):
    """Offers the corrections of a number of `window`, keeps them, and shows the report as corrected."""

    shown = Signal()
    """The report stands corrected now."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._layer = window, window.notes.layer
        self._report: Document | None = None
        self._said: tuple[Placed, ...] = ()
        self._told_lost: tuple[MetricCorrection, ...] = ()
        self._words = ""
        self._layer.changed.connect(self._take)
        self._layer.saved.connect(self._tell_saved)
        window.notes.menu_made.connect(self._add_at)
        window.chart.menu_wished.connect(self._show_menu)

    def rule(self, metric: Metric, ruling: Ruling, name: str = "") -> None:
        """Keep a word on `metric`; a later word on it takes the place of the earlier."""
        report = self._layer.report
        read = self._as_read(metric)
        if report is None or read is None:
            return
        earlier = self._on(read)
        told = "" if alone(report, read) else read.name
        content = MetricCorrection(report.key, anchor(report.text, read.quantity.span), ruling, name, told)
        self._layer.keep(content, earlier.kept.id if earlier else None)

    def add_to(self, menu: QMenu, metric: Metric) -> None:
        """Into `menu` what can be said of `metric`; of one that counts no more, that it does again."""
        now = next((one for one in self._window.report.metrics if one.id == metric.id), None)
        if now is not None:
            menu.addAction("不是指标").triggered.connect(lambda: self.rule(now, Ruling.NO_METRIC))
            menu.addAction("改名…").triggered.connect(lambda: self._ask_name(now))
            menu.addAction("归入指标…").triggered.connect(lambda: self._ask_indicator(now))
        earlier = self._on(self._as_read(metric) or metric)
        if earlier is not None:
            menu.addAction("取消对这个数的更正").triggered.connect(lambda: self._layer.remove(earlier.kept.id))

    def _add_at(self, menu: QMenu, offset: int) -> None:
        report = self._layer.report
        here = [metric for metric in report.metrics if offset in metric.quantity.span] if report else []
        for metric in here:
            # a number that states several things has a menu for each, called by its name as it was read
            self.add_to(menu if len(here) == 1 else menu.addMenu(metric.name.replace("&", "&&")), metric)
        if here:
            menu.addSeparator()

    def _show_menu(self, metric: Metric, at: QPoint) -> None:
        menu = QMenu(self._window)
        self.add_to(menu, metric)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _as_read(self, metric: Metric) -> Metric | None:
        report = self._layer.report
        return next((one for one in report.metrics if one.id == metric.id), None) if report else None

    def _on(self, read: Metric) -> Placed | None:
        report = self._layer.report
        is_alone = report is not None and alone(report, read)
        said = (one for one in reversed(self._said) if one.span == read.quantity.span)
        return next((one for one in said if _means(one, read, is_alone=is_alone)), None)

    def _ask_name(self, metric: Metric) -> None:
        dialog = NameEntry(metric.name, self._window)
        dialog.chosen.connect(lambda name: self.rule(metric, Ruling.RENAMED, name))
        dialog.open()

    def _ask_indicator(self, metric: Metric) -> None:
        def choose(words: Vocabulary) -> None:
            dialog = IndicatorChoice(words.indicators, metric, self._window)
            dialog.chosen.connect(lambda name: self.rule(metric, Ruling.BOUND, name))
            dialog.open()

        self._window.tasks.run(lambda: vocabulary_in(paths.resources() / "vocabulary"), choose, "indicators")

    def _take(self, items: tuple[Placed, ...]) -> None:
        report = self._layer.report
        mine = [one for one in items if isinstance(one.kept.content, MetricCorrection)]
        said = tuple(sorted(mine, key=lambda one: one.kept.saved_at))
        if report is None or (report is self._report and said == self._said):
            return
        if report is not self._report:
            self._told_lost = ()
            if not said:  # shown as it was read, by the window
                self._report, self._said = report, said
                return
        self._report, self._said = report, said
        contents = [one.kept.content for one in said if isinstance(one.kept.content, MetricCorrection)]
        self._window.tasks.run(partial(corrected, report, contents), partial(self._show, report), "corrections")

    def _show(self, report: Document, told: Corrected) -> None:
        if report is not self._layer.report:
            return
        window, shown = self._window, told.document
        window.report = shown
        self._set_text(shown)
        window.numbers.show_corrected(shown)
        window.names.show_report(shown)
        window.checks.show_corrected(shown)
        news = [one for one in told.lost if one not in self._told_lost]
        self._told_lost = (*self._told_lost, *news)
        lost = f"有 {len(news)} 处更正的数字在现在的文本里找不到 · " if news else ""
        window.summary.setText(summary(shown))
        window.tell(lost + self._words + summary(shown))
        self._words = ""
        self.shown.emit()

    def _set_text(self, shown: Document) -> None:
        """The text with other numbers alive; view, selection and text cursor stay as they are."""
        text = self._window.text
        value, before = text.verticalScrollBar().value(), text.textCursor()
        start, end = before.anchor(), before.position()
        text.show_corrected(shown, self._window.appearance.look())
        again = text.textCursor()
        again.setPosition(start)
        again.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text.setTextCursor(again)
        text.verticalScrollBar().setValue(value)

    def _tell_saved(self, kept: Kept[Content]) -> None:
        content = kept.content
        if isinstance(content, MetricCorrection):
            done = "的更正已取消" if kept.is_deleted else _DONE[content.ruling].format(content.name)
            self._words = f"“{content.anchor.quote}”{done},可按 Ctrl+Z 撤销 · "


def _means(said: Placed, metric: Metric, *, is_alone: bool) -> bool:
    content = said.kept.content
    return isinstance(content, MetricCorrection) and is_about(content, metric, is_alone=is_alone)
