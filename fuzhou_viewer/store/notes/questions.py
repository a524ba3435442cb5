"""Every question asked of the reader's own file. A damaged row spoils itself alone."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, Select, select

from fuzhou_viewer.core.kept import Content, Draft, Kept, KeptId, decoded, fingerprint, storable
from fuzhou_viewer.store.notes.schema import DraftRow, KeptRow, RevisionRow

_NEWEST = (KeptRow.id == RevisionRow.kept_id) & (KeptRow.revision == RevisionRow.number)


def kept(
    connection: Connection, kinds: Iterable[str] = (), document: str | None = None, *, is_deleted: bool = False
) -> tuple[Kept[Content], ...]:
    """What is kept (or lies in the bin), oldest first: of some kinds, of one report, or all."""
    asked = _revisions().where(_NEWEST, KeptRow.is_deleted == is_deleted)
    if words := tuple(kinds):
        asked = asked.where(KeptRow.kind.in_(words))
    if document is not None:
        asked = asked.where(KeptRow.document == storable(document))
    return _read(connection, asked)


def revisions(connection: Connection, own: KeptId) -> tuple[Kept[Content], ...]:
    """Everything that was ever saved of one thing, oldest first."""
    return _read(connection, _revisions().where(KeptRow.id == own))


def newest(connection: Connection, own: KeptId) -> Kept[Content] | None:
    """One thing as it is now, in the bin or not."""
    found = _read(connection, _revisions().where(_NEWEST, KeptRow.id == own))
    return found[0] if found else None


def drafts(connection: Connection) -> tuple[Draft, ...]:
    """What was being written when the program ended."""
    out = []
    for row in connection.execute(select(DraftRow)):
        try:
            content = decoded(row.kind, row.content)
            out.append(Draft(KeptId(row.kept_id), content, datetime.fromisoformat(row.written_at)))
        except (ValueError, TypeError):
            continue
    return tuple(out)


def damaged(connection: Connection) -> tuple[KeptId, ...]:
    """The things of which a revision does not match its hash or cannot be read."""
    return tuple({KeptId(str(row.id)): None for row in connection.execute(_revisions()) if _record(row) is None})


def _revisions() -> "Select[str, str, int, str, str, str, bool, str]":
    return (
        select(
            KeptRow.id,
            KeptRow.kind,
            RevisionRow.number,
            KeptRow.created_at,
            RevisionRow.saved_at,
            RevisionRow.content,
            RevisionRow.is_deleted,
            RevisionRow.sha256,
        )
        .join(RevisionRow, KeptRow.id == RevisionRow.kept_id)
        .order_by(RevisionRow.sequence)
    )


def _read(
    connection: Connection, asked: "Select[str, str, int, str, str, str, bool, str]"
) -> tuple[Kept[Content], ...]:
    return tuple(record for row in connection.execute(asked) if (record := _record(row)) is not None)


def _record(row: "Row[str, str, int, str, str, str, bool, str]") -> Kept[Content] | None:
    own, kind, number, created_at, saved_at, content, is_deleted, sha256 = row
    try:
        if fingerprint(own, number, kind, content) != sha256:
            return None
        return Kept(
            KeptId(own),
            decoded(kind, content),
            number,
            datetime.fromisoformat(created_at),
            datetime.fromisoformat(saved_at),
            bool(is_deleted),
        )
    except (ValueError, TypeError):
        return None
