"""Which passages of a text are its front, its body, its closing words and its attachments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.labels import Label, counting, label_of
from fuzhou_viewer.core.outline_chapters import chapters
from fuzhou_viewer.core.outline_passages import Passage
from fuzhou_viewer.core.outline_sections import Title
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.core.surroundings import (
    Part,
    attachments_begin,
    closing_begin,
    kind_after_body,
    kind_before_body,
    title_begin,
    title_place,
)

_MEANS = re.compile(r"指|即|简称|全称|缩写|是由|包括|[:：]")
_FEWEST_TERMS = 5
_SPEECH_OPENS = re.compile(r"(?:尊敬的)?(?:各位|同志|朋友).{0,30}[:：!！]$")
_FRONT = frozenset(("junk", "date", "doc_no", "issuer", "notice", "subtitle", "speaker"))


@dataclass(frozen=True, slots=True)
class Layout:
    """The passages' ordinals, the places of unnumbered chapters, and where body, closing and the rest begin."""

    labels: tuple[Label | None, ...]
    chapters: frozenset[int]
    first: int
    closing: int
    end: int
    attachments: int


def layout(lines: Sequence[str]) -> Layout:
    """How the passages `lines` are laid out: front, body from `first`, closing, signature from `end`, attachments."""
    labels = counting(lines, map(label_of, lines))
    numbered = [i for i, label in enumerate(labels) if label is not None]
    attached = _attachments(lines, labels, numbered)
    speech = _speech(lines, numbered[0] if numbered else attached)
    named = chapters(lines[:attached], labels[:attached], speech)
    headings = sorted(named.union(i for i in numbered if i < attached))
    first = headings[0] if headings else attached
    if not numbered and headings:
        attached = _first_of(attachments_begin(lines, headings), len(lines))
        headings = [i for i in headings if i < attached]
    end = _signature(lines, headings[-1] + 1 if headings else min(1, attached), attached)
    closing = closing_begin(lines[:end], headings[-1]) if headings else None
    return Layout(tuple(labels), frozenset(headings) & named, first, _first_of(closing, end), end, attached)


def _first_of(place: int | None, otherwise: int) -> int:
    return otherwise if place is None else place


def _speech(lines: Sequence[str], stop: int) -> int:
    """Where chapters may begin: behind 各位代表：, else behind the first line, which may be the title."""
    places = (i for i, line in enumerate(lines[:stop]) if len(line) <= 60 and _SPEECH_OPENS.match(line))
    return next(places, 0) + 1


def _attachments(lines: Sequence[str], labels: Sequence[Label | None], numbered: Sequence[int]) -> int:
    place = attachments_begin(lines, numbered[:1])
    if place is not None and _goes_on(labels, place, numbered):
        place = None
    if place is None:
        place = _glossary(lines, labels, numbered)
    return _first_of(place, len(lines))


def _goes_on(labels: Sequence[Label | None], place: int, numbered: Sequence[int]) -> bool:
    """Whether the chapters count on behind `place`, so that no attachment begins there."""
    kind = min((labels[i] for i in numbered if i < place), key=_rank, default=None)
    if kind is None:
        return False
    before = [label.number for label in labels[:place] if label is not None and label.kind == kind.kind]
    after = next((label.number for label in labels[place:] if label is not None and label.kind == kind.kind), 1)
    return after > 1 and after == before[-1] + 1


def _rank(label: Label | None) -> float:
    return label.rank if label is not None else 99


def _glossary(lines: Sequence[str], labels: Sequence[Label | None], numbered: Sequence[int]) -> int | None:
    """Where a list of terms begins that ends the text: 1.…：指…, 2.…：指…, with no headline."""
    entries: list[int] = []
    for i in reversed(numbered):
        label = labels[i]
        if label is None or label.kind != "1.":
            return None
        entries.append(i)
        if label.number == 1:
            break
    explained = sum(_MEANS.search(lines[i][:60]) is not None and "指" in lines[i][:200] for i in entries)
    is_list = len(entries) >= _FEWEST_TERMS and 2 * explained >= len(entries) and len(entries) < len(numbered)
    return entries[-1] if is_list else None


def _signature(lines: Sequence[str], first: int, stop: int) -> int:
    """Where office, date and page furniture at the end begin, not before `first`."""
    following = ""
    while stop > first:
        kind = kind_after_body(lines[stop - 1], following)
        if kind == "text":
            return stop
        following = kind
        stop -= 1
    return stop


def front(found: Sequence[Passage], *, alone: bool) -> tuple[list[Part], Title | None]:
    """The parts and the title among the passages before the first heading; `alone` if no heading follows."""
    lines = [passage.text for passage in found]
    after = [*lines[1:], ""]
    kinds = [kind_before_body(line, next_line) for line, next_line in zip(lines, after[: len(lines)], strict=True)]
    place = None if alone and len(lines) == 1 else title_place(list(zip(kinds, lines, strict=True)))
    begin = place if place is None else title_begin(list(zip(kinds, lines, strict=True)), place)
    parts: list[Part] = []
    preamble: Span | None = None
    opening = next((i for i in range((place or 0) + 1, len(kinds)) if kinds[i] not in _FRONT), 0) - 1
    speech = next((i for i, line in enumerate(lines) if len(line) <= 60 and _SPEECH_OPENS.match(line)), -1)
    for i, (passage, kind) in enumerate(zip(found, kinds, strict=True)):
        if place is not None and begin is not None and begin <= i <= place:
            continue
        own = _front_kind(kind, i, opening if kind == "addressee" and place is not None else place, speech)
        if own and (preamble is None or own == "junk"):
            parts.append(Part(own, passage.span))
        else:
            preamble = Span(preamble.start if preamble else passage.span.start, passage.span.end)
    return parts + ([Part("preamble", preamble)] if preamble else []), _title(found, begin, place)


def _front_kind(kind: str, i: int, place: int | None, speech: int) -> str:
    """What a passage before the body stands for in the tree; "" if it belongs to the preamble."""
    if kind in _FRONT:
        return kind
    if kind == "addressee":
        return kind if place is None or i < place or i == place + 1 or i == speech else ""
    if i < speech and kind == "title":
        return "subtitle" if place is not None and i > place else "junk"
    return ""


def _title(found: Sequence[Passage], begin: int | None, place: int | None) -> Title | None:
    if begin is None or place is None:
        return None
    words = "".join(passage.text for passage in found[begin : place + 1])
    start, end = found[begin].span.start, found[place].span.end
    name = re.match(r"(.{4,40}?)\s*(?:——|—|--)+\s*[（(]?\d{4}年.*上[)）]?$", words) if begin == place else None
    if name:
        return Title(name[1], Span(start, found[place].place(name.end(1) - 1) + 1))
    return Title(words, Span(start, end))


def tail(found: Sequence[Passage], told: Layout) -> list[Part]:
    """Closing words, signature, attachments and page furniture behind the body."""
    parts = []
    if told.closing < told.end:
        parts.append(Part("closing", Span(found[told.closing].span.start, found[told.end - 1].span.end)))
    for i in range(told.end, told.attachments):
        following = kind_after_body(found[i + 1].text, "date") if i + 1 < told.attachments else ""
        parts.append(Part(kind_after_body(found[i].text, following), found[i].span))
    if told.attachments < len(found):
        parts += _attached(found[told.attachments :])
    return parts


def _attached(found: Sequence[Passage]) -> list[Part]:
    """The attachments as one part; a signature under their list, and page furniture at their end, are told too."""
    stop = _signature([passage.text for passage in found], 1, len(found))
    parts = [Part("attachment", Span(found[0].span.start, found[stop - 1].span.end))]
    kinds = [kind_after_body(passage.text, "") for passage in found[1:13]]
    for i, passage in enumerate(found):
        if 0 < i < len(kinds) and kinds[i] == "date" and i < stop:
            above = kind_after_body(found[i - 1].text, "date")
            parts += [Part(above, found[i - 1].span)] if above == "issuer" else []
            parts.append(Part("date", passage.span))
        elif i >= stop:
            parts.append(Part(kind_after_body(passage.text, "date"), passage.span))
    return parts
