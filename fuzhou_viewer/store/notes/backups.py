"""Copies of the reader's own file: made whole, verified before they count, thinned out with age."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fuzhou_viewer.core.errors import NotKeptError
from fuzhou_viewer.core.rotation import Stamp, dropped
from fuzhou_viewer.paths import private_folder
from fuzhou_viewer.store.notes.checkup import Condition, Schema, examine
from fuzhou_viewer.store.notes.files import settled
from fuzhou_viewer.store.notes.rebuilding import read_revisions

_NAME = re.compile(r"notes-(\d{6,})-(\d{8}T\d{6})-(\d+)\.db")
_BUSY_S = 5.0


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy: its file and what its name tells."""

    file: Path
    stamp: Stamp


class Backups:
    """The copies in a folder of their own."""

    def __init__(self, folder: Path, ours: Schema) -> None:
        self._folder = folder
        self._ours = ours

    def all(self) -> tuple[Backup, ...]:
        """The copies, newest first."""
        if not self._folder.is_dir():
            return ()
        found = [Backup(file, stamp) for file in self._folder.iterdir() if (stamp := _stamp(file.name))]
        return tuple(sorted(found, key=lambda backup: backup.stamp.number, reverse=True))

    def make(self, source: Path, now: datetime) -> Backup:
        """A new copy of `source`, then the older ones thinned out. Raises NotKeptError; nothing half-made stays."""
        private_folder(self._folder)
        known = self.all()
        number = known[0].stamp.number + 1 if known else 1
        count = _count(source, self._ours)
        moment = now.astimezone(UTC).replace(microsecond=0)
        target = self._folder / f"notes-{number:06}-{moment:%Y%m%dT%H%M%S}-{count}.db"
        with settled(target) as draft:
            _copy(source, draft)
            self._verify(source, draft)
        made = Backup(target, Stamp(number, moment, count))
        self._rotate((made, *known))
        return made

    def _verify(self, source: Path, copy: Path) -> None:
        """The copy must be sound and hold every whole revision of its source."""
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            is_sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        is_ours = examine(copy, self._ours).condition in (Condition.GOOD, Condition.OLDER)
        if not (is_sound and is_ours and set(read_revisions(source)) <= set(read_revisions(copy))):
            raise NotKeptError("备份没有通过核对,已放弃。", "批注本身不受影响,下次会再备份。")

    def _rotate(self, known: Sequence[Backup]) -> None:
        gone = set(dropped([backup.stamp for backup in known]))
        # if what stays were damaged since, what goes could be the last good one
        stays = [backup for backup in known if backup.stamp not in gone]
        if gone and examine(stays[0].file, self._ours).condition is not Condition.GOOD:
            return
        for backup in known:
            if backup.stamp in gone:
                backup.file.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    address = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=_BUSY_S, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = off")
        connection.execute("VACUUM INTO ?", (str(target),))


def _count(source: Path, ours: Schema) -> int:
    found = examine(source, ours)
    if found.condition not in (Condition.GOOD, Condition.OLDER):
        raise NotKeptError("批注文件现在不能备份。", "请重新启动程序,按提示处理。")
    return found.count


def _stamp(name: str) -> Stamp | None:
    told = _NAME.fullmatch(name)
    if not told:
        return None
    try:
        moment = datetime.strptime(told[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Stamp(int(told[1]), moment, int(told[3]))
