"""From the search box every report of the library is searched, and a hit leads into its report and back."""

import sqlite3
from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from fuzhou_viewer import app
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.importing import Incoming
from fuzhou_viewer.services.searching import Suggestion
from fuzhou_viewer.services.searching.everywhere import EverywhereAnswer, ReportHits
from fuzhou_viewer.services.searching.narrowing import Narrowings
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.search_panel.hit_model import COUNT_ROLE
from fuzhou_viewer.ui.search_panel.library_finder import LibraryFinder
from fuzhou_viewer.ui.search_panel.scopes import SCOPES

_TEXT = """{year}年{place}司法局工作总结
一、办案
(一)社区矫正。全市办理{number}件。
二、队伍
海丝中央法务区{place}片区党建工作扎实。
"""
_EVERYWHERE = next(i for i, scope in enumerate(SCOPES) if scope.is_everywhere)


@pytest.fixture
def shelved(program: app.Program, read: Callable[[str], Document]) -> Iterator[list[Document]]:
    """Three reports in the person's own library, gone when the test ends."""
    collection = program.collaborators.collection()
    reports = [
        read(_TEXT.format(year=year, place=place, number=900 + year))
        for year, place in ((2019, "甲市"), (2020, "乙市"), (2021, "丙市"))
    ]
    kept = [collection.keep(Incoming(report, b"")) for report in reports]
    yield reports
    collection.erase([one.holding for one in kept])


def _look(window: MainWindow, qtbot: object, words: str) -> None:
    with qtbot.waitSignal(window.finder._library.found, timeout=10_000):
        window.search_line.look_for(words)
        if not window.finder._scope.is_everywhere:
            window.hits._scopes.button(_EVERYWHERE).click()


def _ready(window: MainWindow, qtbot: object) -> None:
    qtbot.waitUntil(lambda: "建立索引" not in window.hits._note.text(), timeout=10_000)


def _titles(window: MainWindow) -> list[str]:
    model = window.hits._model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_every_report_is_searched_and_the_hits_stand_under_their_reports(
    window: MainWindow, qtbot: object, shelved: list[Document], report: Document
) -> None:
    _look(window, qtbot, "社区矫正")
    _ready(window, qtbot)
    assert set(_titles(window)) == {report.title, *(one.title for one in shelved)}
    model = window.hits._model
    counts = {str(model.index(row, 0).data()): model.index(row, 0).data(COUNT_ROLE) for row in range(model.rowCount())}
    assert counts[report.title] == 7
    assert all(counts[one.title] == 1 for one in shelved)
    assert len(window.finder._answer.hits) == 7, "the report shown is marked all the same"


def test_a_hit_opens_its_report_at_its_place_and_the_way_leads_back(
    window: MainWindow, qtbot: object, shelved: list[Document], report: Document
) -> None:
    _look(window, qtbot, "乙市片区")
    _ready(window, qtbot)
    assert _titles(window) == [shelved[1].title]
    window.actions_by_name["next_hit"].trigger()
    qtbot.waitUntil(lambda: window.report.title == shelved[1].title, timeout=10_000)
    assert window.finder._scope.is_everywhere
    assert _titles(window) == [shelved[1].title], "what was found stays listed"
    qtbot.waitUntil(lambda: len(window.text.marked_hits()) == 1, timeout=10_000)
    window.actions_by_name["before_search"].trigger()
    qtbot.waitUntil(lambda: window.report.title == report.title, timeout=10_000)


def test_what_was_found_can_be_narrowed_by_year(window: MainWindow, qtbot: object, shelved: list[Document]) -> None:
    _look(window, qtbot, "社区矫正")
    _ready(window, qtbot)
    narrowing = window.hits._narrowing
    qtbot.waitUntil(lambda: not narrowing.isHidden(), timeout=10_000)
    year = next(a for a in narrowing.menu.actions() if a.text().startswith("2020 "))
    assert year.text() == "2020  1 段"
    with qtbot.waitSignal(window.finder._library.found, timeout=10_000):
        year.trigger()
    assert window.search_line.text() == '社区矫正 年:"2020"'
    assert _titles(window) == [shelved[1].title]


def test_reports_that_come_and_go_are_noticed(
    window: MainWindow, qtbot: object, program: app.Program, read: Callable[[str], Document]
) -> None:
    _look(window, qtbot, "丁市片区")
    _ready(window, qtbot)
    assert _titles(window) == []
    collection = program.collaborators.collection()
    kept = collection.keep(Incoming(read(_TEXT.format(year=2018, place="丁市", number=5)), b""))
    _look(window, qtbot, "丁市片区 ")
    _ready(window, qtbot)
    assert len(_titles(window)) == 1
    collection.remove([kept.holding])
    _look(window, qtbot, "丁市片区")
    _ready(window, qtbot)
    assert _titles(window) == []
    collection.erase([kept.holding])


class _Slow:
    """A library whose counts are given up when the next question comes, as an index gives them up."""

    def __init__(self) -> None:
        self.counting, self.given_up = Event(), Event()

    def look(self, typed: str) -> EverywhereAnswer:
        self.given_up.clear()
        return EverywhereAnswer(typed, "", (ReportHits("k", "报告", ()),), has_more=False, is_by_scan=False)

    def narrowings(self, typed: str) -> Narrowings:
        if typed == "先":
            self.counting.set()
            assert self.given_up.wait(10)
            raise sqlite3.OperationalError("interrupted")
        return Narrowings((Suggestion("2020", typed, 1),))

    def interrupt(self) -> None:
        self.given_up.set()

    def close(self) -> None:
        """Nothing is open."""


def test_a_count_that_is_given_up_for_the_next_question_is_no_fault(qtbot: object) -> None:
    slow, owner = _Slow(), QObject()
    finder = LibraryFinder(lambda: slow, owner)  # type: ignore[arg-type, return-value]
    finder.look("先")
    qtbot.waitUntil(slow.counting.is_set, timeout=10_000)
    with qtbot.waitSignal(finder.narrowed, timeout=10_000) as told:
        finder.look("后")
    assert told.args[0].years[0].typed == "后"
    finder.finish()


def test_a_hit_in_a_report_that_has_gone_is_told_in_words(
    window: MainWindow, qtbot: object, program: app.Program, read: Callable[[str], Document]
) -> None:
    collection = program.collaborators.collection()
    kept = collection.keep(Incoming(read(_TEXT.format(year=2017, place="戊市", number=5)), b""))
    _look(window, qtbot, "戊市片区")
    _ready(window, qtbot)
    collection.erase([kept.holding])
    program.collaborators.everywhere().look("戊市")  # the library is looked through again
    with qtbot.waitSignal(window.finder.failed, timeout=10_000) as told:
        window.actions_by_name["next_hit"].trigger()
    assert "不在资料库里" in told.args[0].message
    for box in window.findChildren(QMessageBox):
        box.close()


def test_the_list_over_many_reports_can_be_copied(window: MainWindow, qtbot: object, shelved: list[Document]) -> None:
    _look(window, qtbot, "中央法务区")
    _ready(window, qtbot)
    window.finder.copy()
    told = QGuiApplication.clipboard().text()
    assert all(f"《{one.title}》,共 1 处" in told for one in shelved)
    QGuiApplication.clipboard().clear()


def test_nothing_typed_can_raise_in_the_library(window: MainWindow, qtbot: object, shelved: list[Document]) -> None:
    for typed in ('"', "(", "%_", "NEAR/", "年:", "\ud800", "x" * 10_000, "公证 -公证"):
        _look(window, qtbot, typed)
