"""The print window shows what will come out, says how much that is, and sends exactly that."""

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QMessageBox, QPushButton, QRadioButton

from fuzhou_viewer import app
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.kept import PrintBasket
from fuzhou_viewer.core.records import Document, SectionId, Span
from fuzhou_viewer.services.printing import basket
from fuzhou_viewer.services.printing.include import Remark
from fuzhou_viewer.services.printing.items import Line
from fuzhou_viewer.services.printing.layouts import LARGE
from fuzhou_viewer.services.printing.shelf import kept_basket, picks_of
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.print_preview.choice_panel import BASKET, TICKED
from fuzhou_viewer.ui.print_preview.desk import CURRENT, FOUND, SELECTED, WHOLE
from fuzhou_viewer.ui.print_preview.remembering import told, understood
from fuzhou_viewer.ui.print_preview.shelf import Shelf
from fuzhou_viewer.ui.print_preview.window import Matter, PrintWindow


@pytest.fixture
def matter(program: app.Program, report: Document) -> Matter:
    presets = {BASKET: (), WHOLE: basket.whole(report)}
    ticked = (SectionId("s1"), SectionId("s4.1"))
    theme = program.collaborators.themes.theme("light")
    return Matter(report, presets, TICKED, ticked, program.collaborators.typefaces, theme)


@pytest.fixture
def shown(matter: Matter, qtbot: object) -> Iterator[PrintWindow]:
    with _composed(PrintWindow(matter), qtbot) as made:
        yield made


class _composed:  # noqa: N801 - reads as a verb where it stands
    def __init__(self, made: PrintWindow, qtbot: object) -> None:
        self._made = made
        qtbot.waitSignal(made.composed, timeout=20_000).wait()

    def __enter__(self) -> PrintWindow:
        self._made.show()
        return self._made

    def __exit__(self, *_fault: object) -> None:
        self._made.close()


def _words(shown: PrintWindow) -> str:
    return " ".join(label.text() for label in shown.findChildren(QLabel) if not label.isHidden())


def _set(shown: PrintWindow, qtbot: object, change: Callable[[], None]) -> None:
    with qtbot.waitSignal(shown.composed, timeout=20_000):
        change()


def _box(shown: PrintWindow, words: str) -> QCheckBox:
    return next(box for box in shown.findChildren(QCheckBox) if box.text() == words)


def test_pages_and_sheets_are_counted_below_the_preview(shown: PrintWindow) -> None:
    pages = len(shown.document.pages)
    assert f"共 {pages} 页 · 双面 {(pages + 1) // 2} 张" in _words(shown)
    assert len(shown.sides) == pages


def test_ticking_another_section_makes_the_pages_anew(shown: PrintWindow, qtbot: object) -> None:
    before = len(shown.sides)
    item = shown.choice._items[SectionId("s3")]
    _set(shown, qtbot, lambda: item.setCheckState(0, Qt.CheckState.Checked))
    assert len(shown.sides) > before
    assert {"s3", "s3.1", "s3.6"} <= set(shown.choice.ticked())
    assert shown.choice._items[SectionId("s4")].checkState(0) == Qt.CheckState.PartiallyChecked


def test_nothing_ticked_says_what_to_do_and_lets_nothing_out(shown: PrintWindow, qtbot: object) -> None:
    none = next(button for button in shown.findChildren(QPushButton) if button.text() == "全不选")
    qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    assert "打勾" in shown.pages._message
    assert shown.sides == ()
    assert not any(b.isEnabled() for b in shown.findChildren(QPushButton) if b.text() in ("存为 PDF…", "打印…"))


def test_the_list_of_pages_is_followed_as_it_is_typed(shown: PrintWindow, qtbot: object) -> None:
    shown.settings._pages.setText("2-1")
    qtbot.waitUntil(lambda: [side.pages for side in shown.sides] == [(2,), (1,)])
    shown.settings._pages.setText("2,x")
    qtbot.waitUntil(lambda: "看不懂“x”" in _words(shown))
    assert shown.sides == ()
    shown.settings._pages.setText("")
    odd = next(b for b in shown.findChildren(QRadioButton) if b.text() == "奇数")
    odd.click()
    qtbot.waitUntil(lambda: bool(shown.sides) and all(side.pages[0] % 2 == 1 for side in shown.sides))


def test_the_pdf_is_exactly_the_sides_that_are_shown(shown: PrintWindow, qtbot: object, tmp_path: Path) -> None:
    shown.settings._pages.setText("2,1")
    qtbot.waitUntil(lambda: [side.pages for side in shown.sides] == [(2,), (1,)])
    target = tmp_path / "a.pdf"
    with qtbot.waitSignal(shown.saved, timeout=20_000):
        shown.save_pdf(target)
    pdf = pypdfium2.PdfDocument(target)
    assert [re.findall(r"— (\d+) —", page.get_textpage().get_text_range()) for page in pdf] == [["2"], ["1"]]
    pdf.close()
    assert "已保存“a.pdf”" in _words(shown)


def test_saving_waits_for_pages_that_are_still_being_made(matter: Matter, qtbot: object, tmp_path: Path) -> None:
    made = PrintWindow(matter)
    target = tmp_path / "a.pdf"
    with qtbot.waitSignal(made.saved, timeout=20_000):
        made.save_pdf(target)
    pdf = pypdfium2.PdfDocument(target)
    assert len(pdf) == len(made.document.pages)
    pdf.close()
    made.close()


def test_layout_and_parts_change_the_pages(shown: PrintWindow, qtbot: object) -> None:
    official = len(shown.sides)
    _set(shown, qtbot, lambda: shown.settings._layouts.setCurrentText("大字"))
    assert shown.document.layout is LARGE
    large = len(shown.sides)
    assert large > official
    _set(shown, qtbot, lambda: _box(shown, "目录").setChecked(True))
    assert len(shown.sides) > large
    _set(shown, qtbot, lambda: _box(shown, "页眉").setChecked(False))
    assert shown.document.header == ""


def test_a_booklet_counts_its_folded_sheets(shown: PrintWindow, qtbot: object) -> None:
    shown.settings._ways.setCurrentText("小册子")
    pages = len(shown.document.pages)
    assert len(shown.sides) % 2 == 0
    assert all(side.is_lying for side in shown.sides)
    assert f"共 {pages} 页 · 双面 {len(shown.sides) // 2} 张" in _words(shown)


def test_what_was_chosen_is_remembered_for_the_report(matter: Matter, qtbot: object) -> None:
    kept: list[str] = []
    first = Matter(
        matter.report, matter.presets, TICKED, matter.ticked, matter.typefaces, matter.theme, "", kept.append
    )
    with _composed(PrintWindow(first), qtbot) as made:
        made.settings._layouts.setCurrentText("紧凑")
        made.settings._pages.setText("1")
    again = Matter(matter.report, matter.presets, TICKED, (), matter.typefaces, matter.theme, kept[-1])
    with _composed(PrintWindow(again), qtbot) as made:
        assert made.settings.wish().layout.name == "紧凑"
        assert made.settings.wish().pages == "1"
        assert "s4.1" in made.choice.ticked()


@pytest.mark.parametrize(
    "line", ["", "{", "[]", '{"layout": 5, "include": {"title": 0, "x": 1}, "zoom": "9", "ticked": 3}']
)
def test_a_damaged_memory_means_defaults(line: str) -> None:
    memory = understood(line)
    assert memory.wish.layout.name == "公文"
    assert json.loads(told(memory))["way"] == "每面一页"


def test_fonts_that_are_missing_and_what_stands_in_are_named(shown: PrintWindow, program: app.Program) -> None:
    replaced = program.collaborators.typefaces.replaced()
    assert all(words in _words(shown) for words, _family in replaced)


def test_characters_no_font_has_are_named_before_printing(
    matter: Matter, read: Callable[[str], Document], qtbot: object
) -> None:
    report = read("年度工作总结\n一、概况\n好\U000effff字。\n")
    odd = Matter(report, {WHOLE: basket.whole(report)}, WHOLE, (), matter.typefaces, matter.theme)
    with _composed(PrintWindow(odd), qtbot) as made:
        assert "没有字体可用" in _words(made)
        assert "\U000effff" in _words(made)


def test_a_list_is_printed_in_its_order_and_can_be_changed(shown: PrintWindow, report: Document, qtbot: object) -> None:
    seen: list[object] = []
    shown.basket_changed.connect(seen.append)
    picks = basket.sections(report, ["s1.2", "s4.1"])
    _set(shown, qtbot, lambda: shown.choice.add(picks))
    assert shown.choice.picks() == picks
    shown.choice._list.setCurrentRow(1)
    up = next(b for b in shown.findChildren(QPushButton) if b.text() == "上移")
    _set(shown, qtbot, lambda: qtbot.mouseClick(up, Qt.MouseButton.LeftButton))
    assert shown.choice.picks() == picks[::-1]
    assert seen[-1] == picks[::-1]
    out = next(b for b in shown.findChildren(QPushButton) if b.text() == "移出")
    _set(shown, qtbot, lambda: qtbot.mouseClick(out, Qt.MouseButton.LeftButton))
    assert shown.choice.picks() == picks[:1]


def test_a_file_that_cannot_be_written_is_told_and_the_window_stays(
    shown: PrintWindow, qtbot: object, tmp_path: Path
) -> None:
    shown.save_pdf(tmp_path / "没有" / "a.pdf")
    qtbot.waitUntil(lambda: bool(shown.findChildren(QMessageBox)))
    box = shown.findChildren(QMessageBox)[0]
    assert "无法写入" in box.text()
    box.close()
    assert shown.isVisible()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".md", ".html", ".png", ".svg"])
def test_every_format_leaves_from_the_window_too(
    shown: PrintWindow, qtbot: object, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"a{suffix}"
    with qtbot.waitSignal(shown.saved, timeout=20_000):
        shown.export(target)
    assert target.stat().st_size > 500


def test_the_window_answers_while_many_pages_are_made_and_stops_when_told(
    matter: Matter, report: Document, read: Callable[[str], Document], qtbot: object
) -> None:
    long = read("\n".join([report.text] * 12))
    many = Matter(long, {WHOLE: basket.whole(long)}, WHOLE, (), matter.typefaces, matter.theme)
    made = PrintWindow(many)
    qtbot.waitUntil(lambda: made.document is not None, timeout=20_000)
    first = len(made.document.pages)
    made._cancel()
    assert made.sides
    threads = threading.active_count()
    made.close()
    assert first <= len(made.document.pages) < 200
    assert threading.active_count() <= threads


def test_no_printer_is_made_before_printing(window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: object) -> None:
    # another test may have asked for Qt's own print dialogs
    monkeypatch.delitem(sys.modules, "PySide6.QtPrintSupport", raising=False)
    window.windows.preview()
    made = window.findChildren(PrintWindow)[-1]
    qtbot.waitSignal(made.composed, timeout=20_000).wait()
    assert "PySide6.QtPrintSupport" not in sys.modules
    made.close()


def test_the_desk_opens_on_what_the_reader_marked(window: MainWindow, report: Document, qtbot: object) -> None:
    window.text.go_to(next(e.span for e in contents(report) if e.key == "s3.2"))
    window.windows.preview()
    made = window.findChildren(PrintWindow)[-1]
    qtbot.waitSignal(made.composed, timeout=20_000).wait()
    assert made.choice.preset == CURRENT
    assert [pick.section for pick in made.choice.picks()] == ["s3.2"]
    made.close()
    cursor = window.text.textCursor()
    cursor.setPosition(cursor.position() + 3)
    cursor.setPosition(cursor.position() + 40, cursor.MoveMode.KeepAnchor)
    window.text.setTextCursor(cursor)
    window.windows.preview()
    made = window.findChildren(PrintWindow)[-1]
    qtbot.waitSignal(made.composed, timeout=20_000).wait()
    assert made.choice.preset == SELECTED
    (pick,) = made.choice.picks()
    assert report.text[pick.span.start : pick.span.end].replace("\n", "") in report.text.replace("\n", "")
    assert pick.span.end - pick.span.start in range(35, 42)
    made.close()


def test_what_is_collected_is_in_the_basket_of_the_print_window(
    window: MainWindow, report: Document, qtbot: object
) -> None:
    for key in ("s3.2", "s1.1"):
        window.text.go_to(next(e.span for e in contents(report) if e.key == key))
        window.actions_by_name["collect"].trigger()
    assert "共 2 项" in window.statusBar().currentMessage()
    window.windows.preview()
    made = window.findChildren(PrintWindow)[-1]
    qtbot.waitSignal(made.composed, timeout=20_000).wait()
    _set(made, qtbot, lambda: made.choice._preset.setCurrentText(BASKET))
    assert [pick.section for pick in made.choice.picks()] == ["s3.2", "s1.1"]
    made.close()


def test_hits_can_be_printed(window: MainWindow, qtbot: object) -> None:
    window.search_line.setText("社区矫正")
    qtbot.waitUntil(lambda: len(window.text.marked_hits()) > 5, timeout=20_000)
    window.windows.preview()
    made = window.findChildren(PrintWindow)[-1]
    qtbot.waitSignal(made.composed, timeout=20_000).wait()
    _set(made, qtbot, lambda: made.choice._preset.setCurrentText(FOUND))
    assert all(pick.kind == basket.HIT for pick in made.choice.picks())
    made.close()


def test_pages_are_painted_black_on_white_in_the_dark_theme_too(shown: PrintWindow, window: MainWindow) -> None:
    window.appearance.show_theme("dark")
    picture = shown.pages._painted(0).toImage()
    assert picture.pixelColor(2, 2).name() == "#ffffff"
    darkest = min(
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )
    assert darkest < 60
    window.appearance.show_theme("light")


def test_keys_go_from_page_to_page_and_thumbnails_follow(shown: PrintWindow, qtbot: object) -> None:
    qtbot.keyClick(shown.pages, Qt.Key.Key_End)
    assert shown.pages._current == len(shown.sides) - 1
    qtbot.keyClick(shown.pages, Qt.Key.Key_Home)
    assert shown.pages._current == 0
    shown.thumbnails.side_chosen.emit(1)
    assert shown.pages._current == 1
    before = shown.pages.shown_zoom
    shown.pages.zoom_wished.emit(1)
    assert shown.pages.shown_zoom > before


def test_only_pages_in_view_are_painted(matter: Matter, report: Document, qtbot: object) -> None:
    whole = Matter(report, matter.presets, WHOLE, (), matter.typefaces, matter.theme)
    with _composed(PrintWindow(whole), qtbot) as made:
        made.pages.grab()
        assert len(made.sides) > 8
        assert 1 <= len(made.pages._pictures) <= 3


def test_baskets_are_kept_by_name_and_offered_again(
    window: MainWindow, program: app.Program, report: Document, qtbot: object
) -> None:
    notes = program.collaborators.notes()
    notes.open().result()
    picks = (*basket.sections(report, ["s4.1", "s1.2"])[::-1], *basket.passage(report, Span(300, 340)))
    first = Shelf(lambda: notes, report)
    with qtbot.waitSignal(first.saved, timeout=20_000):
        first.save("月报", picks)
    window.windows.preview()
    made = window.findChildren(PrintWindow)[-1]
    words = "已存的篮:月报"
    qtbot.waitUntil(lambda: made.choice._preset.findText(words) >= 0, timeout=20_000)
    made.choice._preset.setCurrentText(words)
    assert made.choice.picks() == picks
    made.choice.save_wished.emit("月报", picks[:1])
    qtbot.waitUntil(lambda: "已存打印篮“月报”" in _words(made), timeout=20_000)
    (kept,) = notes.kept(PrintBasket).result()
    assert (kept.revision, len(kept.content.entries)) == (2, 1)
    made.close()
    notes.close()


def test_kept_words_are_found_again_where_they_moved_and_left_out_where_they_are_gone(
    read: Callable[[str], Document],
) -> None:
    old = read("年度工作总结\n一、概况\n办理案件12件。\n二、其他\n很好。\n")
    start = old.text.index("办理")
    kept = kept_basket(old, "篮", (*basket.sections(old, ["s2"]), *basket.passage(old, Span(start, start + 8))))
    new = replace(read("年度工作总结\n前言。\n一、概况\n今年办理案件12件。\n"), key=old.key)
    (pick,) = picks_of(new, kept)
    assert new.text[pick.span.start : pick.span.end] == "办理案件12件。"[:8]
    assert picks_of(read("年度工作总结\n一、概况\n无。\n"), kept) == ()


def test_what_is_listed_can_be_put_into_the_basket(shown: PrintWindow, qtbot: object) -> None:
    put = next(b for b in shown.findChildren(QPushButton) if b.text() == "放进篮")
    picks = shown.choice.picks()
    _set(shown, qtbot, lambda: qtbot.mouseClick(put, Qt.MouseButton.LeftButton))
    assert shown.choice.preset == BASKET
    assert shown.choice.picks() == picks


def test_the_readers_notes_can_be_printed_where_there_are_any(shown: PrintWindow, qtbot: object) -> None:
    assert _box(shown, "批注").isHidden()
    shown.settings.offer_notes((Remark(report_place(shown), "口径不同"),))
    assert not _box(shown, "批注").isHidden()
    _set(shown, qtbot, lambda: _box(shown, "批注").setChecked(True))
    told = [p.item.text for page in shown.document.pages for p in page.placed if isinstance(p.item, Line)]
    assert [words for words in told if words.startswith("〔批注〕口径不同")]


def report_place(shown: PrintWindow) -> int:
    return shown.choice.picks()[0].span.start + 5


def test_escape_stops_what_runs_and_remembers(matter: Matter, qtbot: object) -> None:
    kept: list[str] = []
    whole = Matter(matter.report, matter.presets, WHOLE, (), matter.typefaces, matter.theme, "", kept.append)
    made = PrintWindow(whole)
    made.show()
    with qtbot.waitSignal(made.finished):
        qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert len(kept) == 1


def test_the_main_window_takes_its_print_window_along(window: MainWindow, tmp_path: Path, qtbot: object) -> None:
    window.tree.model.tick(SectionId("s3"), is_ticked=True)
    window.windows.preview()
    made = window.findChildren(PrintWindow)[-1]
    made.save_pdf(tmp_path / "a.pdf")
    with qtbot.waitSignal(made.finished):
        window.close()
    assert [path.name for path in tmp_path.glob("*") if path.suffix == ".pdf"] in ([], ["a.pdf"])
    assert not list(tmp_path.glob(".new-*"))


def test_every_button_below_the_list_shows_in_a_narrow_window(shown: PrintWindow, qtbot: object) -> None:
    choice = shown.choice
    shown.resize(1000, 700)
    shown.show()
    _set(shown, qtbot, lambda: choice._preset.setCurrentText(WHOLE))
    choice.show_kept({"月报": choice.picks()})
    qtbot.waitUntil(choice._save.isVisible)
    for button in (choice._up, choice._down, choice._remove, choice._put, choice._save):
        assert button.width() >= button.sizeHint().width()
        assert choice.rect().contains(QRect(button.mapTo(choice, QPoint()), button.size()))
