"""Numbers as CSV; cells that a spreadsheet would run are made text."""

import csv
import io
from collections.abc import Sequence

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.facts import COLUMNS, NUMBERS, facts, words
from fuzhou_viewer.services.exporting.formats import Pictures
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.include import Include

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def exported(document: Document, picks: Sequence[Pick], _include: Include, _pictures: Pictures) -> bytes:
    """The metrics of `picks` as CSV, each with its evidence; marked as UTF-8, as spreadsheets need it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for fact in facts(document, picks):
        writer.writerow(
            [
                words(cell) if head in NUMBERS else safe(words(cell))
                for head, cell in zip(COLUMNS, fact.cells, strict=True)
            ]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA_SIGNS) or cell.startswith(("\t", "\r")) else cell
