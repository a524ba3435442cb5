"""Two reports in one window: they scroll together or alone, and a click finds its place in both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from fuzhou_viewer.app import Program
from fuzhou_viewer.core.pairing.pairing import paired
from fuzhou_viewer.core.pairing.records import Fate
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.side_by_side.heights import Heights
from fuzhou_viewer.ui.side_by_side.sheet import Sheet
from fuzhou_viewer.ui.side_by_side.window import SideBySide

_LINES = 60


def _text(year: int, shift: int) -> str:
    lines = [f"{year}年全市供水工作总结", "一、加强管网建设"]
    lines += [f"第{i}片区改造老旧管网{i + shift}公里,覆盖居民小区,群众反映良好。" for i in range(10, 10 + _LINES)]
    lines += [
        "二、优化服务质量",
        "受理热线21304件。",
        f"三、{year}年专项",
        f"{'新' if shift else '旧'}的一句话写在这里。",
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def shown(read: Callable[[str], Document], program: Program, qtbot: QtBot) -> Iterator[SideBySide]:
    pairing = paired(read(_text(2022, 0)), read("前言一句\U00020000。\n" * 12 + _text(2023, 5)))
    themes = program.collaborators.themes
    window = SideBySide(pairing, themes.theme("light"), program.collaborators.typefaces.font("window", 15))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window._heights is not None)
    yield window
    window.close()


def _line_at(sheet: Sheet, height: int) -> str:
    cursor = sheet.cursorForPosition(QPoint(60, height))
    return cursor.block().text()


def test_what_answers_stands_side_by_side_while_scrolling(shown: SideBySide) -> None:
    bar = shown.old.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    height = shown.old.viewport().height() // 2
    old, new = _line_at(shown.old, height), _line_at(shown.new, height)
    assert abs(int(old[1:3]) - int(new[1:3])) <= 1
    shown.new.verticalScrollBar().setValue(shown.new.verticalScrollBar().maximum())
    assert bar.value() == bar.maximum()


def test_scrolling_together_can_be_switched_off_and_goes_on_from_there(shown: SideBySide) -> None:
    shown.together.click()
    shown.old.verticalScrollBar().setValue(400)
    assert shown.new.verticalScrollBar().value() == 0
    shown.together.click()
    assert shown.new.verticalScrollBar().value() == 0
    shown.old.verticalScrollBar().setValue(430)
    assert 0 < shown.new.verticalScrollBar().value() <= 60


def test_a_click_on_a_sentence_shows_its_partner(shown: SideBySide, qtbot: QtBot) -> None:
    shown.old.verticalScrollBar().setValue(300)
    at = QPoint(120, shown.old.viewport().height() // 2)
    words = _line_at(shown.old, at.y())
    qtbot.mouseClick(shown.old.viewport(), Qt.MouseButton.LeftButton, pos=at)
    (old,), (new,) = shown.old.extraSelections(), shown.new.extraSelections()
    assert old.cursor.selectedText() in words
    assert new.cursor.selectedText()[:8] == old.cursor.selectedText()[:8]


def test_a_number_that_changed_is_found_in_both(shown: SideBySide) -> None:
    table = shown.changes.numbers
    assert table.rowCount() == _LINES
    assert [table.item(0, column).text() for column in (1, 2, 3)] == ["10公里", "15公里", "+5公里(+50.0%)"]
    table.setCurrentCell(30, 0)
    (old,), (new,) = shown.old.extraSelections(), shown.new.extraSelections()
    assert (old.cursor.selectedText(), new.cursor.selectedText()) == ("40公里", "45公里")
    assert shown.new.viewport().rect().contains(shown.new.cursorRect(new.cursor).center())


def test_a_character_of_two_units_moves_no_mark(shown: SideBySide) -> None:
    told = next(pair for pair in shown.pairing.sentences if pair.new and pair.fate is Fate.NEW)
    assert told.new is not None
    shown.choose(shown.pairing.sentences.index(told))
    (mark,) = shown.new.extraSelections()
    assert mark.cursor.selectedText() == shown.pairing.new.text[told.new.start : told.new.end]


def test_the_keyboard_walks_through_what_differs(shown: SideBySide, qtbot: QtBot) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_F3)
    qtbot.keyClick(shown, Qt.Key.Key_F3)
    first = shown._chosen
    assert shown.pairing.sentences[first].fate is not Fate.SAME
    qtbot.keyClick(shown, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert shown._chosen < first
    shown._chosen = len(shown.pairing.sentences) - 1
    shown.step(1)
    assert shown._said.text() == "后面没有变化了"


def test_a_band_between_sections_leads_to_both(shown: SideBySide, qtbot: QtBot) -> None:
    band = next(band for band in shown.gutter._bands() if band.left is not None and band.right is not None)
    assert band.left is not None
    qtbot.mouseClick(shown.gutter, Qt.MouseButton.LeftButton, pos=QPointF(1, band.left).toPoint())
    pair = shown.pairing.sections[band.pair]
    assert pair.old is not None
    assert [one.cursor.selectedText() for one in shown.old.extraSelections()] == [pair.old.label or "全"]


def test_the_same_report_twice_has_no_list_of_changes(program: Program, report: Document, qtbot: QtBot) -> None:
    fonts = program.collaborators.typefaces
    window = SideBySide(paired(report, report), program.collaborators.themes.theme("dark"), fonts.font("window", 15))
    qtbot.addWidget(window)
    window.show()
    assert window.summary.text() == "两份报告的文字完全相同"
    assert not window.changes.isVisible()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in window.findChildren(QLabel) if label.text())


def test_heights_between_two_places_are_found_by_share() -> None:
    heights = Heights([(0, 0), (100, 300), (50, 400), (200, 320)])
    assert [heights.other(at) for at in (-10, 0, 25, 200, 230)] == [-10, 0, 75, 320, 350]
    assert Heights([]).other(7) == 7


def test_a_comparison_is_exported_from_its_window(
    window: MainWindow, shown: SideBySide, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fuzhou_viewer.ui.comparing import Comparing  # noqa: PLC0415 - imported late in the program too

    comparing = Comparing(window, window._with)
    comparing.show_pair(shown.pairing)
    (opened,) = [child for child in window.findChildren(SideBySide) if child.isVisible()]
    for ending in (".pdf", ".csv"):
        target = tmp_path / f"对照{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, target=target: (str(target), ""))
        opened.ways.export.click()
        qtbot.waitUntil(lambda target=target: opened._said.text() == f"已存为 {target}", timeout=20_000)
        assert target.stat().st_size > 1000
    opened.close()
