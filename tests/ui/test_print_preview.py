"""Preview and PDF are the same pages."""

from pathlib import Path

import pypdfium2
import pytest

from fuzhou_viewer import app
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.layouts import PAGE_HEIGHT, PAGE_WIDTH
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.print_preview.opening import print_preview


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
