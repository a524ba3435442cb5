"""Comparing from the library: a doubt is asked once and remembered, a point leads to its report, all can be exported."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.series import Point, Series
from fuzhou_viewer.services.printing.items import Line
from fuzhou_viewer.ui.library_panel.comparison import BY_OFFICE, Comparison
from fuzhou_viewer.ui.library_panel.window import LibraryWindow
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.print_preview.window import PrintWindow
from fuzhou_viewer.ui.theme_board.window import ThemeBoard
from fuzhou_viewer.ui.year_plot import YearPlot

_ROWS = (
    (2020, "市水务局", "新增海绵城市面积63平方公里。办理公证90件。"),
    (2021, "市水务局", "新增海绵城市面积18平方公里。办理公证100件。"),
    (2022, "市水务局", "新增海绵城市达标面积12平方公里。办理公证120件。"),
    (2022, "县水务局", "新增海绵城市面积3平方公里。办理公证7件。"),
)


@pytest.fixture
def library(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> LibraryWindow:
    collection = window._with.collection()
    for year, issuer, words in _ROWS:
        file = tmp_path / f"{issuer}{year}.txt"
        text = f"{issuer}{year}年工作总结\n一、概况\n{year}年,{words}\n\n{issuer}\n{year + 1}年1月5日\n"
        file.write_text(text, encoding="utf-8")
    assert all(step.latest.kept for step in collection.import_all(sorted(tmp_path.glob("*.txt"))))
    window.windows.library()
    (shown,) = window.findChildren(LibraryWindow)
    qtbot.waitUntil(shown.compare.isEnabled, timeout=20_000)
    return shown


def _compared(window: MainWindow, library: LibraryWindow, qtbot: QtBot) -> Comparison:
    def shown() -> list[Comparison]:
        return [one for one in window.findChildren(Comparison) if one.isVisible()]

    library.compare.click()
    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    return shown()[0]


def _column(shown: Comparison, column: int) -> list[str]:
    return [cell.text() for row in range(shown.table.rowCount()) if (cell := shown.table.item(row, column))]


def test_a_doubt_is_asked_once_remembered_and_can_be_taken_back(
    window: MainWindow, library: LibraryWindow, qtbot: QtBot
) -> None:
    shown = _compared(window, library, qtbot)
    shown.filter.setText("海绵")
    qtbot.waitUntil(shown.doubt.isVisible)
    assert _column(shown, 0) == ["2020年", "2021年"]
    shown.doubt.same.click()
    qtbot.waitUntil(lambda: _column(shown, 0) == ["2020年", "2021年", "2022年"])
    shown.close()
    again = _compared(window, library, qtbot)
    again.filter.setText("海绵")
    assert _column(again, 0) == ["2020年", "2021年", "2022年"]
    qtbot.waitUntil(again.doubt.isVisible)
    assert "合在" in again.doubt.words.text()
    again.doubt.part.click()
    qtbot.waitUntil(lambda: _column(again, 0) == ["2020年", "2021年"])
    qtbot.waitUntil(again.doubt.other.isVisible)
    again.doubt.other.click()
    qtbot.waitUntil(lambda: not again.doubt.isVisible())
    again.close()


def test_offices_can_be_compared(window: MainWindow, library: LibraryWindow, qtbot: QtBot) -> None:
    shown = _compared(window, library, qtbot)
    next(way for way in shown.ways.buttons() if way.text() == BY_OFFICE).click()
    shown.filter.setText("公证")
    assert _column(shown, 0) == ["县水务局", "市水务局"]
    assert _column(shown, 3) == ["7件", "120件"]
    shown.filter.setText("没有")
    assert not shown.ways_out.isEnabled()
    shown.close()


def test_a_year_of_a_theme_opens_the_report_at_the_number(
    window: MainWindow, library: LibraryWindow, qtbot: QtBot
) -> None:
    library.board.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ThemeBoard)), timeout=20_000)
    (shown,) = window.findChildren(ThemeBoard)
    shown.themes.setCurrentRow(0)
    card = next(card for card in shown.cards if card.tile.series.owner == "市水务局")
    qtbot.waitUntil(lambda: card.plot.width() > 100)
    mark = card.plot.marks()[1]
    qtbot.mouseClick(card.plot, Qt.MouseButton.LeftButton, pos=QPointF(mark.top.x(), card.plot.height() / 2).toPoint())
    qtbot.waitUntil(lambda: window.report.year == 2021, timeout=20_000)
    qtbot.waitUntil(lambda: abs(window.text.reading_offset() - mark.point.metric.quantity.span.start) < 60)
    shown.filter.setText("没有这个名称")
    assert not any(card.isVisible() for card in shown.cards)
    shown.close()


def test_a_plot_is_walked_with_the_keyboard(window: MainWindow, library: LibraryWindow, qtbot: QtBot) -> None:
    shown = _compared(window, library, qtbot)
    shown.filter.setText("公证")
    with qtbot.waitSignal(shown.point_chosen) as chosen:
        qtbot.keyClick(shown.plot, Qt.Key.Key_Left)
        qtbot.keyClick(shown.plot, Qt.Key.Key_Left)
        qtbot.keyClick(shown.plot, Qt.Key.Key_Return)
    assert chosen.args[0].year == 2021
    assert "2022年 120件,比上年 +20%" in shown.plot.accessibleDescription()
    shown.close()


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_a_metric_and_a_theme_are_exported(
    window: MainWindow,
    library: LibraryWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    library.board.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ThemeBoard)), timeout=20_000)
    (board,) = window.findChildren(ThemeBoard)
    for name, shown in (("指标", _compared(window, library, qtbot)), ("主题", board)):
        target = tmp_path / f"{name}{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, target=target: (str(target), ""))
        (shown.ways if isinstance(shown, ThemeBoard) else shown.ways_out).export.click()
        qtbot.waitUntil(lambda shown=shown, target=target: shown._said.text() == f"已存为 {target}", timeout=20_000)
        assert target.stat().st_size > 1000
        shown.close()


def test_a_library_without_numbers_has_an_empty_board_that_says_so(window: MainWindow, qtbot: QtBot) -> None:
    shown = ThemeBoard((), 0, (window.appearance.theme, window.font()), window)
    qtbot.addWidget(shown)
    shown.show()
    assert shown._title.text() == "没有可以列出的指标"
    assert not shown.ways.isEnabled()
    shown.close()


def test_a_theme_is_previewed_as_pages_and_put_into_the_basket(
    window: MainWindow, library: LibraryWindow, qtbot: QtBot
) -> None:
    library.board.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ThemeBoard)), timeout=20_000)
    (shown,) = window.findChildren(ThemeBoard)
    shown.ways.collect.click()
    assert shown._said.text().startswith("已放进打印篮:")
    shown.ways.print.click()
    (preview,) = window.findChildren(PrintWindow)
    with qtbot.waitSignal(preview.composed, timeout=20_000):
        pass
    assert preview.document is not None
    words = "".join(
        item.text for page in preview.document.pages for p in page.placed if isinstance(item := p.item, Line)
    )
    assert "主题总览" in words
    preview.close()
    shown.close()


def test_bars_stand_on_nought_also_below_it(window: MainWindow, report: Document, qtbot: QtBot) -> None:
    metric = report.metrics[0]
    values = (Decimal(-5), Decimal(0), Decimal(20))
    points = tuple(
        Point(2020 + i, replace(metric, quantity=replace(metric.quantity, value=value)), "r", "报告")
        for i, value in enumerate(values)
    )
    plot = YearPlot(window.appearance.theme, window.font())
    qtbot.addWidget(plot)
    plot.resize(300, 120)
    plot.show_series(Series("利润", "", "", "元", points, (), ()), (2020, 2021, 2022), is_line=False)
    below, none, above = (mark.box for mark in plot.marks())
    assert abs(below.top() - above.bottom()) < 0.01
    assert above.height() == pytest.approx(4 * below.height())
    assert none.height() == 1.5
    assert not plot.grab().isNull()
