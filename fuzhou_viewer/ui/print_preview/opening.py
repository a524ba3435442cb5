"""Ticked entries to a preview or a PDF, in the fonts at hand."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fuzhou_viewer.core.records import Document, SectionId
from fuzhou_viewer.services.printing.pagination import paged
from fuzhou_viewer.services.printing.selection import blocks
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.page_painter import PagePainter
from fuzhou_viewer.ui.print_preview.pdf import write_pdf
from fuzhou_viewer.ui.print_preview.window import PrintPreview
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.typefaces import Typefaces


def print_preview(
    report: Document, chosen: Collection[SectionId], typefaces: Typefaces, theme: Theme, parent: QWidget | None
) -> PrintPreview:
    """A preview of the chosen entries. Raises NothingSelectedError."""
    measure = FontMeasure(typefaces)
    chosen_blocks = blocks(report, chosen)
    words = "".join(run.text for block in chosen_blocks for run in block.runs)
    pages = paged(report, chosen_blocks, measure)
    return PrintPreview(pages, PagePainter(measure), theme, measure.missing(words), parent)


def export_pdf(report: Document, chosen: Collection[SectionId], typefaces: Typefaces, target: Path) -> None:
    """The chosen entries as a PDF. Raises NothingSelectedError, NotWrittenError."""
    measure = FontMeasure(typefaces)
    write_pdf(paged(report, blocks(report, chosen), measure), PagePainter(measure), target)
