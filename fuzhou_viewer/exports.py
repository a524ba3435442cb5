"""The export command: chosen parts of a report to a file of the format its name asks for, without a window."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fuzhou_viewer.core.errors import NotYetError, UnreadableFileError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.files import write_bytes
from fuzhou_viewer.services.exporting.formats import FORMATS, exported
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.imposition import SINGLE, WAYS
from fuzhou_viewer.services.printing.include import WORDS, Include, include_named
from fuzhou_viewer.services.printing.layouts import LAYOUTS, OFFICIAL, layout_named

if TYPE_CHECKING:
    from fuzhou_viewer.app import Program

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
            f"--with 里有不认识的内容:{' '.join(order.parts)}。", f"可以写 {'、'.join(WORDS.values())}。"
        )
    if order.way not in WAYS:
        raise UnreadableFileError(f"--paper 不认识“{order.way}”。", f"可以写 {'、'.join(WAYS)}。")
    suffix = order.target.suffix.lower()
    if suffix in _DRAWN:
        _draw(report, picks, order, include)
    elif suffix in FORMATS:
        write_bytes(order.target, exported(suffix, report, picks, include))
    else:
        known = "、".join((*_DRAWN, *FORMATS))
        raise NotYetError(f"不认识“{order.target.name}”的格式。", f"可以导出 {known}。")


def _draw(report: Document, picks: Sequence[Pick], order: Order, include: Include) -> None:
    from fuzhou_viewer import app  # noqa: PLC0415 - Qt is imported only for what is drawn

    layout = layout_named(order.layout)
    if layout is None:
        known = "、".join(known.name for known in LAYOUTS)
        raise UnreadableFileError(f"没有“{order.layout}”这种版式。", f"可以写 {known}。")
    app.draw_off_screen()
    with TemporaryDirectory() as settings:
        made = app.program(Path(settings))
        _draw_pdf(report, picks, order, include, made)


def _draw_pdf(report: Document, picks: Sequence[Pick], order: Order, include: Include, made: "Program") -> None:
    from fuzhou_viewer.ui.print_preview.opening import Wish, export_pdf  # noqa: PLC0415 - as above

    layout = layout_named(order.layout) or OFFICIAL
    wish = Wish(layout, include, order.pages, way=order.way)
    missing = export_pdf(report, picks, wish, made.collaborators.typefaces, order.target)
    if missing:
        print(f"这些字没有字体可用,印出来是方框:{missing[:_SHOWN]}", file=sys.stderr)
