"""The reader's notes at their places in the text, to be printed below the paragraph they belong to."""

from collections.abc import Iterable

from fuzhou_viewer.core.anchors import PlaceFinder
from fuzhou_viewer.core.kept import Note
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.include import Remark


def remarks(document: Document, notes: Iterable[Note]) -> tuple[Remark, ...]:
    """The notes whose place is found in `document`, in the order of the text; one about all of it comes first."""
    finder = PlaceFinder(document.text)
    first = len(document.text) - len(document.text.lstrip())
    told = []
    for note in notes:
        place = finder.place(note.anchor) if note.anchor else None
        if place or note.anchor is None:
            told.append(Remark(max(first, place.span.end - 1) if place else first, note.text))
    return tuple(sorted(told, key=lambda remark: remark.place))
