"""The search index: a file of its own that can always be made anew from the library.

It holds the folded paragraphs of every report and, for each, its grams (search_grams) in a
contentless FTS5 table. Grams give candidates, the newest first; every candidate is verified
on the folded text in the same statement. Folding moves no offset, so places are the original's.
Where a heading holds the words, or a passage holds them often, it comes first.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from urllib.parse import quote

from fuzhou_viewer.core import folding
from fuzhou_viewer.core.records import SectionId
from fuzhou_viewer.store import search_grams
from fuzhou_viewer.store.search_grams import HEADING, OFTEN, Grams

APPLICATION_ID = 0x465A5349
"""The four bytes FZSI at offset 68 of the file."""

FORMAT = 1
MARK = f"{FORMAT}.{search_grams.VERSION}.{folding.VERSION}"
"""What an index must be marked with to be of use: its format, grams and folding."""

_TIER = 500
_OFTEN_TIMES = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """Folded phrases: of each group one must stand in the passage, and none of `without`.

    `documents` are the keys to look in; None is all. For each pair in `numbers` (None: no bound) a number
    that may lie between must stand there.
    """

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()
    documents: tuple[str, ...] | None = None
    numbers: tuple[tuple[float | None, float | None], ...] = ()

    @property
    def words(self) -> tuple[str, ...] | None:
        """The phrases, if all of them must stand there and nothing else is asked."""
        plain = all(len(group) == 1 for group in self.groups) and not self.without
        plain = plain and not self.numbers and self.documents is None
        return tuple(group[0] for group in self.groups) if plain else None


@dataclass(frozen=True, slots=True)
class Row:
    """A passage found: its report, the section it begins in, where it begins, its folded characters."""

    id: int
    document: str
    section: SectionId | None
    start: int
    plain: str


class SearchIndex:
    """Reads an index file; made by search_building, replaced when it is not what it should be.

    Raises sqlite3.DatabaseError where the file turns out damaged: whoever asks then scans and has it rebuilt.
    """

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(
            f"file:{quote(str(file.absolute()))}?mode=ro", uri=True, check_same_thread=False, cached_statements=64
        )
        try:
            self._connection.execute("PRAGMA trusted_schema = off")
            self._connection.execute("PRAGMA cache_size = -16384")
            self._connection.execute("PRAGMA mmap_size = 134217728")
            self.grams = Grams(_checked(self._connection))
        except (sqlite3.Error, ValueError, KeyError, TypeError) as fault:
            self._connection.close()
            raise sqlite3.DatabaseError(f"no index of this program: {fault}") from fault

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop what runs in another thread; it raises sqlite3.OperationalError."""
        self._connection.interrupt()

    def keys(self) -> frozenset[tuple[str, str]]:
        """The key and fingerprint of every report it holds."""
        return frozenset(self._connection.execute("SELECT key, fingerprint FROM document"))

    def size(self) -> int:
        """How many passages it holds."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM passage").fetchone()[0])

    def top(self, wanted: Wanted, limit: int = 50) -> list[int]:
        """The passages that answer, at most `limit`: headings, then those that say it often, then the newest."""
        words = tuple(map(storable, wanted.words)) if wanted.words else None
        if words and all(map(self.grams.is_exact, words)):
            return self._top_exact(words, limit)
        if words is None or not self._has_only_frequent(words):
            base = list(self._matching(wanted, limit + 1))
            if words is None:
                return base[:limit]
            if len(base) <= limit:
                return self._ranked(base, words)
        else:
            base = []
        return self._top_tiers(wanted, words, base, limit)

    def every(self, wanted: Wanted) -> Iterator[int]:
        """Every passage that answers, the newest first."""
        return self._matching(wanted, -1)

    def count(self, wanted: Wanted) -> int:
        """How many passages answer; may take long, see interrupt()."""
        sql, values = self._statement("count(*)", wanted)
        return int(self._connection.execute(sql, values).fetchone()[0])

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """How many passages of each report answer, by its key."""
        sql, values = self._statement("p.document, count(*)", wanted)
        found = self._connection.execute(
            f"SELECT d.key, n FROM (SELECT document, n FROM ({sql.replace('count(*)', 'count(*) AS n')}"
            " GROUP BY p.document)) JOIN document d ON d.id = document",
            values,
        )
        return dict(found)

    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The passages called `ids`, in that order."""
        asked = list(ids)
        found = {
            row[0]: Row(*row)
            for row in self._connection.execute(
                "SELECT p.id, d.key, p.section, p.start, p.plain FROM passage p JOIN document d ON d.id = p.document"
                " WHERE p.id IN (SELECT value FROM json_each(?))",
                (json.dumps(asked),),
            )
        }
        return [found[number] for number in asked]

    def _top_exact(self, words: tuple[str, ...], limit: int) -> list[int]:
        """Grams alone answer: no text is read."""
        base = [] if self._has_only_frequent(words) else self._exact(words, "", limit + 1)
        if len(base) == 1 or (not base and not self._has_only_frequent(words)):
            return base
        found: dict[int, None] = {}
        for mark in (HEADING, OFTEN):
            found |= dict.fromkeys(self._exact(words, mark, limit))
            if len(found) >= limit:
                return list(found)[:limit]
        found |= dict.fromkeys(base or self._exact(words, "", limit + len(found)))
        return list(found)[:limit]

    def _exact(self, words: tuple[str, ...], mark: str, limit: int) -> list[int]:
        match = " AND ".join(_quoted(mark + word) for word in words)
        sql = "SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [number for (number,) in self._connection.execute(sql, (match, limit))]

    def _has_only_frequent(self, words: tuple[str, ...]) -> bool:
        return all(map(self.grams.is_frequent, words))

    def _top_tiers(self, wanted: Wanted, words: tuple[str, ...], base: list[int], limit: int) -> list[int]:
        """More answer than can be shown: what stands in headings and what is said often first."""
        found: dict[int, None] = {}
        for mark, test in ((HEADING, _IN_HEADING), (OFTEN, _OFTEN)):
            match = " AND ".join(_quoted(mark + gram) for word in words for gram in self.grams.ranking(word))
            verify = " AND ".join([test] * len(words))
            sql = (
                "SELECT p.id FROM (SELECT rowid AS r FROM gram WHERE gram MATCH ? ORDER BY rowid DESC LIMIT ?)"
                f" CROSS JOIN passage p ON p.id = r WHERE {verify}"
            )
            values = [value for word in words for value in ((word,) if mark == HEADING else (word, 3 * len(word)))]
            for (number,) in self._connection.execute(sql, (match, _TIER, *values)):
                found[number] = None
                if len(found) >= limit:
                    return list(found)
        rest = base or self._matching(wanted, limit + len(found))
        found |= dict.fromkeys(rest)
        if len(found) < limit and base:
            found |= dict.fromkeys(self._matching(wanted, limit + len(found)))
        return list(found)[:limit]

    def _ranked(self, ids: list[int], words: tuple[str, ...]) -> list[int]:
        """Few answer: ranked by their text; `ids` come the newest first."""
        if len(ids) < 2:
            return ids
        heading = " AND ".join([_IN_HEADING] * len(words))
        often = " AND ".join([_OFTEN] * len(words))
        values = [*words, *(value for word in words for value in (word, 3 * len(word)))]
        return [
            number
            for (number,) in self._connection.execute(
                f"SELECT id FROM passage p WHERE id IN (SELECT value FROM json_each(?))"
                f" ORDER BY CASE WHEN {heading} THEN 0 WHEN {often} THEN 1 ELSE 2 END, id DESC",
                (json.dumps(ids), *values),
            )
        ]

    def _matching(self, wanted: Wanted, limit: int) -> Iterator[int]:
        sql, values = self._statement("p.id", wanted)
        rows = self._connection.execute(f"{sql} ORDER BY {_order(sql)} DESC LIMIT ?", (*values, limit))
        return (number for (number,) in rows)

    def _statement(self, columns: str, wanted: Wanted) -> tuple[str, list[str | float]]:
        """The statement that finds candidates by their grams and verifies each on its text."""
        match = _match(self.grams, wanted)
        tests = [" OR ".join(["instr(p.plain, ?) > 0"] * len(group)) for group in wanted.groups]
        tests += ["instr(p.plain, ?) = 0"] * len(wanted.without)
        values: list[str | float] = [storable(word) for group in (*wanted.groups, wanted.without) for word in group]
        if wanted.documents is not None:
            tests.append("p.document IN (SELECT id FROM document WHERE key IN (SELECT value FROM json_each(?)))")
            values.append(json.dumps(wanted.documents))
        for low, high in wanted.numbers:
            tests.append("p.id IN (SELECT passage FROM number WHERE low <= ? AND high >= ?)")
            values += (inf if high is None else high, -inf if low is None else low)
        where = " AND ".join(f"({test})" for test in tests) or "1"
        if not match:
            return f"SELECT {columns} FROM passage p WHERE {where}", values
        source = "gram CROSS JOIN passage p ON p.id = gram.rowid WHERE gram MATCH ? AND"
        return f"SELECT {columns} FROM {source} {where}", [match, *values]


_IN_HEADING = "instr(substr(p.plain, 1, p.head), ?) > 0"
_OFTEN = "(length(p.plain) - length(replace(p.plain, ?, ''))) >= ?"


def storable(plain: str) -> str:
    """The text with halves of surrogate pairs replaced, which no database takes; the length stays."""
    try:
        plain.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in plain)
    return plain


def _order(sql: str) -> str:
    return "gram.rowid" if " MATCH " in sql else "p.id"


def _match(grams: Grams, wanted: Wanted) -> str:
    """The FTS5 expression every answering passage matches; empty where none can be given."""
    parts = []
    for group in wanted.groups:
        ways = [" AND ".join(map(_quoted, grams.of_phrase(storable(words)))) for words in group]
        if all(ways):
            parts.append(ways[0] if len(ways) == 1 else " OR ".join(f"({way})" for way in ways))
    return " AND ".join(f"({part})" for part in parts)


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'


def _checked(connection: sqlite3.Connection) -> list[str]:
    """The frequent pairs of an index of this program and version. Raises ValueError or sqlite3.Error."""
    (own,) = connection.execute("PRAGMA application_id").fetchone()
    if own != APPLICATION_ID:
        raise ValueError("foreign")
    marks = dict(connection.execute("SELECT name, value FROM mark"))
    if marks.get("version") != MARK:
        raise ValueError("of another version")
    connection.execute("SELECT rowid FROM gram WHERE gram MATCH '\"的\"' LIMIT 1").fetchone()
    return [str(pair) for pair in json.loads(marks["frequent"])]
