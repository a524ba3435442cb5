"""The text pane shows the text as it is, keeps the reader's place, and opens nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument, QTextFormat

from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.searching import Searcher
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.text_pane.page import PageDocument


def test_every_character_of_the_text_is_shown(window: MainWindow, report: Document) -> None:
    assert window.text.toPlainText() == report.text


def test_going_to_a_section_makes_it_the_place_being_read(window: MainWindow, report: Document) -> None:
    for section in report.headings():
        window.text.go_to(section.span)
        assert window.text.reading_offset() == section.span.start
        top = window.text.cursorRect(window.text.textCursor()).top()
        at_end = window.text.verticalScrollBar().value() == window.text.verticalScrollBar().maximum()
        assert at_end or 0 <= top < window.text.viewport().height() / 4


@pytest.mark.parametrize("change", ["larger", "theme"])
def test_the_line_being_read_stays_when_the_look_changes(window: MainWindow, report: Document, change: str) -> None:
    window.text.go_to(report.headings()[20].span)
    before = window.text._top_offset()
    window.actions_by_name[change].trigger()
    line = window.text.viewport().width() // window.text.fontMetrics().height() * 3
    assert abs(window.text._top_offset() - before) <= line


def test_scrolling_reads_every_section_down_to_the_last(window: MainWindow, report: Document) -> None:
    bar = window.text.verticalScrollBar()
    read = set()
    for value in range(0, bar.maximum() + 1, 20):
        bar.setValue(value)
        section = report.section_at(window.text.reading_offset())
        read.add(section.id if section else None)
    bar.setValue(bar.maximum())
    assert window.text.reading_offset() >= next(s.span.start for s in report.sections if s.id == "s7.2")
    assert {s.id for s in report.headings() if s.level == 2} <= read | {
        s.parent for s in report.headings() if s.id in read
    }


def test_hits_are_marked_where_they_stand(window: MainWindow, report: Document) -> None:
    hits = Searcher(report).answer("结案率").hits
    window.text.mark_hits(hits)
    marked = [
        s.cursor.selectedText()
        for s in window.text.extraSelections()
        if s.format.hasProperty(QTextFormat.Property.BackgroundBrush)
    ]
    assert marked == [h.match for h in hits]


def test_a_click_on_a_number_says_its_metric(window: MainWindow, report: Document, qtbot: object) -> None:
    metric = next(m for m in report.metrics if m.quantity.value == 37798)
    window.text.go_to(metric.quantity.span)
    cursor = window.text.textCursor()
    cursor.setPosition(window.text._places.position(metric.quantity.span.start + 2))
    place = window.text.cursorRect(cursor).center()
    with qtbot.waitSignal(window.text.metric_chosen, timeout=2000) as told:
        qtbot.mouseClick(window.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [metric]


def test_a_page_opens_no_file_a_text_names(tmp_path: Path, qapp: object) -> None:
    page = PageDocument()
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    for kind in QTextDocument.ResourceType:
        assert page.loadResource(kind.value, QUrl.fromLocalFile(str(canary))) is not None


def test_a_span_outside_the_shown_text_is_no_error(window: MainWindow) -> None:
    window.text.go_to(Span(10**9, 10**9 + 1))
