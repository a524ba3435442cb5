"""A report and what was kept of it, as one file for a colleague (交接包), and what such a file brings."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from fuzhou_viewer.core.handover import MANIFEST, MIME, NOTES, REPORT, Handover, manifest
from fuzhou_viewer.core.kept import Content, Kept, KeptId, PrintBasket, ReadingPosition, document_of
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.files import file_name
from fuzhou_viewer.services.notes_exporting import as_json, from_json


def packed(report: Document, original: bytes | None, kept: Sequence[Kept[Content]]) -> bytes:
    """The file to hand on: `original` is the report's own file, its text stands in where that is not at hand."""
    data = report.text.encode("utf-8") if original is None else original
    name = report.source.name if original is not None else file_name(report.title, ".txt")
    handed = Handover(report.key, name, data, as_json(one for one in kept if belongs(one.content, report.key)))
    return put_together(handed, report.title)


def put_together(handed: Handover, title: str) -> bytes:
    """The file of these parts, with the list of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr(zipfile.ZipInfo("mimetype"), MIME, zipfile.ZIP_STORED)
        for part, content in ((MANIFEST, manifest(handed, title)), (REPORT, handed.report), (NOTES, handed.notes)):
            # no time and no name of a person: the same report and notes make the same file
            whole.writestr(zipfile.ZipInfo(part), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def brought(notes: str, key: str) -> tuple[tuple[KeptId, Content], ...]:
    """The notes of a file that was handed on, for the report with `key`. Raises UnreadableFileError."""
    return tuple((own, on_report(content, key)) for own, content in from_json(notes.encode("utf-8")))


def on_report(content: Content, key: str) -> Content:
    """`content` as a thing of the report with `key`."""
    if isinstance(content, PrintBasket):
        return replace(content, entries=tuple(replace(entry, document=key) for entry in content.entries))
    return replace(content, document=key) if document_of(content) else content  # type: ignore[arg-type]


def belongs(content: Content, key: str) -> bool:
    """Whether a thing goes with the report: all but how far it was read."""
    if isinstance(content, PrintBasket):
        return bool(content.entries) and all(entry.document == key for entry in content.entries)
    return document_of(content) == key and not isinstance(content, ReadingPosition)
