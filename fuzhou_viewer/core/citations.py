"""A place in a report as people cite it, 《…》二、（三）第2段, and back from the words to the place."""

import re
from collections.abc import Sequence

from fuzhou_viewer.core.contents import Entry, contents, entry_named, ordinals
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Span

_CITED = re.compile(
    r"\s*(?:《(?P<title>[^》\n]{1,80})》)?\s*(?P<path>[^第\n]{0,60}?)\s*第\s*(?P<number>\d{1,4})\s*段\s*"
)


def citation(document: Document, span: Span) -> str:
    """How to cite `span`: title, ordinals of its headings, and which paragraph of that section it begins in."""
    entry = _deepest(contents(document), span.start)
    if entry is None:
        section, where = Span(0, len(document.text)), ""
    else:
        section = entry.span
        where = ordinals(entry, {known.key: known for known in contents(document)}) or entry.label
    number = max(1, sum(paragraph.start <= span.start for paragraph in _inside(document, section)))
    return f"《{document.title}》{where}第{number}段"


def cited(document: Document, words: str) -> Span | None:
    """The paragraph that `words` cite in `document`; None when they are no citation of it."""
    found = _CITED.fullmatch(words)
    if found is None or (found["title"] and folded(found["title"]) != folded(document.title)):
        return None
    section = Span(0, len(document.text))
    if found["path"]:
        entry = entry_named(contents(document), found["path"])
        if entry is None:
            return None
        section = entry.span
    inside = _inside(document, section)
    number = int(found["number"])
    if not 0 < number <= len(inside):
        return None
    paragraph = inside[number - 1]
    return Span(max(paragraph.start, section.start), min(paragraph.end, section.end))


def _deepest(entries: Sequence[Entry], place: int) -> Entry | None:
    holding = [entry for entry in entries if place in entry.span]
    return max(holding, key=lambda entry: entry.level, default=None)


def _inside(document: Document, section: Span) -> list[Span]:
    """The paragraphs that stand in `section`, also where it begins or ends in the middle of one."""
    return [p for p in paragraphs(document.text) if p.start < section.end and section.start < p.end]
