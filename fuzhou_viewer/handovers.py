"""The handover command: make a 交接包, look into one, take its notes in; no window."""

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import NotWrittenError, UnreadableFileError
from fuzhou_viewer.core.handover import ENDING
from fuzhou_viewer.core.kept import Note, anchor_of, kind_of
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.files import write_bytes
from fuzhou_viewer.services.handing_over import belongs, brought, packed
from fuzhou_viewer.services.importing import Importer, Incoming
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.services.notes import Notes

_KINDS = {
    "note": "批注",
    "highlight": "高亮",
    "bookmark": "书签",
    "correction": "指标更正",
    "check": "核对决定",
    "basket": "打印篮",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say: the report's title, the notes in rows, a sentence at the end."""

    title: str
    rows: list[dict[str, object]]
    said: str


def declare(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--take-in", action="store_true")
    parser.add_argument("--jsonl", action="store_true")


def hand_over(file: Path | None, target: Path | None, *, is_taken_in: bool) -> Told:
    """Make one where there is a `target`, else look into `file`. Raises ViewerError."""
    if target is not None:
        incoming = _incoming(file) if file else None
        report = incoming.document if incoming else Library(paths.library()).document()
        count = make(report, incoming.data if incoming else None, target)
        return Told(report.title, [], f"已写入 {target},附批注等 {count} 条")
    if file is None:
        raise UnreadableFileError("没有说明要看哪个交接包。", "用法:fuzhou-viewer handover 交接.fzb [--take-in]")
    report, rows, said = look(file, is_taken_in=is_taken_in)
    return Told(report.title, rows, said or f"附批注等 {len(rows)} 条")


def make(report: Document, data: bytes | None, target: Path) -> int:
    """Write `report` with what was kept of it to `target`; how many things that were. Raises NotWrittenError."""
    if target.suffix.lower() != ENDING:
        raise NotWrittenError(f"交接包的文件名应以 {ENDING} 结尾。", f"例如 --to 交接{ENDING}。")
    if target.exists():
        raise NotWrittenError(f"“{target.name}”已经有了,没有覆盖。", "请换一个文件名。")
    notes = Notes(paths.user_data())
    try:
        kept = notes.everything().result() if (paths.user_data() / "user.db").exists() else ()
    finally:
        notes.close()
    write_bytes(target, packed(report, data, kept))
    return sum(belongs(one.content, report.key) for one in kept)


def look(file: Path, *, is_taken_in: bool) -> tuple[Document, list[dict[str, object]], str]:
    """The report, its notes as rows, and what taking them in came to. Raises ViewerError."""
    incoming = _incoming(file)
    found = brought(incoming.notes, incoming.document.key) if incoming.notes else ()
    rows: list[dict[str, object]] = []
    for _, content in found:
        place = anchor_of(content)
        text = content.text if isinstance(content, Note) else ""
        rows.append({"kind": _KINDS.get(kind_of(content), "其他"), "quote": place.quote if place else "", "text": text})
    if not is_taken_in:
        return incoming.document, rows, ""
    notes = Notes(paths.user_data())
    try:
        taken = notes.take_in(found).result()
    finally:
        notes.close()
    return incoming.document, rows, taken.words()


def _incoming(file: Path) -> Incoming:
    return Importer(paths.resources() / "vocabulary").incoming(file)
