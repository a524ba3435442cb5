"""The brief in a window: the page as it will be printed, and which figures stand on it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPaintEvent, QPdfWriter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.records import Document, MetricId
from fuzhou_viewer.services.briefing import Brief, brief, headline_ids
from fuzhou_viewer.services.exporting.files import file_name, write_bytes
from fuzhou_viewer.ui.brief.page import PAGE, BriefLook, paint_brief
from fuzhou_viewer.ui.overriding import override

_MOST = 36
_DOTS = 300
_INCH = 25.4
_KEY = Qt.ItemDataRole.UserRole.value


class BriefWindow(QDialog):
    """Shows the brief of a report; `tell` shows what went wrong."""

    def __init__(
        self, report: Document, look: BriefLook, tell: Callable[[ViewerError], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._report, self._look, self._tell = report, look, tell
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("领导一页")
        self.resize(1000, 860)
        self._page = _Page(brief(report), look)
        self._list = QListWidget()
        self._list.setAccessibleName("要显示的指标")
        self._said = QLabel()
        self._said.setProperty("role", "note")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._arrange()
        self._fill(headline_ids(report))
        self._list.itemChanged.connect(lambda _item: self._show())

    def chosen(self) -> tuple[MetricId, ...]:
        """The figures on the page."""
        items = [self._list.item(i) for i in range(self._list.count())]
        return tuple(MetricId(str(item.data(_KEY))) for item in items if item.checkState() == Qt.CheckState.Checked)

    def save(self, target: Path) -> None:
        """The page as a PDF, whole or not at all."""
        try:
            write_bytes(target, _pdf(brief(self._report, self.chosen()), self._look))
        except ViewerError as error:
            self._tell(error)
            return
        self._said.setText(f"已存为 {target}")

    def _arrange(self) -> None:
        scroll = QScrollArea()
        scroll.setAccessibleName("页面")
        scroll.setWidget(self._page)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = QLabel("页面上的指标")
        head.setProperty("role", "side-heading")
        again, save, close = QPushButton("按规则重选"), QPushButton("存为 PDF…"), QPushButton("关闭")
        again.clicked.connect(lambda: self._fill(headline_ids(self._report)))
        save.clicked.connect(self._ask)
        save.setDefault(True)
        close.clicked.connect(self.close)
        side = QVBoxLayout()
        side.setContentsMargins(14, 12, 14, 12)
        for widget in (head, self._list, again, self._said, save, close):
            side.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addLayout(side)
        self._list.setFixedWidth(300)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def _fill(self, chosen: tuple[MetricId, ...]) -> None:
        self._list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._list.clear()
        for metric in self._report.metrics:
            item = QListWidgetItem(metric.name)
            item.setData(_KEY, metric.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if metric.id in chosen else Qt.CheckState.Unchecked)
            item.setToolTip(metric.name)
            self._list.addItem(item)
        self._list.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._show()

    def _show(self) -> None:
        chosen = self.chosen()
        self._page.show_brief(brief(self._report, chosen))
        self._said.setText(f"已选 {len(chosen)} 项,多于 {_MOST} 项时字会变小" if len(chosen) > _MOST else "")

    def _ask(self) -> None:
        name = file_name(f"{self._report.title}_一页", ".pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "存为 PDF", name, "PDF 文件 (*.pdf)")
        if chosen:
            self.save(Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf"))


class _Page(QWidget):
    def __init__(self, shown: Brief, look: BriefLook) -> None:
        super().__init__()
        self._brief, self._look = shown, look
        self.setFixedSize(640, round(640 * PAGE.height() / PAGE.width()))
        self.setAccessibleName("领导一页")

    def show_brief(self, shown: Brief) -> None:
        """Show other figures."""
        self._brief = shown
        self.setAccessibleDescription("\n".join(metric.name for metric in shown.metrics()))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, as large as the widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / PAGE.width(), self.height() / PAGE.height())
        paint_brief(painter, self._brief, self._look)
        painter.end()


def _pdf(shown: Brief, look: BriefLook) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(shown.title)
    painter = QPainter(writer)
    painter.scale(_DOTS / _INCH, _DOTS / _INCH)
    paint_brief(painter, shown, look)
    painter.end()
    return bytes(buffer.data().data())
