"""Keeping documents: each whole in one transaction, or not at all."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from fuzhou_viewer.core.records import Document, Entity, Metric, Section
from fuzhou_viewer.store.schema import (
    DocumentRow,
    EntityRow,
    FindingRow,
    MentionRow,
    MetricRow,
    PlainNumberRow,
    SectionRow,
)


def add_document(engine: Engine, document: Document) -> None:
    """Keep `document` in the library behind `engine`."""
    with Session(engine) as session, session.begin():
        session.add(document_row(document))


def document_row(document: Document) -> DocumentRow:
    """The rows of `document`, to be added to a session."""
    return DocumentRow(
        key=document.key,
        title=document.title,
        year=document.year,
        issuer=document.issuer,
        issued_on=document.issued_on.isoformat() if document.issued_on else None,
        text=document.text,
        source_name=document.source.name,
        source_format=document.source.format,
        source_sha256=document.source.sha256,
        source_address=document.source.address,
        sections=[_section_row(i, section) for i, section in enumerate(document.sections)],
        metrics=[_metric_row(i, metric) for i, metric in enumerate(document.metrics)],
        findings=[
            FindingRow(position=i, message=f.message, start=f.span.start, end=f.span.end)
            for i, f in enumerate(document.findings)
        ],
        plain_numbers=[
            PlainNumberRow(position=i, kind=n.kind, start=n.span.start, end=n.span.end)
            for i, n in enumerate(document.plain_numbers)
        ],
        entities=[_entity_row(i, entity) for i, entity in enumerate(document.entities)],
    )


def _section_row(position: int, section: Section) -> SectionRow:
    return SectionRow(
        position=position,
        id=section.id,
        parent=section.parent,
        level=section.level,
        kind=section.kind,
        ordinal=section.ordinal,
        title=section.title,
        clause=section.clause,
        start=section.span.start,
        end=section.span.end,
        heading_start=section.heading.start,
        heading_end=section.heading.end,
    )


def _metric_row(position: int, metric: Metric) -> MetricRow:
    quantity = metric.quantity
    return MetricRow(
        position=position,
        id=metric.id,
        name=metric.name,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        start=quantity.span.start,
        end=quantity.span.end,
        scope=metric.scope,
        period=metric.period,
        section=metric.section,
        indicator=metric.indicator,
        certainty=metric.certainty,
        direction=metric.direction,
        is_target=metric.is_target,
        part_of=metric.part_of,
    )


def _entity_row(position: int, entity: Entity) -> EntityRow:
    return EntityRow(
        position=position,
        name=entity.name,
        kind=entity.kind,
        sections=" ".join(entity.sections),
        metrics=" ".join(entity.metrics),
        mentions=[
            MentionRow(position=i, start=mention.start, end=mention.end) for i, mention in enumerate(entity.mentions)
        ],
    )
