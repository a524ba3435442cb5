"""A list with heads as a workbook, Markdown or CSV, by the end of the file's name."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer.services.exporting.comma import safe
from fuzhou_viewer.services.exporting.files import write_bytes, write_text


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: a title, the words above, heads, rows; the first column counts. `widths` are in characters."""

    title: str
    name: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


def write_list(target: Path, listing: Listing) -> None:
    """Write `listing` as what `target` ends in, .xlsx, .md or .csv. Raises NotWrittenError."""
    match target.suffix.lower():
        case ".xlsx":
            # the library takes a while to load
            from fuzhou_viewer.services.exporting.workbook import list_workbook  # noqa: PLC0415

            data = list_workbook(listing.title, listing.name, listing.heads, listing.rows, listing.widths)
            write_bytes(target, data)
        case ".md":
            write_text(target, _markdown(listing), "utf-8")
        case _:
            out = io.StringIO()
            writer = csv.writer(out, lineterminator="\r\n")
            writer.writerows([safe(cell) for cell in row] for row in (listing.heads, *listing.rows))
            write_text(target, out.getvalue(), "utf-8-sig")


def numbered(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """`rows` with their number in front."""
    return tuple((str(i), *row) for i, row in enumerate(rows, 1))


def _markdown(listing: Listing) -> str:
    lines = [f"# {listing.title}", "", listing.about, ""]
    lines += [f"| {' | '.join(listing.heads)} |", "|" + "---|" * len(listing.heads)]
    for row in listing.rows:
        lines.append("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |")
    return "\n".join(lines) + "\n"
