"""Typefaces: whatever a report says is drawn, also in fonts handed out before it was opened."""

from pathlib import Path

from PySide6.QtGui import QFont, QTextLayout

from fuzhou_viewer import app
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.main_window import MainWindow


def _boxes(words: str, font: QFont) -> int:
    layout = QTextLayout(words, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return sum(glyph == 0 for run in layout.glyphRuns() for glyph in run.glyphIndexes())


def test_a_report_in_traditional_characters_is_drawn_on_the_screen(
    program: app.Program, window: MainWindow, tmp_path: Path
) -> None:
    words = "全市工作總結,社區矯正案件辦理"
    before = [program.collaborators.typefaces.font(role, 16) for role in ("window", "body", "title", "h1", "h2")]
    file = tmp_path / "總結.txt"
    file.write_text(f"{words}\n\n一、社區矯正\n今年辦理公證案件一萬二千件。\n", encoding="utf-8")
    window.show_report(app.read_file(file))
    assert [_boxes(words, font) for font in before] == [0] * len(before)


def test_the_built_in_report_needs_no_font_of_rare_characters(program: app.Program, report: Document) -> None:
    typefaces = program.collaborators.typefaces
    typefaces.prepare(report.text)
    assert typefaces.load_rare(), "it was loaded already"


def test_names_typed_or_listed_are_drawn_before_any_report_needs_them(program: app.Program, window: MainWindow) -> None:
    window.complete()
    fonts = [program.collaborators.typefaces.font(role, 16) for role in ("window", "body", "title", "h1", "h2")]
    assert [_boxes("總結𠮷", font) for font in fonts] == [0] * len(fonts)
