"""The tree is narrowed by typing, opened by level, told by figures, and found again as it was left."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from fuzhou_viewer import app
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.kept import About, Colour, Note, Ruling
from fuzhou_viewer.core.records import Document, SectionId
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.section_tree.panel import SectionTree


def _wait(qtbot: object, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)


def _tree(report: Document, qtbot: object) -> SectionTree:
    tree = SectionTree()
    qtbot.addWidget(tree)
    tree.show_entries(contents(report))
    tree.show()
    return tree


def _shown(tree: SectionTree) -> list[str]:
    """The labels a person could see by scrolling."""
    labels = []
    index = tree.model.index(0, 0)
    if tree._view.isRowHidden(0, index.parent()):
        index = tree._view.indexBelow(index)
    while index.isValid():
        labels.append(index.data())
        index = tree._view.indexBelow(index)
    return labels


def _narrow(tree: SectionTree, typed: str) -> None:
    tree.line.setText(typed)
    tree.line.tell()


def test_typing_leaves_what_matches_and_what_holds_it(report: Document, qtbot: object) -> None:
    tree = _tree(report, qtbot)
    before = _shown(tree)
    _narrow(tree, "公共法律服务品牌")
    assert len(tree._matches) == 1
    (key,) = tree._matches
    item = tree.model._items[key]
    holder = tree.model._items[tree.model.keys_above(key)[0]]
    assert _shown(tree) == [holder.text(), item.text()]
    (stretch,) = tree.model.stretches(item.index())
    assert item.text()[stretch.start : stretch.end] == "公共法律服务品牌"
    assert tree.model.stretches(holder.index()) == ()
    qtbot.keyClick(tree.line, Qt.Key.Key_Escape)
    assert tree.line.text() == ""
    assert _shown(tree) == before
    assert tree.model.stretches(item.index()) == ()


def test_letters_mark_the_characters_they_spell_and_the_row_is_drawn_with_them_set_apart(window: MainWindow) -> None:
    tree = window.tree
    _narrow(tree, "ggflfw")
    item = tree.model._items[tree._matches[0]]
    assert [item.text()[s.start : s.end] for s in tree.model.stretches(item.index())] == ["公共法律服务"]
    row = tree._view.visualRect(item.index())
    drawn = tree._view.viewport().grab(row).toImage()
    accent = QColor(window.appearance.theme.accent).rgb()
    columns = [x for x in range(drawn.width()) if any(drawn.pixel(x, y) == accent for y in range(drawn.height()))]
    assert columns
    assert max(columns) - min(columns) < drawn.width() * 0.6


def test_the_entry_being_read_has_a_bar_at_the_left(window: MainWindow) -> None:
    tree = window.tree
    window.open_entry(window.entries[3])
    index = tree.model.index_of(tree.model.current())
    row = tree._view.visualRect(index)
    drawn = tree._view.viewport().grab().toImage()
    ratio = drawn.devicePixelRatio()
    assert drawn.pixelColor(1, round(row.center().y() * ratio)) == QColor(window.appearance.theme.accent)


def test_first_letters_and_whole_sounds_find_sections(report: Document, qtbot: object) -> None:
    tree = _tree(report, qtbot)
    found = []
    for typed in ("公共法律服务品牌", "ggflfwpp", "gonggongfalvfuwupinpai"):
        _narrow(tree, typed)
        found.append(tuple(tree._matches))
    assert len(found[0]) == 1
    assert len(set(found)) == 1
    _narrow(tree, "没有这样的章节")
    assert _shown(tree) == []
    assert tree._title.text() == "章节:没有相符的"


def test_letters_are_learnt_before_they_are_typed(window: MainWindow, qtbot: object) -> None:
    learnt: list[str] = []
    window.tree.line.entered.connect(lambda: learnt.append("asked"))
    window.activateWindow()
    window.tree.line.setFocus()
    _wait(qtbot, lambda: learnt)
    qtbot.keyClicks(window.tree.line, "fwpp")
    _wait(qtbot, lambda: window.tree._matches)
    assert [window.tree.model._items[key].text() for key in window.tree._matches] == ["(一)公共法律服务品牌不断擦亮"]


def test_keys_that_come_fast_narrow_once(report: Document, qtbot: object) -> None:
    tree = _tree(report, qtbot)
    told: list[str] = []
    tree.line.narrowed.connect(told.append)
    qtbot.keyClicks(tree.line, "ggfl")
    _wait(qtbot, lambda: told)
    assert told == ["ggfl"]


def test_down_goes_into_the_list_and_enter_opens_the_first_match(report: Document, qtbot: object) -> None:
    tree = _tree(report, qtbot)
    opened: list[Entry] = []
    tree.entry_chosen.connect(opened.append)
    tree.line.setText("公共法律服务品牌")
    qtbot.keyClick(tree.line, Qt.Key.Key_Down)
    assert tree.model.entry(tree._view.currentIndex()).key == tree._matches[0]
    assert not opened
    qtbot.keyClick(tree.line, Qt.Key.Key_Return)
    assert [entry.key for entry in opened] == tree._matches


def test_levels_are_opened_and_closed_together(report: Document, qtbot: object) -> None:
    tree = _tree(report, qtbot)
    levels = {entry.label: entry.level for entry in contents(report)}
    for level in (1, 3, 2):
        tree.open_levels(level)
        assert max(levels[label] for label in _shown(tree)) == level


def test_what_holds_the_place_read_is_open_for_the_moment(report: Document, qtbot: object) -> None:
    tree = _tree(report, qtbot)
    tree.open_levels(1)
    tree.show_place(SectionId("s5.1"))
    assert tree._view.isExpanded(tree.model.index_of(SectionId("s5")))
    assert tree.opened() == ()
    tree.show_place(SectionId("s1"))
    assert not tree._view.isExpanded(tree.model.index_of(SectionId("s5")))


def test_what_was_open_is_open_again_in_the_next_window(
    window: MainWindow, program: app.Program, report: Document, qtbot: object
) -> None:
    tree = window.tree
    tree.open_levels(1)
    tree._view.expand(tree.model.index_of(SectionId("s3")))
    window.close()
    again = app.window(report, program)
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.chart_loaded, timeout=60_000):
        again.show()
    assert again.tree.opened() == ("s3",)
    again.close()


def test_what_was_open_belongs_to_its_own_report(window: MainWindow, report: Document) -> None:
    window.tree.open_levels(1)
    window.show_report(replace(report, key="another"))
    assert window.tree.opened() != ()
    window.show_report(report)
    assert window.tree.opened() == ()


def test_metrics_notes_and_findings_are_counted_beside_their_sections(window: MainWindow, qtbot: object) -> None:
    _wait(qtbot, lambda: window.notes.layer._is_open)
    entry = next(e for e in window.entries if e.key == "s5.1")
    inside = {m.quantity.span for m in window.report.metrics_in(entry.span)}

    def told() -> str:
        index = window.tree.model.index_of(entry.key)
        return str(index.siblingAtColumn(2).data() or "")

    assert told().split()[0] == str(len(inside))
    place = anchor(window.report.text, min(inside, key=lambda span: span.start))
    window.notes.layer.keep(Note(window.report.key, place, "核对过", About.NUMBER, Colour.YELLOW, ""))
    _wait(qtbot, lambda: "注1" in told())
    assert "批注 1" in window.tree.model._items[entry.key].toolTip()
    first = min(window.report.metrics_in(entry.span), key=lambda metric: metric.quantity.span.start)
    window.corrections.rule(first, Ruling.NO_METRIC)
    _wait(qtbot, lambda: told().split()[0] == str(len(inside) - 1))
