"""The check panel: verdicts with counts, the formula strip, marks in the text, the checklist."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QTextCharFormat, QTextFormat

from fuzhou_viewer.core.checking.verdicts import Verdict
from fuzhou_viewer.core.kept import CheckMark, Decision, Ruling
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.blocks import Table
from fuzhou_viewer.ui import file_choice
from fuzhou_viewer.ui.check_panel.check_model import ROW_ROLE, Group
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.print_preview.window import PrintWindow


@pytest.fixture
def checked(window: MainWindow, qtbot: object) -> MainWindow:
    """The window with the check done and its panel in front."""
    qtbot.waitUntil(lambda: window.checks._checked is not None, timeout=10_000)
    window.actions_by_name["check"].trigger()
    qtbot.waitUntil(window.checks.panel.isVisible)
    return window


def _groups(window: MainWindow) -> dict[str, tuple[int, QModelIndex]]:
    model = window.checks.panel._model
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return {index.data(ROW_ROLE).name: (index.data(ROW_ROLE).count, index) for index in indexes}


def _open_first(window: MainWindow, group: str) -> None:
    _, index = _groups(window)[group]
    window.checks.panel._open(window.checks.panel._model.index(0, 0, index))


def test_the_check_comes_by_itself_when_the_report_can_be_read(window: MainWindow, qtbot: object) -> None:
    qtbot.waitUntil(lambda: window.checks._checked is not None, timeout=10_000)
    assert "核对了" in window.checks.panel._note.text()
    assert not window.checks.panel.isVisible()


def test_every_verdict_is_listed_with_its_count_what_agrees_closed(checked: MainWindow) -> None:
    groups = _groups(checked)
    assert list(groups) == ["不一致", "口径", "请核对", "一致", "未核对"]
    assert groups["不一致"][0] == 1
    assert groups["请核对"][0] == 2
    view = checked.checks.panel.view
    assert {name for name, (_, index) in groups.items() if view.isExpanded(index)} == {"不一致", "口径", "请核对"}


def test_a_click_shows_the_formula_and_lights_all_its_numbers(checked: MainWindow, report: Document) -> None:
    _open_first(checked, "不一致")
    assert checked.checks.panel.strip._formula.text() == "276 ÷ 282 = 97.87% ≠ 91%"
    assert checked.checks.panel.strip._formula.isVisible()
    lit = [
        s.cursor.selectedText()
        for s in checked.text.extraSelections()
        if s.format.hasProperty(QTextFormat.Property.BackgroundBrush)
    ]
    assert {"282件", "276件", "91%"} <= set(lit)


def test_the_key_leads_to_the_first_figure_that_does_not_compute(checked: MainWindow) -> None:
    row = checked.checks.panel.view.currentIndex().data(ROW_ROLE)
    assert (row.group, row.first) == ("不一致", "276 ÷ 282 = 97.87% ≠ 91%")
    assert checked.checks.panel.strip._formula.text() == row.first


def test_pressed_before_the_check_is_done_it_leads_there_when_it_is(
    checked: MainWindow, qtbot: object, read: Callable[[str], Document]
) -> None:
    checked.show_report(read("二〇二三年总结\n一、概况\n共投入人力26606人次,日均1164人次。\n"))
    checked.actions_by_name["check"].trigger()
    assert checked.checks.panel._chosen is None
    qtbot.waitUntil(lambda: checked.checks.panel._chosen is not None, timeout=10_000)
    assert checked.checks.panel.view.currentIndex().data(ROW_ROLE).group == "请核对"


def test_the_key_leaves_what_is_looked_at_alone(checked: MainWindow) -> None:
    _open_first(checked, "请核对")
    chosen = checked.checks.panel._chosen
    checked.actions_by_name["check"].trigger()
    assert checked.checks.panel._chosen is chosen


def test_a_number_in_the_text_brings_its_relation_forward(checked: MainWindow, report: Document) -> None:
    number = next(m for m in report.metrics if report.text[m.quantity.span.start : m.quantity.span.end] == "97.12%")
    checked.text.metric_chosen.emit(number)
    assert checked.checks.panel.strip._formula.text() == "1285 ÷ 1323 = 97.128% ≈ 97.12%"
    row = checked.checks.panel.view.currentIndex().data(ROW_ROLE)
    assert row.group == "一致"
    assert "1285 ÷ 1323" in checked.statusBar().currentMessage()


def test_findings_are_waved_and_what_agrees_is_ticked_while_the_panel_is_seen(checked: MainWindow) -> None:
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    waved = [s.cursor.selectedText() for s in checked.text.extraSelections() if s.format.underlineStyle() == wave]
    assert sorted(waved) == ["1164人次", "6243人", "91%"]
    assert checked.text._checks.ticks
    assert not set(checked.text._checks.ticks) & set(checked.text._checks.waves)
    checked.panes.choose_right(checked.chart)
    assert checked.text._checks.ticks == ()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_marks_are_drawn_in_both_looks(checked: MainWindow, theme: str) -> None:
    checked.appearance.show_theme(theme)
    _open_first(checked, "不一致")
    assert not checked.grab().isNull()
    colours = {s.format.underlineColor().name().upper() for s in checked.text.extraSelections()}
    assert checked.appearance.theme.differ.upper() in colours


def test_an_unchecked_number_leads_to_its_place(checked: MainWindow, report: Document) -> None:
    _open_first(checked, "未核对")
    first = checked.checks._checked.unchecked[0]
    assert checked.text.reading_offset() == first.start
    assert not checked.checks.panel.strip._formula.isVisible()


def test_a_verdict_opens_and_closes_with_a_click(checked: MainWindow) -> None:
    _, index = _groups(checked)["一致"]
    assert isinstance(index.data(ROW_ROLE), Group)
    checked.checks.panel._open(index)
    assert checked.checks.panel.view.isExpanded(index)


@pytest.mark.parametrize("name", ["清单.csv", "清单.md"])
def test_the_checklist_is_written_where_the_person_says(
    checked: MainWindow, qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target = tmp_path / name
    monkeypatch.setattr(file_choice, "checklist_to_write", lambda _parent, _title: target)
    checked.checks.panel._export.click()
    qtbot.waitUntil(lambda: target.exists() and "已写入" in checked.statusBar().currentMessage())
    assert "276 ÷ 282" in target.read_text(encoding="utf-8-sig")


def test_another_report_is_checked_anew(checked: MainWindow, qtbot: object, read: Callable[[str], Document]) -> None:
    checked.show_report(read("二〇二三年总结\n一、概况\n调解8462件,成功8310件,成功率96.2%。"))
    assert checked.checks._checked is None
    qtbot.waitUntil(lambda: checked.checks._checked is not None, timeout=10_000)
    (one,) = checked.checks._checked.of(Verdict.INCONSISTENT)
    assert one.formula == "8310 ÷ 8462 = 98.20% ≠ 96.2%"


def test_the_panel_never_speaks_of_errors(checked: MainWindow) -> None:
    model = checked.checks.panel._model
    for _, index in _groups(checked).values():
        for row in range(model.rowCount(index)):
            assert "错误" not in str(model.index(row, 0, index).data())


def test_screen_readers_hear_a_row(checked: MainWindow) -> None:
    _, index = _groups(checked)["不一致"]
    assert (
        checked.checks.panel._model.index(0, 0, index).data()
        == "276 ÷ 282 = 97.87% ≠ 91% 比率 · (一)全力化解社会矛盾纠纷"
    )


def test_numbers_marked_in_the_text_are_added_up_in_the_status_line(window: MainWindow, report: Document) -> None:
    start = report.text.index("立案282件")
    cursor = window.text.textCursor()
    cursor.setPosition(window.text._places.position(start))
    cursor.setPosition(window.text._places.position(start + len("立案282件,结案276件")), cursor.MoveMode.KeepAnchor)
    window.text.setTextCursor(cursor)
    assert (
        window.statusBar().currentMessage() == "选中 2 个数,合计 558件,平均 279件,前数是后数的 102.17%,从前到后减 2.13%"
    )


@pytest.fixture
def open_notes(checked: MainWindow, qtbot: object) -> MainWindow:
    """The window with the check done and the reader's own things at hand."""
    qtbot.waitUntil(lambda: checked.notes.layer._is_open, timeout=20_000)
    return checked


def _decide(window: MainWindow, qtbot: object, decision: Decision, remark: str = "") -> None:
    _open_first(window, "不一致")
    window.checks.panel._bar._line.setText(remark)
    with qtbot.waitSignal(window.notes.layer.saved):
        window.checks.panel._bar.buttons[decision].click()


def test_what_a_reader_decides_is_kept_told_and_undone(open_notes: MainWindow, qtbot: object) -> None:
    _decide(open_notes, qtbot, Decision.TO_CORRECT, "应为 97.87%")
    group, index = _groups(open_notes)["不一致"][1].data(ROW_ROLE), _groups(open_notes)["不一致"][1]
    assert (group.count, group.decided) == (1, 1)
    row = open_notes.checks.panel._model.index(0, 0, index).data(ROW_ROLE)
    assert row.second.startswith("属实待改:应为 97.87% · 比率")
    assert "已处理 1 处" in open_notes.checks.panel._note.text()
    assert open_notes.checks.panel._bar.back.isVisible()
    with qtbot.waitSignal(open_notes.notes.layer.saved):
        open_notes.actions_by_name["undo"].trigger()
    assert open_notes.checks._marked.marks == {}
    assert not open_notes.checks.panel._bar.back.isVisible()


def test_a_finding_of_another_scope_has_no_wave_and_one_to_correct_keeps_it(
    open_notes: MainWindow, qtbot: object
) -> None:
    _decide(open_notes, qtbot, Decision.TO_CORRECT)
    assert len(open_notes.text._checks.waves) == 3
    _decide(open_notes, qtbot, Decision.OTHER_SCOPE)
    assert len(open_notes.text._checks.waves) == 2
    (mark,) = open_notes.notes.layer.notes.kept(CheckMark).result()
    assert (mark.content.decision, mark.revision) == (Decision.OTHER_SCOPE, 2)


def test_a_kind_that_is_not_wanted_goes_to_the_end_and_can_be_had_again(open_notes: MainWindow, qtbot: object) -> None:
    _decide(open_notes, qtbot, Decision.HUSHED)
    groups = _groups(open_notes)
    assert (groups["不一致"][0], groups["不再提示"][0]) == (0, 1)
    assert not open_notes.checks.panel.view.isExpanded(groups["不再提示"][1])
    _open_first(open_notes, "不再提示")
    words = [action.text() for action in open_notes.checks.panel.menu().actions()]
    assert words[-1] == "恢复提示此类"
    with qtbot.waitSignal(open_notes.notes.layer.saved):
        open_notes.checks.panel._bar.back.click()
    assert _groups(open_notes)["不一致"][0] == 1
    assert "不再提示" not in _groups(open_notes)


def test_a_mark_taken_back_is_gone_and_the_list_that_is_written_has_the_others(
    open_notes: MainWindow, qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "清单.csv"
    monkeypatch.setattr(file_choice, "checklist_to_write", lambda _parent, _title: target)
    _decide(open_notes, qtbot, Decision.TO_CORRECT, "已核实")
    open_notes.checks.export()
    qtbot.waitUntil(lambda: target.exists() and "已写入" in open_notes.statusBar().currentMessage())
    assert "属实待改:已核实" in target.read_text(encoding="utf-8-sig")
    with qtbot.waitSignal(open_notes.notes.layer.saved):
        open_notes.checks.panel._bar.back.click()
    assert open_notes.checks._marked.marks == {}


def test_what_agrees_offers_no_decision(open_notes: MainWindow) -> None:
    _open_first(open_notes, "一致")
    assert not open_notes.checks.panel._bar.isVisible()


def test_the_list_on_paper_is_a_pdf_of_the_print_composer(
    checked: MainWindow, qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "清单.pdf"
    monkeypatch.setattr(file_choice, "checklist_to_write", lambda _parent, _title: target)
    checked.checks.export()
    qtbot.waitUntil(lambda: target.exists() and "已写入" in checked.statusBar().currentMessage(), timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")
    with pypdfium2.PdfDocument(target) as made:
        words = made[0].get_textpage().get_text_range()
        assert len(made) > 1
    assert "276 ÷ 282" in words
    assert "处理意见" in words


def test_numbers_marked_in_the_text_become_a_check_of_the_readers_own(open_notes: MainWindow, qtbot: object) -> None:
    checks = open_notes.checks
    assert not checks.own.button.isVisible()
    (found,) = [r for r in checks._checked.of(Verdict.QUERY) if "2700" in r.formula]
    checks.own.offer(checks._report, found.place, len(found.operands))
    assert checks.own.button.isVisible()
    action = next(a for a in checks.own.menu().actions() if a.text().startswith("后面各数之和等于第一个"))
    with qtbot.waitSignal(open_notes.notes.layer.saved):
        action.trigger()
    (own,) = [r for r in checks._marked.checked.relations if r.rule == "OWN"]
    assert own.verdict is Verdict.QUERY
    checks.panel.choose(own)
    assert checks.panel._bar.back.text() == "删去自定核对"
    with qtbot.waitSignal(open_notes.notes.layer.saved):
        checks.panel._bar.back.click()
    assert all(r.rule != "OWN" for r in checks._marked.checked.relations)
    with qtbot.waitSignal(open_notes.notes.layer.saved):
        open_notes.actions_by_name["undo"].trigger()
    assert any(r.rule == "OWN" for r in checks._marked.checked.relations)


def _print_window(window: MainWindow) -> PrintWindow:
    opened = window.windows._desk._open
    assert opened is not None
    return opened


def test_the_checklist_goes_to_the_print_window_with_room_to_sign(checked: MainWindow, qtbot: object) -> None:
    checked.checks.panel._print.click()
    shown = _print_window(checked)
    qtbot.waitUntil(lambda: shown._composing is None, timeout=30_000)
    assert shown.choice.preset == "核对清单"
    assert shown.settings.wish().layout.name == "紧凑"
    (pick,) = shown.choice.picks()
    table = next(block for block in pick.blocks if isinstance(block, Table))
    assert {"位置", "原文", "计算", "结论", "处理意见", "核对人"} <= set(table.heads)
    assert table.rows[0][table.heads.index("计算")].startswith("276")
    shown.close()


def test_a_finding_is_put_into_the_print_basket_and_printed(checked: MainWindow, qtbot: object) -> None:
    _open_first(checked, "不一致")
    add = next(a for a in checked.checks.panel.menu().actions() if a.text() == "加入打印篮")
    add.trigger()
    assert checked.statusBar().currentMessage() == "已放进打印篮:276 ÷ 282 = 97.87% ≠ 91%(共 1 项)"
    add.trigger()
    assert checked.statusBar().currentMessage().startswith("打印篮里已经有")
    (held,) = checked.windows._desk._basket(checked.report).picks
    (table,) = held.blocks
    assert (held.kind_words, table.heads[0]) == ("核对", "不一致")
    assert [row[0] for row in table.rows] == ["位置", "原文", "计算", "说明", "处理意见", "核对人"]


def test_what_a_reader_says_is_no_figure_is_not_checked(
    open_notes: MainWindow, qtbot: object, report: Document
) -> None:
    number = next(m for m in report.metrics if report.text[m.quantity.span.start : m.quantity.span.end] == "91%")
    open_notes.corrections.rule(number, Ruling.NO_METRIC)
    qtbot.waitUntil(lambda: not open_notes.checks._checked.of(Verdict.INCONSISTENT), timeout=10_000)
    assert _groups(open_notes)["不一致"][0] == 0
    with qtbot.waitSignal(open_notes.notes.layer.saved):
        open_notes.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: bool(open_notes.checks._checked.of(Verdict.INCONSISTENT)), timeout=10_000)


def test_an_unchecked_number_has_the_name_its_reader_gave_it(open_notes: MainWindow, qtbot: object) -> None:
    span = open_notes.checks._checked.unchecked[0]
    number = next(m for m in open_notes.report.metrics if m.quantity.span == span)
    open_notes.corrections.rule(number, Ruling.RENAMED, "另起的名称")

    def first() -> str:
        index = _groups(open_notes)["未核对"][1]
        return open_notes.checks.panel._model.index(0, 0, index).data(ROW_ROLE).first

    qtbot.waitUntil(lambda: first().endswith("另起的名称"), timeout=10_000)
