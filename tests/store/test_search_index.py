"""The index answers what looking at every passage would, and can always be made anew."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import search_queries
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import SectionId
from fuzhou_viewer.store.search_building import IndexedDocument, IndexedPassage, IndexWriter, build
from fuzhou_viewer.store.search_index import SearchIndex, Wanted
from search_texts import passages

_NUMBER = 20_000
_SMALL = (
    "(一)社区矫正。全市社区矫正工作扎实开展,社区矫正对象1133件",
    "办理公证14.1万件,公证收费7887.8万元",
    "法律援助 中心",
    "e公证平台(99.88%)",
    "\x00控制\x01字符",
    "\ue000私用\ue001区",
    "",
)


def _documents(plains: Sequence[tuple[int, str, int]]) -> Iterator[IndexedDocument]:
    """Reports of (report, folded passage, size of heading), in their order."""
    for key in dict.fromkeys(report for report, _, _ in plains):
        own = [(plain, head) for report, plain, head in plains if report == key]
        yield IndexedDocument(
            f"r{key}", "1", tuple(IndexedPassage(SectionId("s1"), i * 1000, head, p) for i, (p, head) in enumerate(own))
        )


def _wanted(query: str) -> Wanted:
    return Wanted(tuple((word,) for word in folded(query).split()))


@pytest.fixture(scope="module")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An index of 20,000 passages of recombined reports, and their folded texts."""
    made = [
        (report, folded(f"{head}。{text}"), len(head))
        for report, head, text in passages(shared / "corpus" / "txt", _NUMBER)
    ]
    by_report: dict[int, list[IndexedPassage]] = {}
    for report, plain, head in made:
        by_report.setdefault(report, []).append(IndexedPassage(None, 0, head, plain))
    file = tmp_path_factory.mktemp("index") / "search.sqlite3"
    build(file, (IndexedDocument(f"r{key}", "1", tuple(own)) for key, own in by_report.items()))
    return file, [plain for _, plain, _ in made]


def test_ten_classes_of_queries_are_answered_exactly_in_20000_passages(library: tuple[Path, list[str]]) -> None:
    file, plains = library
    index = SearchIndex(file)
    asked = search_queries.queries(plains[:1000])
    assert len(asked) >= 147
    assert {name for name, _ in asked} == set(search_queries.CLASSES)
    for name, query in asked:
        words = sorted(folded(query).split(), key=len, reverse=True)
        expected = {
            i for i, plain in enumerate(plains, 1) if words[0] in plain and all(word in plain for word in words)
        }
        found = list(index.every(_wanted(query)))
        assert len(found) == len(set(found)), (name, query)
        assert set(found) == expected, (name, query)
        assert index.count(_wanted(query)) == len(expected)
        top = index.top(_wanted(query))
        assert len(top) == len(set(top)) == min(50, len(expected))
        assert set(top) <= expected
    index.close()


def test_any_stretch_of_any_passage_is_found(library: tuple[Path, list[str]]) -> None:
    file, plains = library
    index = SearchIndex(file)
    chance = random.Random(5)
    for _ in range(400):
        number = chance.randrange(len(plains))
        start = chance.randrange(len(plains[number]))
        words = plains[number][start : start + chance.randint(1, 14)].strip()
        if words:
            assert number + 1 in set(index.every(Wanted(((words,),)))), words
    index.close()


def test_headings_come_first_then_what_is_said_often(tmp_path: Path) -> None:
    texts = [(0, "公证在前", 0), (1, "一、公证", 4), (2, "公证公证公证", 0), (3, "公证在后", 0)]
    file = tmp_path / "i.sqlite3"
    build(file, _documents(texts))
    index = SearchIndex(file)
    assert index.top(_wanted("公证")) == [2, 3, 4, 1]
    assert index.top(_wanted("公证在")) == [4, 1]
    assert [row.document for row in index.rows([2, 1])] == ["r1", "r0"]
    index.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SearchIndex]:
    file = tmp_path / "small.sqlite3"
    build(file, _documents([(i, folded(text), 0) for i, text in enumerate(_SMALL)]))
    index = SearchIndex(file)
    yield index
    index.close()


@pytest.mark.parametrize(
    "words",
    [
        "社区", "法律援助 中心", "援助 中", "\x00控", "\x01", "\x00", "\ue000", "\ue000私", "\ue001", "公证 OR", '"', "'", "*", "%", "_", "(", "99.88%", "e公",
        "\ud800", "NEAR(", "tokens:", "^", "- ", "😀", "x" * 10_000, "社" * 10_000, "x y " * 2_500, "件", "1", "13", "113", "1133", " ", "\t", "\\", "--", ";", "的",
    ],
)  # fmt: skip
def test_whatever_is_asked_is_taken_literally(small: SearchIndex, words: str) -> None:
    expected = {i + 1 for i, text in enumerate(_SMALL) if words in folded(text)}
    wanted = Wanted(((words,),))
    assert set(small.every(wanted)) == set(small.top(wanted)) == expected
    assert small.count(wanted) == len(expected)


def test_either_and_none_of_and_in_these_reports_and_numbers(tmp_path: Path) -> None:
    own = [("公证鉴定", ()), ("公证律师", ((5.0, 5.0),)), ("鉴定律师", ((100.0, 200.0),)), ("调解", ())]
    documents = [IndexedDocument(f"r{i}", "1", (IndexedPassage(None, 0, 0, p, n),)) for i, (p, n) in enumerate(own)]
    file = tmp_path / "i.sqlite3"
    build(file, documents)
    index = SearchIndex(file)
    assert list(index.every(Wanted((("公证", "鉴定"),)))) == [3, 2, 1]
    assert list(index.every(Wanted((("公证", "鉴定"),), ("律师",)))) == [1]
    assert list(index.every(Wanted((("公证", "鉴定"), ("律师",))))) == [3, 2]
    assert list(index.every(Wanted((("律师",),), documents=("r2", "r0")))) == [3]
    assert list(index.every(Wanted((), documents=("r3",)))) == [4]
    assert list(index.every(Wanted((("律师",),), numbers=((150, None),)))) == [3]
    assert list(index.every(Wanted((), numbers=((None, 5),)))) == [2]
    assert index.counts(Wanted((("律师",),))) == {"r1": 1, "r2": 1}
    assert index.counts(Wanted((("公证", "鉴定"),), ("律师",))) == {"r0": 1}
    index.close()


def test_a_report_is_added_changed_and_removed_while_the_index_is_open(tmp_path: Path) -> None:
    file = tmp_path / "i.sqlite3"
    build(file, _documents([(0, "公证", 0), (1, "鉴定", 0)]))
    index, writer = SearchIndex(file), IndexWriter(file)
    writer.add(IndexedDocument("r2", "1", (IndexedPassage(None, 0, 0, "公证员"), IndexedPassage(None, 9, 0, "律师"))))
    assert index.top(_wanted("公证")) == [3, 1]
    assert index.top(_wanted("公证员")) == [3]
    writer.add(IndexedDocument("r2", "2", (IndexedPassage(None, 0, 0, "调解员"),)))
    assert index.top(_wanted("公证")) == [1]
    assert [index.rows([n])[0].document for n in index.top(_wanted("调解员"))] == ["r2"]
    writer.remove("r0")
    writer.remove("nothing")
    assert index.top(_wanted("公证")) == []
    assert index.keys() == {("r1", "1"), ("r2", "2")}
    for _ in range(20):
        if not writer.tidy():
            break
    assert index.count(Wanted(())) == 2
    index.close()
    writer.close()
    checked = sqlite3.connect(file)
    checked.execute("INSERT INTO gram (gram) VALUES ('integrity-check')")
    checked.close()


def test_a_failed_addition_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "i.sqlite3"
    build(file, _documents([(0, "公证", 0)]))
    writer = IndexWriter(file)
    broken = IndexedPassage(None, 0, 0, "鉴定", (("x", None),))  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        writer.add(IndexedDocument("r0", "2", (broken,)))
    writer.close()
    index = SearchIndex(file)
    assert index.keys() == {("r0", "1")}
    assert index.top(_wanted("公证")) == [1]
    index.close()


@pytest.mark.parametrize("kind", ["missing", "empty", "no database", "foreign", "other version", "no marks", "cut"])
def test_what_is_no_index_of_ours_is_refused(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "i.sqlite3"
    if kind in ("other version", "no marks", "cut"):
        build(file, _documents([(0, "公证" * 9_000, 0)]))
        with sqlite3.connect(file) as connection:
            if kind == "other version":
                connection.execute("UPDATE mark SET value = '0.0.0' WHERE name = 'version'")
            if kind == "no marks":
                connection.execute("DELETE FROM mark")
        connection.close()
        if kind == "cut":
            file.write_bytes(file.read_bytes()[:4096])
    elif kind == "empty":
        file.touch()
    elif kind == "no database":
        file.write_bytes(b"x" * 5000)
    elif kind == "foreign":
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE t (a)")
        connection.close()
    with pytest.raises(sqlite3.DatabaseError):
        SearchIndex(file)


def test_a_build_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    file = tmp_path / "i.sqlite3"
    build(file, _documents([(0, "公证", 0)]))

    def broken() -> Iterator[IndexedDocument]:
        yield IndexedDocument("a", "1", ())
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - nothing to match
        build(file, broken())
    index = SearchIndex(file)
    assert index.top(_wanted("公证")) == [1]
    index.close()
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(".")] == []
