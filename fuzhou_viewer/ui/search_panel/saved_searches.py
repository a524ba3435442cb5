"""Searches the person keeps, in the reader's own layer; asked for when first wanted."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from fuzhou_viewer.core.errors import ViewerError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from fuzhou_viewer.core.kept import KeptId
    from fuzhou_viewer.services.notes import Notes


class SavedSearches(QObject):
    """Keeps, lists and removes; every answer comes as a signal on the window's thread."""

    listed = Signal(list)
    failed = Signal(ViewerError)

    def __init__(self, notes: Callable[[], "Notes"], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self._ids: dict[str, KeptId] = {}

    def ask(self) -> None:
        """List what is kept, the latest first."""
        from fuzhou_viewer.core.kept import SavedSearch  # noqa: PLC0415 - most never keep a search

        self._notes().kept(SavedSearch).add_done_callback(self._tell)

    def keep(self, typed: str) -> None:
        """Keep a search."""
        from fuzhou_viewer.core.kept import SavedSearch  # noqa: PLC0415 - as in ask()

        self._notes().keep(SavedSearch(typed, typed)).add_done_callback(self._ask_again)

    def remove(self, typed: str) -> None:
        """Keep a search no longer; it lies in the bin."""
        if typed in self._ids:
            self._notes().remove(self._ids[typed]).add_done_callback(self._ask_again)

    def _ask_again(self, done: "Future[Any]") -> None:
        fault = done.exception()
        if isinstance(fault, ViewerError):
            self._say(self.failed, fault)
        else:
            self.ask()

    def _tell(self, done: "Future[Any]") -> None:
        """Called on the notes' own thread."""
        fault = done.exception()
        if isinstance(fault, ViewerError):
            self._say(self.failed, fault)
            return
        kept = list(reversed(done.result()))
        self._ids = {one.content.typed: one.id for one in kept}
        self._say(self.listed, [one.content.typed for one in kept])

    @staticmethod
    def _say(signal: SignalInstance, what: object) -> None:
        # the window may have gone while the notes were asked
        with suppress(RuntimeError):
            signal.emit(what)
