"""The shelf: reports go in whole or not at all, come out as they were, and are never lost by one click."""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import ColumnElement, Engine, case, delete, func, select
from sqlalchemy.orm import Session, aliased, defer

from fuzhou_viewer.core.boundaries import BoundaryEdit, boundaries_from, boundaries_json
from fuzhou_viewer.core.errors import DamagedLibraryError
from fuzhou_viewer.core.holdings import Holding, Kept, Likeness, is_version, likeness
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.store.durable import READING
from fuzhou_viewer.store.opening import document_in
from fuzhou_viewer.store.schema import (
    DocumentRow,
    EntityRow,
    FindingRow,
    MentionRow,
    MetricRow,
    PlainNumberRow,
    SectionRow,
)
from fuzhou_viewer.store.shelf import originals
from fuzhou_viewer.store.shelf.connection import create_shelf, engine_for
from fuzhou_viewer.store.shelf.faults import explained
from fuzhou_viewer.store.shelf.identity import APPLICATION_ID, VERSION
from fuzhou_viewer.store.shelf.schema import HoldingRow
from fuzhou_viewer.store.writing import rewrite_parts, write_document

_PARTS = (MentionRow, EntityRow, PlainNumberRow, FindingRow, MetricRow, SectionRow, HoldingRow)
_MOVE_AWAY = "原文件没有改动;可把它移开后重新存入报告。"


class Shelf:
    """A person's own library in `folder`: one database, and the files as they came in."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "library.sqlite3"
        self._originals = folder / "originals"
        self._engine: Engine | None = None

    def version(self) -> int | None:
        """The version of the tables in the file; None where there is no file yet. Raises DamagedLibraryError."""
        with explained():
            if not self.file.exists() or not self.file.stat().st_size:
                return None
            with self.file.open("rb") as stream:
                head = stream.read(100)
        if not head.startswith(b"SQLite format 3\0") or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
            raise DamagedLibraryError(f"“{self.file.name}”不是自己的资料库,或已损坏。", _MOVE_AWAY)
        version = int.from_bytes(head[60:64], "big")
        if version > VERSION:
            raise DamagedLibraryError("自己的资料库由更新版本的程序创建。", "请升级本程序后再打开,文件没有改动。")
        return version

    def holdings(self) -> tuple[Holding, ...]:
        """Everything on the shelf and in the bin, the newest report first."""
        if self.version() is None:
            return ()
        with self._asking() as session:
            order = (DocumentRow.year.desc(), DocumentRow.id.desc())
            return tuple(_holding(*row) for row in session.execute(_ASKED.order_by(*order)))

    def document(self, number: int) -> Document:
        """The report with this id, whole. Raises DamagedLibraryError."""
        with explained():
            address = f"file:{quote(os.fsencode(self.file.absolute()))}?mode=ro"
            with closing(sqlite3.connect(address, uri=True)) as connection:
                report = document_in(connection, number)
                told = connection.execute("SELECT remarks FROM holding WHERE document_id = ?", (number,)).fetchone()
                return replace(report, remarks=tuple(told[0].splitlines()) if told else ())

    def same(self, document: Document) -> Kept | None:
        """What keeping `document` would meet: the report it duplicates, or the one it is a newer version of."""
        if self.version() is None:
            return None
        with self._asking() as session:
            return _met(session, document, likeness(document))

    def add(
        self,
        document: Document,
        data: bytes = b"",
        *,
        is_corrected: bool = False,
        boundaries: Sequence[BoundaryEdit] = (),
    ) -> Kept:
        """Keep `document`, and the file it was read from, in one transaction. Raises NotStoredError.

        `boundaries` are the changes that were made to its sections already.
        """
        alike = likeness(document)
        with self._writing() as session:
            met = _met(session, document, alike)
            if met is not None and met.kind == "duplicate":
                return _taken_back(session, met)
            if data:
                originals.keep(self._originals, document.source.sha256, data)
            number = write_document(session, document)
            entry = Entry(document, is_corrected=is_corrected, boundaries=tuple(boundaries))
            session.add(holding_row(number, entry, alike))
            if met is not None and met.other is not None:
                _row_of(session, met.other.id).newer = number
            session.flush()
            return Kept(met.kind if met else "added", _one(session, number), met.other if met else None)

    def correct(self, number: int, title: str, year: int | None, issuer: str) -> Holding:
        """Change what a person knows better than the program."""
        with self._writing() as session:
            row = session.get_one(DocumentRow, number)
            row.title, row.year, row.issuer = title, year, issuer
            _row_of(session, number).is_corrected = True
            session.flush()
            return _one(session, number)

    def boundaries(self, number: int) -> tuple[BoundaryEdit, ...]:
        """The changes a person made to the sections of a report."""
        with self._asking() as session:
            return boundaries_from(_row_of(session, number).boundaries)

    def reshape(self, number: int, document: Document, boundaries: Sequence[BoundaryEdit]) -> Holding:
        """Keep the sections of `document`, whole or not at all; `boundaries` are all changes that led to them."""
        with self._writing() as session:
            rewrite_parts(session, number, document)
            row = _row_of(session, number)
            row.boundaries, row.chapters = boundaries_json(boundaries), _chapters(document)
            session.flush()
            return _one(session, number)

    def note_opened(self, number: int) -> None:
        """Remember that a report was read now."""
        with self._writing() as session:
            _row_of(session, number).opened_at = _now()

    def remove(self, numbers: Sequence[int]) -> None:
        """Put reports into the bin."""
        with self._writing() as session:
            for number in numbers:
                _row_of(session, number).removed_at = _now()

    def restore(self, numbers: Sequence[int]) -> None:
        """Take reports out of the bin."""
        with self._writing() as session:
            for number in numbers:
                _row_of(session, number).removed_at = None

    def erase(self, numbers: Sequence[int]) -> None:
        """Take reports away for good, with the files they were read from."""
        with self._writing() as session:
            hashes = [session.get_one(DocumentRow, number).source_sha256 for number in numbers]
            for part in _PARTS:
                session.execute(delete(part).where(part.document_id.in_(numbers)))
            for other in session.scalars(select(HoldingRow).where(HoldingRow.newer.in_(numbers))):
                other.newer = None
            session.execute(delete(DocumentRow).where(DocumentRow.id.in_(numbers)))
            left = set(session.scalars(select(DocumentRow.source_sha256).where(DocumentRow.source_sha256.in_(hashes))))
        with explained():
            for sha256 in set(hashes) - left:
                originals.forget(self._originals, sha256)

    def original(self, holding: Holding) -> Path | None:
        """The file a report was read from, as it came in."""
        file = originals.place(self._originals, holding.sha256)
        return file if file.is_file() else None

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with explained(), Session(self._ready()) as session, session.begin():
            yield session

    @contextmanager
    def _asking(self) -> Iterator[Session]:
        engine = self._ready().execution_options(**{READING: True})
        with explained(), Session(engine) as session, session.begin():
            yield session

    def _ready(self) -> Engine:
        if self._engine is None:
            is_new = self.version() is None
            with explained():
                self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                engine = engine_for(self.file)
                if is_new:
                    create_shelf(engine)
                    self.file.chmod(0o600)
                self._engine = engine
        return self._engine


_Binned = aliased(HoldingRow)
_NEWER = case(
    (HoldingRow.newer.in_(select(_Binned.document_id).where(_Binned.removed_at.is_not(None))), None),
    else_=HoldingRow.newer,
)
"""The version that replaced a report; none while that lies in the bin."""
_ASKED = (
    select(DocumentRow, HoldingRow, func.length(DocumentRow.text), _NEWER)
    .join(HoldingRow, HoldingRow.document_id == DocumentRow.id)
    # a list of a thousand reports would read twenty megabytes of text to show their titles
    .options(defer(DocumentRow.text, raiseload=True))
)


def _met(session: Session, document: Document, alike: Likeness) -> Kept | None:
    """The same file or the same words; else the newest version of the same report."""
    same = (DocumentRow.source_sha256 == document.source.sha256) | (HoldingRow.words == alike.words)
    if found := _first(session, same):
        return Kept("duplicate", found, found)
    asked = select(HoldingRow.document_id, HoldingRow.sketch).where(
        HoldingRow.title_key == alike.title, _NEWER.is_(None), HoldingRow.removed_at.is_(None)
    )
    for number, sketch in session.execute(asked.order_by(HoldingRow.document_id.desc())):
        if is_version(alike.sketch, tuple(json.loads(sketch))):
            other = _one(session, number)
            return Kept("newer", other, other) if other.year == document.year else None
    return None


def _taken_back(session: Session, met: Kept) -> Kept:
    """Who keeps again what lies in the bin wants it back."""
    if met.holding.removed_at is not None:
        _row_of(session, met.holding.id).removed_at = None
        session.flush()
    return Kept("duplicate", _one(session, met.holding.id), met.other)


def _first(session: Session, condition: ColumnElement[bool]) -> Holding | None:
    row = session.execute(_ASKED.where(condition).order_by(DocumentRow.id.desc()).limit(1)).first()
    return _holding(*row) if row else None


def _one(session: Session, number: int) -> Holding:
    return _holding(*session.execute(_ASKED.where(DocumentRow.id == number)).one())


def _row_of(session: Session, number: int) -> HoldingRow:
    return session.get_one(HoldingRow, number)


def _holding(document: DocumentRow, holding: HoldingRow, size: int, newer: int | None) -> Holding:
    return Holding(
        id=document.id,
        key=document.key,
        title=document.title,
        year=document.year,
        issuer=document.issuer,
        issued_on=date.fromisoformat(document.issued_on) if document.issued_on else None,
        source_name=document.source_name,
        source_format=document.source_format,
        sha256=document.source_sha256,
        size=size,
        chapters=holding.chapters,
        metrics=holding.metrics,
        added_at=datetime.fromisoformat(holding.added_at),
        opened_at=datetime.fromisoformat(holding.opened_at) if holding.opened_at else None,
        removed_at=datetime.fromisoformat(holding.removed_at) if holding.removed_at else None,
        newer=newer,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as it goes onto the shelf, and what a person did to it."""

    document: Document
    is_corrected: bool = False
    boundaries: tuple[BoundaryEdit, ...] = ()


def holding_row(number: int, entry: Entry, alike: Likeness) -> HoldingRow:
    """The row that stands beside the report with this id."""
    document = entry.document
    return HoldingRow(
        document_id=number,
        words=alike.words,
        title_key=alike.title,
        sketch=json.dumps(alike.sketch),
        remarks="\n".join(document.remarks),
        chapters=_chapters(document),
        metrics=len(document.metrics),
        added_at=_now(),
        opened_at=None,
        removed_at=None,
        newer=None,
        is_corrected=entry.is_corrected,
        boundaries=boundaries_json(entry.boundaries),
    )


def _chapters(document: Document) -> int:
    return sum(section.level == 1 for section in document.sections)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
