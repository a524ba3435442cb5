"""What a reader keeps, for reading elsewhere (Markdown) and for taking in again (JSON)."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.kept import (
    Bookmark,
    Content,
    Highlight,
    Kept,
    KeptId,
    Note,
    anchor_of,
    decoded,
    encoded,
    kind_of,
)
from fuzhou_viewer.core.placed import Placed

_FORMAT = "fuzhou-viewer-notes-1"
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~&])")
_LARGEST = 64 * 2**20


def as_markdown(title: str, items: Sequence[Placed]) -> str:
    """Notes, highlights and bookmarks under the headings of their sections; nothing in them can become a mark."""
    lines = [f"# 《{plain(title)}》批注", ""]
    heading = None
    for item in items:
        content = item.kept.content
        if not isinstance(content, Note | Highlight | Bookmark):
            continue
        own = "原处已找不到" if item.is_lost else item.heading or "全文"
        if own != heading:
            heading = own
            lines += [f"## {plain(own)}", ""]
        lines += entry(content, item.kept)
    return "\n".join(lines).rstrip() + "\n"


def as_json(kept: Iterable[Kept[Content]]) -> str:
    """Everything, each with its id, kind, times and content as it is kept."""
    items = [
        {
            "id": one.id,
            "kind": kind_of(one.content),
            "created_at": one.created_at.isoformat(),
            "saved_at": one.saved_at.isoformat(),
            "content": json.loads(encoded(one.content)),
        }
        for one in kept
    ]
    return json.dumps({"format": _FORMAT, "items": items}, ensure_ascii=True, indent=1) + "\n"


def from_json(data: bytes) -> tuple[tuple[KeptId, Content], ...]:
    """What `as_json` wrote. Raises UnreadableFileError, and then for the whole of it."""
    try:
        whole = json.loads(data[:_LARGEST].decode("utf-8"))
        items = whole["items" if whole["format"] == _FORMAT else "not ours"]
        return tuple((KeptId(str(item["id"])), decoded(item["kind"], json.dumps(item["content"]))) for item in items)
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise UnreadableFileError("这不是本程序导出的批注文件,或文件已损坏。", "请选择导出的 .json 文件。") from fault


def entry(content: Note | Highlight | Bookmark, kept: Kept[Content]) -> list[str]:
    """The lines of one thing: quoted words, what was written, when, and tags."""
    quoted = anchor_of(content)
    lines = []
    if isinstance(content, Bookmark):
        lines += [f"书签:{plain(content.title)}", ""]
    elif quoted:
        lines += [*(f"> {plain(line)}" for line in quoted.quote.splitlines()), ""]
    if isinstance(content, Note):
        lines += [f"{plain(line)}  " for line in content.text.splitlines()] + [""]
    told = [moment(kept.saved_at)]
    if isinstance(content, Note | Highlight) and content.tags:
        told.append("标签:" + "、".join(map(plain, content.tags)))
    return [*lines, f"*{' · '.join(told)}*", ""]


def plain(words: str) -> str:
    """`words` so that Markdown shows them as they are, on one line."""
    one_line = "".join(c if c.isprintable() else " " for c in words)
    return _MARKS.sub(r"\\\1", one_line)


def moment(when: datetime) -> str:
    """A time as people here write it."""
    local = when.astimezone()
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
