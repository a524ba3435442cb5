"""What the first paint can do without: imported and built a step at a time.

Done in one go it would hold the window up for a quarter of a second just when the person starts
to scroll. The modules are imported on the window's own thread, because Qt's Python side makes its
types when they are first asked for, and two threads must not do that at once.
"""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer


class Later(QObject):
    """Modules to import, then steps; each is done once, in order."""

    def __init__(self, modules: Sequence[str], steps: Sequence[Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque([*(partial(import_module, name) for name in modules), *steps])
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._step)

    def begin(self) -> None:
        """Do one step each time the window has nothing else to do."""
        self._turn.start()

    def finish(self) -> None:
        """Do at once what is left."""
        while self._steps:
            self._step()

    @property
    def is_done(self) -> bool:
        """Whether every step has been done."""
        return not self._steps

    def _step(self) -> None:
        if self._steps:
            self._steps.popleft()()
        if not self._steps:
            self._turn.stop()
