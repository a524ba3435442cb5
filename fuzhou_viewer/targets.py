"""Where a command may write: to a file of a format it knows, and never over a file it reads."""

from collections.abc import Sequence
from pathlib import Path

from fuzhou_viewer.core.errors import NotWrittenError


def refuse_unknown_ending(target: Path, endings: Sequence[str]) -> None:
    """Raise NotWrittenError where `target` ends in none of `endings` (.csv)."""
    if target.suffix.lower() not in endings:
        raise NotWrittenError(f"不认识“{target.name}”的格式。", f"可以写成 {'、'.join(endings)}。")


def refuse_what_is_read(target: Path, *read: Path | None) -> None:
    """Raise NotWrittenError where `target` is one of the files that are `read`, by whatever name."""
    if target.exists() and any(file is not None and file.exists() and target.samefile(file) for file in read):
        raise NotWrittenError(f"“{target.name}”就是报告本身,没有覆盖。", "请换一个文件名。")
