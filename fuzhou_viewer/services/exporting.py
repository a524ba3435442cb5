"""Chosen parts and metrics as files for other programs: Markdown and CSV."""

import csv
import io
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.errors import NotWrittenError
from fuzhou_viewer.core.records import Document, Metric, SectionId, Span
from fuzhou_viewer.services.printing.selection import blocks

_COLUMNS = ("序号", "指标", "数值", "单位", "范围", "时期", "章节", "原文数字", "原句", "文件", "发文机关")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def markdown(document: Document, chosen: Collection[SectionId]) -> str:
    """The chosen parts as Markdown, headings as headings, with their source at the end."""
    marks = {"title": "# ", "h1": "## ", "h2": "### "}
    out = []
    for block in blocks(document, chosen):
        head, *rest = block.runs
        mark = marks.get(head.role, "") if block.keeps_next or block.is_title else ""
        words = f"**{head.text}**" if head.role == "h2" and not mark else head.text
        out.append(mark + words + "".join(run.text for run in rest))
    return "\n\n".join(out) + f"\n\n---\n摘自《{document.title}》 {document.issuer}\n"


def metric_table(document: Document, chosen: Collection[SectionId]) -> str:
    """The metrics of the chosen parts as CSV; cells that a spreadsheet would run are made text."""
    spans = _spans(document, chosen)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    places = {entry.key: entry for entry in contents(document)}
    for number, metric in enumerate(document.metrics, 1):
        if any(metric.quantity.span.start in span for span in spans):
            writer.writerow([_safe(cell) for cell in _row(document, places, number, metric)])
    return out.getvalue()


def write_text(target: Path, text: str, encoding: str) -> None:
    """Write `text` whole or not at all. Raises NotWrittenError."""
    write_bytes(target, text.encode(encoding, "replace"))


def write_bytes(target: Path, data: bytes) -> None:
    """Write `data` whole or not at all; what stood at `target` stays until then. Raises NotWrittenError."""
    try:
        # a folder of its own, so that the file gets the permissions any new file here gets
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as folder:
            draft = Path(folder, "draft")
            with draft.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
    except (OSError, ValueError) as fault:
        raise NotWrittenError(
            f"无法写入“{target}”。", "请检查文件夹是否存在、是否可写、磁盘是否已满,或换一个位置。"
        ) from fault


def _spans(document: Document, chosen: Collection[SectionId]) -> list[Span]:
    return [entry.span for entry in contents(document) if entry.key in chosen]


def _row(document: Document, places: dict[SectionId, Entry], number: int, metric: Metric) -> list[str]:
    quantity = metric.quantity
    entry = places.get(metric.section)
    written = document.text[quantity.span.start : quantity.span.end]
    return [
        str(number), metric.name, format(quantity.value.normalize(), "f"), quantity.unit, metric.scope, metric.period,
        entry.label if entry else "", written, sentence(document.text, quantity.span), document.title, document.issuer,
    ]  # fmt: skip


def sentence(text: str, span: Span) -> str:
    """The sentence of `text` that holds `span`."""
    start = max(text.rfind(c, 0, span.start) for c in "。\n") + 1
    stops = [i for c in "。\n" if (i := text.find(c, span.end)) >= 0]
    stop = min(stops, default=len(text))
    return text[start : stop + (text[stop : stop + 1] == "。")].strip()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
