"""The reader's own file, open: what may be asked of it and done to it, on one thread."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from fuzhou_viewer.core.errors import NotKeptError
from fuzhou_viewer.core.kept import Content, Draft, Kept, KeptId
from fuzhou_viewer.store.durable import READING
from fuzhou_viewer.store.notes import keeping, questions
from fuzhou_viewer.store.notes.connection import create_notes, engine_for
from fuzhou_viewer.store.notes.faults import explained
from fuzhou_viewer.store.notes.files import settled
from fuzhou_viewer.store.notes.reserve import Reserve
from fuzhou_viewer.store.result_codes import code_of

T = TypeVar("T")
Change = tuple[Kept[Content] | None, Kept[Content]]
"""A thing before and after."""


class NotesFile:
    """Opened at the first question; every deed is a transaction, done when it returns. Raises NotKeptError."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._engine: Engine | None = None
        self._reserve = Reserve(file.with_name("reserve.bin"))

    def count(self) -> int:
        """How many things are kept, reading positions aside."""
        return self._ask(keeping.count)

    def save(self, own: KeptId, content: Content, now: datetime) -> Change:
        """Add a revision of a thing."""
        return self._write(lambda c: _changed(c, own, content, now))

    def remove(self, own: KeptId, now: datetime) -> Change:
        """Put a thing in the bin."""
        return self._write(lambda c: _changed(c, own, None, now))

    def change_all(self, wanted: Sequence[tuple[KeptId, Content | None]], now: datetime) -> tuple[Change, ...]:
        """Add a revision of each thing, a tombstone where None is wanted: all of them or none."""

        def deed(connection: Connection) -> tuple[Change, ...]:
            return tuple(_changed(connection, own, content, now) for own, content in wanted)

        return self._write(deed)

    def restore(self, own: KeptId, revision: int | None, now: datetime) -> Change:
        """Save an earlier revision (the newest for None) anew."""

        def deed(connection: Connection) -> Change:
            saved = questions.revisions(connection, own)
            wanted = next((one for one in reversed(saved) if revision in (None, one.revision)), None)
            if wanted is None:
                raise NotKeptError("找不到要恢复的版本。", "它可能已被彻底删除。")
            return saved[-1], keeping.keep(connection, own, wanted.content, now)

        return self._write(deed)

    def kept(
        self, kinds: Iterable[str] = (), document: str | None = None, *, is_deleted: bool = False
    ) -> tuple[Kept[Content], ...]:
        """What is kept, or lies in the bin, oldest first."""
        return self._ask(lambda c: questions.kept(c, kinds, document, is_deleted=is_deleted))

    def revisions(self, own: KeptId) -> tuple[Kept[Content], ...]:
        """All revisions of a thing, oldest first."""
        return self._ask(lambda c: questions.revisions(c, own))

    def damaged(self) -> tuple[KeptId, ...]:
        """The things that can no longer be read whole."""
        return self._ask(questions.damaged)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being written."""
        self._write(lambda c: keeping.keep_draft(c, draft))

    def drop_draft(self, own: KeptId) -> None:
        """Forget what was being written."""
        self._write(lambda c: keeping.drop_draft(c, own))

    def drafts(self) -> tuple[Draft, ...]:
        """What was being written and never saved."""
        return self._ask(questions.drafts)

    def count_old(self, before: datetime) -> int:
        """How many things were removed before then."""
        return self._ask(lambda c: len(keeping.removed_before(c, before)))

    def purge(self, before: datetime) -> int:
        """Take out for good what was removed before then; how many things that were."""
        return self._write(lambda c: keeping.purge(c, before))

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _opened(self) -> Engine:
        if self._engine is None:
            if not self._file.exists():
                self._create()
            self._engine = engine_for(self._file)
            self._reserve.hold()
        return self._engine

    def _create(self) -> None:
        # under its name only when it is whole: a file without tables would look like a damaged one
        with settled(self._file) as draft:
            engine = engine_for(draft)
            try:
                create_notes(engine)
            finally:
                engine.dispose()

    def _write(self, deed: Callable[[Connection], T]) -> T:
        try:
            try:
                return self._once(deed)
            except DBAPIError as fault:
                if code_of(fault) != sqlite3.SQLITE_FULL or not self._reserve.release():
                    raise
            return self._once(deed)
        except (DBAPIError, OSError) as fault:
            self.close()  # a connection that met an error of the disk is not used again
            raise explained(fault) or fault from fault

    def _once(self, deed: Callable[[Connection], T]) -> T:
        with self._opened().begin() as connection:
            return deed(connection)

    def _ask(self, question: Callable[[Connection], T]) -> T:
        try:
            with self._opened().connect().execution_options(**{READING: True}) as connection:
                return question(connection)
        except (DBAPIError, OSError) as fault:
            self.close()
            raise explained(fault) or fault from fault


def _changed(connection: Connection, own: KeptId, content: Content | None, now: datetime) -> Change:
    known = questions.newest(connection, own)
    if content is not None:
        return known, keeping.keep(connection, own, content, now)
    if known is None:
        raise NotKeptError("这条内容已经不在了。", "请刷新后再看。")
    return known, keeping.remove(connection, own, known.content, now)
