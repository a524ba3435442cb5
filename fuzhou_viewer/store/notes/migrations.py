"""From an older file to today's: on a copy, which takes the file's place only when it is whole."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer.core.errors import DamagedNotesError
from fuzhou_viewer.store.notes.checkup import Condition, Schema, examine
from fuzhou_viewer.store.notes.files import settled
from fuzhou_viewer.store.notes.identity import VERSION


@dataclass(frozen=True, slots=True)
class Step:
    """The statements that lead from the version before to `version`."""

    version: int
    statements: tuple[str, ...]


STEPS: tuple[Step, ...] = ()
"""In their order; 1.0 is the first version, so none leads there."""


def migrate(file: Path, ours: Schema, steps: Sequence[Step] = STEPS, version: int = VERSION) -> None:
    """Bring `file` to `version`. Raises DamagedNotesError; the file is then as it was.

    The caller has made a backup.
    """
    try:
        with settled(file) as draft:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
                source.execute("VACUUM INTO ?", (str(draft),))
            with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                _apply(connection, steps, version)
            if (found := examine(draft, ours)).condition not in (Condition.GOOD, Condition.OLDER):
                raise DamagedNotesError("批注文件升级后没有通过核对。", f"原文件没有改动({found.reason})。")
    except sqlite3.Error as fault:
        raise DamagedNotesError("批注文件没能升级到新版本。", "原文件没有改动,可继续用原来版本的程序打开。") from fault


def _apply(connection: sqlite3.Connection, steps: Sequence[Step], version: int) -> None:
    now = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("PRAGMA synchronous = extra")
    connection.execute("BEGIN IMMEDIATE")
    for step in steps:
        if now < step.version <= version:
            for statement in step.statements:
                connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")
