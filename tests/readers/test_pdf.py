"""A PDF's characters come back exactly, as paragraphs; a scan is said to be one."""

from itertools import accumulate
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QPointF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.pdf import manuscript
from office_files import laid_out, steps

_MM = 1200 / 25.4


def _printed(pages: list[list[tuple[float, float, str]]], font: QFont, file: Path) -> bytes:
    """Lines at x, y (millimetres) on A4 pages, 5.6 mm type."""
    writer = QPdfWriter(str(file))
    writer.setResolution(1200)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    font.setPixelSize(int(5.6 * _MM))
    painter = QPainter(writer)
    painter.setFont(font)
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        for x, y, words in page:
            pens = accumulate(steps(words, 5.6), initial=x)
            for pen, sign in zip(pens, words, strict=False):
                painter.drawText(QPointF(pen * _MM, y * _MM), sign)
    painter.end()
    return file.read_bytes()


@pytest.fixture
def font(program: object) -> QFont:
    return program.collaborators.typefaces.font("window", 14)


def test_the_built_in_report_comes_back_character_by_character(report_text: str, font: QFont, tmp_path: Path) -> None:
    # QPdfWriter draws no blanks, so the file cannot hold the report's only one
    lines = [line.replace(" ", "") for line in report_text.split("\n") if line.strip()]
    read = manuscript(_printed(laid_out(lines), font, tmp_path / "a.pdf"), "a.pdf").text.split("\n")
    assert "".join(read) == "".join(lines)
    assert read == lines


def test_a_table_keeps_its_columns(font: QFont, tmp_path: Path) -> None:
    rows = [("指标", "2021年", "2022年"), ("受理(件)", "100", "120"), ("办结(件)", "", "118")]
    lines = [(28.0 + 55 * k, 60 + 9.0 * r, words) for r, row in enumerate(rows) for k, words in enumerate(row) if words]
    read = manuscript(_printed([lines], font, tmp_path / "a.pdf"), "a.pdf")
    assert read.text.split("\n") == ["指标\t2021年\t2022年", "受理(件)\t100\t120", "办结(件)\t\t118"]


def test_pages_without_text_are_told_and_a_file_of_them_is_said_to_be_a_scan(font: QFont, tmp_path: Path) -> None:
    read = manuscript(_printed([[(28, 60, "只有这一页有文字。")], []], font, tmp_path / "a.pdf"), "a.pdf")
    assert read.text == "只有这一页有文字。"
    assert read.remarks == ("第 2 页没有文字,可能是扫描的图片。",)
    with pytest.raises(UnreadableFileError, match="扫描件"):
        manuscript(_printed([[], []], font, tmp_path / "b.pdf"), "b.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"损坏|扫描"):
        manuscript(data, "a.pdf")


def test_running_heads_and_page_numbers_between_dashes_are_no_text(font: QFont, tmp_path: Path) -> None:
    pages = [
        [(70, 20, "某市供水局年度工作总结"), (28, 60, f"第{word}项工作已经完成。"), (95, 280, f"— {number} —")]
        for number, word in enumerate("一二三四", 1)
    ]
    read = manuscript(_printed(pages, font, tmp_path / "a.pdf"), "a.pdf")
    assert read.text.split("\n") == [f"第{word}项工作已经完成。" for word in "一二三四"]
