"""The box asks for committed words only, and only once they rest."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.search_panel.search_line import SearchLine


@pytest.fixture
def line(qtbot: object) -> SearchLine:
    made = SearchLine()
    qtbot.addWidget(made)
    made.show()
    return made


def _compose(line: SearchLine, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(line, event)


def test_committed_words_are_searched(line: SearchLine, qtbot: object) -> None:
    with qtbot.waitSignal(line.search_wished, timeout=2000) as told:
        _compose(line, "", "社区矫正")
    assert told.args == ["社区矫正"]


def test_half_typed_pinyin_is_not_searched(line: SearchLine, qtbot: object) -> None:
    with qtbot.assertNotEmitted(line.search_wished, wait=400):
        _compose(line, "she'qu'jiao")
    with qtbot.waitSignal(line.search_wished, timeout=2000) as told:
        _compose(line, "", "社区")
    assert told.args == ["社区"]


def test_hits_are_listed_counted_and_walked_round(window: MainWindow, qtbot: object) -> None:
    window.search_line.setText("社区矫正")
    qtbot.waitUntil(lambda: window.hits._model.rowCount() == 7, timeout=5000)
    assert not window.hits.isHidden()
    for expected in (1, 2, 3):
        window.actions_by_name["next_hit"].trigger()
        assert window.hits._count.text() == f"第 {expected} / 7 处"
    window.actions_by_name["previous_hit"].trigger()
    assert window.hits._count.text() == "第 2 / 7 处"
    window.search_line.clear()
    qtbot.waitUntil(window.hits.isHidden, timeout=5000)


def test_nothing_found_is_said_with_a_way_on(window: MainWindow, qtbot: object) -> None:
    window.search_line.setText("没有这个词")
    qtbot.waitUntil(lambda: window.hits._count.text() == "没有找到", timeout=5000)
    assert "减少词语" in window.hits._note.text()
