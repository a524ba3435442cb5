"""A 交接包 is made from the open report, read beside one's own notes, and taken in with one deed; the bin is emptied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from conftest import SMALL
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import Note
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.handing_over import packed
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.ui import bin_question, file_choice
from fuzhou_viewer.ui.lost_notes import LostNotes
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.notes_panel.listing import Order
from office_files import report_docx


@pytest.fixture
def desk(window: MainWindow, qtbot: object) -> MainWindow:
    """The window with its notes open."""
    qtbot.waitUntil(lambda: window.notes.layer._is_open, timeout=20_000)
    return window


def _texts(desk: MainWindow) -> list[str]:
    return [i.kept.content.text for i in desk.notes.layer.items if isinstance(i.kept.content, Note)]


def test_a_colleagues_notes_are_read_then_taken_in_and_one_undo_takes_them_back(
    desk: MainWindow, qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.fzb"
    report = desk.report
    place = anchor(report.text, Span(0, 12))
    colleague = Notes(tmp_path / "colleague")
    kept = [colleague.keep(Note(report.key, place, words)).result() for words in ("一", "二")]
    colleague.close()
    file.write_bytes(packed(report, None, kept))
    panel = desk.notes.panel
    desk.open_file(file)
    qtbot.waitUntil(lambda: not panel._guest.isHidden(), timeout=20_000)
    assert any("一" in row for row in panel.shown())
    assert _texts(desk) == []
    panel._list.setCurrentIndex(panel._list.model().index(0, 0, panel._list.model().index(0, 0)))
    panel._remove_current()
    panel._guest._take_in.click()
    qtbot.waitUntil(lambda: _texts(desk) == ["一", "二"], timeout=20_000)
    assert panel._guest.isHidden()
    qtbot.waitUntil(lambda: "并入 2 条" in desk.statusBar().currentMessage(), timeout=20_000)
    desk.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: _texts(desk) == [], timeout=20_000)


def test_the_open_report_leaves_with_its_notes(
    desk: MainWindow, qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.fzb"
    desk.notes.layer.keep(Note(desk.report.key, None, "给同事看"))
    qtbot.waitUntil(lambda: _texts(desk) == ["给同事看"], timeout=20_000)
    monkeypatch.setattr(file_choice, "notes_to_write", lambda *_: target)
    desk.notes.leaving.export("fzb")
    qtbot.waitUntil(target.exists, timeout=20_000)


def test_undo_and_redo_can_be_chosen_only_where_there_is_something(desk: MainWindow, qtbot: object) -> None:
    undo, redo = desk.actions_by_name["undo"], desk.actions_by_name["redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    desk.notes.layer.keep(Note(desk.report.key, None, "字"))
    qtbot.waitUntil(undo.isEnabled, timeout=20_000)
    undo.trigger()
    qtbot.waitUntil(redo.isEnabled, timeout=20_000)
    assert not undo.isEnabled()


def test_the_bin_is_emptied_after_a_question_that_counts(
    desk: MainWindow, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(bin_question, "is_to_be_emptied", lambda _parent, count: not asked.append(count))
    desk.notes.layer.keep(Note(desk.report.key, None, "要删的"))
    qtbot.waitUntil(lambda: len(desk.notes.layer.items) == 1, timeout=20_000)
    desk.notes.layer.remove(desk.notes.layer.items[0].kept.id)
    qtbot.waitUntil(lambda: not desk.notes.layer.items, timeout=20_000)
    panel = desk.notes.panel
    assert panel._empty_bin.isHidden()
    panel.choose_order(Order.BIN)
    qtbot.waitUntil(lambda: not panel._empty_bin.isHidden(), timeout=20_000)
    panel._empty_bin.click()
    qtbot.waitUntil(panel._empty_bin.isHidden, timeout=20_000)
    assert asked == [1]
    assert desk.notes.layer.notes.in_bin().result() == ()


def test_the_question_names_how_many_and_keeping_is_the_default(qtbot: object) -> None:
    box = bin_question.emptying_box(None, 7)
    qtbot.addWidget(box)
    assert "7 条" in box.text()
    assert box.defaultButton().text() == "取消"
    assert isinstance(box, QMessageBox)


def test_notes_follow_the_report_to_its_newer_version(
    desk: MainWindow, qtbot: object, read: Callable[[str], Document]
) -> None:
    old, new = read(SMALL), read(SMALL.replace("新建管网35公里。", "").replace("经", "已经"))
    notes = desk.notes.layer.notes
    for words in ("21304件", "合格460份", "462份", "新建管网35公里"):
        start = old.text.index(words)
        notes.keep(Note(old.key, anchor(old.text, Span(start, start + len(words))), words)).result()
    desk.show_report(new)
    panel = desk.notes.panel
    qtbot.waitUntil(lambda: not panel.version.isHidden(), timeout=20_000)
    panel.version.follow.click()
    qtbot.waitUntil(lambda: len(_texts(desk)) == 3, timeout=20_000)
    qtbot.waitUntil(lambda: bool(desk.findChildren(LostNotes)), timeout=20_000)
    assert "新建管网35公里" in desk.findChildren(LostNotes)[0].list.toPlainText()
    assert panel.version.isHidden()
    desk.findChildren(LostNotes)[0].accept()


def test_notes_are_printed_by_the_print_window(desk: MainWindow, qtbot: object) -> None:
    desk.notes.layer.keep(Note(desk.report.key, None, "上会前核实"))
    qtbot.waitUntil(lambda: _texts(desk) == ["上会前核实"], timeout=20_000)
    with qtbot.waitSignal(desk.notes.leaving.print_wished) as asked:
        desk.notes.leaving.export("print")
    name, picks = asked.args
    assert name == "批注"
    assert "上会前核实" in str(picks[0].blocks)
    desk.windows.close()


def test_a_report_of_the_library_is_handed_on_as_it_came_in_and_arrives_with_its_notes(
    desk: MainWindow, qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, notes = desk._with.collection(), desk._with.notes()
    file = tmp_path / "报告.docx"
    file.write_bytes(report_docx())
    holding = collection.keep(collection.read(file)).holding
    notes.keep(Note(holding.key, None, "随报告走")).result()
    target = tmp_path / "c.fzb"
    monkeypatch.setattr(file_choice, "notes_to_write", lambda *_: target)
    desk.windows._hand_over(holding)
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "附批注等 1 条" in desk.statusBar().currentMessage(), timeout=20_000)
    got = collection.read(target)
    assert got.data == file.read_bytes()
    assert got.document.key == holding.key
    desk.windows._hand_in(holding.key, got.notes)
    assert [content.text for _, content in notes.handed_in(holding.key)] == ["随报告走"]
