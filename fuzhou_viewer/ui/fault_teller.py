"""Errors nobody expected, from whatever thread, end in one calm dialog; the work goes on."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from fuzhou_viewer.core.errors import ViewerError


class FaultTeller(QObject):
    """Takes the place of the interpreter's own last words."""

    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        # a signal, because dialogs belong on the window's thread
        self._heard.connect(self._tell)

    def begin(self) -> None:
        """From now on."""
        sys.excepthook = self._from_here
        threading.excepthook = self._from_a_thread

    def end(self) -> None:
        """As before."""
        sys.excepthook, threading.excepthook = self._before

    def _from_here(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        self._heard.emit(fault.with_traceback(trace))

    def _from_a_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._heard.emit(told.exc_value.with_traceback(told.exc_traceback))

    def _tell(self, fault: BaseException) -> None:
        from fuzhou_viewer.services.logbook import note_fault  # noqa: PLC0415 - dialogs cost 15 ms before the first paint
        from fuzhou_viewer.ui.messages import show_bug  # noqa: PLC0415

        if not isinstance(fault, ViewerError):
            note_fault(fault)
        show_bug(fault)
