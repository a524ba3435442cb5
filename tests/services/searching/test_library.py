"""Many reports are searched alike with and without an index; an index that is no good is made anew without a word."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import search_queries
from fuzhou_viewer import paths
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.collection import Collection
from fuzhou_viewer.services.importing import Importer
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.services.searching.library import LibrarySearcher, ReportFacts
from fuzhou_viewer.services.searching.shelf import WholeLibrary

_TEXT = """{year}年{place}工作总结
一、办案
(一)社区矫正。全市办理{number}件,办结率{rate}%。
(二)公证。办理公证14.1万件,鉴定{number}件。
二、队伍
党建工作扎实,公证员{year}人。
"""


class _Reports:
    """Reports kept in memory, as a library would keep them."""

    def __init__(self, read: Callable[[str], Document]) -> None:
        self.read = read
        self.kept: dict[str, Document] = {}

    def add(self, key: str, text: str) -> None:
        document = self.read(text)
        self.kept[key] = replace(document, key=key, source=replace(document.source, name=f"{key}.txt"))

    def facts(self) -> list[ReportFacts]:
        return [
            ReportFacts(key, str(hash(d.text)), d.title, d.year, d.issuer, d.source.name)
            for key, d in self.kept.items()
        ]


@pytest.fixture
def reports(read: Callable[[str], Document]) -> _Reports:
    made = _Reports(read)
    for i, (year, place) in enumerate([(2020, "甲市"), (2021, "乙市"), (2022, "丙市")]):
        made.add(f"k{i}", _TEXT.format(year=year, place=place, number=900 + 100 * i, rate=97 + i))
    return made


@pytest.fixture
def searcher(reports: _Reports, tmp_path: Path) -> Iterator[LibrarySearcher]:
    made = LibrarySearcher(tmp_path / "folder" / "search.sqlite3", reports.facts, lambda key: reports.kept[key])
    yield made
    made.close()


_ASKED = [
    "社区矫正", "公证", "的", "14.1万", "公证 鉴定", "公证 OR 党建", "公证 -鉴定", "公证 NEAR/9 鉴定", ">950件", "=141000", "98%..99%", "标题:社区", "章:二 公证",
    "年:2021", "年:2021..2022 公证", "单位:无 公证", "文件:k1 公证", "公证 -年:2021", "标题:社区 OR 年:2022", "没有这个词", '"', "\ud800", "\x00", "", "章:一", "-公证 年:2022 办",
    "公证 " * 60, "公证 " + " ".join(f"-x{i}" for i in range(60)), " OR ".join(f"公证{i}" for i in range(60)) + " OR 党建",
]  # fmt: skip


@pytest.mark.parametrize("typed", _ASKED)
def test_the_index_answers_like_a_look_at_each_report(searcher: LibrarySearcher, typed: str) -> None:
    scanned = searcher.answer(typed)
    counted = searcher.count(typed)
    assert searcher.refresh()
    indexed = searcher.answer(typed)
    assert indexed.is_by_scan is False
    assert scanned.is_by_scan is bool(typed)
    assert {(p.report, p.span): p.places for p in indexed.passages} == {
        (p.report, p.span): p.places for p in scanned.passages
    }
    assert indexed.understood == scanned.understood
    assert searcher.count(typed) == counted


def test_places_slice_to_the_words(searcher: LibrarySearcher, reports: _Reports) -> None:
    searcher.refresh()
    answer = searcher.answer("公证")
    assert len(answer.passages) == 6
    for passage in answer.passages:
        text = reports.kept[passage.report].text
        assert all(text[span.start : span.end] == "公证" for span in passage.places)


def test_answers_are_counted_by_year_issuer_and_report(searcher: LibrarySearcher) -> None:
    searcher.refresh()
    facets = searcher.facets(searcher.count("公证 OR 党建 -鉴定"))
    assert [(f.words, f.count) for f in facets.years] == [("2022", 1), ("2021", 1), ("2020", 1)]
    assert [(f.words, f.count) for f in facets.issuers] == [("单位不详", 3)]
    assert {f.words for f in facets.reports} == {"2020年甲市工作总结", "2021年乙市工作总结", "2022年丙市工作总结"}
    assert searcher.facets({}).years == ()


def test_more_than_can_be_shown_is_said(searcher: LibrarySearcher) -> None:
    searcher.refresh()
    assert searcher.answer("公证", limit=2).has_more
    assert not searcher.answer("公证", limit=6).has_more


def test_a_new_report_is_found_after_a_refresh_and_a_removed_one_no_more(
    searcher: LibrarySearcher, reports: _Reports
) -> None:
    searcher.refresh()
    reports.add("k9", "2024年丁市工作总结\n一、新事\n量子公证试点。\n")
    searcher.library_changed()
    assert searcher.answer("量子").is_by_scan
    assert [p.report for p in searcher.answer("量子").passages] == ["k9"]
    assert searcher.refresh()
    assert [p.report for p in searcher.answer("量子").passages] == ["k9"]
    del reports.kept["k9"]
    searcher.library_changed()
    assert searcher.refresh()
    assert searcher.answer("量子").passages == ()
    assert not searcher.answer("量子").is_by_scan


@pytest.mark.parametrize("damage", ["removed", "foreign", "garbage", "other version", "cut"])
def test_a_bad_index_is_made_anew_and_searching_goes_on_meanwhile(
    searcher: LibrarySearcher, tmp_path: Path, damage: str
) -> None:
    searcher.refresh()
    expected = searcher.answer("公证").passages
    searcher.close()
    file = tmp_path / "folder" / "search.sqlite3"
    _harm(file, damage)
    searcher.library_changed()
    assert set(searcher.answer("公证").passages) == set(expected)
    assert searcher.answer("公证").is_by_scan
    assert searcher.refresh()
    assert searcher.answer("公证").passages == expected
    assert not searcher.answer("公证").is_by_scan


def _harm(file: Path, damage: str) -> None:
    if damage == "removed":
        file.unlink()
    elif damage == "garbage":
        file.write_bytes(b"no database at all" * 500)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:8192])
    else:
        with sqlite3.connect(file) as connection:
            statement = "PRAGMA application_id = 7" if damage == "foreign" else "UPDATE mark SET value = 'x'"
            connection.execute(statement)
        connection.close()


def test_pages_that_turn_out_damaged_later_are_noticed(searcher: LibrarySearcher, tmp_path: Path) -> None:
    searcher.refresh()
    expected = searcher.answer("社区矫正").passages
    searcher.close()
    with sqlite3.connect(tmp_path / "folder" / "search.sqlite3") as connection:
        connection.execute("UPDATE gram_data SET block = x'00' WHERE id > 100")
    connection.close()
    searcher.library_changed()
    assert set(searcher.answer("社区矫正").passages) == set(expected)
    assert searcher.refresh()
    assert searcher.answer("社区矫正").passages == expected


def test_where_no_index_can_be_written_answers_come_by_scan(reports: _Reports, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder", encoding="utf-8")
    searcher = LibrarySearcher(tmp_path / "taken" / "search.sqlite3", reports.facts, lambda key: reports.kept[key])
    assert not searcher.refresh()
    assert len(searcher.answer("公证").passages) == 6


def test_the_embedded_report_and_the_own_ones_are_one_library(library_file: Path, tmp_path: Path) -> None:
    collection = Collection(tmp_path / "own", Importer(paths.resources() / "vocabulary"))
    for year in (2020, 2021):
        file = tmp_path / f"{year}.txt"
        file.write_text(_TEXT.format(year=year, place="甲市", number=year, rate=99), encoding="utf-8")
        collection.keep(collection.read(file))
    library = WholeLibrary(Library(library_file), collection)
    searcher = library.searcher(tmp_path / "search.sqlite3")
    assert searcher.refresh()
    found = searcher.answer("公证", limit=1000)
    assert {p.report for p in found.passages} == {"embedded", "own1", "own2"}
    for passage in found.passages:
        text = library.report(passage.report).text
        assert all(text[place.start : place.end] == "公证" for place in passage.places)
    collection.remove(collection.holdings()[:1])
    searcher.library_changed()
    assert searcher.refresh()
    assert len({p.report for p in searcher.answer("公证", limit=1000).passages}) == 2
    searcher.close()


def test_real_reports_are_answered_exactly(shared: Path, read: Callable[[str], Document], tmp_path: Path) -> None:
    reports = _Reports(read)
    for file in sorted((shared / "corpus" / "txt").glob("*.txt"))[:4]:
        reports.add(file.stem, file.read_text(encoding="utf-8"))
    searcher = LibrarySearcher(tmp_path / "search.sqlite3", reports.facts, lambda key: reports.kept[key])
    assert searcher.refresh()
    lines = [
        (key, line, folded(document.text[line.start : line.end]))
        for key, document in reports.kept.items()
        for line in paragraphs(document.text)
        if line.start < max(s.span.end for s in document.sections if s.kind != "junk")
    ]
    for name, query in search_queries.queries([d.text for d in reports.kept.values()]):
        words = folded(query).split()
        expected = {(key, line) for key, line, plain in lines if all(word in plain for word in words)}
        found = searcher.answer(query, limit=100_000)
        assert not found.is_by_scan
        assert {(p.report, p.span) for p in found.passages} == expected, (name, query)
    searcher.close()
