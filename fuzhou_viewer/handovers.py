"""The handover command: make a 交接包, look into one, take its notes in; no window."""

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
from fuzhou_viewer.terminal import Arguments, Row, print_jsonl, print_table, tell

_COLUMNS = (("种类", "kind"), ("原文", "quote"), ("批注", "text"))
_KINDS = {
    "note": "批注",
    "highlight": "高亮",
    "bookmark": "书签",
    "correction": "指标更正",
    "check": "核对决定",
    "basket": "打印篮",
}


def hand_over(arguments: list[str]) -> int:
    """Make one with --to, else look into one; the exit status. Raises ViewerError."""
    parser = Arguments()
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--take-in", action="store_true")
    parser.add_argument("--jsonl", action="store_true")
    asked = parser.parse_args(arguments)
    file: Path | None = asked.file
    target: Path | None = asked.to
    if target is not None:
        incoming = _incoming(file) if file else None
        report = incoming.document if incoming else Library(paths.library()).document()
        count = make(report, incoming.data if incoming else None, target)
        tell(f"已写入 {target},附批注等 {count} 条")
        return 0
    if file is None:
        raise UnreadableFileError("没有说明要看哪个交接包。", "用法:fuzhou-viewer handover 交接.fzb [--take-in]")
    report, rows, said = look(file, is_taken_in=asked.take_in)
    if asked.jsonl:
        print_jsonl(rows)
        return 0
    tell(report.title)
    if rows:
        print_table(_COLUMNS, rows)
    tell(said or f"附批注等 {len(rows)} 条")
    return 0


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


def look(file: Path, *, is_taken_in: bool) -> tuple[Document, list[Row], str]:
    """The report, its notes as rows, and what taking them in came to. Raises ViewerError."""
    incoming = _incoming(file)
    found = brought(incoming.notes, incoming.document.key) if incoming.notes else ()
    rows: list[Row] = []
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
