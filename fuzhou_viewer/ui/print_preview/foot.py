"""Below the pages: how many, what this computer lacks, how far the work is, and the ways out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fuzhou_viewer.services.exporting.formats import FORMATS
from fuzhou_viewer.services.printing.imposition import sheets_words

_DRAWN = {".png": "数据图(PNG 图片)", ".svg": "数据图(SVG 矢量图)"}
_SHOWN = 40
_PATIENCE_MS = 250


class Foot(QWidget):
    """Buttons and words; it decides nothing."""

    zoom_wished = Signal(int)
    pdf_wished = Signal()
    paper_wished = Signal()
    export_wished = Signal(str, str)
    folder_wished = Signal(object)
    cancelled = Signal()
    closed = Signal()

    def __init__(self, replaced: Sequence[tuple[str, str]], missing: str) -> None:
        super().__init__()
        self._saved = Path()
        self._count, self._zoom, self._told = QLabel(), QLabel(), QLabel()
        self._told.setObjectName("printTold")
        self._fonts = QLabel(_font_words(replaced, missing))
        self._fonts.setProperty("role", "note")
        self._fonts.setWordWrap(True)
        self._fonts.setContentsMargins(-12, 0, 0, 0)
        self._fonts.setVisible(bool(self._fonts.text()))
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setFixedWidth(180)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton("取消")
        self._cancel.clicked.connect(self.cancelled)
        self._folder = QPushButton("打开所在文件夹")
        self._folder.clicked.connect(lambda: self.folder_wished.emit(self._saved))
        # work that is over at once shows no bar
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE_MS)
        self._late.timeout.connect(self._show_bar)
        self._pdf = self._button("存为 PDF…", self.pdf_wished)
        self._paper = self._button("打印…", self.paper_wished)
        self._export = QPushButton("导出…")
        self._export.setMenu(self._formats())
        self._arrange()
        self.end_progress()
        self._folder.hide()

    def show_count(self, pages: int, sides_count: int) -> None:
        """How many pages and sheets; without any, there is no way out."""
        self._count.setText(sheets_words(pages, sides_count) if pages else "没有要打印的页")
        for button in (self._pdf, self._paper):
            button.setEnabled(pages > 0)

    def show_zoom(self, percent: int) -> None:
        """The zoom of the pages."""
        self._zoom.setText(f"{percent}%")

    def show_progress(self, words: str, share: float) -> None:
        """How far the work is (0 to 1)."""
        self._told.setText(words)
        self._folder.hide()
        self._bar.setValue(round(share * 100))
        if not self._bar.isVisible() and not self._late.isActive():
            self._late.start()

    def end_progress(self) -> None:
        """Nothing runs."""
        self._late.stop()
        self._told.setText("")
        for widget in (self._bar, self._cancel, self._told):
            widget.hide()

    def show_saved(self, target: Path) -> None:
        """The file is there."""
        self._saved = target
        self._told.setText(f"已保存“{target.name}”" if target.is_absolute() else "已送到打印机")
        self._told.show()
        self._folder.setVisible(target.is_absolute())

    def show_kept(self, name: str) -> None:
        """The basket is kept."""
        self._told.setText(f"已存打印篮“{name}”")
        self._told.show()
        self._folder.hide()

    def _show_bar(self) -> None:
        for widget in (self._bar, self._cancel, self._told):
            widget.show()

    def _arrange(self) -> None:
        self._pdf.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._count)
        row.addSpacing(16)
        for widget in (self._told, self._bar, self._cancel, self._folder):
            row.addWidget(widget)
        row.addStretch()
        for words, by in (("缩小", -1), ("放大", 1), ("适合宽度", 0)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, by=by: self.zoom_wished.emit(by))
            row.addWidget(button)
            if by < 0:
                row.addWidget(self._zoom)
        row.addSpacing(16)
        close = self._button("关闭", self.closed)
        for button in (self._export, self._pdf, self._paper, close):
            row.addWidget(button)
        for button in (self._cancel, self._folder, self._export, self._paper, close):
            button.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._fonts)
        rows.addLayout(row)

    def _button(self, words: str, wished: object) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(wished)
        return button

    def _formats(self) -> QMenu:
        menu = QMenu(self)
        for suffix, words in {**FORMATS, **_DRAWN}.items():
            action = QAction(f"{words}…", menu)
            action.triggered.connect(lambda _on=False, s=suffix, w=words: self.export_wished.emit(s, w))
            menu.addAction(action)
        return menu


def _font_words(replaced: Sequence[tuple[str, str]], missing: str) -> str:
    """What this computer lacks, said before anything is printed."""
    told = []
    if replaced:
        pairs = "、".join(f"{words}（用 {family.removesuffix(' R')}）" for words, family in replaced)
        told.append(f"电脑上没有这些字体,用自带的代替:{pairs}")
    if missing:
        told.append(f"这些字没有字体可用,将印成方框:{missing[:_SHOWN]}")
    return "。".join(told)
