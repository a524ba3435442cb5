"""Taking a chart or its data elsewhere: a preview first, then a file or the clipboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.services.exporting.files import file_name, write_bytes
from fuzhou_viewer.services.exporting.ledger import FORMATS as DATA_FORMATS
from fuzhou_viewer.services.exporting.ledger import ledger
from fuzhou_viewer.ui.chart_panel.pictures import FORMATS, ChartPicture, encoded, image, widened
from fuzhou_viewer.ui.overriding import override

_WIDTHS = {"文档整栏": 590.0, "幻灯片": 960.0, "窄栏": 380.0}


class ExportWindow(QDialog):
    """Shows what will be exported, and does it."""

    def __init__(
        self, report: Document, picture: ChartPicture, tell: Callable[[ViewerError], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._report, self._picture, self._tell = report, picture, tell
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导出图和指标")
        self.resize(900, 640)
        self._preview = QLabel()
        self._preview.setAccessibleName("导出预览")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._preview)
        self._width = QComboBox()
        self._width.setAccessibleName("图的宽度")
        for words, pixels in _WIDTHS.items():
            self._width.addItem(words, pixels)
        self._said = QLabel()
        self._said.setProperty("role", "note")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._arrange()
        self._width.activated.connect(lambda _index: self._draw())
        self._draw()

    def save(self, target: Path) -> None:
        """Write what the end of the file's name asks for; says where, or what went wrong."""
        suffix = target.suffix.lower()
        try:
            if suffix in DATA_FORMATS:
                write_bytes(target, ledger(suffix, self._report, self._picture.metrics))
            else:
                write_bytes(target, encoded(self._sized(), suffix if suffix in FORMATS else ".png"))
        except ViewerError as error:
            self._tell(error)
            return
        self._said.setText(f"已存为 {target}")

    def copy(self) -> None:
        """The picture to the clipboard."""
        QGuiApplication.clipboard().setImage(image(self._sized()))
        self._said.setText("图片已复制,可在 WPS 中粘贴。")

    def _arrange(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(14, 12, 14, 12)
        side.setSpacing(8)
        side.addWidget(_heading("图片"))
        side.addWidget(self._width)
        for suffix, words in FORMATS.items():
            side.addWidget(self._button(f"存为{words}…", suffix))
        copy = QPushButton("复制图片")
        copy.clicked.connect(self.copy)
        side.addWidget(copy)
        side.addSpacing(12)
        side.addWidget(_heading(f"指标({len(self._picture.metrics)} 项)"))
        for suffix, words in DATA_FORMATS.items():
            side.addWidget(self._button(f"存为{words}…", suffix))
        side.addWidget(self._said)
        side.addStretch(1)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        side.addWidget(close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(side)

    def _button(self, words: str, suffix: str) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: self._ask(suffix))
        return button

    def _ask(self, suffix: str) -> None:
        words = (FORMATS | DATA_FORMATS)[suffix]
        name = file_name(f"{self._report.title}_{self._picture.title}", suffix)
        # the dialog asks before an existing file is replaced
        chosen, _ = QFileDialog.getSaveFileName(self, "导出", name, f"{words} (*{suffix})")
        if chosen:
            self.save(Path(chosen) if Path(chosen).suffix else Path(chosen + suffix))

    def _sized(self) -> ChartPicture:
        return widened(self._picture, float(self._width.currentData()))

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        room = max(200, self._scroll.viewport().width() - 24)
        pixels = QPixmap.fromImage(image(self._sized(), ratio))
        pixels.setDevicePixelRatio(ratio)
        if pixels.deviceIndependentSize().width() > room:
            shrunk = QSize(round(room * ratio), round(pixels.height() * room * ratio / pixels.width()))
            pixels = pixels.scaled(
                shrunk, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            pixels.setDevicePixelRatio(ratio)
        self._preview.setPixmap(pixels)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview keeps within the window."""
        super().resizeEvent(event)
        self._draw()


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "side-heading")
    return label


def source_line(report: Document, metrics: tuple[Metric, ...]) -> str:
    """Where the numbers come from."""
    issuer = f"{report.issuer}" if report.issuer else ""
    return f"来源:{issuer}《{report.title}》,{len(metrics)} 项指标"
