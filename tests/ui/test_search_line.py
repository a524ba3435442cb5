"""The box asks for committed words only, and only once they rest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu

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


def test_committed_words_are_searched_though_more_is_being_typed(line: SearchLine, qtbot: object) -> None:
    with qtbot.waitSignal(line.search_wished, timeout=2000) as told:
        _compose(line, "jiao'zheng", "社区")
    assert told.args == ["社区"]


def test_enter_of_an_input_method_neither_searches_nor_steps(line: SearchLine, qtbot: object) -> None:
    _compose(line, "shequ")
    with qtbot.assertNotEmitted(line.hit_wished, wait=50), qtbot.assertNotEmitted(line.search_wished, wait=300):
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_pause_after_a_key_is_short_and_begins_anew_with_each(line: SearchLine, qtbot: object) -> None:
    assert 150 <= line._pause.interval() <= 200
    asked: list[str] = []
    line.search_wished.connect(asked.append)
    for words in ("社", "社区", "社区矫", "社区矫正"):
        line.setText(words)
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    assert asked == ["社区矫正"]


def test_what_was_looked_for_is_kept_and_offered(line: SearchLine, qtbot: object) -> None:
    with qtbot.waitSignal(line.kept) as told:
        line.setText("公证 & 鉴定")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told.args == [["公证 & 鉴定"]]
    line.setText("调解")
    line.keep()
    line.setText("公证 & 鉴定")
    line.keep()
    menu = line.earlier()
    assert _offered(menu) == ["保存“公证 && 鉴定”", "查找过", "公证 && 鉴定", "调解"]
    with qtbot.waitSignal(line.search_wished) as asked:
        menu.actions()[-1].trigger()
    assert asked.args == ["调解"]
    assert line.text() == "调解"


def _offered(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_nothing_looked_for_yet_is_said(line: SearchLine) -> None:
    assert _offered(line.earlier()) == ["还没有查找过"]


def test_a_search_is_saved_offered_and_saved_no_longer(window: MainWindow, qtbot: object) -> None:
    line, saved = window.search_line, window.finder._saved
    line.setText("公证 -鉴定")
    with qtbot.waitSignal(saved.listed, timeout=10_000):
        menu = line.earlier()
    with qtbot.waitSignal(saved.listed, timeout=10_000):
        menu.actions()[0].trigger()
    assert line._saved == ["公证 -鉴定"]
    line.setText("")
    assert _offered(line.earlier())[:2] == ["已保存", "公证 -鉴定"]
    line.setText("公证 -鉴定")
    assert _offered(line.earlier())[0] == "不再保存“公证 -鉴定”"
    with qtbot.waitSignal(saved.listed, timeout=10_000):
        line.earlier().actions()[0].trigger()
    assert line._saved == []
