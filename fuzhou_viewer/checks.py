"""The check command: what the numbers of a report say about one another, as rows and an exit status."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.checking.verdicts import Checked, Verdict
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.drawing import drawing
from fuzhou_viewer.services.checking import Checker, checklist_blocks, rows, write_checklist
from fuzhou_viewer.targets import refuse_unknown_ending, refuse_what_is_read

_INCONSISTENT = 1
_ENDINGS = (".xlsx", ".csv", ".md", ".pdf")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows for scripts, those of them a person should look at, the totals, and how the command ends."""

    rows: list[dict[str, object]]
    findings: list[dict[str, object]]
    summary: str
    status: int


def declare(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--jsonl", action="store_true")
    parser.add_argument("--exit-code", action="store_true")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--against", type=Path)


def checked(asked: Namespace, read: Callable[[Path | None], Document]) -> Outcome:
    """Check what was asked for; a checklist is written too if wanted. Raises ViewerError."""
    if asked.to:
        refuse_unknown_ending(asked.to, _ENDINGS)
        refuse_what_is_read(asked.to, asked.file, asked.against)
    report = read(asked.file)
    checker = Checker(paths.resources() / "vocabulary")
    found = checker.check_against(report, read(asked.against)) if asked.against else checker.check(report)
    if asked.to:
        _write(asked.to, report, found)
        print(f"已写入 {asked.to}", file=sys.stderr)
    told = list(rows(report, found))
    # scripts read the flag of each line; a status other than 0 would look like a failure to them unless asked for
    tells = asked.exit_code or not asked.jsonl
    status = _INCONSISTENT if tells and found.of(Verdict.INCONSISTENT) else 0
    return Outcome(told, [row for row in told if row["flag"] != "none"], found.summary, status)


def _write(target: Path, report: Document, found: Checked) -> None:
    if target.suffix.lower() != ".pdf":
        write_checklist(target, report, found)
        return
    from fuzhou_viewer.ui.print_preview.opening import write_blocks  # noqa: PLC0415 - Qt only for what is drawn

    _application, typefaces = drawing()
    write_blocks(report, checklist_blocks(report, found), typefaces, target)
