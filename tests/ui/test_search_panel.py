"""Hits are listed by section, counted in the tree, marked in the text and at the scroll bar, and walked round."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPdfWriter

from fuzhou_viewer.core.records import Document, SearchHit, SectionId, Span
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.search_panel.hit_model import COUNT_ROLE, HIT_ROLE, HitGroupRow, HitModel
from fuzhou_viewer.ui.search_panel.list_printing import page
from fuzhou_viewer.ui.search_panel.scopes import SCOPES, scope_span


def _look(window: MainWindow, qtbot: object, words: str) -> None:
    with qtbot.waitSignal(window.finder.found, timeout=5000):
        window.search_line.look_for(words)


def _tree_counts(window: MainWindow) -> dict[SectionId, str]:
    model = window.tree.model
    return {key: model.index_of(key).siblingAtColumn(1).data() or "" for key in model._items}


def _hit(start: int) -> SearchHit:
    return SearchHit(Span(start, start + 1), None, "a", "b", "c")


def test_the_model_has_two_levels_and_numbers_the_hits_through(qtmodeltester: object) -> None:
    model = HitModel()
    model.show_groups([HitGroupRow("一", "一", (_hit(0), _hit(1))), HitGroupRow("二", "二", (_hit(2),))])
    qtmodeltester.check(model)
    assert model.hit_count() == 3
    assert [model.index(row, 0).data(COUNT_ROLE) for row in range(2)] == [2, 1]
    second = model.index(0, 0, model.index(1, 0))
    assert second.data(HIT_ROLE).span.start == 2
    assert model.place_of(second) == 2
    assert [model.hit(model.index_of(place)).span.start for place in range(3)] == [0, 1, 2]
    assert model.hit(model.index(1, 0)).span.start == 2
    assert model.hit(QModelIndex()) is None
    assert not model.index_of(3).isValid()
    model.show_groups([])
    assert model.hit_count() == model.rowCount() == 0


def test_names_and_words_are_never_taken_for_pages(window: MainWindow, qtbot: object) -> None:
    model = HitModel()
    model.show_groups([HitGroupRow("<img src='x'>", "一、<b>\n<img src='x'>", (_hit(0),))])
    assert "一、&lt;b&gt;<br>&lt;img" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    _look(window, qtbot, "<img src=x> -公证")
    assert window.hits._note.textFormat() == Qt.TextFormat.PlainText
    assert "<img" in window.hits._note.text()


def test_hits_are_listed_by_section_counted_and_walked_round(window: MainWindow, qtbot: object) -> None:
    window.search_line.setText("社区矫正")
    qtbot.waitUntil(lambda: window.hits._model.hit_count() == 7, timeout=5000)
    assert not window.hits.isHidden()
    model = window.hits._model
    assert sum(model.index(row, 0).data(COUNT_ROLE) for row in range(model.rowCount())) == 7
    for expected in (1, 2, 3):
        window.actions_by_name["next_hit"].trigger()
        assert window.hits._count.text() == f"{expected} / 7 处"
    window.actions_by_name["previous_hit"].trigger()
    assert window.hits._count.text() == "2 / 7 处"
    for _ in range(2):
        window.actions_by_name["previous_hit"].trigger()
    assert window.hits._count.text() == "已到末尾 7 / 7"
    window.actions_by_name["next_hit"].trigger()
    assert window.hits._count.text() == "已回到开头 1 / 7"
    window.actions_by_name["next_hit"].trigger()
    assert window.hits._count.text() == "2 / 7 处"
    window.search_line.clear()
    qtbot.waitUntil(window.hits.isHidden, timeout=5000)


def test_a_click_on_a_section_goes_to_its_first_hit(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "公证")
    row = window.hits._model.index(1, 0)
    with qtbot.waitSignal(window.finder.hit_chosen) as told:
        window.hits._open(row)
    assert told.args[0] == row.model().hit(row)
    assert window.hits._count.text() == f"{row.model().place_of(row) + 1} / 17 处"


def test_the_tree_counts_upward_and_forgets(window: MainWindow, qtbot: object, report: Document) -> None:
    _look(window, qtbot, "公证")
    hits = window.finder._answer.hits
    shown = _tree_counts(window)
    for section in report.sections:
        if section.level:
            inside = sum(hit.span.start in section.span for hit in hits)
            assert shown[section.id] == (str(inside) if inside else ""), section.id
    _look(window, qtbot, "")
    assert set(_tree_counts(window).values()) == {""}
    assert window.tree._view.isColumnHidden(1)


def test_ticks_and_counts_do_not_disturb_one_another(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "公证")
    window.tree.model.tick_all(is_ticked=True)
    ticked = window.tree.ticked()
    _look(window, qtbot, "调解")
    assert window.tree.ticked() == ticked
    assert len(ticked) == len(window.tree.model._items)


def test_every_hit_is_marked_in_the_text_and_at_the_scroll_bar(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "公证")
    marks = [
        s for s in window.text.extraSelections() if s.format.underlineStyle() == s.format.UnderlineStyle.NoUnderline
    ]
    assert [mark.cursor.selectedText() for mark in marks] == ["公证"] * 17
    strip = window.text._strip
    assert strip.isVisible()
    assert strip.size() == window.text.verticalScrollBar().size()
    window.resize(window.width() - 40, window.height() - 200)
    qtbot.waitUntil(lambda: strip.size() == window.text.verticalScrollBar().size(), timeout=5000)
    assert len(strip._places) == 17
    assert list(strip._places) == sorted(strip._places)
    assert all(0 < place < 1 for place in strip._places)
    window.actions_by_name["next_hit"].trigger()
    assert strip._current == strip._places[0]
    picture = strip.parentWidget().grab().toImage()
    row = round(strip._places[-1] * picture.height())
    near = {picture.pixelColor(picture.width() // 2, y).name() for y in range(row - 2, row + 3)}
    assert QColor(window.appearance.theme.mark_current).name() in near
    _look(window, qtbot, "")
    assert not strip.isVisible()


def test_a_tick_lies_where_scrolling_brings_its_hit(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "结案率")
    window.actions_by_name["next_hit"].trigger()
    bar = window.text.verticalScrollBar()
    whole = bar.maximum() + window.text.viewport().height()
    (place,) = window.text._strip._places
    assert bar.value() <= place * whole <= bar.value() + window.text.viewport().height()


def test_only_the_chapter_or_section_being_read_is_searched(
    window: MainWindow, qtbot: object, report: Document
) -> None:
    chapter = next(entry for entry in window.entries if entry.key == "s4")
    window.open_entry(chapter)
    qtbot.waitUntil(lambda: window.finder._reading in chapter.span, timeout=5000)
    _look(window, qtbot, "调解")
    everywhere = len(window.finder._answer.hits)
    with qtbot.waitSignal(window.finder.found, timeout=5000):
        window.hits._scopes.button(1).click()
    hits = window.finder._answer.hits
    assert 0 < len(hits) < everywhere
    assert all(hit.span.start in chapter.span for hit in hits)
    window.show_report(report)
    assert window.finder._scope is SCOPES[0]


def test_scopes_name_chapter_and_deepest_section(window: MainWindow) -> None:
    entries = window.entries
    section = next(entry for entry in entries if entry.key == "s4.1")
    chapter = next(entry for entry in entries if entry.key == "s4")
    inside = section.span.start + 1
    assert scope_span(SCOPES[0], entries, inside) is None
    assert scope_span(SCOPES[1], entries, inside) == chapter.span
    assert scope_span(SCOPES[2], entries, inside) == section.span


def test_nothing_found_is_said_with_ways_on(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "社区矫正法庭")
    assert window.hits._count.text() == "没有找到"
    qtbot.waitUntil(lambda: bool(window.hits._ways_on.words()), timeout=5000)
    assert window.hits._ways_on.words() == ["只找“社区矫正法”  2 处"]
    with qtbot.waitSignal(window.finder.found, timeout=5000):
        window.hits._ways_on.choose(0)
    assert window.search_line.text() == "社区矫正法"
    assert window.hits._model.hit_count() == 2


def test_where_there_is_no_way_on_advice_is_given(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "龘龘龘")
    qtbot.waitUntil(lambda: "减少词语" in window.hits._note.text(), timeout=5000)
    assert window.hits._ways_on.words() == []


def test_letters_are_offered_as_names_beside_the_hits(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "sqjz")
    qtbot.waitUntil(lambda: bool(window.hits._ways_on.words()), timeout=5000)
    assert window.hits._ways_on.words() == ["拼音“社区矫正”  7 处"]
    assert window.hits._model.hit_count() == 0


def test_a_doubtful_query_is_shown_as_understood(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "公证 -鉴定")
    assert window.hits._note.text() == "按此查找:同一段里:“公证”,不含“鉴定”"
    _look(window, qtbot, "公证")
    assert window.hits._note.isHidden()


def test_only_the_latest_question_is_answered(window: MainWindow, qtbot: object) -> None:
    shown: list[str] = []
    window.finder.found.connect(lambda found: shown.append(found.answer.typed))
    for words in ("公", "公证", "调解"):
        window.finder.look(words)
    qtbot.waitUntil(lambda: bool(shown), timeout=5000)
    assert shown == ["调解"]


def test_one_can_go_back_to_where_one_was(window: MainWindow, qtbot: object) -> None:
    entry = next(entry for entry in window.entries if entry.key == "s2")
    window.open_entry(entry)
    qtbot.waitUntil(lambda: window.finder._reading == entry.span.start, timeout=5000)
    value = window.text.verticalScrollBar().value()
    _look(window, qtbot, "结案率")
    window.actions_by_name["next_hit"].trigger()
    assert window.text.verticalScrollBar().value() != value
    window.actions_by_name["before_search"].trigger()
    assert window.text.verticalScrollBar().value() == value


def test_the_list_is_copied_and_exported(window: MainWindow, qtbot: object, tmp_path: Path) -> None:
    _look(window, qtbot, "社区矫正")
    window.finder.copy()
    assert QGuiApplication.clipboard().text().count("【社区矫正】") == 7
    window.finder.export(tmp_path / "列表.csv")
    assert len((tmp_path / "列表.csv").read_text(encoding="utf-8-sig").splitlines()) == 8
    window.finder.export(tmp_path / "列表.txt")
    assert "【社区矫正】" in (tmp_path / "列表.txt").read_text(encoding="utf-8")
    with qtbot.waitSignal(window.finder.failed) as told:
        window.finder.failed.disconnect(window.windows.error)
        window.finder.export(tmp_path / "没有" / "列表.csv")
    assert told.args[0].advice


def test_the_list_is_printed_as_it_is_copied(window: MainWindow, qtbot: object, tmp_path: Path) -> None:
    _look(window, qtbot, "社区矫正")
    paper = QPdfWriter(str(tmp_path / "列表.pdf"))
    page(window.finder._listed(as_table=False), window.font()).print_(paper)
    del paper
    printed = pypdfium2.PdfDocument(tmp_path / "列表.pdf")
    words = "".join(one.get_textpage().get_text_range() for one in printed)
    assert "".join(words.split()).count("【社区矫正】") == 7
    printed.close()


def test_the_headings_above_a_section_are_told(window: MainWindow, qtbot: object) -> None:
    _look(window, qtbot, "结案率")
    tip = window.hits._model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<qt>四、")
    assert "<br>(一)全力化解社会矛盾纠纷" in tip


@pytest.mark.parametrize("typed", ["x" * 10_000, "\ud800", "(a+)+$" * 1000, '"', "%", "NEAR(", "😀"])
def test_whatever_is_typed_the_window_answers(window: MainWindow, qtbot: object, typed: str) -> None:
    _look(window, qtbot, typed)
    assert window.hits._count.text() == "没有找到" or window.hits._model.hit_count()
