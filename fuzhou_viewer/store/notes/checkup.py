"""What the reader's own file is, before it is opened: told within a second, nothing of it changed.

Plain sqlite3, because a file that may be anything is looked at here with hands tied: read-only, nothing
attached, no value over 64 MB, and none of its views or triggers run: a schema that is not ours is
found by comparison before the first question.
"""

import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from fuzhou_viewer.store.notes.identity import APPLICATION_ID, VERSION
from fuzhou_viewer.store.result_codes import code_of

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_LONGEST_CHECK_S = 0.6
_BUSY_S = 0.2
_STEPS_BETWEEN_LOOKS = 2000
_LARGEST_VALUE = 64 * 2**20
_COUNT = "SELECT count(*) FROM kept WHERE NOT is_deleted AND kind <> 'position'"

Schema = frozenset[tuple[str, str, str]]


class Condition(StrEnum):
    """What a file turned out to be."""

    ABSENT = "absent"
    GOOD = "good"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"
    STRANGE = "strange"
    EMPTY = "empty"
    DAMAGED = "damaged"
    LOCKED = "locked"
    NO_FILE = "no_file"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Examined:
    """A file's condition, why, how many things it holds (-1 for unknown), and whether its last work was cut off."""

    condition: Condition
    reason: str = ""
    count: int = -1
    was_cut_off: bool = False


def examine(file: Path, ours: Schema) -> Examined:
    """What `file` is, compared with the schema `ours`. Never raises, never changes it."""
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return Examined(Condition.ABSENT)
    except OSError as fault:
        return Examined(Condition.FORBIDDEN, str(fault.strerror))
    if not stat.S_ISREG(mode):
        return Examined(Condition.NO_FILE, "not a regular file")
    try:
        return _by_header(file) or _by_content(file, ours)
    except PermissionError:
        return Examined(Condition.FORBIDDEN, "not readable")
    except OSError as fault:
        return Examined(Condition.DAMAGED, f"reading failed: {fault.strerror}")


def _by_header(file: Path) -> Examined | None:
    with file.open("rb") as stream:
        head = stream.read(_HEADER_SIZE)
    if not head:
        return Examined(Condition.EMPTY, "no bytes")
    if len(head) < _HEADER_SIZE or not head.startswith(_MAGIC):
        return Examined(Condition.DAMAGED, "header")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        return Examined(Condition.FOREIGN, "application id")
    if int.from_bytes(head[60:64], "big") >> 16 > VERSION >> 16:
        return Examined(Condition.NEWER, "version")
    if head[18] == 1 and _has_bytes(Path(f"{file}-wal")):
        # our files have no such log: it belongs to another state of the file, and SQLite would play it in
        return Examined(Condition.DAMAGED, "log of another state")
    return None


def _by_content(file: Path, ours: Schema) -> Examined:
    left = [Path(f"{file}{ending}") for ending in ("-journal", "-wal") if _has_bytes(Path(f"{file}{ending}"))]
    if not left:
        return _inside(file, ours, "mode=ro")
    # SQLite would play these back into the file; that is tried on a copy
    with tempfile.TemporaryDirectory(prefix="fzv-check-") as folder:
        for part in (file, *left):
            shutil.copyfile(part, Path(folder, part.name))
        found = _inside(Path(folder, file.name), ours, "mode=rw")
    return Examined(found.condition, found.reason, found.count, was_cut_off=True)


def _has_bytes(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _inside(file: Path, ours: Schema, mode: str) -> Examined:
    begun = time.monotonic()
    try:
        with closing(_tied(file, mode, lambda: time.monotonic() - begun > _LONGEST_CHECK_S)) as connection:
            return _asked(connection, ours)
    except (sqlite3.Error, ValueError, OverflowError) as fault:
        code = code_of(fault)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return Examined(Condition.LOCKED, "locked by another program")
        if code in (sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
            return Examined(Condition.FORBIDDEN, "cannot be opened")
        return Examined(Condition.DAMAGED, type(fault).__name__)


def _tied(file: Path, mode: str, is_too_long: Callable[[], bool]) -> sqlite3.Connection:
    address = f"file:{quote(str(file.absolute()))}?{mode}"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_S, isolation_level=None)
    connection.set_progress_handler(is_too_long, _STEPS_BETWEEN_LOOKS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = off", "cell_size_check = on", "query_only = on", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _asked(connection: sqlite3.Connection, ours: Schema) -> Examined:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    is_older = version < VERSION
    different = _difference(connection, ours, is_other_version=version != VERSION)
    if different:
        return different
    try:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as fault:
        if code_of(fault) != sqlite3.SQLITE_INTERRUPT:
            raise
        # so large that a second is not enough: nothing speaks against it yet
        verdict = ("ok",)
    if verdict != ("ok",):
        return Examined(Condition.DAMAGED, "quick check")
    connection.set_progress_handler(None, 0)
    count = connection.execute(_COUNT).fetchone()[0]
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    reason = "revisions without their thing" if broken else ""
    return Examined(Condition.OLDER if is_older else Condition.GOOD, reason, count)


def _difference(connection: sqlite3.Connection, ours: Schema, *, is_other_version: bool) -> Examined | None:
    asked = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    found = {(kind, name, " ".join(str(sql).split())) for kind, name, sql in connection.execute(asked)}
    extra, missing = found - ours, ours - found
    if any(kind in ("trigger", "view") for kind, _, _ in extra):
        return Examined(Condition.STRANGE, "trigger or view of another program")
    if any("CREATE VIRTUAL" in sql.upper() or "GENERATED" in sql.upper() for _, _, sql in extra):
        return Examined(Condition.STRANGE, "table that computes")
    # another minor version may have more, an older one less; the migration compares again
    if (extra or missing) and not is_other_version:
        return Examined(Condition.DAMAGED, "tables are not as they were made")
    return None
