"""Charts leave as pictures and as vectors, with caption, source and every bar."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from fuzhou_viewer import app
from fuzhou_viewer.cli import main
from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.basket import sections
from fuzhou_viewer.ui.print_preview.opening import export_chart


def test_a_picture_is_as_wide_as_the_block_and_says_where_its_numbers_come_from(
    program: app.Program, report: Document, tmp_path: Path
) -> None:
    target = tmp_path / "a.png"
    export_chart(report, sections(report, ["s4.1"]), program.collaborators.typefaces, target)
    image = QImage(str(target))
    assert image.width() == round(156 / 25.4 * 300)
    assert "福州市司法局" in image.text("Source")
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
    assert {"#ffffff", QColor("#3C6E9F").name()} <= colours


def test_vectors_hold_every_bar_and_its_words(program: app.Program, report: Document, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    picks = sections(report, ["s4.1"])
    export_chart(report, picks, program.collaborators.typefaces, target)
    root = ET.fromstring(target.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    words = "".join(root.itertext())
    for metric in report.metrics_in(picks[0].span):
        assert metric.name[:6] in words
    assert "37798件" in words
    assert "来源：《2022年全市司法行政工作总结》" in words


def test_a_section_without_numbers_is_named(program: app.Program, read: object, tmp_path: Path) -> None:
    report = read("年度工作总结\n一、概况\n没有数字。\n二、数据\n办理12件。\n")
    with pytest.raises(NothingSelectedError, match="没有数据"):
        export_chart(report, sections(report, ["s1"]), program.collaborators.typefaces, tmp_path / "a.png")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "a.odt"], "不认识“a.odt”的格式"),
        (["--to", "a.pdf", "--layout", "花体"], "没有“花体”这种版式"),
        (["--to", "a.pdf", "--with", "花边"], "不认识的内容"),
        (["--to", "a.pdf", "--paper", "折扇"], "不认识“折扇”"),
        (["--to", "没有/a.docx"], "无法写入"),
        (["--sections", "第九十九章", "--to", "a.pdf"], "没有“第九十九章”这一节"),
    ],
)
def test_the_command_says_in_one_line_what_it_cannot_do(
    program: app.Program, arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    said = capsys.readouterr().err.strip()
    assert told in said
    assert "\n" not in said
    assert list(tmp_path.iterdir()) == []
