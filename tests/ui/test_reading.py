"""A reader goes back and forward, cites a place, goes to one cited, and sets the text as they like it."""

from PySide6.QtGui import QGuiApplication

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.settings import COLUMN, LINE_HEIGHT, PARAGRAPH_NUMBERS, TEXT_SIZE
from fuzhou_viewer.ui.library_panel.window import LibraryWindow
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.reading_options import ReadingOptions


def _place(report: Document, key: str) -> int:
    return next(s for s in report.sections if s.id == key).span.start


def _open(window: MainWindow, key: str) -> None:
    window.open_entry(next(entry for entry in window.entries if entry.key == key))


def test_back_and_forward_walk_through_the_places_jumped_from(window: MainWindow, report: Document) -> None:
    for key in ("s2", "s4", "s6"):
        _open(window, key)
    window.actions_by_name["back"].trigger()
    assert window.text.reading_offset() == _place(report, "s4")
    window.actions_by_name["back"].trigger()
    assert window.text.reading_offset() == _place(report, "s2")
    window.actions_by_name["forward"].trigger()
    assert window.text.reading_offset() == _place(report, "s4")


def test_at_the_end_of_the_walk_it_says_so(window: MainWindow) -> None:
    window.actions_by_name["forward"].trigger()
    assert window.statusBar().currentMessage() == "后面没有到过的地方了"


def test_a_paragraph_is_copied_with_its_source(window: MainWindow) -> None:
    _open(window, "s4.1")
    window.actions_by_name["copy_cited"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("(一)全力化解社会矛盾纠纷。")
    assert copied.endswith("(福州市司法局《2022年全市司法行政工作总结》四、(一)第1段)")


def test_a_citation_in_the_search_box_goes_there(window: MainWindow, report: Document) -> None:
    window.search_line.search_wished.emit("《2022年全市司法行政工作总结》五、（二）第1段")
    assert window.text.reading_offset() == _place(report, "s5.2")


def test_size_line_height_column_and_numbers_are_kept_and_reset(window: MainWindow, report: Document) -> None:
    _open(window, "s4")
    options = ReadingOptions(window.appearance, window)
    for slider, steps in zip(options._sliders, (13, 22, 14), strict=True):
        slider.slider.setValue(steps)
    options._numbers.setChecked(True)
    numbers = [window.appearance.number(s) for s in (TEXT_SIZE, LINE_HEIGHT, COLUMN, PARAGRAPH_NUMBERS)]
    assert numbers == [26, 220, 28, 1]
    assert window.text._look == window.appearance.look()
    assert window.text.reading_offset() == _place(report, "s4")
    options._reset()
    assert window.appearance.number(TEXT_SIZE) == TEXT_SIZE.default


def test_every_theme_can_be_read(window: MainWindow) -> None:
    for name in ("light", "dark", "sepia"):
        window.appearance.choose_theme(name)
        assert window.appearance.theme.name == name
        assert window.appearance.theme_choice() == name


def test_a_window_wished_twice_is_one_window_and_gone_when_closed(window: MainWindow, qtbot: object) -> None:
    for name, kind in (("options", ReadingOptions), ("library", LibraryWindow)):
        for _ in range(2):
            window.actions_by_name[name].trigger()
        (shown,) = window.findChildren(kind)
        shown.close()
        qtbot.waitUntil(lambda kind=kind: not window.findChildren(kind))
