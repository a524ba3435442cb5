"""Looks for words in every report there is, on threads of its own, and has the index made fit meanwhile."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from fuzhou_viewer.core.records import Document
    from fuzhou_viewer.services.searching.everywhere import Everywhere, EverywhereAnswer


class LibraryFinder(QObject):
    """Only the latest question is answered; what runs for an older one is given up."""

    found = Signal(object)
    """An EverywhereAnswer."""
    narrowed = Signal(object)
    """The Narrowings of the latest answer."""
    failed = Signal(ViewerError)

    def __init__(self, everywhere: "Callable[[], Everywhere]", parent: QObject) -> None:
        super().__init__(parent)
        self._make = everywhere
        self._made: Everywhere | None = None
        self._asking, self._refreshing = Tasks(self), Tasks(self)
        self._typed = ""
        self._asking.failed.connect(self.failed)
        # a library that cannot be read has been told of by the question itself
        self._refreshing.failed.connect(lambda _error: None)

    def look(self, typed: str) -> None:
        """Look for what was typed; the answer comes with `found`."""
        self._typed = typed
        everywhere = self._everywhere()
        everywhere.interrupt()
        self._asking.run(lambda: everywhere.look(typed), self._show, "look")

    def report(self, key: str, deliver: "Callable[[Document], None]") -> None:
        """Read the report with that key."""
        everywhere = self._everywhere()
        self._asking.run(lambda: everywhere.report(key), deliver, "report")

    def finish(self) -> None:
        """The window goes: give up what runs."""
        if self._made is not None:
            self._made.interrupt()
        self._asking.finish()
        self._refreshing.finish()
        if self._made is not None:
            self._made.close()

    def _everywhere(self) -> "Everywhere":
        if self._made is None:
            self._made = self._make()
        return self._made

    def _show(self, answer: "EverywhereAnswer") -> None:
        self.found.emit(answer)
        everywhere = self._everywhere()
        if answer.is_by_scan:
            self._refreshing.run(everywhere.refresh, self._look_again, "refresh")
        if answer.reports:
            # part of the same answer: what is given up for the next question is not told either
            self._asking.run(lambda: everywhere.narrowings(answer.typed), self.narrowed.emit, "look")

    def _look_again(self, is_ready: bool) -> None:  # noqa: FBT001 - Tasks delivers by place
        if is_ready and self._typed:
            self.look(self._typed)
