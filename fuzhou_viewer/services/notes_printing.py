"""The notes of a report as something to set on paper, or as a Word document."""

from collections.abc import Sequence

from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.kept import Bookmark, Highlight, Note, anchor_of
from fuzhou_viewer.core.placed import Placed
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.notes_exporting import moment
from fuzhou_viewer.services.printing.basket import NOTES, Pick
from fuzhou_viewer.services.printing.blocks import Block, Chart, Paragraph, Run, Table
from fuzhou_viewer.services.printing.evidence import source_line
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.wide_marks import full_width

_HEADS = ("位置", "原文", "批注", "标签", "时间")
_WEIGHTS = (5.0, 11.0, 12.0, 4.0, 4.5)
_LONGEST_QUOTE = 200


def notes_pick(report: Document, items: Sequence[Placed]) -> Pick:
    """The notes as one thing to print. Raises NothingSelectedError when there are none."""
    return Pick(NOTES, Span(0, len(report.text)), f"批注:{report.title}", blocks=notes_blocks(report, items))


def notes_blocks(report: Document, items: Sequence[Placed]) -> tuple[Block, ...]:
    """A title, how many there are, and a row for each note, highlight and bookmark in the order of the text."""
    rows = tuple(_row(item) for item in items if isinstance(item.kept.content, Note | Highlight | Bookmark))
    if not rows:
        raise NothingSelectedError("这份报告还没有批注。", "选中文字按 Ctrl+M 写批注,按 Ctrl+H 高亮。")
    return (
        Paragraph((Run(full_width(f"批注：{report.title}"), "title"),), "title"),
        Paragraph((Run(full_width(f"共 {len(rows)} 条。"), "body"),)),
        Table("", _HEADS, rows, _WEIGHTS, source=source_line(report)),
    )


def as_word(report: Document, items: Sequence[Placed]) -> bytes:
    """The notes as a .docx. Raises NothingSelectedError when there are none."""
    pick = notes_pick(report, items)
    from fuzhou_viewer.services.exporting.formats import exported  # noqa: PLC0415 - the library takes a while to load

    return exported(".docx", report, (pick,), Include(), _NoPictures())


class _NoPictures:
    """Notes have no charts."""

    def png(self, chart: Chart) -> bytes:
        """Never asked for."""
        raise NotImplementedError(chart.caption)

    def svg(self, chart: Chart) -> bytes:
        """Never asked for."""
        raise NotImplementedError(chart.caption)


def _row(item: Placed) -> tuple[str, ...]:
    content, place = item.kept.content, anchor_of(item.kept.content)
    quote = " ".join(place.quote.split()) if place else ""
    words = {Note: "text", Bookmark: "title"}.get(type(content), "")
    own = getattr(content, words, "") if words else "高亮"
    cells = (
        "原处已找不到" if item.is_lost else item.heading or "全文",
        quote[:_LONGEST_QUOTE] + ("…" if len(quote) > _LONGEST_QUOTE else ""),
        f"书签:{own}" if isinstance(content, Bookmark) else own,
        "、".join(getattr(content, "tags", ())),
        moment(item.kept.saved_at),
    )
    return tuple(full_width(" ".join(cell.split())) for cell in cells)
