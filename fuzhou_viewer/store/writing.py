"""Keeping documents: each whole in one transaction, or not at all."""

from typing import Any, cast

from sqlalchemy import Engine, Table, delete, insert
from sqlalchemy.orm import Session

from fuzhou_viewer.core.records import Document, Entity, Metric, Section, Span
from fuzhou_viewer.store.schema import (
    DocumentRow,
    EntityRow,
    FindingRow,
    MentionRow,
    MetricRow,
    PlainNumberRow,
    Row,
    SectionRow,
)

_Values = dict[str, Any]


def add_document(engine: Engine, document: Document) -> None:
    """Keep `document` in the library behind `engine`."""
    with Session(engine) as session, session.begin():
        write_document(session, document)


def write_document(session: Session, document: Document, number: int | None = None) -> int:
    """Write `document` in the session's transaction, under the id `number` if it has one already; its id.

    Table by table and not row by row: a report has a thousand rows, and the ORM takes five times as long.
    """
    table = _table(DocumentRow)
    document_id: int = session.execute(
        insert(table).values(**_document(document, number)).returning(table.c.id)
    ).scalar_one()
    _write_parts(session, document_id, document)
    return document_id


def rewrite_parts(session: Session, number: int, document: Document) -> None:
    """Write anew what stands below the document with the id `number`, in the session's transaction."""
    for row in reversed([row for row, _ in _parts(document)]):
        session.execute(delete(_table(row)).where(_table(row).c.document_id == number))
    _write_parts(session, number, document)


def _write_parts(session: Session, number: int, document: Document) -> None:
    for row, found in _parts(document):
        if found:
            session.execute(insert(_table(row)), [{"document_id": number, **values} for values in found])


def _table(row: type[Row]) -> Table:
    return cast("Table", row.__table__)


def _document(document: Document, number: int | None) -> _Values:
    values: _Values = {
        "key": document.key,
        "title": document.title,
        "year": document.year,
        "issuer": document.issuer,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "text": document.text,
        "source_name": document.source.name,
        "source_format": document.source.format,
        "source_sha256": document.source.sha256,
        "source_address": document.source.address,
    }
    return values if number is None else {"id": number, **values}


def _parts(document: Document) -> tuple[tuple[type[Row], list[_Values]], ...]:
    """What stands below a document, table by table; entities before their mentions."""
    return (
        (SectionRow, [_section(i, section) for i, section in enumerate(document.sections)]),
        (MetricRow, [_metric(i, metric) for i, metric in enumerate(document.metrics)]),
        (
            FindingRow,
            [{"position": i, "message": f.message, **_place(f.span)} for i, f in enumerate(document.findings)],
        ),
        (
            PlainNumberRow,
            [{"position": i, "kind": n.kind, **_place(n.span)} for i, n in enumerate(document.plain_numbers)],
        ),
        (EntityRow, [_entity(i, entity) for i, entity in enumerate(document.entities)]),
        (
            MentionRow,
            [
                {"entity": i, "position": k, **_place(mention)}
                for i, entity in enumerate(document.entities)
                for k, mention in enumerate(entity.mentions)
            ],
        ),
    )


def _place(span: Span) -> _Values:
    return {"start": span.start, "end": span.end}


def _section(position: int, section: Section) -> _Values:
    return {
        "position": position,
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "kind": section.kind,
        "ordinal": section.ordinal,
        "title": section.title,
        "clause": section.clause,
        "start": section.span.start,
        "end": section.span.end,
        "heading_start": section.heading.start,
        "heading_end": section.heading.end,
    }


def _metric(position: int, metric: Metric) -> _Values:
    quantity = metric.quantity
    return {
        "position": position,
        "id": metric.id,
        "name": metric.name,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "scope": metric.scope,
        "period": metric.period,
        "section": metric.section,
        "indicator": metric.indicator,
        "certainty": metric.certainty,
        "direction": metric.direction,
        "is_target": metric.is_target,
        "part_of": metric.part_of,
    }


def _entity(position: int, entity: Entity) -> _Values:
    return {
        "position": position,
        "name": entity.name,
        "kind": entity.kind,
        "sections": " ".join(entity.sections),
        "metrics": " ".join(entity.metrics),
    }
