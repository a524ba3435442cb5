"""A shelf of an older program: its texts and what a person entered are kept, everything else is read anew."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session

from fuzhou_viewer.core.boundaries import boundaries_from, reshaped
from fuzhou_viewer.core.holdings import likeness
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Manuscript, Source
from fuzhou_viewer.store.shelf.connection import create_shelf, engine_for
from fuzhou_viewer.store.shelf.faults import explained
from fuzhou_viewer.store.shelf.keeping import Entry, holding_row
from fuzhou_viewer.store.writing import write_document

_ASKED = (
    "SELECT document.id, key, title, year, issuer, issued_on, text, source_name, source_format, source_sha256,"
    " source_address, remarks, added_at, opened_at, removed_at, newer, is_corrected, {boundaries} AS boundaries"
    " FROM document JOIN holding ON holding.document_id = document.id ORDER BY document.id"
)


def renew(file: Path, analyse: Callable[[Manuscript, str], Document]) -> None:
    """Make the shelf in `file` anew; the old one stays beside it as …前一版本. Raises NotStoredError."""
    with explained(), tempfile.TemporaryDirectory(dir=file.parent) as folder:
        draft = Path(folder, file.name)
        engine = engine_for(draft)
        create_shelf(engine)
        with Session(engine) as session, session.begin():
            for old in _reports(file):
                report = _read_again(old, analyse)
                number = write_document(session, report, old["id"])
                edits = boundaries_from(old["boundaries"])
                entry = Entry(report, is_corrected=bool(old["is_corrected"]), boundaries=edits)
                holding = holding_row(number, entry, likeness(report))
                for name in ("remarks", "added_at", "opened_at", "removed_at", "newer"):
                    setattr(holding, name, old[name])
                session.add(holding)
        engine.dispose()
        draft.chmod(0o600)
        shutil.copy2(file, file.with_name(f"{file.stem}.前一版本{file.suffix}"))
        draft.replace(file)


def _reports(file: Path) -> Iterator[dict[str, Any]]:
    address = f"file:{quote(os.fsencode(file.absolute()))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        # a shelf of before boundaries could be changed has none
        columns = {row["name"] for row in connection.execute("PRAGMA table_info(holding)")}
        asked = _ASKED.format(boundaries="boundaries" if "boundaries" in columns else "'[]'")
        for row in connection.execute(asked):
            yield dict(row)


def _read_again(old: dict[str, Any], analyse: Callable[[Manuscript, str], Document]) -> Document:
    source = Source(old["source_name"], old["source_format"], old["source_sha256"], old["source_address"])
    report = analyse(Manuscript(old["text"], paragraphs(old["text"]), source), old["key"])
    report = reshaped(report, boundaries_from(old["boundaries"]))
    if not old["is_corrected"]:
        return report
    issued_on = date.fromisoformat(old["issued_on"]) if old["issued_on"] else None
    return replace(report, title=old["title"], year=old["year"], issuer=old["issuer"], issued_on=issued_on)
