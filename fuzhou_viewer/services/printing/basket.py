"""The print basket: what was picked in the report, in the order it will stand on paper."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.records import Document, SearchHit, SectionId, Span
from fuzhou_viewer.services.printing.blocks import Block

SECTION, PASSAGE, HIT, TABLE, CHART = "section", "passage", "hit", "table", "chart"
CHECK, COMPARED, NOTES = "check", "compared", "notes"
_KINDS = {
    SECTION: "章节",
    PASSAGE: "段落",
    HIT: "查找结果",
    TABLE: "数据表",
    CHART: "数据图",
    CHECK: "核对",
    COMPARED: "对照",
    NOTES: "批注",
}
_LABEL = 28


@dataclass(frozen=True, slots=True)
class Pick:
    """Something picked: its kind, its place in the text, the words it is listed by, its section if it is one.

    `blocks` is what is set for it where that is not the text of its place.
    """

    kind: str
    span: Span
    label: str
    section: SectionId | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def kind_words(self) -> str:
        """What a person calls its kind."""
        return _KINDS[self.kind]


class Basket:
    """Picks in the order they were put in; nothing twice."""

    def __init__(self, picks: Iterable[Pick] = ()) -> None:
        self._picks: list[Pick] = []
        self.add(picks)

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What is in it."""
        return tuple(self._picks)

    def add(self, picks: Iterable[Pick]) -> int:
        """Put in what is not there yet; how many were new."""
        before = len(self._picks)
        for pick in picks:
            if not any(_is_same(known, pick) for known in self._picks):
                self._picks.append(pick)
        return len(self._picks) - before

    def keep(self, picks: Iterable[Pick]) -> None:
        """Hold exactly `picks`, in their order."""
        self._picks = []
        self.add(picks)


def sections(document: Document, chosen: Collection[SectionId]) -> tuple[Pick, ...]:
    """The `chosen` entries; one below another chosen one is left to it."""
    wanted = set(chosen)
    picked: list[Pick] = []
    covered: set[SectionId] = set()
    for entry in contents(document):
        if entry.parent in covered or entry.key in wanted:
            covered.add(entry.key)
        if entry.key in wanted and entry.parent not in covered:
            picked.append(section(entry))
    return tuple(picked)


def whole(document: Document) -> tuple[Pick, ...]:
    """All of the report."""
    return sections(document, [entry.key for entry in contents(document)])


def section(entry: Entry) -> Pick:
    """An entry of the contents."""
    return Pick(SECTION, entry.span, entry.label, entry.key)


def passage(document: Document, span: Span) -> tuple[Pick, ...]:
    """The characters of `span`; none when it holds only blanks."""
    words = document.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    stop = span.start + len(words.rstrip())
    return (Pick(PASSAGE, Span(start, stop), _short(words)),) if start < stop else ()


def paragraphs_of(document: Document, hits: Iterable[SearchHit]) -> tuple[Pick, ...]:
    """The paragraphs that hold `hits`, each once, in the order of the text."""
    spans = {_paragraph(document.text, hit.span): hit.match for hit in hits}
    return tuple(
        Pick(HIT, span, f"【{spans[span]}】{_short(document.text[span.start : span.end])}")
        for span in sorted(spans, key=lambda span: span.start)
    )


def metrics_of(entry: Entry, kind: str) -> Pick:
    """The table or the chart of an entry's numbers."""
    return Pick(kind, entry.span, f"{entry.label}", entry.key)


def _is_same(one: Pick, other: Pick) -> bool:
    return one.kind == other.kind and one.span == other.span and one.blocks == other.blocks


def _paragraph(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", max(span.end, start))
    words = text[start : stop if stop >= 0 else len(text)]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LABEL else f"{plain[:_LABEL]}…"
