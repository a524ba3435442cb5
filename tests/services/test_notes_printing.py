"""Notes go onto paper and into Word in the order of the text, as plain words."""

import io
from datetime import UTC, datetime

import docx
import pytest

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.kept import Bookmark, Content, Highlight, Kept, KeptId, Note, ReadingPosition
from fuzhou_viewer.core.placed import Placed, Shelf
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.notes_printing import as_word, notes_blocks, notes_pick
from fuzhou_viewer.services.printing.blocks import Table


def _placed(report: Document, *contents: Content) -> tuple[Placed, ...]:
    now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    return Shelf(report).placed(Kept(KeptId(str(i)), content, 1, now, now) for i, content in enumerate(contents))


def _some(report: Document) -> tuple[Placed, ...]:
    late, early = anchor(report.text, Span(900, 910)), anchor(report.text, Span(300, 312))
    lost = anchor("别处的话别处的话别处的话", Span(0, 12))
    return _placed(
        report,
        Note(report.key, late, "=1+1\n<b>\x07请核实", tags=("口径", "待查")),
        Highlight(report.key, early),
        Bookmark(report.key, early, "法律援助"),
        Note(report.key, lost, "找不到"),
        ReadingPosition(report.key, early),
    )


def test_every_note_has_a_row_in_the_order_of_the_text(report: Document) -> None:
    table = next(block for block in notes_blocks(report, _some(report)) if isinstance(block, Table))
    assert [row[2] for row in table.rows][:2] == ["高亮", "书签：法律援助"]
    assert table.rows[-1][0] == "原处已找不到"
    assert table.rows[2][3] == "口径、待查"
    assert notes_pick(report, _some(report)).kind_words == "批注"


def test_word_holds_what_was_written(report: Document) -> None:
    made = docx.Document(io.BytesIO(as_word(report, _some(report))))
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]
    assert len(made.tables[0].rows) == 5
    assert any("请核实" in cell and "<b>" in cell.replace("＜", "<").replace("＞", ">") for cell in cells)
    assert not any("\x07" in cell for cell in cells)


def test_without_notes_it_is_said(report: Document) -> None:
    with pytest.raises(NothingSelectedError, match="还没有批注"):
        as_word(report, ())
