"""What was recognised in a report beside its text: sections, metrics and findings; each leads to its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QSplitter, QTabWidget, QTextEdit, QWidget

from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.ui.library_panel.outline_editor import OutlineEditor

_MOST_SHOWN = 200_000
_SPAN_ROLE = Qt.ItemDataRole.UserRole + 1


class Recognised(QTabWidget):
    """Three lists under tabs; `place_chosen` carries the Span of what was chosen."""

    place_chosen = Signal(object)

    def __init__(self, report: Document) -> None:
        super().__init__()
        self.outline = OutlineEditor(report)
        self.metrics, self.findings = QListWidget(), QListWidget()
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for metric in report.metrics:
            _add(self.metrics, f"{metric.name}  {value_words(metric.quantity)}", metric.quantity.span)
        for finding in report.findings:
            _add(self.findings, finding.message, finding.span)
        for widget, name in ((self.outline, "章节"), (self.metrics, "指标"), (self.findings, "提示")):
            self.addTab(widget, name)
        for shown, name in ((self.metrics, "指标"), (self.findings, "提示")):
            shown.setAccessibleName(name)
            shown.setProperty("role", "names")
            shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            shown.currentItemChanged.connect(self._choose)
        self.outline.place_chosen.connect(self.place_chosen)
        self.outline.changed.connect(self._count)
        self._count()

    def _count(self) -> None:
        counts = (len(self.outline.report.headings()), self.metrics.count(), self.findings.count())
        for i, (name, count) in enumerate(zip(("章节", "指标", "提示"), counts, strict=True)):
            self.setTabText(i, f"{name} {count}")

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.place_chosen.emit(item.data(_SPAN_ROLE))


class ReportText(QPlainTextEdit):
    """The text of a report, and one place in it brought out."""

    def __init__(self, report: Document) -> None:
        super().__init__()
        self._text = report.text
        self.setReadOnly(True)
        self.setAccessibleName("正文")
        is_long = len(self._text) > _MOST_SHOWN
        self.setPlainText(self._text[:_MOST_SHOWN] + "\n……(后文未显示)" if is_long else self._text)

    def show_place(self, span: Span) -> None:
        """Scroll to `span` and mark it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(span.start))
        cursor.setPosition(self._position(span.end), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(QColor(self.palette().highlight().color()))
        self.setExtraSelections([mark])
        start = QTextCursor(self.document())
        start.setPosition(self._position(span.start))
        # from below, so that the place stands at the top
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(start)
        self.centerCursor()

    def _position(self, offset: int) -> int:
        # the editor counts in UTF-16, the report in characters
        units = len(self._text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        return min(units, self.document().characterCount() - 1)


def beside(lists: QWidget, text: QWidget) -> QSplitter:
    """What was recognised at the left, the text at the right."""
    panes = QSplitter()
    panes.addWidget(lists)
    panes.addWidget(text)
    panes.setSizes([440, 600])
    panes.setStretchFactor(1, 1)
    panes.setChildrenCollapsible(False)
    return panes


def _add(shown: QListWidget, words: str, span: Span) -> None:
    item = QListWidgetItem(words)
    item.setData(_SPAN_ROLE, span)
    item.setToolTip(words)
    shown.addItem(item)
