"""Baskets kept by name, asked for and saved on the notes' own thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.kept import Kept, Note, PrintBasket
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.remarks import remarks
from fuzhou_viewer.services.printing.shelf import kept_basket, picks_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from fuzhou_viewer.services.notes import Notes


class Shelf(QObject):
    """The baskets of one report (`found`), the notes on it (`remarked`), and the name that is on the disk (`saved`)."""

    found = Signal(object)
    remarked = Signal(object)
    saved = Signal(str)
    failed = Signal(ViewerError)
    _answered = Signal(object, object)

    def __init__(self, notes: "Callable[[], Notes]", report: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes, self._report = notes, report
        self._known: dict[str, Kept[PrintBasket]] = {}
        self._answered.connect(lambda deliver, answer: deliver(answer))

    def look(self) -> None:
        """Ask what is kept; while the notes cannot be read, nothing is."""
        self._ask(self._notes().kept(PrintBasket), self._show)
        self._ask(self._notes().kept(Note, self._report.key), self._show_remarks)

    def save(self, name: str, picks: tuple[Pick, ...]) -> None:
        """Keep `picks` as `name`; an older basket of that name gets a new revision."""
        before = self._known.get(name)
        kept = self._notes().keep(kept_basket(self._report, name, picks), before.id if before else None)
        self._ask(kept, lambda answer: self._tell_saved(name, answer))

    def _ask(self, asked: "Future[Any]", deliver: Callable[[object], None]) -> None:
        """Bring the answer, or why there is none, to the window's thread."""
        asked.add_done_callback(lambda done: self._answered.emit(deliver, done.exception() or done.result()))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        self._known = {kept.content.name: kept for kept in answer}
        told = {name: picks_of(self._report, kept.content) for name, kept in self._known.items()}
        self.found.emit({name: picks for name, picks in told.items() if picks})

    def _show_remarks(self, answer: object) -> None:
        if isinstance(answer, tuple) and answer:
            self.remarked.emit(remarks(self._report, [kept.content for kept in answer]))

    def _tell_saved(self, name: str, answer: object) -> None:
        if isinstance(answer, ViewerError):
            self.failed.emit(answer)
        elif isinstance(answer, Exception):
            raise answer
        else:
            self.saved.emit(name)
            self.look()
