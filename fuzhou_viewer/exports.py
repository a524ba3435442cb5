"""The export command: chosen parts of a report to a file of the format its name asks for, without a window."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer.core.errors import NotYetError, UnreadableFileError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.drawing import drawing
from fuzhou_viewer.services.exporting.files import write_bytes
from fuzhou_viewer.services.exporting.formats import FORMATS, exported
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import Chart
from fuzhou_viewer.services.printing.imposition import SINGLE, WAYS
from fuzhou_viewer.services.printing.include import WORDS, include_named
from fuzhou_viewer.services.printing.layouts import LAYOUTS, OFFICIAL, Layout, layout_named
from fuzhou_viewer.services.printing.wish import Wish

_SHOWN = 40
_DRAWN = (".pdf", ".png", ".svg")


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for: target, layout, parts (目录 …), pages, and how they lie on the sheet."""

    target: Path
    layout: str = OFFICIAL.name
    parts: tuple[str, ...] = ()
    pages: str = ""
    way: str = SINGLE


def export(report: Document, picks: Sequence[Pick], order: Order) -> None:
    """Write what `order` asks for. Raises ViewerError."""
    include = include_named(order.parts)
    if include is None:
        raise UnreadableFileError(
            f"--with 里有不认识的内容:{' '.join(order.parts)}。",
            f"可以写 {'、'.join(w for w in WORDS.values() if w != WORDS['notes'])}。",
        )
    if include.notes:
        raise UnreadableFileError("批注只能在窗口里打印或导出。", "请去掉 --with 里的批注。")
    if order.way not in WAYS:
        raise UnreadableFileError(f"--paper 不认识“{order.way}”。", f"可以写 {'、'.join(WAYS)}。")
    layout = _layout(order.layout)
    suffix = order.target.suffix.lower()
    if suffix not in (*_DRAWN, *FORMATS):
        known = "、".join((*_DRAWN, *FORMATS))
        raise NotYetError(f"不认识“{order.target.name}”的格式。", f"可以导出 {known}。")
    if suffix in FORMATS and not include.charts:
        write_bytes(order.target, exported(suffix, report, picks, include, _NoPictures()))
        return
    _write_drawn(report, picks, Wish(layout, include, order.pages, way=order.way), order.target)


def _write_drawn(report: Document, picks: Sequence[Pick], wish: Wish, target: Path) -> None:
    from fuzhou_viewer.ui.print_preview.opening import export_chart, export_pdf, pictures  # noqa: PLC0415 - as above

    _application, typefaces = drawing()
    missing = ""
    suffix = target.suffix.lower()
    if suffix == ".pdf":
        missing = export_pdf(report, picks, wish, typefaces, target)
    elif suffix in FORMATS:
        write_bytes(target, exported(suffix, report, picks, wish.include, pictures(typefaces)))
    else:
        export_chart(report, picks, typefaces, target)
    if missing:
        print(f"这些字没有字体可用,印出来是方框:{missing[:_SHOWN]}", file=sys.stderr)


def _layout(name: str) -> Layout:
    layout = layout_named(name)
    if layout is None:
        known = "、".join(known.name for known in LAYOUTS)
        raise UnreadableFileError(f"没有“{name}”这种版式。", f"可以写 {known}。")
    return layout


class _NoPictures:
    """Stands where no chart was asked for, so that Qt need not be imported."""

    def png(self, chart: Chart) -> bytes:
        """Never asked."""
        raise NotYetError(f"“{chart.caption}”没有画出来。")

    svg = png
