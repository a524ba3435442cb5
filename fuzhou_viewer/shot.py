"""The real window drawn off-screen into a picture, without a display."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, Qt, QTimer
from PySide6.QtGui import QPixmap

from fuzhou_viewer import app
from fuzhou_viewer.core.contents import contents, entry_named
from fuzhou_viewer.core.errors import NotWrittenError, UnknownSectionError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.files import write_bytes
from fuzhou_viewer.ui.main_window import MainWindow

_LONGEST_WAIT_S = 60.0
_SETTLE_MS = 250


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to be made: where to, of what, how large, in which colours, showing which place."""

    target: Path
    file: Path | None = None
    size: tuple[int, int] = (1400, 880)
    theme: str = "light"
    scale: float = 1.0
    open_at: str = ""
    search: str = ""


def draw(shot: Shot) -> None:
    """Draw the window as `shot` asks. Raises ViewerError."""
    app.draw_off_screen(shot.scale)
    report = app.report_to_show(shot.file)
    with TemporaryDirectory() as settings:
        made = app.program(Path(settings))
        window = app.window(report, made)
        try:
            _arrange(window, report, shot)
            _save(window.grab(), shot.target)
        finally:
            window.close()
            made.collaborators.notes().close()


def _arrange(window: MainWindow, report: Document, shot: Shot) -> None:
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(*shot.size)
    window.appearance.show_theme(shot.theme)
    window.show()
    _wait(window, window.complete)
    if shot.search:
        window.search_line.setText(shot.search)
        _settle(_SETTLE_MS)
    if shot.open_at:
        entry = entry_named(contents(report), shot.open_at)
        if entry is None:
            raise UnknownSectionError(f"没有“{shot.open_at}”这一节。", "用 fuzhou-viewer outline 查看全部章节。")
        window.open_entry(entry)
    _settle(_SETTLE_MS)


def _wait(window: MainWindow, deed: Callable[[], None]) -> None:
    loop = QEventLoop()
    window.chart_loaded.connect(loop.quit)
    QTimer.singleShot(0, deed)
    began = monotonic()
    QTimer.singleShot(round(_LONGEST_WAIT_S * 1000), loop.quit)
    loop.exec()
    if monotonic() - began >= _LONGEST_WAIT_S:
        raise NotWrittenError("等了一分钟,图表还没有载入。", "请再试一次。")


def _settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _save(picture: QPixmap, target: Path) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    data = bytes(buffer.data().data())
    if not data:
        raise NotWrittenError("画不出图片。", "请再试一次。")
    write_bytes(target, data)
