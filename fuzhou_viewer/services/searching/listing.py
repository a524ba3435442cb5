"""The hit list as text: to copy, and to export as a table."""

import csv
import io
from collections.abc import Callable

from fuzhou_viewer.core.records import SearchHit
from fuzhou_viewer.services.searching.answers import SearchAnswer

PlaceName = Callable[[SearchHit], str]
"""How a reader knows the place of a hit."""


def as_text(answer: SearchAnswer, report: str, place: PlaceName) -> str:
    """The hits as plain text, grouped by place, each found word in 【】."""
    lines = [f"查找:{answer.typed}" + (f"({answer.understood})" if answer.understood else "")]
    lines.append(f"《{report}》,共 {len(answer.hits)} 处")
    for group in answer.groups():
        lines += ["", f"{place(group.hits[0])}({len(group.hits)} 处)"]
        lines += [f"  {number}. {_marked(hit)}" for number, hit in enumerate(group.hits, 1)]
    return "\n".join(lines) + "\n"


def as_table(answer: SearchAnswer, report: str, place: PlaceName) -> str:
    """The hits as comma-separated values; offsets are characters of the report's text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("报告", "章节", "前文", "命中", "后文", "起", "止"))
    for hit in answer.hits:
        row = (report, place(hit), hit.before, hit.match, hit.after, hit.span.start, hit.span.end)
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _marked(hit: SearchHit) -> str:
    return f"{hit.before}【{hit.match}】{hit.after}"


def _safe(cell: str | int) -> str | int:
    """A cell that a spreadsheet takes for text, never for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
