"""The deeds: each adds a revision, none overwrites one."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from fuzhou_viewer.core.kept import (
    FLEETING,
    Content,
    Draft,
    Kept,
    KeptId,
    document_of,
    encoded,
    fingerprint,
    kind_of,
    storable,
)
from fuzhou_viewer.store.notes.schema import DraftRow, KeptRow, RevisionRow


def keep(connection: Connection, own: KeptId, content: Content, now: datetime) -> Kept[Content]:
    """Add a revision of `own`, the first if there is none; its draft is done with."""
    made = _add(connection, own, content, now, is_deleted=False)
    connection.execute(delete(DraftRow).where(DraftRow.kept_id == own))
    return made


def remove(connection: Connection, own: KeptId, content: Content, now: datetime) -> Kept[Content]:
    """Add a tombstone: a revision that says what was deleted and when."""
    return _add(connection, own, content, now, is_deleted=True)


def keep_draft(connection: Connection, draft: Draft) -> None:
    """Keep what is being written; there is one draft of a thing."""
    values = {
        "kept_id": draft.id,
        "kind": kind_of(draft.content),
        "content": encoded(draft.content),
        "written_at": draft.written_at.isoformat(),
    }
    connection.execute(upsert(DraftRow).values(values).on_conflict_do_update(index_elements=["kept_id"], set_=values))


def drop_draft(connection: Connection, own: KeptId) -> None:
    """The draft is not wanted."""
    connection.execute(delete(DraftRow).where(DraftRow.kept_id == own))


def purge(connection: Connection, before: datetime) -> int:
    """Take out for good what was deleted before `before`; how many things that were."""
    gone = removed_before(connection, before)
    for own in gone:
        connection.execute(delete(RevisionRow).where(RevisionRow.kept_id == own))
        connection.execute(delete(KeptRow).where(KeptRow.id == own))
    return len(gone)


def removed_before(connection: Connection, before: datetime) -> list[str]:
    """The ids of what has been in the bin since before then."""
    newest = (KeptRow.id == RevisionRow.kept_id) & (KeptRow.revision == RevisionRow.number)
    asked = select(KeptRow.id).join(RevisionRow, newest)
    return list(connection.scalars(asked.where(KeptRow.is_deleted, RevisionRow.saved_at < before.isoformat())))


def _add(connection: Connection, own: KeptId, content: Content, now: datetime, *, is_deleted: bool) -> Kept[Content]:
    known = connection.execute(select(KeptRow.revision, KeptRow.created_at).where(KeptRow.id == own)).first()
    number = known.revision + 1 if known else 1
    created_at = known.created_at if known else now.isoformat()
    kind, data = kind_of(content), encoded(content)
    if known:
        values = {
            "kind": kind,
            "document": storable(document_of(content)),
            "revision": number,
            "is_deleted": is_deleted,
        }
        connection.execute(update(KeptRow).where(KeptRow.id == own).values(values))
    else:
        connection.execute(
            insert(KeptRow).values(
                id=own,
                kind=kind,
                document=storable(document_of(content)),
                revision=number,
                is_deleted=is_deleted,
                created_at=created_at,
            )
        )
    connection.execute(
        insert(RevisionRow).values(
            kept_id=own,
            number=number,
            saved_at=now.isoformat(),
            is_deleted=is_deleted,
            content=data,
            sha256=fingerprint(own, number, kind, data),
        )
    )
    if isinstance(content, FLEETING):
        connection.execute(delete(RevisionRow).where(RevisionRow.kept_id == own, RevisionRow.number < number))
    return Kept(own, content, number, datetime.fromisoformat(created_at), now, is_deleted)


def count(connection: Connection) -> int:
    """How many things are kept and not deleted, reading positions aside."""
    fleeting = [kind_of(kind) for kind in FLEETING]
    asked = select(func.count()).select_from(KeptRow).where(~KeptRow.is_deleted, KeptRow.kind.not_in(fleeting))
    return connection.execute(asked).scalar_one()
