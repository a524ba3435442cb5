"""Work off the window's thread; answers come back on it, and only the latest of a topic counts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.ui.overriding import override


class Tasks(QObject):
    """One thread for the window's work; `failed` carries what can be explained to the person."""

    failed = Signal(ViewerError)
    _answered = Signal(str, int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._latest: dict[str, int] = {}
        self._answered.connect(self._deliver)

    def run(self, work: Callable[[], Any], deliver: Callable[[Any], None], topic: str) -> None:
        """Do `work` elsewhere and give its answer to `deliver` here, unless `topic` has been asked anew."""
        number = self._latest.get(topic, 0) + 1
        self._latest[topic] = number
        self._pool.start(_Job(work, deliver, topic, number, self._answered))

    def finish(self) -> None:
        """Wait for what runs; nothing is delivered any more."""
        self._latest.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _deliver(self, topic: str, number: int, deliver: Callable[[Any], None], answer: object) -> None:
        if self._latest.get(topic) != number:
            return
        if isinstance(answer, ViewerError):
            self.failed.emit(answer)
        elif isinstance(answer, Exception):
            raise answer
        else:
            deliver(answer)


class _Job(QRunnable):
    def __init__(
        self, work: Callable[[], Any], deliver: Callable[[Any], None], topic: str, number: int, answered: SignalInstance
    ) -> None:
        super().__init__()
        self._parts = (work, deliver, topic, number, answered)

    @override
    def run(self) -> None:
        """Called by the pool."""
        work, deliver, topic, number, answered = self._parts
        answer: object
        try:
            answer = work()
        except Exception as fault:  # noqa: BLE001 - raised again on the window's thread
            answer = fault
        answered.emit(topic, number, deliver, answer)
