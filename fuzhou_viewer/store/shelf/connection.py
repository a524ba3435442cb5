"""Connections to a person's own library: what is said to be kept is on the disk."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, text
from sqlalchemy.pool import NullPool

from fuzhou_viewer.store.durable import BUSY_S, make_durable
from fuzhou_viewer.store.schema import Row
from fuzhou_viewer.store.shelf.identity import APPLICATION_ID, VERSION
from fuzhou_viewer.store.shelf.schema import ShelfRow


def engine_for(file: Path) -> Engine:
    """An engine on `file`; every transaction that writes takes the lock at once."""
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": BUSY_S})
    make_durable(engine)
    return engine


def create_shelf(engine: Engine) -> None:
    """Make the tables in the new file behind `engine`, all or none."""
    with engine.begin() as connection:
        Row.metadata.create_all(connection)
        ShelfRow.metadata.create_all(connection)
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {VERSION}"))
