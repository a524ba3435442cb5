"""Looking after the reader's own file: what it is, bringing it up to date, copies, having it back."""

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fuzhou_viewer.core.rotation import is_sudden_loss
from fuzhou_viewer.paths import private_folder
from fuzhou_viewer.store.notes.backups import Backup, Backups
from fuzhou_viewer.store.notes.checkup import Condition, Examined, examine
from fuzhou_viewer.store.notes.connection import schema_of_ours
from fuzhou_viewer.store.notes.identity import FILE_NAME
from fuzhou_viewer.store.notes.migrations import migrate
from fuzhou_viewer.store.notes.recovery import Choice, choices, recover

_PATIENCE_S = 5.0
_PAUSE_S = 0.25


class Care:
    """Of the file in one folder, and of its copies in `backups` there."""

    def __init__(self, folder: Path) -> None:
        private_folder(folder)
        self.file = folder / FILE_NAME
        self._ours = schema_of_ours()
        self._backups = Backups(folder / "backups", self._ours)

    def ready(self, now: datetime, patience_s: float = _PATIENCE_S) -> Examined:
        """Examine the file and bring an older one up to date; one that is held is waited for.

        Raises NotKeptError or DamagedNotesError when a migration fails; the file is then as it was.
        """
        found = examine(self.file, self._ours)
        end = time.monotonic() + patience_s
        while found.condition is Condition.LOCKED and time.monotonic() < end:
            time.sleep(_PAUSE_S)
            found = examine(self.file, self._ours)
        if found.condition is not Condition.OLDER:
            return found
        self._backups.make(self.file, now)
        migrate(self.file, self._ours)
        return replace(examine(self.file, self._ours), was_cut_off=found.was_cut_off)

    def choices(self, found: Examined) -> tuple[Choice, ...]:
        """The ways on from a file that cannot be opened, the best first."""
        return choices(self.file, self._backups.all(), self._ours, found.condition)

    def recover(self, choice: Choice, now: datetime) -> Path | None:
        """Go one of those ways; where the old file is kept."""
        return recover(self.file, choice, now)

    def back_up(self, now: datetime) -> Backup:
        """Make a copy now. Raises NotKeptError, OSError, sqlite3.Error."""
        return self._backups.make(self.file, now)

    def backups(self) -> tuple[Backup, ...]:
        """The copies, newest first."""
        return self._backups.all()

    def is_much_gone(self, count: int) -> bool:
        """Whether far fewer things are there than in the newest copy."""
        known = self._backups.all()
        return bool(known) and is_sudden_loss(known[0].stamp.count, count)
