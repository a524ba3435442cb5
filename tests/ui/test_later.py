"""What the first paint does without comes bit by bit, or at once where somebody can not wait."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject

from fuzhou_viewer import app
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.later import Later


@pytest.fixture
def done() -> list[int]:
    return []


@pytest.fixture
def later(qapp: object, done: list[int]) -> Iterator[Later]:
    steps: list[Callable[[], None]] = [lambda number=number: done.append(number) for number in range(5)]
    owner = QObject()
    yield Later(["json"], steps, owner)
    owner.deleteLater()


def test_steps_are_done_in_order_and_once(later: Later, done: list[int], qtbot: object) -> None:
    later.begin()
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 5, timeout=5000)
    later.finish()
    assert done == [0, 1, 2, 3, 4]


def test_who_can_not_wait_gets_all_at_once_and_nothing_twice(later: Later, done: list[int], qtbot: object) -> None:
    later.begin()
    later.finish()
    assert done == [0, 1, 2, 3, 4]
    qtbot.waitUntil(lambda: not later._turn.isActive(), timeout=5000)
    assert done == [0, 1, 2, 3, 4]


def test_a_window_closed_before_it_is_complete_closes(program: app.Program, report: Document, qtbot: object) -> None:
    shown = app.window(report, program)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.text.painted, timeout=10_000):
        shown.show()
    assert shown.close()


def test_the_place_being_read_is_told_once_all_is_there(program: app.Program, report: Document, qtbot: object) -> None:
    shown = app.window(report, program)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.chart_loaded, timeout=60_000):
        shown.show()
    assert shown.tree.model.current() is not None
    shown.close()
