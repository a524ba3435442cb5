"""What can be had back when the reader's own file does not open, and having it back.

The file as it was found is kept under another name first; then a whole new one takes its place. When
that is interrupted, the next start finds either the old state or the new one and asks again.
"""

import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from fuzhou_viewer.store.notes.backups import Backup
from fuzhou_viewer.store.notes.checkup import Condition, Schema, examine
from fuzhou_viewer.store.notes.files import settled
from fuzhou_viewer.store.notes.rebuilding import read_revisions, rebuild, standing
from fuzhou_viewer.store.notes.salvage import SavedRevision, salvaged

_LEFT_BY_SQLITE = ("", "-journal", "-wal", "-shm")


class Way(StrEnum):
    """A way on."""

    TOGETHER = "together"
    SALVAGE = "salvage"
    BACKUP = "backup"
    AFRESH = "afresh"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on, with how many things it brings back; `backup` where it is one."""

    way: Way
    count: int
    backup: Backup | None = None


def choices(file: Path, backups: Iterable[Backup], ours: Schema, condition: Condition) -> tuple[Choice, ...]:
    """The ways on, the best first. A newer or locked file is nobody's to replace: none."""
    if condition in (Condition.NEWER, Condition.LOCKED, Condition.FORBIDDEN, Condition.GOOD):
        return ()
    sound = [backup for backup in backups if examine(backup.file, ours).condition is Condition.GOOD]
    found = _salvaged(file)
    out = [Choice(Way.SALVAGE, _standing(found))] if found else []
    out += [Choice(Way.BACKUP, backup.stamp.count, backup) for backup in sound[:5]]
    if found and sound:
        both = [*found, *read_revisions(sound[0].file)]
        out.insert(0, Choice(Way.TOGETHER, _standing(both), sound[0]))
    return (*out, Choice(Way.AFRESH, 0))


def recover(file: Path, choice: Choice, now: datetime) -> Path | None:
    """Go the way of `choice`; where the file as it was found is kept, None if there was none."""
    found = _salvaged(file) if choice.way in (Way.SALVAGE, Way.TOGETHER) else ()
    saved = read_revisions(choice.backup.file) if choice.backup else ()
    aside = _set_aside(file, now)
    if aside is None and file.exists():
        file.rename(file.with_name(f"{file.name}.no-file-{now:%Y%m%dT%H%M%S}"))
    with settled(file) as draft:
        rebuild([*saved, *found], draft)
    return aside


def _set_aside(file: Path, now: datetime) -> Path | None:
    """Copies of the file and of what SQLite left beside it, under a name that is not taken."""
    if not file.is_file():
        return None
    names = itertools.chain([""], (f"-{n}" for n in itertools.count(2)))
    target = next(
        place for n in names if not (place := file.with_name(f"{file.stem}-damaged-{now:%Y%m%dT%H%M%S}{n}.db")).exists()
    )
    for ending in reversed(_LEFT_BY_SQLITE):
        source = Path(f"{file}{ending}")
        if source.is_file():
            with settled(Path(f"{target}{ending}")) as draft:
                shutil.copyfile(source, draft)
    return target


def _salvaged(file: Path) -> tuple[SavedRevision, ...]:
    """What the file holds, and what it holds once SQLite has taken back what was half done."""
    if not file.is_file():  # reading a pipe would wait for ever
        return ()
    try:
        found = dict.fromkeys(salvaged(file))
        if any(Path(f"{file}{ending}").is_file() for ending in _LEFT_BY_SQLITE[1:]):
            found |= dict.fromkeys(_rolled_back(file))
    except OSError:
        return ()
    return tuple(found)


def _rolled_back(file: Path) -> tuple[SavedRevision, ...]:
    with tempfile.TemporaryDirectory(prefix="fzv-salvage-") as folder:
        copy = Path(folder, file.name)
        for ending in _LEFT_BY_SQLITE:
            if Path(f"{file}{ending}").is_file():
                shutil.copyfile(f"{file}{ending}", f"{copy}{ending}")
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return salvaged(copy)


def _standing(revisions: Iterable[SavedRevision]) -> int:
    things: dict[str, list[SavedRevision]] = {}
    for revision in revisions:
        things.setdefault(revision.id, []).append(revision)
    return standing(things.values())
