"""Collects garbage on the window's thread only.

Python's collector runs on whichever thread happens to allocate. When that is a worker, it destroys windows and
dialogs that wait in reference cycles from a thread that must not touch them, and Qt ends the process.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_SERVED = "collectsGarbage"


class GarbageKeeper(QObject):
    """Takes the collector's place for the life of the program; collects between events, the old ones seldom."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @classmethod
    def serve(cls, program: QObject) -> None:
        """Have one keeper work for `program`, which remembers it: to look through its children costs 10 ms."""
        if not program.property(_SERVED):
            program.setProperty(_SERVED, "yes")
            cls(program)

    @staticmethod
    def settle() -> None:
        """What has been made until now is there to stay and is not looked through again."""
        gc.freeze()

    @staticmethod
    def collect() -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        for generation, (count, most) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if count > most > 0:
                gc.collect(generation)
                return
