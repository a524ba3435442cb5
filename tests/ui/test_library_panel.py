"""The library: reports are found, opened, looked at before they are kept, thrown away and taken back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QListWidget, QMessageBox
from pytestqt.qtbot import QtBot

from fuzhou_viewer import paths
from fuzhou_viewer.app import Program
from fuzhou_viewer.core.boundaries import Change
from fuzhou_viewer.core.holdings import Holding
from fuzhou_viewer.services.collection import Collection
from fuzhou_viewer.services.importing import Importer
from fuzhou_viewer.ui.library_panel import preview
from fuzhou_viewer.ui.library_panel.comparison import Comparison
from fuzhou_viewer.ui.library_panel.groups import BIN, BY_ISSUER, BY_YEAR, RECENT, ago, facts, groups, second_line
from fuzhou_viewer.ui.library_panel.shelf_model import holding_at
from fuzhou_viewer.ui.library_panel.window import LibraryWindow
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.side_by_side.window import SideBySide
from office_files import docx, package, paragraph

_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _holding(number: int, title: str, year: int | None, issuer: str = "") -> Holding:
    return Holding(
        number, f"k{number}", title, year, issuer, date(2023, 2, 3), "a.docx", "docx", "0" * 64, 12_345, 7, 120, _NOW
    )


_SHELF = (
    _holding(1, "2022年工作总结", 2022, "市司法局"),
    replace(_holding(2, "2021年工作总结", 2021, "市司法局"), opened_at=_NOW - timedelta(hours=3)),
    replace(_holding(3, "要点", None), opened_at=_NOW - timedelta(days=2), newer=1),
    replace(_holding(4, "旧稿", 2020), removed_at=_NOW),
)


@pytest.mark.parametrize(
    ("order", "typed", "shown"),
    [(BY_YEAR, "", [("2022年", [1]), ("2021年", [2]), ("没有年份", [3])]), (BY_ISSUER, "", [("市司法局", [1, 2]), ("没有单位", [3])]),
     (RECENT, "", [("最近阅读", [2, 3])]), (BIN, "", [("回收站", [4])]), (BY_YEAR, "司法 2021", [("2021年", [2])]), (BY_YEAR, "无", [])],
)  # fmt: skip
def test_reports_stand_in_the_groups_that_were_asked_for(order: str, typed: str, shown: list[object]) -> None:
    assert [(g.name, [h.id for h in g.holdings]) for g in groups(_SHELF, order, typed)] == shown


def test_a_report_is_told_in_words() -> None:
    assert second_line(_SHELF[1], _NOW) == "市司法局 · 1.2 万字 · 120 项指标 · 3 小时前读过"
    assert "有新版本" in second_line(_SHELF[2], _NOW)
    told = dict(facts(_SHELF[0], _NOW))
    assert told["篇幅"] == "12345 字,7 章"
    assert told["发文日期"] == "2023年2月3日"
    assert "上次阅读" not in told
    assert [ago(_NOW - t, _NOW) for t in (timedelta(), timedelta(minutes=5), timedelta(days=3))] == [
        "刚刚",
        "5 分钟前",
        "3 天前",
    ]


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path / "library", Importer(paths.resources() / "vocabulary"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    folder.mkdir()
    for year in (2021, 2022):
        text = paragraph(f"{year}年工作总结") + paragraph("一、概况") + paragraph(f"全年办理{year}件。")
        (folder / f"{year}.docx").write_bytes(docx(text))
    (folder / "压缩.docx").write_bytes(package({"a": "b"}))
    return folder


@pytest.fixture
def library(collection: Collection, program: Program, qtbot: QtBot) -> Iterator[LibraryWindow]:
    window = LibraryWindow(lambda: collection, program.collaborators.themes.theme("light"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.shown):
        window.show()
    yield window
    window.close()


def _titles(library: LibraryWindow) -> list[str]:
    model = library.list.model()
    heads = [model.index(i, 0) for i in range(model.rowCount())]
    return [str(model.index(k, 0, head).data()) for head in heads for k in range(model.rowCount(head))]


def _choose(library: LibraryWindow, title: str) -> Holding:
    model = library.list.model()
    for i in range(model.rowCount()):
        head = model.index(i, 0)
        for k in range(model.rowCount(head)):
            if model.index(k, 0, head).data() == title:
                library.list.setCurrentIndex(model.index(k, 0, head))
    found = holding_at(library.list.currentIndex())
    assert found is not None
    return found


def _import(library: LibraryWindow, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignals([library.imports.finished, library.shown], timeout=20_000):
        library.keep([folder])


def test_a_folder_is_kept_and_what_failed_is_told(library: LibraryWindow, folder: Path, qtbot: QtBot) -> None:
    _import(library, folder, qtbot)
    qtbot.waitUntil(lambda: _titles(library) == ["2022年工作总结", "2021年工作总结"])
    assert library.imports._words.text() == "存入 2 份,没有存入 1 份。"
    assert [library.imports._reasons.item(0).text()] == ["压缩.docx:这是压缩包,不是文档。"]


def test_typing_narrows_the_list(library: LibraryWindow, folder: Path, qtbot: QtBot) -> None:
    _import(library, folder, qtbot)
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    library.filter.setText("2021")
    assert _titles(library) == ["2021年工作总结"]
    library.filter.setText("没有这份")
    assert _titles(library) == []


def test_a_report_goes_to_the_bin_and_comes_back(library: LibraryWindow, folder: Path, qtbot: QtBot) -> None:
    _import(library, folder, qtbot)
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    library.details.remove_wished.emit(_choose(library, "2021年工作总结"))
    qtbot.waitUntil(lambda: _titles(library) == ["2022年工作总结"])
    qtbot.mouseClick(library.undo._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    assert not library.undo.isVisible()


def test_only_a_person_who_says_so_erases_for_good(
    library: LibraryWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(library, folder, qtbot)
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    library.details.remove_wished.emit(_choose(library, "2021年工作总结"))
    qtbot.waitUntil(lambda: len(_titles(library)) == 1)
    library._set_order(BIN)
    for clicked, left in ((1, ["2021年工作总结"]), (0, [])):
        monkeypatch.setattr(QMessageBox, "exec", lambda box, n=clicked: box.buttons()[n].click())
        library.details.erase_wished.emit(_choose(library, "2021年工作总结"))
        qtbot.waitUntil(lambda expected=left: _titles(library) == expected)


def test_a_single_file_is_looked_at_and_put_right_before_it_is_kept(
    library: LibraryWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[preview.ImportPreview] = []

    def decide(dialog: preview.ImportPreview) -> int:
        seen.append(dialog)
        dialog.issuer.setText("市司法局")
        dialog.title.setText("改过的题目")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(preview.ImportPreview, "exec", decide)
    library.keep([folder / "2022.docx"])
    qtbot.waitUntil(lambda: _titles(library) == ["改过的题目"], timeout=20_000)
    assert (seen[0].year.text(), seen[0].sections.item(0).text()) == ("2022", "一、概况")
    assert "全年办理2022件。" in seen[0].text.toPlainText()
    assert _choose(library, "改过的题目").issuer == "市司法局"


def test_what_is_already_kept_cannot_be_kept_again(collection: Collection, folder: Path, qtbot: QtBot) -> None:
    incoming = collection.read(folder / "2022.docx")
    collection.keep(incoming)
    shown = preview.ImportPreview(incoming.document, collection.same(incoming))
    qtbot.addWidget(shown)
    assert not shown.keep.isEnabled()


def test_a_file_that_cannot_be_read_is_said_so_and_nothing_is_kept(
    library: LibraryWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "fuzhou_viewer.ui.library_panel.window.show_error", lambda _window, error: told.append(error.message)
    )
    with qtbot.waitSignal(library.tasks.failed, timeout=20_000):
        library.keep([folder / "压缩.docx"])
    assert told == ["这是压缩包,不是文档。"]
    assert library._collection().holdings() == ()


def test_files_may_be_dropped_on_the_library(library: LibraryWindow, folder: Path, qtbot: QtBot) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(folder))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(library.imports.finished, timeout=20_000):
        library.dropEvent(event)
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)


def test_a_report_from_the_library_is_shown_in_the_window(
    window: MainWindow, folder: Path, qtbot: QtBot, program: Program, read: Callable[[str], object]
) -> None:
    collection = program.collaborators.collection()
    collection.keep(collection.read(folder / "2021.docx"))
    window.actions_by_name["library"].trigger()
    library = window.findChild(LibraryWindow)
    assert library is not None
    qtbot.waitUntil(lambda: _titles(library) == ["2021年工作总结"])
    library.details.open_wished.emit(_choose(library, "2021年工作总结"))
    qtbot.waitUntil(lambda: window.windowTitle().startswith("2021年工作总结"))
    library.close()


def test_a_metric_is_compared_over_the_years_of_the_chosen_reports(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    collection = window._with.collection()
    for year, count in ((2020, 100), (2022, 120)):
        file = tmp_path / f"{year}.txt"
        file.write_text(f"{year}年市司法局工作总结\n一、概况\n{year}年,全市办理公证{count}件。\n", encoding="utf-8")
        collection.keep(collection.read(file))
    window.windows.library()
    (library,) = window.findChildren(LibraryWindow)
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    library.compare.click()
    qtbot.waitUntil(lambda: window.findChild(Comparison) is not None, timeout=20_000)
    shown = window.findChild(Comparison)
    assert shown is not None
    lines = shown.copied().split("\n")
    assert lines[2:] == [
        "2020年\t100件\t\t2020年市司法局工作总结", "2021年\t\t\t没有这一年的数据", "2022年\t120件\t\t2022年市司法局工作总结",
    ]  # fmt: skip
    shown.filter.setText("没有这个")
    assert shown.table.rowCount() == 0
    shown.close()


def test_two_chosen_reports_are_read_side_by_side_the_older_first(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.windows.library()
    (library,) = window.findChildren(LibraryWindow)
    _import(library, folder, qtbot)
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    _choose(library, "2022年工作总结")
    assert not library.pair.isEnabled()
    library.list.selectAll()
    assert library.pair.isEnabled()
    library.pair.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(SideBySide)), timeout=20_000)
    library.close()
    (shown,) = window.findChildren(SideBySide)
    assert (shown.pairing.old.year, shown.pairing.new.year) == (2021, 2022)
    assert shown.isVisible()
    shown.close()


def test_a_section_is_put_right_before_it_is_kept(
    library: LibraryWindow, collection: Collection, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(_SECTIONS, encoding="utf-8")

    def look(dialog: preview.ImportPreview) -> int:
        outline = dialog.recognised.outline
        dialog.sections.setCurrentRow(_row(dialog.sections, "（二）"))
        assert dialog.text.extraSelections()[0].cursor.selectedText() == "（二）提升水质"
        assert not outline.undo.isEnabled()
        outline.buttons[Change.RAISE].click()
        outline.buttons[Change.MERGE].click()
        outline.undo.click()
        dialog.recognised.metrics.setCurrentRow(0)
        assert dialog.text.extraSelections()[0].cursor.selectedText() == "35公里"
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(preview.ImportPreview, "exec", look)
    library.keep([file])
    qtbot.waitUntil(lambda: bool(_titles(library)), timeout=20_000)
    report = collection.look_into(collection.holdings()[0])
    assert [(s.label, s.level) for s in report.headings()][1:3] == [("（一）改造管网", 2), ("（二）提升水质", 1)]


def test_sections_of_a_kept_report_are_put_right_and_taken_back(
    library: LibraryWindow, collection: Collection, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(_SECTIONS, encoding="utf-8")
    collection.keep(collection.read(file))
    library.refresh()
    qtbot.waitUntil(lambda: bool(_titles(library)))

    def look(dialog: preview.Reshaping) -> int:
        assert not dialog.done_button.isEnabled()
        outline = dialog.recognised.outline
        outline.list.setCurrentRow(_row(outline.list, "（二）"))
        outline.buttons[Change.MERGE].click()
        assert dialog.done_button.isEnabled()
        return QDialog.DialogCode.Accepted.value

    def labels() -> list[str]:
        return [s.label for s in collection.look_into(collection.holdings()[0]).headings()]

    before = labels()
    monkeypatch.setattr(preview.Reshaping, "exec", look)
    library.details.reshape_wished.emit(_choose(library, _titles(library)[0]))
    qtbot.waitUntil(library.undo.isVisible, timeout=20_000)
    assert labels() == [label for label in before if not label.startswith("（二）")]
    qtbot.mouseClick(library.undo._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: labels() == before)


_SECTIONS = """2023年全市供水工作总结
一、加强管网建设
（一）改造管网
新建管网35公里。
（二）提升水质
抽检水样462份。
二、优化服务
受理热线21304件。
"""


def _row(shown: QListWidget, words: str) -> int:
    return next(i for i in range(shown.count()) if words in shown.item(i).text())
