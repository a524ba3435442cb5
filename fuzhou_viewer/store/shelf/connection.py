"""Connections to a person's own library: what is said to be kept is on the disk."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from fuzhou_viewer.store.schema import Row
from fuzhou_viewer.store.shelf.identity import APPLICATION_ID, VERSION
from fuzhou_viewer.store.shelf.schema import ShelfRow

READING = "shelf_reading"
"""The execution option of a connection that only asks."""

_BUSY_S = 5.0
_PRAGMAS = (
    "trusted_schema = off",
    "cell_size_check = on",
    "foreign_keys = on",
    "journal_mode = delete",
    "synchronous = extra",
)


def engine_for(file: Path) -> Engine:
    """An engine on `file`; every transaction that writes takes the lock at once."""
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": _BUSY_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def create_shelf(engine: Engine) -> None:
    """Make the tables in the new file behind `engine`, all or none."""
    with engine.begin() as connection:
        Row.metadata.create_all(connection)
        ShelfRow.metadata.create_all(connection)
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {VERSION}"))


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - the only driver engine_for names
    connection.isolation_level = None
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
