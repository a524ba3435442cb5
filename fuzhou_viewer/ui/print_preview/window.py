"""The print window: what is printed | the pages as they will come out | how; and the ways out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.records import Document, SectionId
from fuzhou_viewer.services.exporting.files import file_name
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.imposition import Side, sides
from fuzhou_viewer.services.printing.pagination import PagedDocument
from fuzhou_viewer.ui.messages import show_error
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.print_preview import making
from fuzhou_viewer.ui.print_preview.choice_panel import TICKED, ChoicePanel
from fuzhou_viewer.ui.print_preview.foot import Foot
from fuzhou_viewer.ui.print_preview.jobs import Job
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter
from fuzhou_viewer.ui.print_preview.pages_view import FIT_WIDTH, PagesView
from fuzhou_viewer.ui.print_preview.remembering import Memory, told, understood
from fuzhou_viewer.ui.print_preview.settings_panel import SettingsPanel
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.typefaces import Typefaces

_SIZE = QSize(1320, 900)
_WIDTHS = (270, 130, 660, 250)
_THUMBNAIL_WIDTH = 124


@dataclass(frozen=True, slots=True)
class Matter:
    """What the window is opened on: the report, presets by name, and what was remembered."""

    report: Document
    presets: Mapping[str, Sequence[Pick]]
    start: str
    ticked: Sequence[SectionId]
    typefaces: Typefaces
    theme: Theme
    memory: str = ""
    remember: Callable[[str], None] = field(default=lambda _line: None)


class PrintWindow(QDialog):
    """Shows what leaves the program before it leaves; `composed` when all pages are there, `saved` names the file."""

    composed = Signal()
    saved = Signal(object)
    basket_changed = Signal(object)

    def __init__(self, matter: Matter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印预览")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._matter = matter
        self._memory = understood(matter.memory)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._composing: Job | None = None
        self._leaving: Job | None = None
        self._waiting: Callable[[], None] | None = None
        self._is_finished = False
        self._document: PagedDocument | None = None
        self._sides: tuple[Side, ...] = ()
        measure = FontMeasure(matter.typefaces)
        self._missing = measure.missing(matter.report.title + matter.report.text)
        painter = PagePainter(measure)
        self.choice = ChoicePanel(matter.report, matter.presets, matter.start)
        self.choice.tick(matter.ticked or self._memory.ticked)
        self.settings = SettingsPanel()
        self.settings.show_wish(self._memory.wish)
        self.pages = PagesView(painter, matter.theme)
        self.pages.setAccessibleName("页面")
        self.thumbnails = PagesView(painter, matter.theme, has_numbers=True)
        self.thumbnails.setAccessibleName("缩略图")
        self.foot = Foot(measure.replaced(), self._missing)
        self._arrange()
        self._connect()
        self._compose()
        self.pages.setFocus()

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that will come out."""
        return self._sides

    @property
    def document(self) -> PagedDocument | None:
        """The pages, all or those that are there yet."""
        return self._document

    def save_pdf(self, target: Path) -> None:
        """Write the wanted pages to `target` when all are there; `saved` tells when it is done."""
        self._when_whole(lambda: self._save_pdf(target))

    def export(self, target: Path) -> None:
        """Write what is chosen in the format that `target` is named for."""
        picks, wish = self.choice.picks(), self.settings.wish()
        report, typefaces = self._matter.report, self._matter.typefaces
        self._leave(lambda: making.exporting(report, picks, wish.include, typefaces, target), target)

    def _arrange(self) -> None:
        middle = QSplitter()
        for widget in (self.choice, self.thumbnails, self.pages, self.settings):
            middle.addWidget(widget)
        middle.setStretchFactor(2, 1)
        middle.setSizes(_WIDTHS)
        middle.setChildrenCollapsible(False)
        self.thumbnails.setMinimumWidth(_THUMBNAIL_WIDTH)
        self.thumbnails.setMaximumWidth(_THUMBNAIL_WIDTH * 2)
        self.settings.setMinimumWidth(230)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(middle, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 10)
        foot.addWidget(self.foot)
        rows.addLayout(foot)
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.choice.changed.connect(self._compose)
        self.choice.basket_changed.connect(self.basket_changed)
        self.settings.setting_changed.connect(self._compose)
        self.settings.pages_changed.connect(self._show_sides)
        self.pages.side_changed.connect(self.thumbnails.show_side)
        self.thumbnails.side_chosen.connect(self.pages.show_side)
        self.pages.zoom_wished.connect(lambda by: self._zoom(self.pages.step(by)))
        self.foot.zoom_wished.connect(lambda by: self._zoom(self.pages.step(by) if by else FIT_WIDTH))
        self.foot.pdf_wished.connect(self._ask_pdf)
        self.foot.paper_wished.connect(lambda: self._when_whole(self._print))
        self.foot.export_wished.connect(self._ask_export)
        self.foot.folder_wished.connect(self._open_folder)
        self.foot.cancelled.connect(self._cancel)
        self.foot.closed.connect(self.close)
        self.pages.show_zoom(self._memory.zoom)

    def _compose(self) -> None:
        """Make the pages anew, off the window's thread; what was being made is dropped."""
        if self._composing:
            self._composing.cancel()
            self._composing = None
        picks, wish = self.choice.picks(), self.settings.wish()
        if not picks:
            self._document = None
            words = "请在左边的章节前打勾。" if self.choice.preset == TICKED else "请先放进内容。"
            self._show_sides(f"还没有要打印的内容。{words}")
            return
        report, typefaces = self._matter.report, self._matter.typefaces
        job = Job(lambda: making.composing(report, picks, wish.layout, wish.include, typefaces), self)
        job.stepped.connect(self._show_composed)
        job.finished.connect(self._finish_composing)
        job.failed.connect(self._show_failed)
        self._composing = job
        self.foot.show_progress("正在排版", 0.0)
        job.start(self._pool)

    def _show_composed(self, made: making.Composed) -> None:
        self._document = made.document
        self.foot.show_progress("正在排版", made.share)
        self._show_sides()

    def _finish_composing(self, made: making.Composed) -> None:
        self._composing = None
        self._document = made.document
        self._show_sides()
        self.foot.end_progress()
        self.composed.emit()
        waiting, self._waiting = self._waiting, None
        if waiting:
            waiting()

    def _show_sides(self, message: str = "") -> None:
        wish = self.settings.wish()
        count = len(self._document.pages) if self._document else 0
        numbers = self.settings.chosen_pages(count) if count and not self._composing else tuple(range(1, count + 1))
        self._sides = sides(numbers, wish.way)
        shown = message or ("" if self._sides else self.settings.error)
        for view in (self.pages, self.thumbnails):
            view.show_sides(self._document, self._sides, shown if view is self.pages else "")
        self.foot.show_count(len(numbers), len(self._sides))
        self.foot.show_zoom(self.pages.shown_zoom)

    def _show_failed(self, error: ViewerError) -> None:
        self._composing = None
        self.foot.end_progress()
        show_error(self, error)

    def _zoom(self, zoom: int) -> None:
        self.pages.show_zoom(zoom)
        self._memory = Memory(self._memory.wish, self._memory.ticked, zoom)
        self.foot.show_zoom(self.pages.shown_zoom)

    def _when_whole(self, deed: Callable[[], None]) -> None:
        """Do it now, or when all pages are there."""
        if self._composing:
            self._waiting = deed
        else:
            deed()

    def _ask_pdf(self) -> None:
        target = self._target("存为 PDF", ".pdf", "PDF (*.pdf)")
        if target:
            self.save_pdf(target)

    def _ask_export(self, suffix: str, words: str) -> None:
        target = self._target("导出", suffix, f"{words} (*{suffix})")
        if target:
            self.export(target)

    def _target(self, title: str, suffix: str, kinds: str) -> Path | None:
        name = file_name(self._matter.report.title, suffix)
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, kinds)
        if not chosen:
            return None
        target = Path(chosen)
        return target if target.suffix.lower() == suffix else target.with_name(f"{target.name}{suffix}")

    def _save_pdf(self, target: Path) -> None:
        document, wanted, typefaces = self._document, self._sides, self._matter.typefaces
        if document and wanted:
            self._leave(lambda: making.saving(document, wanted, typefaces, target), target)

    def _leave(self, steps: Callable[[], Iterator[object]], target: Path) -> None:
        job = Job(steps, self)
        job.stepped.connect(lambda share: self.foot.show_progress("正在写入", float(share)))
        job.finished.connect(lambda _share: self._tell_saved(target))
        job.failed.connect(self._tell_not_saved)
        self._leaving = job
        self.foot.show_progress("正在写入", 0.0)
        job.start(self._pool)

    def _tell_saved(self, target: Path) -> None:
        self._leaving = None
        self.foot.end_progress()
        self.foot.show_saved(target)
        self.saved.emit(target)

    def _tell_not_saved(self, error: ViewerError) -> None:
        self._leaving = None
        self.foot.end_progress()
        show_error(self, error)

    def _print(self) -> None:
        # QPrinter talks to the print service as soon as it exists, so it exists only now
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        if not self._sides or not self._document:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._document.title)
        dialog = QPrintDialog(printer, self)
        # the pages were chosen in our own window, and those are sent
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            printer.setFullPage(True)
            document, wanted, typefaces = self._document, self._sides, self._matter.typefaces
            self._leave(lambda: making.printing(document, wanted, typefaces, printer), Path("打印机"))

    def _cancel(self) -> None:
        """Stop what runs: pages that are there stay, a file that is being written is not begun."""
        self._waiting = None
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None
        elif self._composing:
            self._composing.cancel()
            self._composing = None
            self._show_sides()
        self.foot.end_progress()

    def _open_folder(self, target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))

    def _finish(self) -> None:
        """Stop what runs and remember how it was printed; once."""
        if self._is_finished:
            return
        self._is_finished = True
        for job in (self._composing, self._leaving):
            if job:
                job.cancel()
        self._pool.waitForDone()
        self._matter.remember(told(Memory(self.settings.wish(), self.choice.ticked(), self._memory.zoom)))

    @override
    def done(self, result: int) -> None:
        """Esc comes here without a close event."""
        self._finish()
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """So does a window that was never shown, the other way round."""
        self._finish()
        super().closeEvent(event)
