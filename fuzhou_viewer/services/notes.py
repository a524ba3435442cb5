"""What a reader keeps, for every room of the program: notes, marks, corrections, decisions, baskets.

Each kind is a small frozen record in `core.kept`; a room makes one and gives it to `Notes.keep`.

    notes.keep(Note(report.key, anchor(report.text, span), "与去年口径不同"))
    notes.keep(MetricCorrection(report.key, anchor(report.text, span), Ruling.RENAMED, "新名称"))
    for kept in notes.kept(SavedSearch).result(): ...

Three promises:

* Every answer is a `Future`. Its `result()` is there only after the COMMIT, so 「已保存」 may be said then
  and not before. A window never waits for it: it adds a callback, which is called on the notes' own thread
  (a Qt signal emitted there arrives on the window's). Futures raise `NotKeptError`, in words to be shown.
* Nothing is overwritten. To change a thing, keep its new content under its id: `notes.keep(new, kept.id)`.
  Records of which there is one for each place or report (`MetricCorrection`, `CheckMark`, `DocumentTags`,
  `ReadingPosition`) find their id themselves. What is removed lies in the bin for 30 days.
* `undo` and `redo` go through all kinds alike, reading positions aside.

Nothing of this opens a file before `open` is called; that takes about 0.4 s, on the notes' own thread.
"""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast
from uuid import uuid4

from fuzhou_viewer.core.errors import DamagedNotesError, NotKeptError, ViewerError
from fuzhou_viewer.core.following import Followed, followed, is_of_an_older_version
from fuzhou_viewer.core.joining import TakenIn, sorted_in
from fuzhou_viewer.core.kept import FLEETING, C, Content, Draft, Kept, KeptId, document_of, kind_of, lasting_id
from fuzhou_viewer.core.records import Document

if TYPE_CHECKING:
    from fuzhou_viewer.services.notes_opening import Offer, Opening
    from fuzhou_viewer.store.notes.care import Care
    from fuzhou_viewer.store.notes.file import Change, NotesFile

BIN_DAYS = 30
BACKUP_EVERY = timedelta(minutes=30)
_MOST_STEPS = 500
T = TypeVar("T")


class Listener(Protocol):
    """Is told on the notes' own thread of each thing saved or removed, after its COMMIT."""

    def __call__(self, change: Kept[Content], /) -> None:
        """`change` as it is now; `is_deleted` tells what was removed."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A deed that can be undone: what was there before and after it; None for nothing, or in the bin."""

    id: KeptId
    before: Content | None
    after: Content | None


class Notes:
    """The one door to what the reader keeps, in a folder of its own."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.folder = folder
        self._now = now
        # one thread: what is asked for is done in that order, and what was asked for is done before the program ends
        self._thread = ThreadPoolExecutor(1, "notes")
        self._file_made: NotesFile | None = None
        self._care_made: Care | None = None
        self._changes = 0
        self._backed_up_at: datetime | None = None
        self._listeners: list[Listener] = []
        self._done: list[tuple[_Step, ...]] = []
        self._undone: list[tuple[_Step, ...]] = []
        self._handed: dict[str, tuple[tuple[KeptId, Content], ...]] = {}

    def subscribe(self, listener: Listener) -> None:
        """Tell `listener` of every change from now on."""
        self._listeners.append(listener)

    def open(self) -> "Future[Opening]":
        """Open the file, or make it when there is none. Where it cannot be, the answer says why and what can be done.

        Until that is done, everything else raises DamagedNotesError.
        """
        return self._submit(self._open)

    def recover(self, offer: "Offer") -> "Future[Opening]":
        """Go one of the ways that `open` offered, and open what came of it; the old file is kept beside."""

        def work() -> "Opening":
            self._let_go()
            try:
                self._care().recover(offer.choice, self._now())
            except (OSError, sqlite3.Error) as fault:
                advice = "原来的文件没有改动。请检查磁盘空间和权限,再试一次。"
                raise NotKeptError("恢复没有完成。", advice) from fault
            return self._open()

        return self._submit(work)

    def back_up(self) -> Future[Path]:
        """Make a copy now, whatever has changed; the copy."""
        return self._run(lambda _file: self._back_up())

    def offers(self) -> "Future[tuple[Offer, ...]]":
        """The backups that can be gone back to, although the file is sound."""
        return self._submit(self._backup_offers)

    def keep(self, content: C, own: KeptId | None = None) -> Future[Kept[C]]:
        """Save `content` as a new thing, or as the next revision of `own`."""
        target = own or lasting_id(content) or KeptId(uuid4().hex)
        return cast("Future[Kept[C]]", self._change(lambda file: file.save(target, content, self._now())))

    def remove(self, own: KeptId) -> Future[Kept[Content]]:
        """Put a thing in the bin."""
        return self._change(lambda file: file.remove(own, self._now()))

    def take_in(self, found: Sequence[tuple[KeptId, Content]]) -> Future[TakenIn]:
        """Add what came from elsewhere, in one deed that can be undone; nothing of one's own is overwritten.

        What is there already is not added again. Of two versions of a note both stay; where there can be only one
        (a correction, a decision), one's own stays.
        """

        def work(file: "NotesFile") -> TakenIn:
            sorted_ = sorted_in(found, file.kept(), file.kept(is_deleted=True))
            self._do_all(file, sorted_.wanted)
            return sorted_

        return self._run(work)

    def older_version(self, report: Document) -> Future[str]:
        """The key of a report whose notes quote `report` so often that it must be an older version; else empty.

        Only for a report nothing was kept of yet: who has begun anew is not asked.
        """

        def work(file: "NotesFile") -> str:
            by_document: dict[str, list[Kept[Content]]] = {}
            for one in file.kept():
                if not isinstance(one.content, FLEETING):
                    by_document.setdefault(document_of(one.content), []).append(one)
            if report.key in by_document or any(True for _ in file.kept((), report.key, is_deleted=True)):
                return ""
            found = [key for key, kept in by_document.items() if key and is_of_an_older_version(kept, report)]
            return max(found, key=lambda key: by_document[key][-1].saved_at, default="")

        return self._run(work)

    def follow(self, key: str, report: Document) -> Future[Followed]:
        """Put what was kept of the report with `key` onto its newer version `report`, as one deed.

        The old version keeps its own. What was followed before is not followed again, changed or removed since or not.
        """

        def work(file: "NotesFile") -> Followed:
            found = followed(file.kept((), key), report)
            met = {one.id for one in (*file.kept(), *file.kept(is_deleted=True))}
            fresh = [(own, content) for own, content in found.wanted if own not in met]
            self._do_all(file, sorted_in(fresh, file.kept(), ()).wanted)
            return found

        return self._run(work)

    def hand_in(self, key: str, found: Sequence[tuple[KeptId, Content]]) -> None:
        """Have notes of a colleague ready to be read beside the report with `key`; nothing is kept."""
        self._handed[key] = tuple(found)

    def handed_in(self, key: str) -> tuple[tuple[KeptId, Content], ...]:
        """A colleague's notes on the report with `key`."""
        return self._handed.get(key, ())

    def restore(self, own: KeptId, revision: int | None = None) -> Future[Kept[Content]]:
        """Take a thing out of the bin, or back to an earlier `revision`: as a new one, nothing is lost."""
        return self._change(lambda file: file.restore(own, revision, self._now()))

    def kept(self, kind: type[C], document: str | None = None) -> Future[tuple[Kept[C], ...]]:
        """Everything of one kind, oldest first; with `document`, of that report alone."""
        word = kind_of(kind)
        return cast("Future[tuple[Kept[C], ...]]", self._run(lambda file: file.kept((word,), document)))

    def everything(self, document: str | None = None) -> Future[tuple[Kept[Content], ...]]:
        """Everything of all kinds, oldest first; with `document`, of that report alone."""
        return self._run(lambda file: file.kept((), document))

    def in_bin(self) -> Future[tuple[Kept[Content], ...]]:
        """What was removed in the last 30 days, in the order it was made."""
        return self._run(lambda file: file.kept(is_deleted=True))

    def revisions(self, own: KeptId) -> Future[tuple[Kept[Content], ...]]:
        """Every revision of one thing, oldest first."""
        return self._run(lambda file: file.revisions(own))

    def damaged(self) -> Future[tuple[KeptId, ...]]:
        """The ids of things that can no longer be read; the others are not touched by it."""
        return self._run(lambda file: file.damaged())

    def keep_draft(self, own: KeptId, content: Content) -> Future[None]:
        """Keep what is being written, about a second after the last key; `keep` does away with it."""
        draft = Draft(own, content, self._now())
        return self._run(lambda file: file.keep_draft(draft))

    def drop_draft(self, own: KeptId) -> Future[None]:
        """What was being written is not wanted."""
        return self._run(lambda file: file.drop_draft(own))

    def drafts(self) -> Future[tuple[Draft, ...]]:
        """What was being written when the program ended."""
        return self._run(lambda file: file.drafts())

    def empty_bin(self, days: int = BIN_DAYS) -> Future[int]:
        """Take out for good what has been in the bin for `days` days, everything for 0; how many things that were.

        What was done before is then no longer undone or done again: the things it was about are gone.
        """
        before = self._now() - timedelta(days=days) if days else datetime.max.replace(tzinfo=UTC)

        def work(file: "NotesFile") -> int:
            if file.count_old(before):
                self._back_up()
            if gone := file.purge(before):
                self._done.clear()
                self._undone.clear()
            return gone

        return self._run(work)

    def undo(self) -> Future[Kept[Content] | None]:
        """Take the last deed back; None when there is none."""
        return self._run(lambda file: self._retrace(file, self._done, self._undone, is_undo=True))

    def redo(self) -> Future[Kept[Content] | None]:
        """Do again what was taken back; None when there is nothing."""
        return self._run(lambda file: self._retrace(file, self._undone, self._done, is_undo=False))

    def can_undo(self) -> bool:
        """Whether there is a deed to take back."""
        return bool(self._done)

    def can_redo(self) -> bool:
        """Whether there is a deed to do again."""
        return bool(self._undone)

    def close(self) -> None:
        """Finish what was asked for, back up what has changed and let go of the file; more is refused."""
        self._submit(self._finish)
        self._thread.shutdown(wait=True)

    def _finish(self) -> None:
        # a copy that cannot be made now is made next time; the notes themselves are on the disk
        with suppress(ViewerError, OSError, sqlite3.Error):
            if self._changes:
                self._back_up()
        self._let_go()

    def _let_go(self) -> None:
        if self._file_made is not None:
            self._file_made.close()
            self._file_made = None

    def _run(self, work: "Callable[[NotesFile], T]") -> Future[T]:
        return self._submit(lambda: work(self._file()))

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        def told() -> T:
            try:
                return work()
            except (ViewerError, TimeoutError):
                raise
            except Exception as fault:
                from fuzhou_viewer.store.notes.faults import explained  # noqa: PLC0415 - as in _open

                raise explained(fault) or fault from fault

        try:
            return self._thread.submit(told)
        except RuntimeError:
            refused: Future[T] = Future()
            refused.set_exception(NotKeptError("程序正在退出,没有保存。", "请重新打开程序后再试。"))
            return refused

    def _file(self) -> "NotesFile":
        if self._file_made is None:
            told = self._open()
            if self._file_made is None:
                raise DamagedNotesError(told.message, told.advice)
        return self._file_made

    def _open(self) -> "Opening":
        # imported on the notes' own thread: SQLAlchemy would keep the window waiting
        from fuzhou_viewer.services.notes_opening import opening  # noqa: PLC0415
        from fuzhou_viewer.store.notes.file import NotesFile  # noqa: PLC0415

        self._let_go()
        care = self._care()
        found = care.ready(self._now())
        told = opening(care, found)
        if not told.is_usable:
            return told
        self._file_made = NotesFile(care.file)
        self._file_made.count()  # makes it when there is none
        if found.was_cut_off and (damaged := self._file_made.damaged()):
            told = replace(told, warning=f"上次没有正常结束,有 {len(damaged)} 条内容读不出来,其余完好。")
        return told

    def _care(self) -> "Care":
        from fuzhou_viewer.store.notes.care import Care  # noqa: PLC0415 - as in _open

        if self._care_made is None:
            try:
                self._care_made = Care(self.folder)
            except OSError as fault:
                raise DamagedNotesError("批注的文件夹不能使用。", f"请检查“{self.folder}”的权限和磁盘。") from fault
        return self._care_made

    def _back_up(self) -> Path:
        try:
            made = self._care().back_up(self._now())
        except (OSError, sqlite3.Error) as fault:
            raise NotKeptError("备份没有完成。", "批注本身不受影响。请检查磁盘空间和权限。") from fault
        self._changes, self._backed_up_at = 0, self._now()
        self._keep_readable()
        return made.file

    def _keep_readable(self) -> None:
        """Once a week a copy that any program shows."""
        from fuzhou_viewer.services.notes_readable import keep_readable  # noqa: PLC0415 - as in _open

        # the verified copy is there; this one is made with the next
        with suppress(ViewerError, OSError):
            keep_readable(self.folder / "backups", self._now(), lambda: self._file().kept())

    def _backup_offers(self) -> "tuple[Offer, ...]":
        from fuzhou_viewer.services.notes_opening import backup_offers  # noqa: PLC0415 - as in _open

        return backup_offers(self._care())

    def _count_change(self) -> None:
        """Half an hour after the first change that no copy has, the next change brings one."""
        self._changes += 1
        now = self._now()
        if self._backed_up_at is None:
            self._backed_up_at = now
        if now - self._backed_up_at >= BACKUP_EVERY:
            with suppress(ViewerError, OSError, sqlite3.Error):
                self._back_up()

    def _change(self, deed: "Callable[[NotesFile], Change]") -> Future[Kept[Content]]:
        def work(file: "NotesFile") -> Kept[Content]:
            before, after = deed(file)
            if not isinstance(after.content, FLEETING):
                self._remember([(before, after)])
            self._tell(after)
            return after

        return self._run(work)

    def _retrace(
        self, file: "NotesFile", source: list[tuple[_Step, ...]], target: list[tuple[_Step, ...]], *, is_undo: bool
    ) -> Kept[Content] | None:
        if not source:
            return None
        steps = source[-1]
        wanted = [(step.id, step.before if is_undo else step.after) for step in steps]
        changes = file.change_all(wanted, self._now())
        target.append(source.pop())
        self._count_change()
        for _, after in changes:
            self._tell(after)
        return changes[-1][1]

    def _do_all(self, file: "NotesFile", wanted: Sequence[tuple[KeptId, Content | None]]) -> None:
        if not wanted:
            return
        changes = file.change_all(wanted, self._now())
        self._remember(changes)
        for _, after in changes:
            self._tell(after)

    def _remember(self, changes: "Sequence[Change]") -> None:
        """What was done as one deed is undone as one."""
        self._done.append(tuple(_Step(after.id, _standing(before), _standing(after)) for before, after in changes))
        del self._done[:-_MOST_STEPS]
        self._undone.clear()
        self._count_change()

    def _tell(self, change: Kept[Content]) -> None:
        for listener in tuple(self._listeners):
            listener(change)


def _standing(kept: Kept[Content] | None) -> Content | None:
    return None if kept is None or kept.is_deleted else kept.content
