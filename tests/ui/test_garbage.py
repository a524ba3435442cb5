"""Garbage that holds windows is collected on the window's thread, never on a worker's."""

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget

from fuzhou_viewer import app
from fuzhou_viewer.ui.garbage import GarbageKeeper


class _Cycle:
    """A window in a reference cycle, as a closed dialog with a lambda is."""

    def __init__(self) -> None:
        self.me = self
        self.widget = QWidget()


def test_a_worker_that_allocates_does_not_destroy_windows(program: app.Program, qtbot: object) -> None:
    cycle = _Cycle()
    gone = weakref.ref(cycle)
    del cycle

    def work() -> None:
        kept = [[number] for number in range(200_000)]
        assert kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert not gc.isenabled()
    assert gone() is not None
    gc.collect(0)
    program.application.findChild(GarbageKeeper).collect()
    gc.collect()
    assert gone() is None


def test_what_is_due_is_collected_between_events(program: app.Program, qtbot: object) -> None:
    gone = weakref.ref(_Cycle())
    kept = [[number] for number in range(50_000)]
    qtbot.waitUntil(lambda: gone() is None, timeout=5000)
    assert kept
