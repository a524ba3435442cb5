"""Work in steps on a thread of its own: it tells how far it is and stops between any two steps."""

from collections.abc import Callable, Iterator
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.ui.overriding import override


class Job(QObject):
    """One piece of work; its signals arrive on the thread that made it, and none after `cancel`."""

    stepped = Signal(object)
    finished = Signal(object)
    failed = Signal(ViewerError)
    _told = Signal(str, object)

    def __init__(self, steps: Callable[[], Iterator[object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._stop = Event()
        self._told.connect(self._deliver)

    def start(self, pool: QThreadPool) -> None:
        """Begin; the last thing the steps yield is what `finished` carries."""
        pool.start(_Runner(self._run))

    def cancel(self) -> None:
        """Stop as soon as may be; nothing is told any more."""
        self._stop.set()

    def _run(self) -> None:
        last: object = None
        try:
            for last in self._steps():
                if self._stop.is_set():
                    return
                self._told.emit("stepped", last)
            self._told.emit("finished", last)
        except Exception as fault:  # noqa: BLE001 - raised again on the window's thread
            self._told.emit("failed", fault)

    def _deliver(self, what: str, told: object) -> None:
        if self._stop.is_set():
            return
        if what == "stepped":
            self.stepped.emit(told)
        elif what == "finished":
            self.finished.emit(told)
        elif isinstance(told, ViewerError):
            self.failed.emit(told)
        elif isinstance(told, Exception):
            raise told


class _Runner(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    @override
    def run(self) -> None:
        """Called by the pool."""
        self._work()
