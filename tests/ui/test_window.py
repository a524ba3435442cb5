"""The window speaks Chinese, names its parts, and bears bad input."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QToolButton, QWidget

from fuzhou_viewer import app
from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.actions import DEEDS
from fuzhou_viewer.ui.chart_panel.panel import ChartPanel
from fuzhou_viewer.ui.main_window import MainWindow


def _message(window: MainWindow, qtbot: object) -> QMessageBox:
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=5000)
    return window.findChildren(QMessageBox)[-1]


@pytest.mark.parametrize("button", ["Ok", "Cancel", "Save", "Close", "Yes", "No", "Discard", "Apply", "Open"])
def test_qts_own_buttons_are_chinese(program: app.Program, qtbot: object, button: str) -> None:
    box = QDialogButtonBox(getattr(QDialogButtonBox.StandardButton, button))
    qtbot.addWidget(box)
    assert any("\u4e00" <= c <= "\u9fff" for c in box.buttons()[0].text())


def test_every_part_a_screen_reader_meets_has_a_name(window: MainWindow) -> None:
    for part in (window.tree._view, window.text, window.search_line, window.hits._view, window.chart._plot):
        assert isinstance(part, QWidget)
        assert part.accessibleName()


def test_a_window_is_completed_once(window: MainWindow) -> None:
    tools = len(window._tools.actions())
    window.complete()
    assert len(window._tools.actions()) == tools
    assert len(window.findChildren(ChartPanel)) == 1


def test_every_tool_is_in_view_in_a_small_window(window: MainWindow, qtbot: object) -> None:
    window.resize(1000, 640)
    qtbot.waitUntil(lambda: window._tools.width() == 1000)
    tools = [window._tools.widgetForAction(action) for action in window._tools.actions()]
    qtbot.waitUntil(lambda: all(tool.isVisible() for tool in tools if isinstance(tool, QToolButton)))


def test_the_status_line_goes_back_to_the_report(window: MainWindow, qtbot: object) -> None:
    assert "指标 120" in window.summary.text()
    window.actions_by_name["next_plain"].trigger()
    assert window.statusBar().currentMessage().startswith("非指标")
    assert not window.summary.isVisible()
    qtbot.waitUntil(window.summary.isVisible, timeout=12_000)


def test_the_tool_for_dark_colours_says_what_it_will_do(window: MainWindow) -> None:
    tool = window._tools.widgetForAction(window.actions_by_name["theme"])
    assert isinstance(tool, QToolButton)
    assert tool.text() == "深色"
    window.appearance.show_theme("dark")
    assert tool.text() == "明亮"


def test_no_key_means_two_things() -> None:
    keys = [key for deed in DEEDS for key in deed.keys]
    assert len(set(keys)) == len(keys)


def test_f6_walks_round_the_panes(window: MainWindow, qtbot: object) -> None:
    window.text.setFocus()
    qtbot.waitUntil(window.text.hasFocus)
    window.actions_by_name["next_pane"].trigger()
    assert window.chart.isAncestorOf(window.focusWidget())
    window.actions_by_name["next_pane"].trigger()
    assert window.tree.isAncestorOf(window.focusWidget())
    window.actions_by_name["to_text"].trigger()
    assert window.text.hasFocus()


def test_opening_a_bad_file_leaves_the_report_and_says_why(window: MainWindow, qtbot: object, tmp_path: Path) -> None:
    before = window.text.toPlainText()
    (tmp_path / "坏.txt").write_bytes(b"\x00\x01\x02" * 99)
    window.open_file(tmp_path / "坏.txt")
    assert "不是文本文件" in _message(window, qtbot).text()
    assert window.text.toPlainText() == before


def test_opening_a_good_file_shows_it(window: MainWindow, qtbot: object, tmp_path: Path) -> None:
    file = tmp_path / "好.txt"
    file.write_text("2024年工作总结\n一、概况\n办理12件。\n", encoding="utf-8")
    window.open_file(file)
    qtbot.waitUntil(lambda: "2024年工作总结" in window.windowTitle(), timeout=5000)
    assert window.text.toPlainText().startswith("2024年工作总结")
    assert window.tree.model.rowCount() == 1


def test_an_error_box_shows_foreign_text_as_plain_text(window: MainWindow, qtbot: object) -> None:
    window.tasks.failed.emit(UnreadableFileError("<img src='/etc/passwd'>不能读。", "<b>换一个</b>"))
    assert "<img" in _message(window, qtbot).text()


def test_the_size_of_the_text_is_kept_within_bounds_and_remembered(window: MainWindow) -> None:
    for _ in range(40):
        window.actions_by_name["larger"].trigger()
    assert window.appearance.pixels == 48
    window.actions_by_name["normal_size"].trigger()
    assert window.appearance.pixels == 20


def test_a_file_that_cannot_be_opened_is_told_in_a_dialog(
    program: app.Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    with pytest.raises(UnreadableFileError):
        app.run(tmp_path / "没有.txt")
    assert len(told) == 1
    assert "找不到文件" in told[0]


def test_paper_and_desk_follow_every_change_of_theme(window: MainWindow) -> None:
    for name in ("dark", "light", "dark"):
        window.appearance.show_theme(name)
        picture = window.text.grab().toImage()
        paper = window.text.viewport().geometry()
        assert picture.pixelColor(paper.left() + 3, paper.top() + 200).name() == window.appearance.theme.paper.lower()
        assert picture.pixelColor(2, 200).name() == window.appearance.theme.desk.lower()


def test_a_theme_chosen_before_the_first_paint_reaches_the_numbers_in_the_text(
    program: app.Program, report: Document, qtbot: object
) -> None:
    shown = app.window(report, program)
    qtbot.addWidget(shown)
    shown.appearance.show_theme("dark")
    shown.text.go_to(report.metrics[-1].quantity.span)
    page = shown.text.document()
    colours = {
        piece.format.foreground().color().name()
        for number in range(page.blockCount())
        for piece in page.findBlockByNumber(number).textFormats()
        if piece.format.underlineStyle().value
    }
    assert colours == {shown.appearance.theme.number.lower()}
