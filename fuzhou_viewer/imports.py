"""The import command: files and folders into the person's own library, without a window."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.services.collection import Collection, Outcome, Progress, reports_in, summary
from fuzhou_viewer.services.importing import Importer

_FORMATS = "可以存入 docx、doc、wps、pdf、ofd、网页、xlsx 和 txt。"


def import_files(names: Sequence[str]) -> int:
    """Keep what is named and what is in named folders; 0 when something was kept or nothing went wrong, else 2.

    The summary goes to stdout; progress (on a terminal) and the reason of each failure go to stderr.
    """
    files = reports_in([Path(name) for name in names])
    if not files:
        raise UnreadableFileError(
            "这些文件夹里没有能存入的报告。", "能存入 docx、doc、wps、pdf、ofd、网页、xlsx 和 txt。"
        )
    collection = Collection(paths.own_library(), Importer(paths.resources() / "vocabulary"))
    outcomes = list(_shown(collection.import_all(files)))
    failed = [outcome for outcome in outcomes if outcome.kept is None]
    for outcome in failed:
        print(f"没有存入 {outcome.file}:{outcome.reason}", file=sys.stderr)
    if len(failed) < len(outcomes):
        print(summary(outcomes))
        return 0
    return 2


def _shown(steps: Iterable[Progress]) -> Iterable[Outcome]:
    is_terminal = sys.stderr.isatty()
    for step in steps:
        if is_terminal:
            line = f"{step.done}/{step.total} 还需约 {step.left:.0f} 秒  {step.latest.file.name}"
            print(f"\r\033[K{line[:70]}", end="", file=sys.stderr, flush=True)
        yield step.latest
    if is_terminal:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
