"""The preview: the pages as they will come out, and the ways out: printer or PDF."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.errors import NotWrittenError
from fuzhou_viewer.services.exporting.files import file_name
from fuzhou_viewer.services.printing.imposition import SINGLE, sides
from fuzhou_viewer.services.printing.layouts import PAGE_HEIGHT, PAGE_WIDTH
from fuzhou_viewer.services.printing.pagination import Page, PagedDocument
from fuzhou_viewer.ui.messages import show_error
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter
from fuzhou_viewer.ui.print_preview.pdf import SidePainting, write_pdf
from fuzhou_viewer.ui.theme import Theme

_ZOOMS = (40, 50, 60, 75, 100, 125, 150)
_FIRST_ZOOM = 75
_GAP = 18
_DPI = 96
_UNITS_PER_INCH = 720


class PrintPreview(QDialog):
    """Shows a paged document before it leaves the program."""

    def __init__(
        self, document: PagedDocument, measure: FontMeasure, theme: Theme, missing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印预览")
        self._document, self._measure, self._painter = document, measure, PagePainter(measure)
        self._sides = sides([page.number for page in document.pages], SINGLE)
        self._zoom = _FIRST_ZOOM
        self._sheets = [_Sheet(document, page, self._painter, theme) for page in document.pages]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(self._pages(theme))
        if missing:
            layout.addWidget(_note(f"这些字没有字体可用,将显示为方框:{missing[:40]}"))
        layout.addLayout(self._buttons())
        self._show_zoom(_FIRST_ZOOM)
        self.resize(820, 900)

    def save_pdf(self, target: Path) -> None:
        """Write the pages to `target`. Raises NotWrittenError."""
        write_pdf(self._document, self._measure, self._painter, self._sides, target)

    def _pages(self, theme: Theme) -> QScrollArea:
        column = QWidget()
        column.setStyleSheet(f"background: {theme.desk};")
        rows = QVBoxLayout(column)
        rows.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        rows.setSpacing(_GAP)
        for sheet in self._sheets:
            rows.addWidget(sheet, alignment=Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(column)
        area.setAccessibleName("页面")
        return area

    def _buttons(self) -> QHBoxLayout:
        pages = len(self._sheets)
        row = QHBoxLayout()
        row.setContentsMargins(14, 4, 14, 0)
        row.addWidget(QLabel(f"共 {pages} 页 · 双面 {(pages + 1) // 2} 张"))
        row.addStretch()
        self._zoom_words = QLabel()
        smaller, larger = QPushButton("缩小"), QPushButton("放大")
        smaller.clicked.connect(lambda: self._step_zoom(-1))
        larger.clicked.connect(lambda: self._step_zoom(1))
        pdf, paper, close = QPushButton("存为 PDF…"), QPushButton("打印…"), QPushButton("关闭")
        pdf.clicked.connect(self._ask_pdf)
        paper.clicked.connect(self._print)
        close.clicked.connect(self.close)
        pdf.setDefault(True)
        for widget in (smaller, self._zoom_words, larger, pdf, paper, close):
            row.addWidget(widget)
        return row

    def _step_zoom(self, by: int) -> None:
        place = _ZOOMS.index(self._zoom) + by
        if 0 <= place < len(_ZOOMS):
            self._show_zoom(_ZOOMS[place])

    def _show_zoom(self, zoom: int) -> None:
        self._zoom = zoom
        self._zoom_words.setText(f"{zoom}%")
        for sheet in self._sheets:
            sheet.show_zoom(zoom)

    def _ask_pdf(self) -> None:
        name = file_name(self._document.title, ".pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "存为 PDF", name, "PDF (*.pdf)")
        if not chosen:
            return
        target = Path(chosen)
        try:
            self.save_pdf(target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf"))
        except NotWrittenError as error:
            show_error(self, error)

    def _print(self) -> None:
        # QPrinter talks to the print service as soon as it exists, so it exists only now
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._document.title)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            printer.setFullPage(True)
            painting = SidePainting(printer, self._document, self._painter)
            for side in self._sides:
                painting.paint(side)
            painting.end()


class _Sheet(QWidget):
    """One page on the desk; always black on white, whatever the theme."""

    def __init__(self, document: PagedDocument, page: Page, painter: PagePainter, theme: Theme) -> None:
        super().__init__()
        self._parts = (document, page)
        self._painter = painter
        self._line = theme.line
        self.setAccessibleName(f"第 {page.number} 页")

    def show_zoom(self, zoom: int) -> None:
        """Be as large as paper at `zoom` percent."""
        scale = _DPI / _UNITS_PER_INCH * zoom / 100
        self.setFixedSize(QSize(round(PAGE_WIDTH * scale), round(PAGE_HEIGHT * scale)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The page."""
        brush = QPainter(self)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.fillRect(self.rect(), Qt.GlobalColor.white)
        brush.setPen(QColor(self._line))
        brush.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        brush.scale(self.width() / PAGE_WIDTH, self.height() / PAGE_HEIGHT)
        self._painter.paint(brush, *self._parts)
        brush.end()


def _note(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setContentsMargins(14, 0, 14, 0)
    return label
