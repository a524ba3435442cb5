"""Databases as they must never be, each made from one good file: damaged, hostile, foreign, or merely held."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.kept import Bookmark, Note, ReadingPosition
from fuzhou_viewer.services.notes import Notes

COUNT = 60


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to spoil a file: the catalogue's id, a name, what it is to be called, and how it is done."""

    fault: str
    name: str
    wanted: frozenset[str]
    spoil: Callable[[Path], None]


def good_file(folder: Path) -> Path:
    """A file of the program's own making: notes, a bookmark, a removed note, revisions, a long one."""
    notes = Notes(folder)
    place = Anchor(7, "21304件", "全年受理热线", ",办结")
    for n in range(COUNT):
        saved = notes.keep(Note("report", place, f"第{n}条批注" + "字" * (n * 40))).result()
    notes.keep(Note("report", place, "改过"), saved.id).result()
    gone = notes.keep(Bookmark("report", place, "旧书签")).result()
    notes.remove(gone.id).result()
    notes.keep(ReadingPosition("report", place)).result()
    notes.close()
    return folder / "user.db"


def _sql(*statements: str) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return spoil


def _bytes(place: int, data: bytes) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with file.open("rb+") as stream:
            stream.seek(place, os.SEEK_END if place < 0 else os.SEEK_SET)
            stream.write(data)

    return spoil


def _whole(data: bytes) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(data) and None


def _cut(share: float) -> Callable[[Path], None]:
    return lambda file: os.truncate(file, int(file.stat().st_size * share))


def _random_pages(seed: int, count: int) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        chance = random.Random(seed)
        pages = file.stat().st_size // 4096
        with file.open("rb+") as stream:
            for page in chance.sample(range(1, pages), min(count, pages - 1)):
                stream.seek(page * 4096)
                stream.write(chance.randbytes(4096))

    return spoil


def _beside(ending: str, data: bytes) -> Callable[[Path], None]:
    return lambda file: Path(f"{file}{ending}").write_bytes(data) and None


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _wal(file: Path) -> None:
    """Left as a program that uses WAL would leave it when it is killed."""
    keeping = sqlite3.connect(file, isolation_level=None)
    keeping.execute("PRAGMA journal_mode = wal")
    keeping.execute("PRAGMA wal_autocheckpoint = 0")
    keeping.execute("UPDATE kept SET document = 'other' WHERE revision = 2")
    parts = {ending: Path(f"{file}{ending}").read_bytes() for ending in ("", "-wal")}
    keeping.close()
    for ending, data in parts.items():
        Path(f"{file}{ending}").write_bytes(data)


def _hot_journal(file: Path) -> None:
    """Killed in the middle of a transaction that had reached the file."""
    original = file.read_bytes()
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = delete", "synchronous = full", "cache_size = 1"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE revision SET content = content || 'half done'")
    # the journal says how many pages it holds only when the cache spills; by now it has
    parts = {ending: Path(f"{file}{ending}").read_bytes() for ending in ("", "-journal")}
    assert parts[""] != original
    connection.execute("ROLLBACK")
    connection.close()
    for ending, data in parts.items():
        Path(f"{file}{ending}").write_bytes(data)


_OUR_TABLES = ("DROP TABLE revision", "DROP TABLE draft", "DROP TABLE kept")
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
_FAKE = "id TEXT, kind TEXT, document TEXT, revision INT, is_deleted INT, created_at TEXT"
_SCHEMA = "PRAGMA writable_schema = on"

VARIANTS = tuple(
    Variant(fault, name, frozenset(wanted.split("|")), spoil)
    for fault, name, wanted, spoil in (
        ("B01", "zero bytes", "empty", _whole(b"")),
        ("B01", "one byte", "damaged", _whole(b"S")),
        ("B01", "header cut", "damaged", _whole(b"SQLite format 3\0" + bytes(50))),
        ("B01", "header alone", "foreign", _whole(b"SQLite format 3\0" + bytes(84))),
        ("B02", "magic gone", "damaged", _bytes(0, bytes(16))),
        ("B02", "first page gone", "damaged", _bytes(0, bytes(4096))),
        ("B02", "page size wrong", "damaged", _bytes(16, b"\x10\x01")),
        ("B02", "cut at nine tenths", "damaged", _cut(0.9)),
        ("B02", "cut at half", "damaged", _cut(0.5)),
        ("B02", "cut within the first page", "damaged", _cut(0.01)),
        ("B02", "cut at an odd byte", "damaged", _cut(0.777)),
        ("B02", "three random pages", "damaged", _random_pages(1, 3)),
        ("B02", "all pages random but the first", "damaged", _random_pages(2, 999)),
        ("B02", "root of the schema random", "damaged", _bytes(100, bytes(range(200)))),
        ("B02", "free list points nowhere", "damaged", _bytes(32, b"\x00\x00\xff\xff\x00\x00\x00\x05")),
        ("B02", "text at the end", "good|damaged", _bytes(-8, "尾巴".encode())),
        ("B03", "a text file", "damaged", _whole("这不是数据库,是一份报告。".encode() * 400)),
        ("B03", "a zip file", "damaged", _whole(b"PK\x03\x04" + bytes(9000))),
        ("B03", "encrypted by some other program", "damaged", _whole(random.Random(3).randbytes(40960))),
        ("B05", "log of another state", "damaged", _beside("-wal", b"\x37\x7f\x06\x82" + bytes(4092))),
        ("B05", "left by a program that uses WAL", "good|damaged", _wal),
        ("B05", "cut off in a transaction", "good", _hot_journal),
        ("B05", "journal of rubbish", "good|damaged", _beside("-journal", random.Random(4).randbytes(8192))),
        ("B05", "journal of zeros", "good", _beside("-journal", bytes(8192))),
        ("B06", "newer major version", "newer", _sql(f"PRAGMA user_version = {9 << 16}")),
        ("B06", "largest version", "newer", _sql("PRAGMA user_version = 2147483647")),
        (
            "B06",
            "newer minor version with a table more",
            "good",
            _sql("PRAGMA user_version = 65599", "CREATE TABLE more (a)"),
        ),
        (
            "B08",
            "trigger that wipes",
            "strange",
            _sql("CREATE TRIGGER t AFTER INSERT ON kept BEGIN DELETE FROM revision; END"),
        ),
        (
            "B08",
            "trigger on the draft",
            "strange",
            _sql("CREATE TRIGGER t AFTER INSERT ON draft BEGIN DELETE FROM kept; END"),
        ),
        (
            "B08",
            "view that loads a library",
            "strange",
            _sql("CREATE VIEW v AS SELECT load_extension('/tmp/CANARY.so')"),
        ),
        ("B08", "view in place of a table", "strange", _sql(*_OUR_TABLES, f"CREATE VIEW kept AS {_ENDLESS}")),
        (
            "B08",
            "computed column",
            "damaged|strange",
            _sql(*_OUR_TABLES, f"CREATE TABLE kept ({_FAKE}, g AS (zeroblob(900000000)))"),
        ),
        ("B08", "virtual table", "strange", _sql("CREATE VIRTUAL TABLE f USING fts5(a)")),
        (
            "B08",
            "statement in the schema is rubbish",
            "damaged",
            _sql(_SCHEMA, "UPDATE sqlite_schema SET sql = 'CREATE TABLE kept (((' WHERE name = 'kept'"),
        ),
        ("B08", "two tables on one root page", "damaged", _sql(_SCHEMA, "UPDATE sqlite_schema SET rootpage = 2")),
        (
            "B08",
            "schema of blobs",
            "damaged|strange",
            _sql(_SCHEMA, "UPDATE sqlite_schema SET sql = x'ff00ff' WHERE name = 'draft'"),
        ),
        ("B09", "endless view", "strange", _sql(f"CREATE VIEW v AS {_ENDLESS}")),
        (
            "B09",
            "endless view with our columns",
            "strange",
            _sql("CREATE VIEW w AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT * FROM n, kept"),
        ),
        (
            "B10",
            "wrong types",
            "good",
            _sql("UPDATE revision SET number = x'00ff', is_deleted = 'maybe' WHERE sequence = 1"),
        ),
        ("B10", "no UTF-8", "good", _sql("UPDATE revision SET content = CAST(x'fffe00' AS TEXT) WHERE sequence < 5")),
        ("B10", "value of 60 MB", "good", _sql("UPDATE revision SET content = zeroblob(60000000) WHERE sequence = 2")),
        (
            "B10",
            "value of 90 MB",
            "good|damaged",
            _sql("UPDATE revision SET content = zeroblob(90000000) WHERE sequence = 2"),
        ),
        ("B11", "foreign keys broken", "good", _sql("DELETE FROM kept WHERE kind = 'bookmark'")),
        ("B11", "table emptied", "good", _sql("DELETE FROM revision", "DELETE FROM kept")),
        ("B11", "table dropped", "damaged", _sql("DROP TABLE draft")),
        ("B11", "index dropped", "damaged", _sql("DROP INDEX kept_by_document")),
        ("B11", "column added", "damaged", _sql("ALTER TABLE kept ADD COLUMN more TEXT")),
        ("B13", "a folder", "no_file", _folder),
        ("B13", "a pipe", "no_file", _pipe),
        ("B13", "other program's id", "foreign", _sql("PRAGMA application_id = 1234")),
        ("B13", "no id", "foreign", _sql("PRAGMA application_id = 0")),
        ("B13", "the library", "foreign", _sql("PRAGMA application_id = 1180325463")),
    )
)
"""In the words of `store.notes.checkup.Condition`; where two are right, both are named."""
