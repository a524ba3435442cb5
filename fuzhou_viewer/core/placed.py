"""What a reader keeps of one report, put where it belongs in the text as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass

from fuzhou_viewer.core.anchors import Fit, PlaceFinder
from fuzhou_viewer.core.contents import contents, entries_at
from fuzhou_viewer.core.kept import Content, Kept, anchor_of
from fuzhou_viewer.core.records import Document, Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing kept, its place in the text (None if it has none or that was not found), and the section there.

    `heading` is the section's label now, or the one it had when the thing was kept.
    """

    kept: Kept[Content]
    span: Span | None
    fit: Fit | None
    heading: str

    @property
    def is_lost(self) -> bool:
        """Whether it points at words that the text no longer has."""
        return self.span is None and anchor_of(self.kept.content) is not None


class Shelf:
    """Places what is kept in one report."""

    def __init__(self, report: Document) -> None:
        self._entries = contents(report)
        self._finder = PlaceFinder(report.text)

    def placed(self, kept: Iterable[Kept[Content]]) -> tuple[Placed, ...]:
        """Everything in the order of the text; what has no place first, what has lost its place last."""
        out = [self.place(one) for one in kept]
        return tuple(sorted(out, key=lambda p: (p.is_lost, p.span.start if p.span else -1, p.kept.created_at)))

    def place(self, kept: Kept[Content]) -> Placed:
        """One thing in its place."""
        words = getattr(kept.content, "heading", "")
        quoted = anchor_of(kept.content)
        found = self._finder.place(quoted) if quoted else None
        if found is None:
            return Placed(kept, None, None, words)
        holding = entries_at(self._entries, found.span.start)
        return Placed(kept, found.span, found.fit, holding[0].label if holding else words)
