"""Passages the reader has marked, as the text shows them."""

from dataclasses import dataclass

from fuzhou_viewer.core.records import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text in a colour (#RRGGBB); what a note was written on is underlined too."""

    span: Span
    colour: str
    has_note: bool
