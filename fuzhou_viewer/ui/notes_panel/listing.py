"""Notes, highlights and bookmarks in groups: by section, day, tag or colour; or what lies in the bin."""

from collections.abc import Iterable, Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel

from fuzhou_viewer.core.anchors import Fit
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.kept import Bookmark, Content, Highlight, Kept, Note, anchor_of
from fuzhou_viewer.core.placed import Placed
from fuzhou_viewer.ui.notes_panel.swatches import colour_name, swatch
from fuzhou_viewer.ui.theme import Theme

PLACED = Qt.ItemDataRole.UserRole + 1
_WORDS = 46
_LOST = "原处已找不到"
_NO_SECTION = "全文"


class Order(Enum):
    """How the list is put in groups."""

    SECTION = "按章节"
    DAY = "按日期"
    TAG = "按标签"
    COLOUR = "按颜色"
    BIN = "回收站"


def listing(items: Sequence[Placed], order: Order, typed: str, theme: Theme) -> QStandardItemModel:
    """The groups in their order, each with what is in it; only what holds the words `typed`."""
    model = QStandardItemModel()
    groups: dict[str, QStandardItem] = {}
    for item in items:
        content = item.kept.content
        if not isinstance(content, Note | Highlight | Bookmark) or not _holds(item, typed):
            continue
        for name in _groups(item, order):
            if name not in groups:
                groups[name] = _group(name)
            groups[name].appendRow(_row(item, theme))
    for name in _ordered(groups, order):
        group = groups[name]
        group.setText(f"{name}({group.rowCount()})")
        model.appendRow(group)
    return model


def from_bin(kept: Iterable[Kept[Content]]) -> tuple[Placed, ...]:
    """What was removed, the last first."""
    return tuple(Placed(one, None, None, getattr(one.content, "heading", "")) for one in reversed(tuple(kept)))


def _holds(item: Placed, typed: str) -> bool:
    content, quoted = item.kept.content, anchor_of(item.kept.content)
    own = [getattr(content, "text", ""), getattr(content, "title", ""), *getattr(content, "tags", ())]
    whole = folded("\n".join([*own, quoted.quote if quoted else "", item.heading]))
    return all(word in whole for word in folded(typed).split())


def _groups(item: Placed, order: Order) -> tuple[str, ...]:
    content = item.kept.content
    match order:
        case Order.SECTION:
            return (_LOST if item.is_lost else item.heading or _NO_SECTION,)
        case Order.TAG:
            return getattr(content, "tags", ()) or ("没有标签",)
        case Order.COLOUR:
            return (colour_name(content.colour) if isinstance(content, Note | Highlight) else "书签",)
        case Order.DAY | Order.BIN:
            day = item.kept.saved_at.astimezone()
            return (f"{day.year}年{day.month}月{day.day}日",)


def _ordered(groups: dict[str, QStandardItem], order: Order) -> list[str]:
    if order is Order.SECTION:
        return sorted(groups, key=lambda name: name == _LOST)
    if order is Order.TAG:
        return sorted(groups, key=lambda name: (name == "没有标签", name))
    if order is Order.DAY:
        newest = {name: group.child(0).data(PLACED).kept.saved_at for name, group in groups.items()}
        return sorted(groups, key=lambda name: newest[name].astimezone().date(), reverse=True)
    return list(groups)


def _group(name: str) -> QStandardItem:
    group = QStandardItem(name)
    font = QFont()
    font.setBold(True)
    group.setFont(font)
    group.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return group


def _row(item: Placed, theme: Theme) -> QStandardItem:
    content = item.kept.content
    row = QStandardItem(row_words(item))
    row.setData(item, PLACED)
    row.setEditable(False)
    if isinstance(content, Note | Highlight):
        row.setIcon(swatch(content.colour, theme))
    return row


def row_words(item: Placed) -> str:
    """What a row says: the note's beginning, then the quoted words; a bookmark by its title."""
    content, quoted = item.kept.content, anchor_of(item.kept.content)
    quote = f"“{_short(quoted.quote)}”" if quoted else ""
    changed = "  原文已改动" if item.fit is Fit.CHANGED else ""
    if isinstance(content, Note):
        return "\n".join(part for part in (_short(content.text) or "(空白)", quote + changed) if part)
    if isinstance(content, Bookmark):
        return f"书签 · {_short(content.title)}{changed}"
    return quote + changed


def _short(words: str) -> str:
    one_line = " ".join("".join(c if c.isprintable() else " " for c in words[: 4 * _WORDS]).split())
    return one_line if len(one_line) <= _WORDS else one_line[: _WORDS - 1] + "…"
