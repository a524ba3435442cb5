"""A whole new file from revisions, wherever they were found."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from fuzhou_viewer.core.kept import decoded, document_of, fingerprint, storable
from fuzhou_viewer.store.notes.connection import create_notes, engine_for
from fuzhou_viewer.store.notes.salvage import SavedRevision
from fuzhou_viewer.store.notes.schema import KeptRow, RevisionRow

_REVISIONS = (
    "SELECT kept.id, kind, number, saved_at, revision.is_deleted, content, sha256"
    " FROM revision JOIN kept ON kept.id = kept_id ORDER BY sequence"
)


def read_revisions(file: Path) -> tuple[SavedRevision, ...]:
    """Every whole revision of a sound file; to be called for a file of ours that was examined."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = lambda value: value.decode("utf-8", "replace")
        return tuple(
            SavedRevision(own, kind, number, saved_at, bool(is_deleted), content)
            for own, kind, number, saved_at, is_deleted, content, sha256 in connection.execute(_REVISIONS)
            if isinstance(content, str) and fingerprint(own, number, kind, content) == sha256
        )


def rebuild(revisions: Iterable[SavedRevision], target: Path) -> int:
    """Write `target`, which must not exist, with all of `revisions`; how many things it then holds.

    Two different revisions that bear one number (a backup was restored and work went on from it) are
    both kept, the later one as the later revision.
    """
    things: dict[str, list[SavedRevision]] = {}
    for revision in dict.fromkeys(revisions):
        if _is_readable(revision):
            things.setdefault(revision.id, []).append(revision)
    engine = engine_for(target)
    try:
        create_notes(engine)
        with engine.begin() as connection:
            for own, saved in things.items():
                ordered = sorted(saved, key=lambda r: (r.number, r.saved_at))
                rows = _rows(ordered)
                connection.execute(insert(KeptRow).values(_thing(own, ordered, rows)))
                connection.execute(insert(RevisionRow), rows)
    except DBAPIError as fault:
        # told as the driver tells it: who asks knows the files, not the library in between
        raise sqlite3.OperationalError(str(fault.orig)) from fault
    finally:
        engine.dispose()
    return standing(things.values())


def standing(things: Iterable[list[SavedRevision]]) -> int:
    """How many of them are not in the bin, reading positions aside."""
    newest = (max(saved, key=lambda r: (r.number, r.saved_at)) for saved in things)
    return sum(not r.is_deleted and r.kind != "position" for r in newest)


def _is_readable(revision: SavedRevision) -> bool:
    try:
        decoded(revision.kind, revision.content)
    except ValueError:
        return False
    return True


def _thing(own: str, ordered: list[SavedRevision], rows: list[dict[str, object]]) -> dict[str, object]:
    last = ordered[-1]
    return {
        "id": own,
        "kind": last.kind,
        "document": storable(document_of(decoded(last.kind, last.content))),
        "revision": rows[-1]["number"],
        "is_deleted": last.is_deleted,
        "created_at": ordered[0].saved_at,
    }


def _rows(ordered: list[SavedRevision]) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    number = 0
    for revision in ordered:
        number = max(number + 1, revision.number)
        out.append(
            {
                "kept_id": revision.id,
                "number": number,
                "saved_at": revision.saved_at,
                "is_deleted": revision.is_deleted,
                "content": revision.content,
                "sha256": fingerprint(revision.id, number, revision.kind, revision.content),
            }
        )
    return out
