"""Offsets of the report's text (code points) to positions of the shown document (UTF-16 units), and back."""

from bisect import bisect_right

from PySide6.QtGui import QTextDocument

from fuzhou_viewer.core.records import Span


class Places:
    """Which paragraph of the text stands in which block, and where."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._positions: list[int] = []
        self._units: list[tuple[int, ...] | None] = []

    def add(self, span: Span, position: int, words: str) -> None:
        """The paragraph at `span`, whose text is `words`, begins at `position` of the shown document."""
        self._spans.append(span)
        self._positions.append(position)
        self._units.append(None if max(words, default=" ") <= "\uffff" else _unit_places(words))

    def position(self, offset: int) -> int:
        """Where the character at `offset` is shown; the nearest shown place if it is not."""
        i = max(0, bisect_right(self._spans, offset, key=lambda span: span.start) - 1)
        if not self._spans:
            return 0
        span = self._spans[i]
        inside = min(max(offset - span.start, 0), span.end - span.start)
        units = self._units[i]
        return self._positions[i] + (units[inside] if units else inside)

    def offset(self, position: int) -> int:
        """Which character of the text is shown at `position`."""
        if not self._spans:
            return 0
        i = max(0, bisect_right(self._positions, position) - 1)
        span = self._spans[i]
        inside = max(0, position - self._positions[i])
        units = self._units[i]
        characters = bisect_right(units, inside) - 1 if units else inside
        return min(span.start + characters, span.end)


def share_of(document: QTextDocument, position: int) -> float:
    """How far down the whole of `document` a position of it lies, from 0 to 1."""
    block = document.findBlock(position)
    box = document.documentLayout().blockBoundingRect(block)
    inside = (position - block.position()) / max(1, block.length())
    return (box.top() + inside * box.height()) / max(1.0, document.size().height())


def _unit_places(words: str) -> tuple[int, ...]:
    places = [0]
    for c in words:
        places.append(places[-1] + (2 if c > "\uffff" else 1))
    return tuple(places)
