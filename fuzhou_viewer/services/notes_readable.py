"""Once a week what was kept is also written down for people: Markdown among the backups, readable by any program."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fuzhou_viewer.core.kept import Bookmark, Content, Highlight, Kept, Note
from fuzhou_viewer.services.exporting.files import write_text
from fuzhou_viewer.services.notes_exporting import entry, plain

EVERY = timedelta(days=7)
KEPT = 6
"""So many of them stay: the newest."""

_NAME = re.compile(r"批注-(\d{4}-\d{2}-\d{2})\.md")


def keep_readable(folder: Path, now: datetime, ask: Callable[[], Iterable[Kept[Content]]]) -> Path | None:
    """Write a new copy into `folder` if the newest is a week old, and let the oldest go; the new one.

    Raises NotWrittenError, OSError. A copy dated later than now (the clock was set back) does not count.
    """
    today = now.astimezone(UTC).date()
    known = {told[1]: file for file in folder.iterdir() if (told := _NAME.fullmatch(file.name))}
    if any(today - EVERY < _day(when) <= today for when in known):
        return None
    text = readable(ask())
    if text is None:
        return None
    target = folder / f"批注-{today.isoformat()}.md"
    write_text(target, text, "utf-8")
    target.chmod(0o600)
    for when in sorted(known)[: max(0, len(known) + 1 - KEPT)]:
        known[when].unlink(missing_ok=True)
    return target


def readable(kept: Iterable[Kept[Content]]) -> str | None:
    """Everything a person wrote or marked, report by report; None when that is nothing."""
    by_report: dict[str, list[Kept[Content]]] = {}
    for one in kept:
        if isinstance(one.content, Note | Highlight | Bookmark):
            by_report.setdefault(one.content.document, []).append(one)
    lines = ["# 批注", ""]
    for key, things in by_report.items():
        lines += [f"## 报告 {plain(key)}", ""]
        for one in things:
            if isinstance(one.content, Note | Highlight | Bookmark):
                heading = getattr(one.content, "heading", "")
                lines += [f"### {plain(heading)}", ""] if heading else []
                lines += entry(one.content, one)
    return "\n".join(lines).rstrip() + "\n" if by_report else None


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:  # a name that only looks like one of ours
        return date.min
