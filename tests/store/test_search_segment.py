"""The pages written at once are those FTS5 would have come to, and it takes them for its own."""

import json
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.store.search_building import _TABLES, IndexedDocument, IndexedPassage, IndexWriter, build
from fuzhou_viewer.store.search_grams import Grams
from fuzhou_viewer.store.search_index import SearchIndex, Wanted, storable
from fuzhou_viewer.store.search_segment import varint
from fuzzy_text import any_text

_MANY = 17_000


def _file(folder: Path, plains: list[tuple[str, int]]) -> Path:
    file = folder / "i.sqlite3"
    build(file, [IndexedDocument("r", "1", tuple(IndexedPassage(None, 0, head, plain) for plain, head in plains))])
    return file


def _held(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Every gram with every passage, as FTS5 itself reads them."""
    connection.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'gram', 'instance')")
    return connection.execute("SELECT term, doc FROM held ORDER BY term, doc").fetchall()


def _inserted(plains: list[tuple[str, int]]) -> list[tuple[str, int]]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(_TABLES)
    grams = Grams(())
    connection.executemany(
        "INSERT INTO gram (rowid, tokens) VALUES (?, ?)",
        [(i, " ".join(grams.of_passage(storable(plain), head))) for i, (plain, head) in enumerate(plains, 1)],
    )
    return _held(connection)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(any_text.map(folded), st.integers(0, 12)), max_size=8))
def test_any_texts_are_held_as_fts5_would_hold_them(tmp_path: Path, plains: list[tuple[str, int]]) -> None:
    connection = sqlite3.connect(_file(tmp_path, plains))
    assert _held(connection) == _inserted(plains)
    connection.execute("INSERT INTO gram (gram) VALUES ('integrity-check')")
    connection.close()


def test_two_thousand_sentences_are_held_as_fts5_would_hold_them(tmp_path: Path) -> None:
    chance = random.Random(3)
    letters = "的一是在不了有和人这中大工作发展12345.%a,"
    plains = [("".join(chance.choices(letters, k=90)), chance.randrange(9)) for _ in range(2000)]
    connection = sqlite3.connect(_file(tmp_path, plains))
    connection.execute("INSERT INTO gram (gram) VALUES ('integrity-check')")
    (frequent,) = connection.execute("SELECT value FROM mark WHERE name = 'frequent'").fetchone()
    grams = Grams(json.loads(frequent))
    expected = {(gram, i) for i, (plain, head) in enumerate(plains, 1) for gram in grams.of_passage(plain, head)}
    assert sum(len(gram) == 3 for gram, _ in expected) > 10_000
    held = _held(connection)
    assert len(held) == len(set(held))
    assert set(held) == expected
    connection.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More passages than a batch; some grams go on over many pages, one stands in the first and the last alone."""
    plains = [(f"{'始' if i in (0, _MANY - 1) else ''}工作{'三' * (i % 3 == 0)}{i}", 0) for i in range(_MANY)]
    return _file(tmp_path_factory.mktemp("many"), plains)


def test_grams_over_many_pages_and_batches_are_read_both_ways(many: Path) -> None:
    connection = sqlite3.connect(many)
    connection.execute("INSERT INTO gram (gram) VALUES ('integrity-check')")
    everything = list(range(1, _MANY + 1))
    for match, expected in (
        ('"工作"', everything),
        ('"三"', everything[::3]),
        ('"始"', [1, _MANY]),
        ('"工作" AND "三" AND "999"', [i + 1 for i in range(0, _MANY, 3) if "999" in str(i)]),
        ('"始" AND "工作"', [1, _MANY]),
    ):
        for order in ("ASC", "DESC"):
            sql = f"SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid {order}"
            found = [number for (number,) in connection.execute(sql, (match,))]
            assert found == (expected if order == "ASC" else expected[::-1]), (match, order)
        low, high = 5000, 5200
        sql = "SELECT rowid FROM gram WHERE gram MATCH ? AND rowid BETWEEN ? AND ?"
        found = [number for (number,) in connection.execute(sql, (match, low, high))]
        assert found == [number for number in expected if low <= number <= high]
    connection.close()


def test_what_was_written_at_once_is_extended_merged_and_cut_by_fts5(many: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    file.write_bytes(many.read_bytes())
    writer = IndexWriter(file)
    for i in range(12):
        writer.add(IndexedDocument(f"n{i}", "1", (IndexedPassage(None, 0, 0, f"新工作{i}"),)))
    while writer.tidy():
        pass
    writer.remove("n3")
    writer.close()
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO gram (gram) VALUES ('optimize')")
        connection.execute("INSERT INTO gram (gram) VALUES ('integrity-check')")
    connection.close()
    index = SearchIndex(file)
    assert index.count(Wanted((("新工作",),))) == 11
    assert index.count(Wanted((("工作",),))) == _MANY + 11
    index.close()


@pytest.mark.parametrize("value", [0, 1, 127, 128, 16383, 16384, 2097151, 2097152, 268435455, 268435456, 2**40])
def test_numbers_are_written_as_sqlite_reads_them(value: int) -> None:
    written = varint(value)
    assert all(byte > 127 for byte in written[:-1])
    assert written[-1] < 128
    read = 0
    for byte in written:
        read = read << 7 | byte & 127
    assert read == value
