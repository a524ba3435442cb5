"""The table of contents of a document: its headings, with front matter and preamble as entries of their own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.records import Document, Section, SectionId, Span

_FRONT = ("addressee", "notice", "doc_no", "issuer", "date")
_NO_SECTION = "文首"
_DEEPEST_WITH_OWN_DATA = 2
_WORDS = {"preamble": "导语", "closing": "结束语", "attachment": "附件"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the contents: its words, the entry above, the text it stands for, and its heading's place."""

    key: SectionId
    label: str
    level: int
    parent: SectionId | None
    span: Span
    heading: Span


def contents(document: Document) -> tuple[Entry, ...]:
    """The entries of `document` in the order of the text; page furniture has none."""
    entries: list[Entry] = []
    front = [s for s in document.sections if s.kind in _FRONT]
    if front:
        entries.append(_front_entry(front))
    for section in document.sections:
        if section.level:
            parent = section.parent if section.parent != SectionId("s0") else None
            entries.append(Entry(section.id, section.label, section.level, parent, section.span, section.heading))
        elif section.kind in _WORDS:
            entries.append(Entry(section.id, _WORDS[section.kind], 1, None, section.span, section.heading))
    return tuple(sorted(entries, key=lambda entry: (entry.span.start, entry.level)))


def place_names(document: Document) -> dict[SectionId | None, str]:
    """What to call the place of something that stands in a section, or in none."""
    names: dict[SectionId | None, str] = dict.fromkeys((None, *(s.id for s in document.sections)), _NO_SECTION)
    return names | {entry.key: entry.label for entry in contents(document)}


def entries_at(entries: Sequence[Entry], offset: int) -> tuple[Entry, Entry] | None:
    """The deepest entry at `offset`, and the one whose numbers are shown for it: items show their section's.

    Between two entries the one above goes on; before the first there is none.
    """
    before = [entry for entry in entries if entry.span.start <= offset]
    if not before:
        return None
    holding = [entry for entry in before if offset in entry.span] or before[-1:]
    deepest = max(holding, key=lambda entry: entry.level)
    return deepest, next((e for e in reversed(holding) if e.level <= _DEEPEST_WITH_OWN_DATA), holding[0])


def entry_named(entries: Collection[Entry], words: str) -> Entry | None:
    """The entry a person means by its key (s3.2), its path of ordinals (三（二）) or words of its label."""
    plain = _plain(words)
    by_key = {entry.key: entry for entry in entries}
    if plain in by_key:
        return by_key[SectionId(plain)]
    for entry in entries:
        if plain and _plain(ordinals(entry, by_key)) == plain:
            return entry
    return next((entry for entry in entries if plain and plain in _plain(entry.label)), None)


def _front_entry(front: list[Section]) -> Entry:
    notice = any(s.kind == "notice" for s in front)
    start = front[0].span.start
    place = Span(start, front[-1].span.end)
    return Entry(front[0].id, "印发通知" if notice else _NO_SECTION, 1, None, place, Span(start, start))


def ordinals(entry: Entry, by_key: Mapping[SectionId, Entry]) -> str:
    """The path of ordinals down to `entry`, as in 三、（二）; "" where no heading on it is numbered."""
    size = entry.heading.end - entry.heading.start
    title = len(entry.label) if size == 0 else 0
    own = entry.label[: max(0, _ordinal_length(entry.label) - title)]
    above = by_key.get(entry.parent) if entry.parent else None
    return (ordinals(above, by_key) if above else "") + own


def _ordinal_length(label: str) -> int:
    for i, c in enumerate(label):
        if c in "、.)）是":
            return i + 1
    return 0


def _plain(words: str) -> str:
    return words.strip().translate(str.maketrans("（），．", "(),.")).replace("、", "").replace(" ", "")
