"""The hit list as text: to copy, and to export as a table."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.records import SearchHit


@dataclass(frozen=True, slots=True)
class Part:
    """The hits of one part of a report: the report's title, the part's name as a reader knows it."""

    report: str
    place: str
    hits: tuple[SearchHit, ...]


def as_text(typed: str, understood: str, parts: Sequence[Part]) -> str:
    """The hits as plain text, grouped by report and place, each found word in 【】."""
    lines = [f"查找:{typed}" + (f"({understood})" if understood else "")]
    counts: dict[str, int] = {}
    for part in parts:
        counts[part.report] = counts.get(part.report, 0) + len(part.hits)
    for report, count in counts.items():
        lines.append(f"《{report}》,共 {count} 处")
        for part in (one for one in parts if one.report == report):
            lines += ["", f"{part.place}({len(part.hits)} 处)"]
            lines += [f"  {number}. {_marked(hit)}" for number, hit in enumerate(part.hits, 1)]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def as_table(parts: Sequence[Part]) -> str:
    """The hits as comma-separated values; offsets are characters of the report's text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("报告", "章节", "前文", "命中", "后文", "起", "止"))
    for part in parts:
        for hit in part.hits:
            row = (part.report, part.place, hit.before, hit.match, hit.after, hit.span.start, hit.span.end)
            writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _marked(hit: SearchHit) -> str:
    return f"{hit.before}【{hit.match}】{hit.after}"


def _safe(cell: str | int) -> str | int:
    """A cell that a spreadsheet takes for text, never for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
