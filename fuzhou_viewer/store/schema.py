"""The tables of a library. Rows are private to the store; what leaves it are records."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, ForeignKey, ForeignKeyConstraint, Text, types
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from typing_extensions import override


class DecimalText(types.TypeDecorator[Decimal]):
    """A Decimal kept to its last digit; SQLite's own NUMERIC would make it a float."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """The digits as text."""
        return None if value is None else format(value, "f")

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The text as digits."""
        return None if value is None else Decimal(value)


class Row(DeclarativeBase):
    """The base of all rows."""


class DocumentRow(Row):
    """A report: its text as it was read and what is known of it as a whole."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    year: Mapped[int | None]
    issuer: Mapped[str]
    issued_on: Mapped[str | None]
    text: Mapped[str]
    source_name: Mapped[str]
    source_format: Mapped[str]
    source_sha256: Mapped[str]
    source_address: Mapped[str]
    sections: Mapped[list["SectionRow"]] = relationship(order_by="SectionRow.position")
    metrics: Mapped[list["MetricRow"]] = relationship(order_by="MetricRow.position")
    findings: Mapped[list["FindingRow"]] = relationship(order_by="FindingRow.position")
    plain_numbers: Mapped[list["PlainNumberRow"]] = relationship(order_by="PlainNumberRow.position")
    entities: Mapped[list["EntityRow"]] = relationship(order_by="EntityRow.position")


class SectionRow(Row):
    """A heading with its extent, or a stretch set apart; `level` is NULL for the latter."""

    __tablename__ = "section"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    parent: Mapped[str | None]
    level: Mapped[int | None]
    kind: Mapped[str]
    ordinal: Mapped[str]
    title: Mapped[str]
    clause: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    heading_start: Mapped[int]
    heading_end: Mapped[int]


class MetricRow(Row):
    """A number that states a result, with the interval it stands for and its place."""

    __tablename__ = "metric"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    name: Mapped[str]
    value: Mapped[Decimal] = mapped_column(DecimalText)
    low: Mapped[Decimal] = mapped_column(DecimalText)
    high: Mapped[Decimal] = mapped_column(DecimalText)
    unit: Mapped[str]
    qualifier: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    scope: Mapped[str]
    period: Mapped[str]
    section: Mapped[str]
    indicator: Mapped[str]
    certainty: Mapped[Decimal] = mapped_column(DecimalText)
    direction: Mapped[str]
    is_target: Mapped[bool]
    part_of: Mapped[str | None]


class FindingRow(Row):
    """What a person should know about the text's structure."""

    __tablename__ = "finding"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    message: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class PlainNumberRow(Row):
    """A number that states no result, and the kind that says why."""

    __tablename__ = "plain_number"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class EntityRow(Row):
    """A thing the report names; `sections` and `metrics` hold ids with blanks between."""

    __tablename__ = "entity"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    sections: Mapped[str]
    metrics: Mapped[str]
    mentions: Mapped[list["MentionRow"]] = relationship(order_by="MentionRow.position")


class MentionRow(Row):
    """A place where an entity is named."""

    __tablename__ = "mention"
    __table_args__ = (ForeignKeyConstraint(["document_id", "entity"], ["entity.document_id", "entity.position"]),)

    document_id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
