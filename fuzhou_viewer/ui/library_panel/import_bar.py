"""An import as it goes: how far, how long still, stop; at its end what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fuzhou_viewer.services.collection import Collection, Outcome, Progress, reports_in, summary
from fuzhou_viewer.ui.library_panel.details import plain_label
from fuzhou_viewer.ui.tasks import Tasks


class ImportBar(QWidget):
    """Runs one import at a time on the tasks' thread; `finished` tells that the shelf has changed."""

    finished = Signal()
    _stepped = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._cancelled = Event()
        self._bar = QProgressBar()
        self._words = plain_label("")
        self._stop = QPushButton("停止")
        self._hide = QPushButton("知道了")
        self._reasons = QListWidget()
        self._arrange()
        self._stepped.connect(self._show_step)
        self.hide()

    def start(self, collection: Callable[[], Collection], paths: Sequence[Path]) -> None:
        """Import these files and folders."""
        self._cancelled = Event()
        self._show_running(is_running=True)
        self._bar.setRange(0, 0)
        self._words.setText("正在查找报告……")
        cancelled = self._cancelled

        def work() -> list[Outcome]:
            outcomes = []
            for step in collection().import_all(reports_in(paths), cancelled):
                outcomes.append(step.latest)
                self._stepped.emit(step)
            return outcomes

        self._tasks.run(work, self._show_end, "import")

    def stop(self) -> None:
        """Stop after the file that is being read; what is kept stays."""
        self._cancelled.set()
        self._words.setText("正在停止……")

    def _arrange(self) -> None:
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 8, 14, 10)
        line = QHBoxLayout()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(180, 8)
        self._words.setAccessibleName("存入进度")
        line.addWidget(self._bar)
        line.addWidget(self._words, 1)
        line.addWidget(self._stop)
        line.addWidget(self._hide)
        rows.addLayout(line)
        self._reasons.setFixedHeight(110)
        self._reasons.setAccessibleName("没有存入的文件")
        self._reasons.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        rows.addWidget(self._reasons)
        self._stop.clicked.connect(self.stop)
        self._hide.clicked.connect(self.hide)

    def _show_running(self, *, is_running: bool) -> None:
        self._bar.setVisible(is_running)
        self._stop.setVisible(is_running)
        self._hide.setVisible(not is_running)
        self._reasons.setVisible(False)
        self.show()

    def _show_step(self, step: Progress) -> None:
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        left = f" · 还需约 {step.left:.0f} 秒" if step.left >= 1 else ""
        self._words.setText(f"{step.done} / {step.total}{left} · {step.latest.file.name}")

    def _show_end(self, outcomes: list[Outcome]) -> None:
        self._show_running(is_running=False)
        self._words.setText(summary(outcomes) if outcomes else "没有找到能存入的报告。")
        self._reasons.clear()
        failed = [outcome for outcome in outcomes if outcome.kept is None]
        self._reasons.addItems([f"{outcome.file.name}:{outcome.reason}" for outcome in failed])
        self._reasons.setVisible(bool(failed))
        self.finished.emit()
