"""The tables of the reader's own layer. Nothing in them is ever overwritten: each save adds a revision."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class NotesRow(DeclarativeBase):
    """The base of all rows."""


class KeptRow(NotesRow):
    """A thing kept: its kind, its report, and which of its revisions counts."""

    __tablename__ = "kept"
    __table_args__ = (Index("kept_by_document", "document", "kind"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    document: Mapped[str]
    revision: Mapped[int]
    is_deleted: Mapped[bool]
    created_at: Mapped[str]


class RevisionRow(NotesRow):
    """What was saved at one time; `sequence` orders them, because clocks can be set back."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("kept_id", "number"), {"sqlite_autoincrement": True})

    sequence: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[str] = mapped_column(ForeignKey("kept.id"))
    number: Mapped[int]
    saved_at: Mapped[str]
    is_deleted: Mapped[bool]
    content: Mapped[str]
    sha256: Mapped[str]


class DraftRow(NotesRow):
    """What was being written and is not saved yet."""

    __tablename__ = "draft"

    kept_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    content: Mapped[str]
    written_at: Mapped[str]
