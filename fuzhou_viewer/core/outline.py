"""A manuscript's paragraphs to its section tree: adaptive numbering, run-in headings, items in sentences.

The level of a heading is the place of its kind of ordinal on a stack of open kinds
(GB/T 9704-2012 allows levels to be left out), so 1. may stand below 一、 directly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.labels import Item, Label, items_in, runs
from fuzhou_viewer.core.outline_layout import Layout, front, layout, tail
from fuzhou_viewer.core.outline_numbering import CHAPTER, Numbering
from fuzhou_viewer.core.outline_passages import Passage, passages
from fuzhou_viewer.core.outline_sections import Heading, sections, set_apart
from fuzhou_viewer.core.outline_titles import clause_in, title_in
from fuzhou_viewer.core.records import Finding, Manuscript, Section, Span
from fuzhou_viewer.core.surroundings import Part
from fuzhou_viewer.core.surroundings_junk import contents_lines, is_inset

_LONGEST_LOOK = 300


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a text in its order, and what a person should know about their numbering."""

    title: str
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...]


def outline(manuscript: Manuscript) -> Outline:
    """The section tree of `manuscript`; never raises, whatever the text."""
    found, marks = passages(manuscript)
    aside = contents_lines([passage.text for passage in found])
    aside |= {i for i, passage in enumerate(found) if is_inset(passage.text)}
    junk = [Part("junk", span) for span in marks] + [Part("junk", found[i].span) for i in sorted(aside)]
    body = [passage for i, passage in enumerate(found) if i not in aside]
    told = layout([passage.text for passage in body])
    parts, title = front(body[: min(told.first, told.end)], alone=told.first >= told.end)
    numbering = Numbering()
    headings = _headings(body, told, numbering)
    known_parts = tuple(parts + tail(body, told) + junk)
    end = body[told.end - 1].span.end if told.end else 0
    whole = sections(manuscript.text, headings, title, end) + set_apart(known_parts, title)
    ordered = sorted(whole, key=lambda s: (s.span.start, s.level is None, s.level or 0))
    return Outline(title.words if title else "", tuple(ordered), tuple(numbering.findings), known_parts)


def _headings(body: Sequence[Passage], told: Layout, numbering: Numbering) -> list[Heading]:
    headings: list[Heading] = []
    items: list[Item] = []
    limit = body[told.closing - 1].span.end if told.closing else 0
    for i in range(told.first, told.closing):
        label = CHAPTER if i in told.chapters else told.labels[i]
        if label is not None:
            headings += _items(body, items, len(numbering.open) + 1, limit)
            items = []
            headings.append(_numbered(body[i], label, numbering, limit, has_text=_has_text(told, i)))
        items += items_in(body[i].text, i)
    return headings + _items(body, items, len(numbering.open) + 1, limit)


def _has_text(told: Layout, i: int) -> bool:
    """Whether text stands under the heading at `i`, and not another heading or the end."""
    return i + 1 < told.closing and told.labels[i + 1] is None and i + 1 not in told.chapters


def _numbered(passage: Passage, label: Label, numbering: Numbering, limit: int, *, has_text: bool) -> Heading:
    line = passage.text
    ordinal = line[: label.length].rstrip()
    start = passage.place(0)
    written = Span(start, passage.place(label.length - 1) + 1 if label.length else start)
    level = numbering.place(label, ordinal, written)
    rest = line[label.length : label.length + _LONGEST_LOOK]
    title = rest.rstrip() if label is CHAPTER else title_in(rest, has_text=has_text)
    last = label.length + len(title) if title else len(ordinal)
    place = Span(start, passage.place(last - 1) + 1)
    return Heading(place, level, ordinal, title, clause_in(rest), limit)


def _items(body: Sequence[Passage], items: Sequence[Item], level: int, limit: int) -> list[Heading]:
    """The items that count, below `level`; the last of a list ends with its paragraph if the others do."""
    kept = [
        (item, level + run.depth, item is run.items[-1] and run.one_each) for run in runs(items) for item in run.items
    ]
    kept.sort(key=lambda entry: (entry[0].passage, entry[0].offset))
    headings = []
    for i, (item, depth, is_last) in enumerate(kept):
        passage = body[item.passage]
        after = kept[i + 1][0] if i + 1 < len(kept) else item
        stop = after.offset if after is not item and after.passage == item.passage else len(passage.text)
        end = min(limit, passage.span.end) if is_last else limit
        headings.append(_item(passage, item, stop, depth, end))
    return headings


def _item(passage: Passage, item: Item, stop: int, level: int, limit: int) -> Heading:
    begin = item.offset + item.label.length
    words = passage.text[begin : min(stop, begin + _LONGEST_LOOK)]
    rest = words.lstrip(",，、")
    title = title_in(rest) or clause_in(rest)
    last = begin + len(words) - len(rest) + len(title)
    place = Span(passage.place(item.offset), passage.place(last - 1) + 1)
    return Heading(place, level, passage.text[item.offset : begin], title, clause_in(rest), limit)
