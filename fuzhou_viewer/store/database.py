"""Making a library file: engine, tables, identity."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from fuzhou_viewer.store.identity import APPLICATION_ID, SCHEMA_VERSION
from fuzhou_viewer.store.schema import Row


def engine_for(file: Path) -> Engine:
    """An engine on the SQLite file; a path with ? or % stays the path it is."""
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    return engine


def create_library(file: Path) -> Engine:
    """A new, empty library at `file`, which must not exist yet."""
    engine = engine_for(file)
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
        Row.metadata.create_all(connection)
    return engine


def schema_sql(engine: Engine) -> str:
    """The CREATE statements of the library behind `engine`, as kept in db/schema.sql."""
    with engine.connect() as connection:
        statements = connection.execute(text("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"))
        tables = [f"{' '.join(sql.split())};" for (sql,) in statements]
    head = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA_VERSION};\n\n"
    return head + "\n\n".join(_one_column_a_line(table) for table in tables) + "\n"


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA trusted_schema = off")
    cursor.execute("PRAGMA foreign_keys = on")
    cursor.close()


def _one_column_a_line(table: str) -> str:
    head, _, columns = table.partition("(")
    inner = columns.rsplit(")", 1)[0].strip()
    parts: list[str] = []
    depth = 0
    for piece in inner.split(","):
        if depth and parts:
            parts[-1] += "," + piece
        else:
            parts.append(piece.strip())
        depth += piece.count("(") - piece.count(")")
    return f"{head.strip()} (\n    " + ",\n    ".join(parts) + "\n);"
