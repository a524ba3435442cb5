"""Marking, writing and finding again, in the real window with real files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage, QKeySequence, QTextCursor, QTextFormat
from PySide6.QtWidgets import QMenu, QMessageBox

from fuzhou_viewer import app
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.errors import NotKeptError
from fuzhou_viewer.core.kept import Bookmark, Colour, Content, Highlight, Note
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.notes_panel.listing import Order
from fuzhou_viewer.ui.notes_recovery import RecoveryWindow

HOSTILE = "<img src='file:///etc/passwd'><b>粗</b>'); DROP TABLE kept;--\u202e\x1b"


@pytest.fixture
def notes(program: app.Program) -> Notes:
    return program.collaborators.notes()


@pytest.fixture
def desk(window: MainWindow, notes: Notes, qtbot: object) -> MainWindow:
    """The window with its notes open."""
    qtbot.waitUntil(lambda: window.notes.layer._is_open, timeout=20_000)
    return window


def _select(window: MainWindow, words: str) -> Span:
    start = window.report.text.index(words)
    span = Span(start, start + len(words))
    cursor = QTextCursor(window.text.document())
    window.text._finish_layout()
    cursor.setPosition(window.text._places.position(span.start))
    cursor.setPosition(window.text._places.position(span.end), QTextCursor.MoveMode.KeepAnchor)
    window.text.setTextCursor(cursor)
    return span


def _contents(window: MainWindow) -> list[Content]:
    return [item.kept.content for item in window.notes.layer.items]


def _wait(qtbot: object, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)


def test_selected_words_are_highlighted_in_the_colour_that_was_chosen(desk: MainWindow, qtbot: object) -> None:
    span = _select(desk, "普法宣讲团")
    desk.notes.highlight(Colour.BLUE)
    _wait(qtbot, lambda: _contents(desk))
    (mark,) = _contents(desk)
    assert isinstance(mark, Highlight)
    assert (mark.anchor.start, mark.anchor.quote, mark.colour) == (span.start, "普法宣讲团", Colour.BLUE)
    painted = [s for s in desk.text.extraSelections() if s.cursor.selectedText() == "普法宣讲团"]
    assert painted[0].format.background().color().name().upper() == desk.appearance.theme.blue
    assert desk.text.selected_span() is None


def test_highlighting_nothing_says_what_to_do(desk: MainWindow, qtbot: object) -> None:
    desk.actions_by_name["highlight"].trigger()
    _wait(qtbot, lambda: desk.findChildren(QMessageBox))
    assert "选中" in desk.findChildren(QMessageBox)[-1].text()


def test_a_note_is_written_kept_as_a_draft_and_saved_with_the_keys(
    desk: MainWindow, notes: Notes, qtbot: object
) -> None:
    _select(desk, "普法宣讲团")
    desk.actions_by_name["note"].trigger()
    editor = desk.notes.panel.editor
    assert desk.notes.panel.isVisible()
    editor._sheet.insertPlainText(HOSTILE)
    editor._tags.setText("口径、待查,口径")
    editor._change()
    _wait(qtbot, lambda: notes.drafts().result())
    _wait(qtbot, lambda: editor._state.text() == "草稿已存")
    assert _contents(desk) == []
    qtbot.keyClick(editor._sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _wait(qtbot, lambda: _contents(desk))
    (note,) = _contents(desk)
    assert isinstance(note, Note)
    assert (note.text, note.tags) == (HOSTILE, ("口径", "待查"))
    _wait(qtbot, lambda: not editor.isVisible())
    assert notes.drafts().result() == ()
    assert desk.statusBar().currentMessage() == "已保存"
    painted = next(s for s in desk.text.extraSelections() if s.cursor.selectedText() == "普法宣讲团")
    assert painted.format.hasProperty(QTextFormat.Property.TextUnderlineStyle)


def test_saved_is_said_only_when_it_is_on_the_disk(
    desk: MainWindow, notes: Notes, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    def full(*_: object) -> None:
        raise NotKeptError("磁盘已满,批注尚未保存。", "请腾出一些空间后再试。")

    monkeypatch.setattr("fuzhou_viewer.store.notes.file.NotesFile.save", full)
    desk.notes.write_note()
    editor = desk.notes.panel.editor
    editor._sheet.insertPlainText("写了很久的话")
    editor._save.click()
    _wait(qtbot, lambda: desk.findChildren(QMessageBox))
    assert "磁盘已满" in desk.findChildren(QMessageBox)[-1].text()
    assert editor.isVisible()
    assert editor._sheet.toPlainText() == "写了很久的话"
    assert editor._state.text() == "尚未保存"
    assert editor._save.isEnabled()
    assert desk.statusBar().currentMessage() != "已保存"


def test_undo_and_redo_are_on_their_keys(desk: MainWindow, qtbot: object) -> None:
    _select(desk, "普法宣讲团")
    desk.actions_by_name["highlight"].trigger()
    _wait(qtbot, lambda: _contents(desk))
    assert QKeySequence("Ctrl+Z") in desk.actions_by_name["undo"].shortcuts()
    desk.actions_by_name["undo"].trigger()
    _wait(qtbot, lambda: not _contents(desk))
    desk.actions_by_name["redo"].trigger()
    _wait(qtbot, lambda: _contents(desk))


def test_a_draft_is_there_at_the_next_start(
    window: MainWindow, program: app.Program, notes: Notes, report: Document, qtbot: object
) -> None:
    _wait(qtbot, lambda: window.notes.layer._is_open)
    window.notes.write_note()
    window.notes.panel.editor._sheet.insertPlainText("写到一半")
    window.close()
    again = app.window(report, program)
    qtbot.addWidget(again)
    again.show()
    _wait(qtbot, lambda: again._later and again._later.is_done and again.notes.panel.editor.isVisible())
    assert again.notes.panel.editor._sheet.toPlainText() == "写到一半"
    again.close()


def test_closing_waits_once_when_the_draft_cannot_be_saved(
    desk: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    def broken(*_: object) -> None:
        raise NotKeptError("磁盘读写出错。", "")

    monkeypatch.setattr("fuzhou_viewer.store.notes.file.NotesFile.keep_draft", broken)
    desk.notes.write_note()
    desk.notes.panel.editor._sheet.insertPlainText("不能丢")
    assert not desk.close()
    assert desk.isVisible()
    assert desk.close()


def test_the_place_that_was_read_is_found_again(program: app.Program, report: Document, qtbot: object) -> None:
    first = app.window(report, program)
    qtbot.addWidget(first)
    first.show()
    _wait(qtbot, lambda: first._later and first._later.is_done and first.notes.layer._is_open)
    place = report.metrics[60].quantity.span
    first.text.go_to(place)
    first.close()
    again = app.window(report, program)
    qtbot.addWidget(again)
    again.show()
    _wait(
        qtbot,
        lambda: again._later and again._later.is_done and again.statusBar().currentMessage() == "已回到上次读到的地方",
    )
    assert abs(again.text.reading_offset() - place.start) < 200
    again.close()


def _menu(window: MainWindow) -> QMenu:
    return window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]


@pytest.fixture
def shelf(desk: MainWindow, notes: Notes, qtbot: object) -> Iterator[MainWindow]:
    text, key = desk.report.text, desk.report.key
    for n, metric in enumerate(desk.report.metrics[:6]):
        place = anchor(text, metric.quantity.span)
        colour = list(Colour)[n % 3]
        notes.keep(Note(key, place, f"第{n}条 {HOSTILE}", colour=colour, tags=("甲",) if n % 2 else ())).result()
    gone = anchor("这句话不在报告里,谁也找不到它在哪里。", Span(3, 15))
    notes.keep(Highlight(key, gone, heading="旧章")).result()
    notes.keep(Bookmark(key, anchor(text, Span(0, 4)), "开头")).result()
    desk.notes.show_panel()
    desk.notes.layer.show_report(desk.report)
    _wait(qtbot, lambda: len(_contents(desk)) == 8)
    return desk


def test_the_panel_groups_by_section_day_tag_and_colour(shelf: MainWindow) -> None:
    panel = shelf.notes.panel
    assert panel._title.text() == "批注 · 8"
    assert "原处已找不到(1)" in panel.shown()
    panel.choose_order(Order.TAG)
    assert {"甲(3)", "没有标签(5)"} <= set(panel.shown())
    panel.choose_order(Order.COLOUR)
    assert {"黄色(3)", "绿色(2)", "蓝色(2)", "书签(1)"} == {w for w in panel.shown() if w.endswith(")")}
    panel.choose_order(Order.DAY)
    assert len([w for w in panel.shown() if w.endswith("日(8)")]) == 1


def test_the_panel_is_looked_through(shelf: MainWindow) -> None:
    panel = shelf.notes.panel
    panel._filter.setText("第3条 drop")
    assert panel._title.text() == "批注 · 1"
    panel._filter.setText("没有这样的话")
    assert panel._empty.text() == "没有找到。"
    assert not panel._list.isVisible()


def test_choosing_a_row_goes_to_its_place_and_delete_puts_it_in_the_bin(shelf: MainWindow, qtbot: object) -> None:
    panel = shelf.notes.panel
    model = panel._list.model()
    group = next(
        model.index(r, 0)
        for r in range(model.rowCount())
        if "第0条" in str(model.index(0, 0, model.index(r, 0)).data())
    )
    row = model.index(0, 0, group)
    panel._list.setCurrentIndex(row)
    panel._choose(row)
    assert shelf.text.reading_offset() == shelf.report.metrics[0].quantity.span.start
    panel._remove_current()
    _wait(qtbot, lambda: len(_contents(shelf)) == 7)
    panel.choose_order(Order.BIN)
    _wait(qtbot, lambda: any("第0条" in words for words in panel.shown()))
    panel.restoring_wished.emit(panel._removed[0])
    _wait(qtbot, lambda: len(_contents(shelf)) == 8)


def test_what_is_pasted_is_plain_and_has_an_end(desk: MainWindow) -> None:
    desk.notes.write_note()
    sheet = desk.notes.panel.editor._sheet
    mime = QMimeData()
    mime.setHtml("<img src='file:///etc/passwd'><b>粗</b>")
    mime.setText("x" * 1_500_000)
    sheet.insertFromMimeData(mime)
    assert sheet.document().characterCount() == 50_000
    assert "五万" in desk.notes.panel.editor._state.text()
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    sheet.insertFromMimeData(picture)
    assert sheet.document().characterCount() == 50_000


def test_the_menu_offers_what_can_be_done_here(shelf: MainWindow) -> None:
    number = shelf.report.metrics[0].quantity.span
    shelf.notes.show_menu(QPoint(0, 0), number.start)
    menu = _menu(shelf)
    words = [action.text() for action in menu.actions() if action.text()]
    of_the_note, of_the_number = (
        ["改批注…", "改颜色", "删除批注"],
        ["对这个数写批注…", "不是指标", "改名…", "归入指标…"],
    )
    assert words == [*of_the_note, *of_the_number, "对本节写批注…", "在这里加书签"]
    menu.close()
    _select(shelf, "普法宣讲团")
    shelf.notes.show_menu(QPoint(0, 0), 0)
    words = [action.text() for action in _menu(shelf).actions()]
    assert words[:1] == ["复制"]
    assert "高亮" in words
    _menu(shelf).close()


def test_notes_leave_as_markdown_and_come_back_as_json(
    shelf: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    for ending in ("md", "json"):
        target = tmp_path / f"批注.{ending}"
        monkeypatch.setattr("fuzhou_viewer.ui.file_choice.notes_to_write", lambda *_, target=target: target)
        shelf.notes.leaving.export(ending)
    assert "第0条" in (tmp_path / "批注.md").read_text(encoding="utf-8")
    monkeypatch.setattr("fuzhou_viewer.ui.file_choice.notes_to_import", lambda _: tmp_path / "批注.json")
    kept = shelf.notes.layer.items[1].kept
    shelf.notes.layer.remove(kept.id)
    _wait(qtbot, lambda: len(_contents(shelf)) == 7)
    shelf.notes.leaving.export("import")
    _wait(qtbot, lambda: len(_contents(shelf)) == 8)
    assert kept.content in _contents(shelf)


def test_damaged_notes_open_a_window_with_counts_and_are_recovered(
    program: app.Program, report: Document, notes: Notes, qtbot: object
) -> None:
    for n in range(3):
        notes.keep(Note(report.key, None, str(n))).result()
    notes.back_up().result()
    notes._submit(notes._let_go).result()
    (notes.folder / "user.db").write_bytes(b"")
    shown = app.window(report, program)
    qtbot.addWidget(shown)
    shown.show()
    _wait(qtbot, lambda: shown.findChildren(RecoveryWindow))
    (recovery,) = shown.findChildren(RecoveryWindow)
    assert "3 条" in recovery.ways[0].text()
    recovery.accept()
    _wait(qtbot, lambda: len(_contents(shown)) == 3)
    shown.close()
