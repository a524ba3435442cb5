"""What the reader keeps of the report that is open: asked of the notes' own thread, told on the window's."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.following import Followed
from fuzhou_viewer.core.joining import TakenIn
from fuzhou_viewer.core.kept import Content, Draft, Kept, KeptId, ReadingPosition
from fuzhou_viewer.core.placed import Placed, Shelf
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.notes import Notes

T = TypeVar("T")
_POSITION_CHARACTERS = 16
_LAST_WAIT_S = 5.0


class ReaderLayer(QObject):
    """Keeps, removes, undoes; `changed` carries everything of the report as `Placed`, in the order of the text."""

    changed = Signal(tuple)
    handed_in = Signal(tuple)
    """A colleague's notes on the report, as `Placed`; none of them is kept."""
    older_found = Signal(str)
    """The key of an older version of the report, of which something was kept; empty when there is none."""
    retraced = Signal(bool, bool)
    """Whether there is a deed to take back, and one to do again."""
    saved = Signal(object)
    """A thing, as `Kept`, that is on the disk now."""
    opened = Signal(object)
    """How opening the notes went, as `Opening`."""
    position_found = Signal(int)
    drafts_found = Signal(tuple)
    failed = Signal(ViewerError)
    _answered = Signal(object, object)
    _told = Signal()

    def __init__(self, notes: Notes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes = notes
        self._report: Document | None = None
        self._shelf: Shelf | None = None
        self._items: dict[KeptId, Placed] = {}
        self._position: Kept[ReadingPosition] | None = None
        self._is_open = False
        self._answered.connect(self._deliver)
        self._told.connect(self._show_ways)
        notes.subscribe(self._hear)

    @property
    def report(self) -> Document | None:
        """The report whose notes these are."""
        return self._report

    @property
    def items(self) -> tuple[Placed, ...]:
        """Everything of the report, in the order of the text."""
        return tuple(
            sorted(self._items.values(), key=lambda p: (p.is_lost, p.span.start if p.span else -1, p.kept.created_at))
        )

    def open(self) -> None:
        """Open the notes; then those of the report are told."""
        self._ask(self.notes.open(), self._show_opening)

    def recover(self, offer: Any) -> None:
        """Go a way that opening has offered."""
        self._ask(self.notes.recover(offer), self._show_opening)

    def show_report(self, report: Document) -> None:
        """Turn to another report."""
        self._report, self._shelf, self._items, self._position = report, None, {}, None
        self.changed.emit(())
        if self._is_open:
            self._load()

    def keep(self, content: Content, own: KeptId | None = None) -> None:
        """Save a thing; `saved` says when it is on the disk."""
        self._ask(self.notes.keep(content, own), self._show_saved)

    def remove(self, own: KeptId) -> None:
        """Put a thing in the bin."""
        self._ask(self.notes.remove(own), self._show_saved)

    def restore(self, own: KeptId) -> None:
        """Take a thing out of the bin."""
        self._ask(self.notes.restore(own), self._show_saved)

    def undo(self) -> None:
        """Take the last deed back."""
        self._ask(self.notes.undo(), self._show_retraced)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._ask(self.notes.redo(), self._show_retraced)

    def take_in(self, found: Sequence[tuple[KeptId, Content]], deliver: Callable[[TakenIn], None]) -> None:
        """Add what came from elsewhere, as one deed."""

        def show(taken: TakenIn) -> None:
            self._load()
            deliver(taken)

        self._ask(self.notes.take_in(found), show)

    def follow(self, key: str, deliver: Callable[[Followed], None]) -> None:
        """Bring what was kept of an older version along, as one deed."""
        if self._report is None:
            return

        def show(told: Followed) -> None:
            self._load()
            deliver(told)

        self._ask(self.notes.follow(key, self._report), show)

    def empty_bin(self, deliver: Callable[[int], None]) -> None:
        """Take out for good what lies in the bin."""

        def show(count: int) -> None:
            self._show_ways()
            deliver(count)

        self._ask(self.notes.empty_bin(0), show)

    def in_bin(self, deliver: Callable[[tuple[Kept[Content], ...]], None]) -> None:
        """Ask for what was removed."""
        self._ask(self.notes.in_bin(), deliver)

    def keep_draft(self, draft: Draft, deliver: Callable[[object], None]) -> None:
        """Keep what is being written."""
        self._ask(self.notes.keep_draft(draft.id, draft.content), deliver)

    def drop_draft(self, own: KeptId) -> None:
        """What was being written is not wanted."""
        self._ask(self.notes.drop_draft(own), lambda _nothing: None)

    def keep_position(self, offset: int) -> None:
        """Remember how far the report was read."""
        if self._report is None or not self._is_open:
            return
        place = anchor(self._report.text, Span(offset, offset + _POSITION_CHARACTERS))
        if self._position is None or self._position.content.anchor != place:
            self._ask(self.notes.keep(ReadingPosition(self._report.key, place)), self._show_saved)

    def back_up(self, deliver: Callable[[Path], None]) -> None:
        """Make a copy of the notes now; the copy is delivered."""
        self._ask(self.notes.back_up(), deliver)

    def offers(self, deliver: Callable[[tuple[Any, ...]], None]) -> None:
        """Ask for the copies that can be gone back to."""
        self._ask(self.notes.offers(), deliver)

    def finish(self, draft: Draft | None) -> bool:
        """Before the end: what is being written is kept; whether it is on the disk."""
        if draft is None:
            return True
        try:
            self.notes.keep_draft(draft.id, draft.content).result(timeout=_LAST_WAIT_S)
        except (ViewerError, TimeoutError):
            return False
        return True

    def _hear(self, _change: Kept[Content]) -> None:
        with suppress(RuntimeError):  # the window is gone and the notes are not
            self._told.emit()

    def _show_ways(self) -> None:
        self.retraced.emit(self.notes.can_undo(), self.notes.can_redo())

    def _ask(self, future: Future[T], deliver: Callable[[T], None]) -> None:
        # called on the notes' own thread; the signal brings it here
        future.add_done_callback(lambda done: self._answered.emit(done, deliver))

    def _deliver(self, future: Future[Any], deliver: Callable[[Any], None]) -> None:
        if future.cancelled():
            return
        fault = future.exception()
        if isinstance(fault, ViewerError):
            self.failed.emit(fault)
        elif fault is not None:
            raise fault
        else:
            deliver(future.result())

    def _show_opening(self, opening: Any) -> None:
        self._is_open = opening.is_usable
        if self._is_open:
            self._load()
            self._ask(self.notes.drafts(), self.drafts_found.emit)
        self.opened.emit(opening)

    def _load(self) -> None:
        report = self._report
        if report is not None:
            self._ask(self.notes.everything(report.key), lambda kept: self._show_kept(report, kept))

    def _show_kept(self, report: Document, kept: tuple[Kept[Content], ...]) -> None:
        if report is not self._report:
            return
        self._shelf = Shelf(report)
        placed = self._shelf.placed(kept)
        self._items = {one.kept.id: one for one in placed if not isinstance(one.kept.content, ReadingPosition)}
        for one in placed:
            if isinstance(one.kept.content, ReadingPosition) and one.span:
                self.position_found.emit(one.span.start)
        self.changed.emit(self.items)
        self._show_handed_in(self._shelf, report)
        self._ask(self.notes.older_version(report), self.older_found.emit)

    def _show_handed_in(self, shelf: Shelf, report: Document) -> None:
        now = datetime.now(UTC)
        guests = [Kept(own, content, 1, now, now) for own, content in self.notes.handed_in(report.key)]
        self.handed_in.emit(shelf.placed(guests))

    def _show_retraced(self, kept: Kept[Any] | None) -> None:
        self._show_saved(kept)
        if kept is not None:
            self._load()  # one deed may have been many things

    def _show_saved(self, kept: Kept[Any] | None) -> None:
        if kept is None:
            return
        if isinstance(kept.content, ReadingPosition):
            self._position = kept
            return
        if self._shelf is not None and self._report is not None and kept.content.document == self._report.key:
            if kept.is_deleted:
                self._items.pop(kept.id, None)
            else:
                self._items[kept.id] = self._shelf.place(kept)
            self.changed.emit(self.items)
        self.saved.emit(kept)
