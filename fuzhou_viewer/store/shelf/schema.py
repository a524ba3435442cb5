"""The table that makes a library of reports a shelf. Rows are private to the store."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from fuzhou_viewer.store.schema import DocumentRow


class ShelfRow(DeclarativeBase):
    """The base of the shelf's own rows; the embedded library has none of them."""


class HoldingRow(ShelfRow):
    """What is known of a report beside itself. Times are ISO 8601 in UTC."""

    __tablename__ = "holding"

    document_id: Mapped[int] = mapped_column(ForeignKey(DocumentRow.__table__.c.id), primary_key=True)
    words: Mapped[str] = mapped_column(index=True)
    title_key: Mapped[str] = mapped_column(index=True)
    sketch: Mapped[str]
    remarks: Mapped[str]
    chapters: Mapped[int]
    metrics: Mapped[int]
    added_at: Mapped[str]
    opened_at: Mapped[str | None]
    removed_at: Mapped[str | None]
    newer: Mapped[int | None]
    is_corrected: Mapped[bool]
    boundaries: Mapped[str]
