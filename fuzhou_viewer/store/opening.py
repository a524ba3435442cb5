"""What the first paint asks of a library, in plain sqlite3.

Importing SQLAlchemy's ORM costs more than everything else the first paint needs
(0.34 to 0.49 s against 0.2 s for a bare window), and these are four SELECTs.
"""

import os
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fuzhou_viewer.core.errors import DamagedLibraryError
from fuzhou_viewer.core.records import (
    Document,
    Entity,
    Finding,
    Metric,
    MetricId,
    PlainNumber,
    Quantity,
    Section,
    SectionId,
    Source,
    Span,
)
from fuzhou_viewer.store.identity import APPLICATION_ID, SCHEMA_VERSION

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\0"
_REINSTALL = (
    "请重新安装本程序(在源码文件夹里则重新运行 packaging/start.py),或用“fuzhou-viewer 文件名”直接打开一份报告。"
)
_DOCUMENT = (
    "SELECT id, key, title, year, issuer, issued_on, text,"
    " source_name, source_format, source_sha256, source_address FROM document"
)
_SECTIONS = (
    "SELECT id, parent, level, kind, ordinal, title, clause, start, end, heading_start, heading_end"
    " FROM section WHERE document_id = ? ORDER BY position"
)
_METRICS = (
    "SELECT id, name, value, low, high, unit, qualifier, start, end, scope, period, section,"
    " indicator, certainty, direction, is_target, part_of FROM metric WHERE document_id = ? ORDER BY position"
)
_PLAIN_NUMBERS = "SELECT kind, start, end FROM plain_number WHERE document_id = ? ORDER BY position"
_ENTITIES = "SELECT position, name, kind, sections, metrics FROM entity WHERE document_id = ? ORDER BY position"
_MENTIONS = "SELECT entity, start, end FROM mention WHERE document_id = ? ORDER BY entity, position"
_FINDINGS = "SELECT message, start, end FROM finding WHERE document_id = ? ORDER BY position"


_LONGEST_PATH = 500
"""In bytes; SQLite on Unix opens no file whose path has more than 512 with what it puts behind it."""


def first_document(file: Path) -> Document:
    """The newest report of the library at `file`, read-only and immutable.

    Raises DamagedLibraryError when the file is missing, foreign, damaged or from a newer program.
    """
    _check_header(file)
    if os.name == "posix" and len(os.fsencode(file.absolute())) > _LONGEST_PATH:
        raise DamagedLibraryError("程序所在的文件夹路径太长,内置资料库打不开。", "请把程序放到路径短一些的文件夹里。")
    try:
        connection = sqlite3.connect(f"file:{quote(os.fsencode(file.absolute()))}?mode=ro&immutable=1", uri=True)
        try:
            return _verified(_document(connection))
        finally:
            connection.close()
    except (sqlite3.Error, ValueError, ArithmeticError, TypeError, AttributeError) as fault:
        # the last two: a column that holds another type than was written
        raise DamagedLibraryError(f"内置资料库“{file.name}”已损坏,无法读取。", _REINSTALL) from fault


def _check_header(file: Path) -> None:
    if file.exists() and not file.is_file():
        raise DamagedLibraryError(f"内置资料库“{file.name}”无法打开,它不是文件。", _REINSTALL)
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEADER_SIZE)
    except FileNotFoundError as fault:
        raise DamagedLibraryError(f"找不到内置资料库“{file.name}”。", _REINSTALL) from fault
    except OSError as fault:
        raise DamagedLibraryError(f"内置资料库“{file.name}”无法打开。", _REINSTALL) from fault
    if len(head) < _HEADER_SIZE or not head.startswith(_MAGIC):
        raise DamagedLibraryError(f"内置资料库“{file.name}”已损坏,不是数据库文件。", _REINSTALL)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise DamagedLibraryError(f"“{file.name}”不是本程序的资料库。", _REINSTALL)
    version = int.from_bytes(head[60:64], "big")
    if version < SCHEMA_VERSION:
        raise DamagedLibraryError(f"内置资料库“{file.name}”是旧版本程序的,与本程序不配套。", _REINSTALL)
    if version > SCHEMA_VERSION:
        raise DamagedLibraryError(f"资料库“{file.name}”由更新版本的程序创建。", "请升级本程序后再打开,文件没有改动。")


def _document(connection: sqlite3.Connection) -> Document:
    row = connection.execute(f"{_DOCUMENT} ORDER BY year DESC, id LIMIT 1").fetchone()
    if row is None:
        raise DamagedLibraryError("内置资料库里没有报告。", _REINSTALL)
    return _assembled(connection, row)


def document_in(connection: sqlite3.Connection, number: int) -> Document:
    """The report with the id `number` in an open library. Raises DamagedLibraryError when there is none."""
    row = connection.execute(f"{_DOCUMENT} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise DamagedLibraryError("这份报告已经不在资料库里。", "请刷新报告列表。")
    return _assembled(connection, row)


def _assembled(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Document:
    number, key, title, year, issuer, issued_on, text, *source = row
    return Document(
        key=key,
        title=title,
        year=year,
        issuer=issuer,
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        text=text,
        sections=tuple(_section(*found) for found in connection.execute(_SECTIONS, (number,))),
        metrics=tuple(_metric(*found) for found in connection.execute(_METRICS, (number,))),
        findings=tuple(
            Finding(message, Span(start, end)) for message, start, end in connection.execute(_FINDINGS, (number,))
        ),
        source=Source(*source),
        plain_numbers=tuple(
            PlainNumber(Span(start, end), kind) for kind, start, end in connection.execute(_PLAIN_NUMBERS, (number,))
        ),
        entities=_entities(connection, number),
    )


def _verified(document: Document) -> Document:
    """`document`, if all its places lie in its text and all sections above are known; else ValueError."""
    known = {section.id for section in document.sections}
    spans = [section.span for section in document.sections] + [section.heading for section in document.sections]
    spans += [metric.quantity.span for metric in document.metrics]
    spans += [finding.span for finding in document.findings] + [number.span for number in document.plain_numbers]
    spans += [span for entity in document.entities for span in entity.mentions]
    size = len(document.text)
    if not all(type(s.start) is int and type(s.end) is int and 0 <= s.start <= s.end <= size for s in spans):
        raise ValueError("a place outside the text")
    if not all(section.parent is None or section.parent in known for section in document.sections):
        raise ValueError("a section below nothing")
    return document


def _entities(connection: sqlite3.Connection, number: int) -> tuple[Entity, ...]:
    mentions: dict[int, list[Span]] = {}
    for position, start, end in connection.execute(_MENTIONS, (number,)):
        mentions.setdefault(position, []).append(Span(start, end))
    return tuple(
        Entity(
            name,
            kind,
            tuple(mentions.get(position, ())),
            tuple(map(SectionId, sections.split())),
            tuple(map(MetricId, metrics.split())),
        )
        for position, name, kind, sections, metrics in connection.execute(_ENTITIES, (number,))
    )


def _section(  # noqa: PLR0913, PLR0917
    own: str,
    parent: str | None,
    level: int | None,
    kind: str,
    ordinal: str,
    title: str,
    clause: str,
    start: int,
    end: int,
    heading_start: int,
    heading_end: int,
) -> Section:
    return Section(
        SectionId(own),
        SectionId(parent) if parent else None,
        level,
        kind,
        ordinal,
        title,
        Span(start, end),
        Span(heading_start, heading_end),
        clause,
    )


def _metric(  # noqa: PLR0913, PLR0917
    own: str,
    name: str,
    value: str,
    low: str,
    high: str,
    unit: str,
    qualifier: str,
    start: int,
    end: int,
    scope: str,
    period: str,
    section: str,
    indicator: str,
    certainty: str,
    direction: str,
    is_target: int,
    part_of: str | None,
) -> Metric:
    quantity = Quantity(Decimal(value), Decimal(low), Decimal(high), unit, qualifier, Span(start, end))
    return Metric(
        MetricId(own),
        name,
        quantity,
        scope,
        period,
        SectionId(section),
        indicator,
        Decimal(certainty),
        direction,
        bool(is_target),
        MetricId(part_of) if part_of else None,
    )
