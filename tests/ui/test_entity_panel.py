"""The index of names: made when first seen, filtered by a few characters, walked mention by mention."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt

from fuzhou_viewer.core.records import Document, Metric, Span
from fuzhou_viewer.ui.entity_panel.panel import EntityPanel
from fuzhou_viewer.ui.main_window import MainWindow

_TEXT = """2023年工作总结
一、服务
12348热线平台接听来电62人次。
二、建设
升级12348热线平台，与市妇联共建“海燕”驿站。
"""


@pytest.fixture
def panel(read: Callable[[str], Document], qtbot: object) -> EntityPanel:
    shown = EntityPanel()
    qtbot.addWidget(shown)
    shown.show_report(read(_TEXT))
    shown.resize(340, 600)
    return shown


def _row(panel: EntityPanel, *words: str) -> QModelIndex:
    """The row reached by `words`, one for each level."""
    index = QModelIndex()
    for word in words:
        if panel.model.canFetchMore(index):
            panel.model.fetchMore(index)
        rows = [panel.model.index(i, 0, index) for i in range(panel.model.rowCount(index))]
        index = next(row for row in rows if word in str(row.data()))
    return index


def test_rows_are_made_when_the_panel_is_first_seen(panel: EntityPanel) -> None:
    assert panel.model.rowCount() == 0
    panel.show()
    assert [panel.model.index(i, 0).data() for i in range(panel.model.rowCount())] == ["平台系统", "机构"]
    assert "共 3 个名称" in panel._note.text()


def test_clicks_walk_from_mention_to_mention_and_round_again(panel: EntityPanel, qtbot: object) -> None:
    panel.show()
    places: list[Span] = []
    panel.place_chosen.connect(places.append)
    for _ in range(3):
        place = panel._view.visualRect(_row(panel, "平台系统", "12348热线平台")).center()
        qtbot.mouseClick(panel._view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    starts = [i for i in range(len(_TEXT)) if _TEXT.startswith("12348热线平台", i)]
    assert [place.start for place in places] == [*starts, starts[0]]
    assert panel._note.text().endswith("第 1 / 2 处")


def test_a_thing_opens_to_its_places_and_numbers(panel: EntityPanel, qtbot: object) -> None:
    panel.show()
    chosen: list[Metric] = []
    panel.metric_chosen.connect(chosen.append)
    thing = _row(panel, "平台系统", "12348热线平台")
    assert panel.model.hasChildren(thing)
    panel._view.expand(thing)
    number = _row(panel, "平台系统", "12348热线平台", "来电人次")
    assert number.siblingAtColumn(1).data() == "62人次"
    panel._view.setCurrentIndex(number)
    qtbot.keyClick(panel._view, Qt.Key.Key_Return)
    assert [metric.quantity.value for metric in chosen] == [62]


def test_a_few_characters_leave_the_names_that_have_them(panel: EntityPanel) -> None:
    panel.show()
    panel._filter.setText("妇联")
    assert panel.model.shown() == 1
    panel._filter.setText("没有这样的")
    assert panel.model.rowCount() == 0
    assert panel._note.text().startswith("没有这样的名称")
    panel._filter.clear()
    assert panel.model.shown() == 3


def test_a_report_without_names_says_so(panel: EntityPanel, read: Callable[[str], Document]) -> None:
    panel.show()
    panel.show_report(read("天气晴。\n"))
    assert panel._note.text() == "这份报告里没有认出名称"


def test_choosing_a_name_brings_its_place_into_the_text(window: MainWindow, report: Document, qtbot: object) -> None:
    window.panes.choose_right(window.names)
    qtbot.waitUntil(lambda: window.names.model.shown() == len(report.entities))
    thing = next(entity for entity in report.entities if entity.kind == "person")
    window.names._open(_row(window.names, "人物", thing.name))
    qtbot.waitUntil(lambda: report.section_at(thing.mentions[0].start).id == window.tree.model.current())
