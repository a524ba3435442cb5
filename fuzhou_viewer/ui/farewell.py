"""Ending in good order when the system asks for it: a signal, or the end of the session."""

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Farewell(QObject):
    """Says `wished` on the window's thread when the program was told to end; not on Windows, which asks windows."""

    wished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ends: tuple[int, int] | None = None
        self._notifier: QSocketNotifier | None = None

    def begin(self) -> None:
        """Listen to SIGTERM, SIGHUP and SIGINT."""
        if os.name != "posix":
            return
        # Python sees a signal only between two of its own steps; a pipe wakes Qt's loop so that there is one
        self._ends = os.pipe()
        for end in self._ends:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._ends[1], warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, self._ignore)
        self._notifier = QSocketNotifier(self._ends[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._told)

    def end(self) -> None:
        """As before."""
        if self._ends is None:
            return
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        for end in self._ends:
            os.close(end)
        self._ends = None

    def _told(self) -> None:
        if self._ends is not None:
            os.read(self._ends[0], 64)
            self.wished.emit()

    @staticmethod
    def _ignore(_number: int, _frame: FrameType | None) -> None:
        """What is to be done is done when the pipe is read."""
