"""Making and extending the search index: whole in a draft that replaces it, or one report in a transaction."""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from fuzhou_viewer.core.records import SectionId
from fuzhou_viewer.store.search_grams import Grams, frequent_pairs
from fuzhou_viewer.store.search_index import APPLICATION_ID, MARK, storable
from fuzhou_viewer.store.search_segment import SegmentWriter

_SAMPLE = 10_000
_BATCH = 5_000
_KEPT_CHARACTERS = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum())
_TABLES = f"""
CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL, section TEXT, start INTEGER NOT NULL, head INTEGER NOT NULL,
    plain TEXT NOT NULL
);
CREATE INDEX passage_of_document ON passage (document);
CREATE TABLE number (passage INTEGER NOT NULL, low REAL NOT NULL, high REAL NOT NULL);
CREATE INDEX number_by_bounds ON number (low, high, passage);
CREATE INDEX number_of_passage ON number (passage);
CREATE VIRTUAL TABLE gram USING fts5(
    tokens, content = '', detail = none, columnsize = 0,
    tokenize = "ascii tokenchars '{_KEPT_CHARACTERS.replace("'", "''").replace('"', '""')}'"
);
"""


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A paragraph: the section it begins in, where it begins, how long its heading is, its folded characters.

    `numbers` are the bounds of what the numbers in it can stand for.
    """

    section: SectionId | None
    start: int
    head: int
    plain: str
    numbers: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A report as the index takes it; `fingerprint` changes when its text does."""

    key: str
    fingerprint: str
    passages: tuple[IndexedPassage, ...]


def build(file: Path, documents: Iterable[IndexedDocument]) -> None:
    """Write the index of `documents` to `file`; the oldest first. What stood there stays until the new one is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".index-", ignore_cleanup_errors=True) as folder:
        draft = Path(folder, file.name)
        _fill(draft, documents)
        draft.replace(file)


class IndexWriter:
    """Adds and removes single reports; readers go on meanwhile."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = normal")
        marks = dict(self._connection.execute("SELECT name, value FROM mark"))
        self._grams = Grams(json.loads(marks["frequent"]))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, document: IndexedDocument) -> None:
        """Put a report in; one of the same key is replaced."""
        with _transaction(self._connection):
            self._remove(document.key)
            number = 1 + self._connection.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()[0]
            self._connection.execute(
                "INSERT INTO document VALUES (?, ?, ?)", (number, document.key, document.fingerprint)
            )
            first = 1 + self._connection.execute("SELECT coalesce(max(id), 0) FROM passage").fetchone()[0]
            rows = [(first + i, number, p) for i, p in enumerate(document.passages)]
            _insert(self._connection, rows)
            self._connection.executemany(
                "INSERT INTO gram (rowid, tokens) VALUES (?, ?)",
                [(n, " ".join(self._grams.of_passage(storable(p.plain), p.head))) for n, _, p in rows],
            )

    def remove(self, key: str) -> None:
        """Take a report out."""
        with _transaction(self._connection):
            self._remove(key)

    def tidy(self) -> bool:
        """Do a little of the merging that additions leave behind; whether there may be more. For idle moments."""
        before = self._connection.total_changes
        self._connection.execute("INSERT INTO gram (gram, rank) VALUES ('merge', 64)")
        return self._connection.total_changes - before > 1

    def _remove(self, key: str) -> None:
        found = self._connection.execute("SELECT id FROM document WHERE key = ?", (key,)).fetchone()
        if found is None:
            return
        rows = self._connection.execute("SELECT id, plain, head FROM passage WHERE document = ?", found).fetchall()
        self._connection.executemany(
            "INSERT INTO gram (gram, rowid, tokens) VALUES ('delete', ?, ?)",
            [(number, " ".join(self._grams.of_passage(plain, head))) for number, plain, head in rows],
        )
        self._connection.executemany("DELETE FROM number WHERE passage = ?", [(number,) for number, _, _ in rows])
        self._connection.execute("DELETE FROM passage WHERE document = ?", found)
        self._connection.execute("DELETE FROM document WHERE id = ?", found)


class _transaction:  # noqa: N801 - read as a word: with _transaction(...)
    """Everything inside or nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_rest: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _fill(draft: Path, documents: Iterable[IndexedDocument]) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        frequent = _fill_tables(connection, documents, draft.parent)
        marks = {"version": MARK, "frequent": json.dumps(sorted(frequent), ensure_ascii=False)}
        connection.executemany("INSERT INTO mark VALUES (?, ?)", marks.items())
        connection.execute("COMMIT")
    # opened anew, because FTS5 keeps what it knew of the table before its pages were written
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        for command, value in (("automerge", 0), ("crisismerge", 1900)):
            connection.execute("INSERT INTO gram (gram, rank) VALUES (?, ?)", (command, value))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = wal")


def _fill_tables(connection: sqlite3.Connection, documents: Iterable[IndexedDocument], folder: Path) -> frozenset[str]:
    """Every passage into its tables and its grams into the index; the pairs that are frequent."""
    # numpy takes a tenth of a second to import, and most who start the program build no index
    from fuzhou_viewer.store.search_postings import Postings  # noqa: PLC0415

    rows = _numbered(connection, documents)
    sample = list(islice(rows, _SAMPLE))
    frequent = frequent_pairs((passage.plain for _, _, passage in sample), len(sample))
    postings = Postings(Grams(frequent), folder)
    everything = chain(sample, rows)
    while batch := list(islice(everything, _BATCH)):
        _insert(connection, batch)
        for _, _, passage in batch:
            postings.add(storable(passage.plain), passage.head)
    if postings.passages:
        segment = SegmentWriter(connection, "gram")
        segment.write(postings.terms())
        segment.finish(postings.passages, postings.tokens)
    return frequent


def _numbered(
    connection: sqlite3.Connection, documents: Iterable[IndexedDocument]
) -> Iterator[tuple[int, int, IndexedPassage]]:
    """Every passage with its own number and its report's, which is written on the way."""
    number = 0
    for own, document in enumerate(documents, 1):
        connection.execute("INSERT INTO document VALUES (?, ?, ?)", (own, document.key, document.fingerprint))
        for passage in document.passages:
            number += 1
            yield number, own, passage


def _insert(connection: sqlite3.Connection, rows: list[tuple[int, int, IndexedPassage]]) -> None:
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
        [(number, own, p.section, p.start, p.head, storable(p.plain)) for number, own, p in rows],
    )
    connection.executemany(
        "INSERT INTO number VALUES (?, ?, ?)", [(number, *bounds) for number, _, p in rows for bounds in p.numbers]
    )
