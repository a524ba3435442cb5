"""The brief on screen and on paper: one page, large type, the figures that were chosen."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.ui.brief.window import BriefWindow
from fuzhou_viewer.ui.main_window import MainWindow


@pytest.fixture
def shown(window: MainWindow) -> BriefWindow:
    window.actions_by_name["brief"].trigger()
    return window.findChild(BriefWindow)


def _words(target: Path) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(target)
    pages, words = len(document), document[0].get_textpage().get_text_range()
    document.close()
    return pages, words


def test_the_page_holds_every_chosen_figure(shown: BriefWindow, report: Document, tmp_path: Path) -> None:
    shown.save(tmp_path / "一页.pdf")
    pages, words = _words(tmp_path / "一页.pdf")
    assert pages == 1
    chosen = set(shown.chosen())
    for metric in report.metrics:
        if metric.id in chosen:
            assert value_words(metric.quantity).lstrip("≥≤约") in words


def test_figures_are_put_on_and_taken_off(shown: BriefWindow) -> None:
    before = shown.chosen()
    item = next(shown._list.item(i) for i in range(120) if shown._list.item(i).checkState() == Qt.CheckState.Unchecked)
    item.setCheckState(Qt.CheckState.Checked)
    assert len(shown.chosen()) == len(before) + 1
    assert item.text() in shown._page.accessibleDescription()


def test_all_figures_of_a_report_still_make_one_page(shown: BriefWindow, report: Document, tmp_path: Path) -> None:
    for i in range(shown._list.count()):
        shown._list.item(i).setCheckState(Qt.CheckState.Checked)
    assert "字会变小" in shown._said.text()
    shown.save(tmp_path / "全部.pdf")
    pages, words = _words(tmp_path / "全部.pdf")
    assert pages == 1
    # nothing is cut off at the bottom
    assert value_words(report.metrics[-1].quantity) in words


def test_what_cannot_be_written_is_said(shown: BriefWindow, tmp_path: Path) -> None:
    told = []
    shown._tell = told.append
    shown.save(tmp_path / "没有" / "一页.pdf")
    assert "无法写入" in told[0].message
