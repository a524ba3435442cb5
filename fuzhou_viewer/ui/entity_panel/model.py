"""Named things as a tree: kinds, things with how often they are named, and below each its places and numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QStandardItem, QStandardItemModel

from fuzhou_viewer.core.contents import place_names
from fuzhou_viewer.core.entity_words import KINDS
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Document, Entity, Metric, Span
from fuzhou_viewer.ui.overriding import override

_THING_ROLE = Qt.ItemDataRole.UserRole + 1
_PLACE_ROLE = Qt.ItemDataRole.UserRole + 2
_METRIC_ROLE = Qt.ItemDataRole.UserRole + 3
_Index = QModelIndex | QPersistentModelIndex
_BEFORE, _AFTER = 4, 24


class EntityModel(QStandardItemModel):
    """Kinds hold things, things hold mentions and metrics; the last are made when a thing is opened."""

    def __init__(self) -> None:
        super().__init__()
        self._report: Document | None = None
        self._muted = QColor()
        self._shown = 0

    def show_names(self, report: Document, words: str) -> None:
        """The things of `report` whose name or a mention has `words` in it, those named most first."""
        self.clear()
        self._report = report
        self.setColumnCount(2)
        wanted = folded(words.strip())
        chosen = [entity for entity in report.entities if not wanted or _has(report, entity, wanted)]
        self._shown = len(chosen)
        for kind, name in KINDS.items():
            things = [entity for entity in chosen if entity.kind == kind]
            if things:
                self.appendRow(self._of_kind(name, things))

    def shown(self) -> int:
        """How many things are in the tree."""
        return self._shown

    def set_muted(self, colour: QColor) -> None:
        """The colour of counts and of the text around a mention."""
        self._muted = colour

    def thing(self, index: _Index) -> Entity | None:
        """The thing of a row, if it is one's row."""
        found = index.sibling(index.row(), 0).data(_THING_ROLE)
        return found if isinstance(found, Entity) else None

    def place(self, index: _Index) -> Span | None:
        """The mention of a row, if it is one's row."""
        found = index.sibling(index.row(), 0).data(_PLACE_ROLE)
        return found if isinstance(found, Span) else None

    def metric(self, index: _Index) -> Metric | None:
        """The metric of a row, if it is one's row."""
        found = index.sibling(index.row(), 0).data(_METRIC_ROLE)
        return found if isinstance(found, Metric) else None

    @override
    def hasChildren(self, parent: _Index | None = None) -> bool:
        """Things can be opened before their rows are made."""
        if parent is not None and parent.column() == 0 and self.thing(parent):
            return True
        return super().hasChildren(parent or QModelIndex())

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        """Whether a thing's rows are still to be made."""
        return parent.column() == 0 and self.thing(parent) is not None and self.rowCount(parent) == 0

    @override
    def fetchMore(self, parent: _Index) -> None:
        """Make the rows of a thing: its mentions, then its numbers."""
        thing = self.thing(parent)
        item = self.itemFromIndex(parent)
        if thing is None or self._report is None or not self.canFetchMore(parent):
            return
        names = place_names(self._report)
        for mention in thing.mentions:
            section = self._report.section_at(mention.start)
            row = self._row(_surroundings(self._report.text, mention), "")
            row[0].setData(mention, _PLACE_ROLE)
            row[0].setToolTip(names[section.id] if section else names[None])
            item.appendRow(row)
        wanted = set(thing.metrics)
        for metric in self._report.metrics:
            if metric.id in wanted:
                span = metric.quantity.span
                row = self._row(metric.name, self._report.text[span.start : span.end])
                row[0].setData(metric, _METRIC_ROLE)
                row[0].setToolTip(metric.name)
                item.appendRow(row)

    def _of_kind(self, name: str, things: Sequence[Entity]) -> list[QStandardItem]:
        row = self._row(name, str(len(things)))
        font = QFont()
        font.setBold(True)
        row[0].setFont(font)
        row[0].setSelectable(False)
        for thing in sorted(things, key=lambda entity: (-len(entity.mentions), entity.mentions[0].start)):
            below = self._row(thing.name, f"{len(thing.mentions)} 处")
            below[0].setData(thing, _THING_ROLE)
            below[0].setToolTip(thing.name)
            row[0].appendRow(below)
        return row

    def _row(self, words: str, beside: str) -> list[QStandardItem]:
        row = [QStandardItem(words), QStandardItem(beside)]
        for item in row:
            item.setEditable(False)
        row[1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row[1].setForeground(QBrush(self._muted))
        return row


def _has(report: Document, entity: Entity, wanted: str) -> bool:
    words = (entity.name, *(report.text[m.start : m.end] for m in entity.mentions))
    return any(wanted in folded(word) for word in words)


def _surroundings(text: str, mention: Span) -> str:
    """The mention with a little of the text around it, on one line."""
    start, end = max(0, mention.start - _BEFORE), mention.end + _AFTER
    before = text[start : mention.start].rpartition("\n")[2]
    after = text[mention.end : end].partition("\n")[0]
    return f"{'…' if start and before else ''}{before}{text[mention.start : mention.end]}{after}"
