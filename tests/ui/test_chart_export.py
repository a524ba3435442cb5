"""A chart leaves the program as it is shown, with title and source; its data with their evidence."""

import io
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication, QImage

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.chart_panel.export_window import ExportWindow
from fuzhou_viewer.ui.main_window import MainWindow


@pytest.fixture
def exporting(window: MainWindow, report: Document) -> ExportWindow:
    window._show_section(next(s for s in report.sections if s.id == "s4.1").span.start)
    window.chart.export_wished.emit()
    return window.findChild(ExportWindow)


def test_a_picture_is_twice_as_large_and_says_its_source(exporting: ExportWindow, tmp_path: Path) -> None:
    target = tmp_path / "图.png"
    exporting.save(target)
    image = QImage(str(target))
    assert image.width() == 2 * 590
    assert image.text("Source").startswith("来源:福州市司法局《2022年全市司法行政工作总结》")


def test_vectors_carry_their_words_as_text(exporting: ExportWindow, report: Document, tmp_path: Path) -> None:
    exporting.save(tmp_path / "图.svg")
    assert "37798件" in (tmp_path / "图.svg").read_text(encoding="utf-8")
    exporting.save(tmp_path / "图.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "图.pdf")
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert len(words) > 100
    assert "99.88%" in words


def test_data_leave_with_sentence_and_source(exporting: ExportWindow, report: Document, tmp_path: Path) -> None:
    exporting.save(tmp_path / "数据.xlsx")
    book = load_workbook(io.BytesIO((tmp_path / "数据.xlsx").read_bytes()))
    heads, *rows = book["指标"].iter_rows(values_only=True)
    shown = [m for m in report.metrics if m.section == "s4.1"]
    assert [row[heads.index("指标")] for row in rows] == [m.name for m in shown]
    assert [row[heads.index("数值")] for row in rows] == [float(m.quantity.value) for m in shown]
    assert all(row[heads.index("原句")] for row in rows)


def test_a_picture_is_copied(exporting: ExportWindow) -> None:
    exporting.copy()
    assert not QGuiApplication.clipboard().image().isNull()


def test_what_cannot_be_written_is_said(exporting: ExportWindow, window: MainWindow, tmp_path: Path) -> None:
    told = []
    exporting._tell = told.append
    exporting.save(tmp_path / "没有" / "图.png")
    assert "无法写入" in told[0].message
