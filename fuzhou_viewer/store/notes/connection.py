"""Connections to the reader's own file, and its making."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from fuzhou_viewer.store.durable import BUSY_S, driver_of, make_durable
from fuzhou_viewer.store.notes.identity import APPLICATION_ID, VERSION
from fuzhou_viewer.store.notes.schema import NotesRow

_LARGEST_VALUE = 64 * 2**20


def engine_for(file: Path) -> Engine:
    """An engine with one connection to `file`; every transaction that writes takes the lock at once."""
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=StaticPool,
        connect_args={"timeout": BUSY_S, "check_same_thread": False},
    )
    make_durable(engine)
    event.listen(engine, "connect", _guard)
    return engine


def create_notes(engine: Engine) -> None:
    """Make the tables in the new file behind `engine`, all or none."""
    with engine.begin() as connection:
        NotesRow.metadata.create_all(connection)
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {VERSION}"))


def schema_of_ours() -> frozenset[tuple[str, str, str]]:
    """Type, name and statement of everything a file of ours holds, blanks made one."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        NotesRow.metadata.create_all(connection)
        asked = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        found = connection.execute(text(asked)).all()
    engine.dispose()
    return frozenset((kind, name, " ".join(sql.split())) for kind, name, sql in found)


def _guard(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    driver = driver_of(connection)
    driver.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    # a value that is no UTF-8 spoils its row alone: its hash no longer fits
    driver.text_factory = lambda value: value.decode("utf-8", "replace")
    driver.execute("PRAGMA mmap_size = 0").close()
