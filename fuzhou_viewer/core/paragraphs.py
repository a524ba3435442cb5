"""The paragraphs of a text: its lines that hold more than blanks."""

import re

from fuzhou_viewer.core.records import Span

BLANK = " \t\u3000\xa0\ufeff\u200b"
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of `text` without the blanks around them; empty ones left out."""
    spans = []
    for line in _LINE.finditer(text):
        words = line[0].strip(BLANK)
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip(BLANK))
            spans.append(Span(start, start + len(words)))
    return tuple(spans)
