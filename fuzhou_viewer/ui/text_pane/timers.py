"""Timers that go off once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def once_after(milliseconds: int, deed: Callable[[], None], parent: QObject) -> QTimer:
    """A timer that, each time it is started, does `deed` once when `milliseconds` have passed."""
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.setSingleShot(True)
    timer.timeout.connect(deed)
    return timer
