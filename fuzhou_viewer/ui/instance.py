"""One program for one person: a second start hands its files to the first and ends.

The files are handed over through a folder that its owner alone may enter. A socket would do the same,
but the program holds no network code at all, and so nothing that could be asked to listen.
"""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal

_PATIENCE_S = 10.0
_PAUSE_S = 0.03
_LARGEST = 64 * 1024
_LOOK_MS = 2000
_OLD_S = 60.0


class Instance(QObject):
    """This start of the program, the first or one more."""

    asked = Signal(list)
    """Another start was made with these files (paths as text), perhaps with none."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._box = folder / "inbox"
        self._lock = QLockFile(str(folder / "instance.lock"))
        # a lock is stale when its process is gone, never by its age: a sleeping laptop is no dead program
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def is_first(self) -> bool:
        """Take the place of the one instance, if it is free; a folder that cannot be written counts as free."""
        if self._lock.tryLock(0):
            if os.name == "posix":
                with suppress(OSError):
                    Path(self._lock.fileName()).chmod(0o600)
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Tell of further starts from now on; for the first one."""
        try:
            self._box.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return
        self._watcher = QFileSystemWatcher([str(self._box)], self)
        self._watcher.directoryChanged.connect(self._look)
        # file systems that report nothing are looked at now and then
        self._timer.start()
        # who was started together with this one may have written already
        self._look()

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Ask the first instance to show itself and open `files`; whether it took them."""
        letter = self._box / f"{os.urandom(16).hex()}.json"
        draft = letter.with_suffix(".new")
        try:
            self._box.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_text(json.dumps([str(file.absolute()) for file in files]), encoding="utf-8")
            draft.replace(letter)
        except (OSError, ValueError):
            return False
        end = time.monotonic() + _PATIENCE_S
        while letter.exists() and time.monotonic() < end:
            time.sleep(_PAUSE_S)
        is_taken = not letter.exists()
        letter.unlink(missing_ok=True)
        return is_taken

    def leave(self) -> None:
        """Make room for the next one."""
        self._timer.stop()
        self._lock.unlock()

    def _look(self) -> None:
        for letter in sorted(self._box.glob("*.json")) if self._box.is_dir() else ():
            files = _read(letter)
            with suppress(OSError):
                letter.unlink()
            if files is not None:
                self.asked.emit(files)


def _read(letter: Path) -> list[str] | None:
    """The paths in a letter; None for what is no letter of ours."""
    try:
        status = letter.stat()
        if not letter.is_file() or status.st_size > _LARGEST or time.time() - status.st_mtime > _OLD_S:
            return None
        found = json.loads(letter.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and all(isinstance(path, str) for path in found) else None
