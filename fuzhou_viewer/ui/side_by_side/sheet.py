"""One of two reports: its text with what became of each sentence, its places by the height they stand at."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from fuzhou_viewer.core.pairing.records import Fate
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.side_by_side.colours import Colours

_LINE_HEIGHT = 165.0
_MARGIN = 18
_CLICK = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence of one side and what became of it; `pair` is its place among the pairs.

    `kept` are the runs of a changed sentence that are the same in both reports.
    """

    span: Span
    fate: Fate
    pair: int
    numbers: tuple[Span, ...] = ()
    kept: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its place, level, and whether its section is new, dropped or moved."""

    span: Span
    level: int
    fate: Fate
    is_moved: bool


class Sheet(QTextEdit):
    """Shows one report; `pair_chosen` carries the number of the pair that was clicked."""

    pair_chosen = Signal(int)
    laid_out = Signal()

    def __init__(self, name: str, font: QFont, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._units: tuple[int, ...] | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self._starts: list[int] = []
        self._pressed = (0, 0)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font)
        self.document().setDocumentMargin(_MARGIN)
        self.document().setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_text(self, text: str, title: Span | None, heads: Sequence[Head], stretches: Iterable[Stretch]) -> None:
        """Show `text`, its title and headings set apart, its sentences coloured by what became of them."""
        self._units = _unit_places(text) if max(text, default=" ") > "\uffff" else None
        self._stretches = tuple(sorted(stretches, key=lambda stretch: stretch.span.start))
        self._starts = [stretch.span.start for stretch in self._stretches]
        # characters that end a paragraph to Qt stay one character long
        self.setPlainText(text.replace("\r\n", " \n"))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._set_lines(cursor)
        for stretch in self._stretches:
            self._mark(cursor, stretch)
        for head in heads:
            self._set_head(cursor, head)
        if title is not None:
            self._apply(cursor, title, _bold(self._colours.ink, 1.25, self.font()))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def choose(self, span: Span | None) -> None:
        """Bring one place out, or none."""
        if span is None:
            self.setExtraSelections([])
            return
        chosen = QTextEdit.ExtraSelection()
        chosen.cursor = self._cursor(span)
        chosen.format.setBackground(self._colours.chosen_ground)
        chosen.format.setForeground(self._colours.ink)
        self.setExtraSelections([chosen])

    def top(self, offset: int) -> float:
        """How far down the whole page, in pixels, the line with a character begins."""
        return self._line(offset)[0]

    def bottom(self, offset: int) -> float:
        """Where that line ends."""
        return self._line(offset)[1]

    def height_of_all(self) -> float:
        """The height of the whole page in pixels."""
        return self.document().size().height()

    def bring(self, offset: int) -> None:
        """Scroll so that the character at `offset` stands in the upper third."""
        self.verticalScrollBar().setValue(round(self.top(offset) - self.viewport().height() / 3))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights change with the width."""
        super().resizeEvent(event)
        self.laid_out.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """And with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.laid_out.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins: a drag selects and chooses nothing."""
        super().mousePressEvent(event)
        self._pressed = (event.position().toPoint().x(), event.position().toPoint().y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the pair under it."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        is_click = abs(at.x() - self._pressed[0]) + abs(at.y() - self._pressed[1]) < _CLICK
        if is_click and event.button() == Qt.MouseButton.LeftButton:
            pair = self.pair_at(self._offset(self.cursorForPosition(at).position()))
            if pair is not None:
                self.pair_chosen.emit(pair)

    def pair_at(self, offset: int) -> int | None:
        """The pair whose sentence holds the character at `offset`."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0 or offset not in self._stretches[i].span:
            return None
        return self._stretches[i].pair

    def _set_lines(self, cursor: QTextCursor) -> None:
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(4)
        cursor.mergeBlockFormat(block)
        plain = QTextCharFormat()
        plain.setForeground(self._colours.quiet)
        cursor.mergeCharFormat(plain)

    def _mark(self, cursor: QTextCursor, stretch: Stretch) -> None:
        colours = self._colours
        look = QTextCharFormat()
        look.setForeground(colours.faded if stretch.fate is Fate.SAME else colours.ink)
        if stretch.fate in (Fate.NEW, Fate.DROPPED):
            look.setBackground(colours.new if stretch.fate is Fate.NEW else colours.dropped)
        self._apply(cursor, stretch.span, look)
        faded = QTextCharFormat()
        faded.setForeground(colours.faded)
        for span in stretch.kept:
            self._apply(cursor, span, faded)
        number = QTextCharFormat()
        number.setForeground(colours.number)
        number.setBackground(colours.number_ground)
        number.setFontWeight(QFont.Weight.Bold)
        for span in stretch.numbers:
            self._apply(cursor, span, number)

    def _set_head(self, cursor: QTextCursor, head: Head) -> None:
        colours = self._colours
        colour = {Fate.NEW: colours.new_edge, Fate.DROPPED: colours.dropped_edge}.get(head.fate, colours.ink)
        look = _bold(colours.moved_edge if head.is_moved else colour, 1.1 if head.level == 1 else 1.0, self.font())
        self._apply(cursor, head.span, look)

    def _apply(self, cursor: QTextCursor, span: Span, look: QTextFormat) -> None:
        cursor.setPosition(self._position(span.start))
        cursor.setPosition(self._position(span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look.toCharFormat())

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(span.start))
        cursor.setPosition(self._position(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _line(self, offset: int) -> tuple[float, float]:
        position = self._position(offset)
        block = self.document().findBlock(position)
        box = self.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return box.top(), box.bottom()
        return box.top() + line.y(), box.top() + line.y() + line.height()

    def _position(self, offset: int) -> int:
        return self._units[offset] if self._units else offset

    def _offset(self, position: int) -> int:
        return bisect_right(self._units, position) - 1 if self._units else position


def _bold(colour: QColor, scale: float, font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour)
    look.setFontWeight(QFont.Weight.Bold)
    look.setProperty(QTextFormat.Property.FontPixelSize.value, round(font.pixelSize() * scale))
    return look


def _unit_places(text: str) -> tuple[int, ...]:
    """Where each character begins, counted in UTF-16."""
    return tuple(accumulate((2 if c > "\uffff" else 1 for c in text), initial=0))
