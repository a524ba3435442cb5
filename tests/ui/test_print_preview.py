"""Preview and PDF are the same pages; a PDF is whole or not there."""

from pathlib import Path

import pypdfium2
import pytest

from fuzhou_viewer import app
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.errors import NothingSelectedError, NotWrittenError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.official_format import PAGE_HEIGHT, PAGE_WIDTH
from fuzhou_viewer.services.printing.pagination import paged
from fuzhou_viewer.services.printing.selection import blocks
from fuzhou_viewer.services.printing.typesetting import NEVER_FIRST
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.opening import export_pdf, print_preview


def test_the_pdf_has_the_pages_of_the_preview(
    program: app.Program, report: Document, tmp_path: Path, window: MainWindow, qtbot: object
) -> None:
    chosen = [e.key for e in contents(report)]
    typefaces = program.collaborators.typefaces
    preview = print_preview(report, chosen, typefaces, window.appearance.theme, None)
    qtbot.addWidget(preview)
    target = tmp_path / "全文.pdf"
    preview.save_pdf(target)
    pdf = pypdfium2.PdfDocument(target)
    assert len(pdf) == len(preview._sheets)
    pdf.close()
    assert preview._sheets[0].width() / preview._sheets[0].height() == pytest.approx(PAGE_WIDTH / PAGE_HEIGHT, rel=0.01)


def test_real_fonts_break_no_rule_for_marks(program: app.Program, report: Document) -> None:
    chosen = [e.key for e in contents(report)]
    pages = paged(report, blocks(report, chosen), FontMeasure(program.collaborators.typefaces)).pages
    lines = [p.line for page in pages for p in page.lines if p.line.runs]
    assert len(lines) > 200
    assert not [line.text for line in lines if line.text[0] in NEVER_FIRST]


def test_every_character_of_the_report_has_a_glyph(program: app.Program, report: Document) -> None:
    assert FontMeasure(program.collaborators.typefaces).missing(report.text) == ""


def test_a_character_no_font_has_is_named(program: app.Program) -> None:
    assert FontMeasure(program.collaborators.typefaces).missing("公\U000effff文") == "\U000effff"


def test_nothing_ticked_says_what_to_do(program: app.Program, report: Document, tmp_path: Path) -> None:
    with pytest.raises(NothingSelectedError, match="打勾"):
        export_pdf(report, [], program.collaborators.typefaces, tmp_path / "a.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    program: app.Program, report: Document, tmp_path: Path
) -> None:
    chosen = [e.key for e in contents(report)][:3]
    with pytest.raises(NotWrittenError, match="无法写入"):
        export_pdf(report, chosen, program.collaborators.typefaces, tmp_path / "没有" / "a.pdf")
    taken = tmp_path / "占着.pdf"
    taken.mkdir()
    with pytest.raises(NotWrittenError):
        export_pdf(report, chosen, program.collaborators.typefaces, taken)
    assert list(taken.iterdir()) == []
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".pdf-")]
