"""A manuscript's paragraphs to its section tree: adaptive numbering, run-in headings, items in sentences.

The level of a heading is the place of its kind of ordinal on a stack of open kinds
(GB/T 9704-2012 allows levels to be left out), so 1. may stand below 一、 directly.
"""

from dataclasses import dataclass, field

from fuzhou_viewer.core.labels import Label, items_in, label_of, sequences
from fuzhou_viewer.core.records import Finding, Manuscript, Section, SectionId, Span
from fuzhou_viewer.core.surroundings import Part, is_furniture, kind_before_body, title_place

_LONGEST_RUN_IN = 40
_LONGEST_OWN_LINE = 80
_MOST_COMMAS = 2
_SENTENCE_ENDS = "。：:！!？?"
_CLAUSE_ENDS = "。，,；;：:"
_BRACKETS = {"《": "》", "“": "”", "(": ")", "（": "）", "【": "】", "[": "]"}


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a text in its order, and what a person should know about their numbering."""

    title: str
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...]


@dataclass(slots=True)
class _Heading:
    start: int
    label: Label
    level: int
    ordinal: str
    title: str
    clause: str
    heading_end: int


@dataclass(slots=True)
class _Numbering:
    """The open kinds of ordinals, outermost first, and what was odd about them."""

    open: list[Label] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def place(self, label: Label, written: str, span: Span) -> int:
        """Put `label` on the stack; return its level, 1 for the outermost."""
        kinds = [known.kind for known in self.open]
        if label.kind in kinds:
            depth = kinds.index(label.kind)
            self._compare(self.open[depth], label, written, span)
            self.open[depth:] = [label]
        else:
            while self.open and self.open[-1].rank > label.rank:
                self.open.pop()
            if label.number != 1:
                self.findings.append(Finding(f"“{written}”是这一层的第一个标题,序号却不是一", span))
            self.open.append(label)
        return len(self.open)

    def _compare(self, before: Label, now: Label, written: str, span: Span) -> None:
        if now.number == before.number + 1:
            return
        if now.number == before.number:
            said = f"序号“{written}”重复"
        elif now.number == 1:
            said = f"序号在“{written}”处重新从一开始,上级标题没有变"
        else:
            said = f"序号由{before.number}跳到{now.number}(“{written}”)"
        self.findings.append(Finding(said, span))


def outline(manuscript: Manuscript) -> Outline:
    """The section tree of `manuscript`; never raises, whatever the text."""
    text = manuscript.text
    lines = [(span, text[span.start : span.end]) for span in manuscript.paragraphs]
    body, tail = _without_tail(lines)
    first = next((i for i, (_, line) in enumerate(body) if label_of(line)), len(body))
    parts, title = _parts_before(body[:first], has_headings=first < len(body))
    numbering = _Numbering()
    headings = _headings(body[first:], numbering)
    end = body[-1][0].end if body else 0
    sections = _sections(text, headings, title, end)
    junk = [Part("junk", span) for span, _ in tail]
    known_parts = tuple(parts + junk)
    apart = [_apart(i, part, title is not None) for i, part in enumerate(known_parts, 1)]
    ordered = sorted(sections + apart, key=lambda s: (s.span.start, s.level is None, s.level or 0))
    name = text[title.start : title.end] if title else ""
    return Outline(name, tuple(ordered), tuple(numbering.findings), known_parts)


def _without_tail(lines: list[tuple[Span, str]]) -> tuple[list[tuple[Span, str]], list[tuple[Span, str]]]:
    cut = len(lines)
    while cut and is_furniture(lines[cut - 1][1]):
        cut -= 1
    return lines[:cut], lines[cut:]


def _parts_before(lines: list[tuple[Span, str]], *, has_headings: bool) -> tuple[list[Part], Span | None]:
    following = [line for _, line in lines[1:]] + [""] * bool(lines)
    kinds = [kind_before_body(line, after) for (_, line), after in zip(lines, following, strict=True)]
    place = title_place([(kind, line) for kind, (_, line) in zip(kinds, lines, strict=True)])
    if not has_headings and place is not None and len(lines) == 1:
        place = None
    title = lines[place][0] if place is not None else None
    parts: list[Part] = []
    preamble: Span | None = None
    for i, ((span, _), kind) in enumerate(zip(lines, kinds, strict=True)):
        if i == place:
            continue
        is_front = kind in ("junk", "date", "doc_no", "issuer", "notice") or (
            kind == "addressee" and (place is None or i < place or i == place + 1)
        )
        if is_front and preamble is None:
            parts.append(Part(kind, span))
        else:
            preamble = Span(preamble.start if preamble else span.start, span.end)
    return parts + ([Part("preamble", preamble)] if preamble else []), title


def _headings(lines: list[tuple[Span, str]], numbering: _Numbering) -> list[_Heading]:
    headings: list[_Heading] = []
    items: list[tuple[int, Label]] = []
    text_of: dict[int, str] = {}
    for span, line in lines:
        label = label_of(line)
        if label:
            headings += _items(sequences(items), text_of, len(numbering.open) + 1)
            items = []
            headings.append(_numbered(span, line, label, numbering))
        for place, item in items_in(line):
            items.append((span.start + place, item))
            text_of[span.start + place] = line[place:]
    return headings + _items(sequences(items), text_of, len(numbering.open) + 1)


def _numbered(span: Span, line: str, label: Label, numbering: _Numbering) -> _Heading:
    ordinal = line[: label.length].rstrip(" \u3000")
    level = numbering.place(label, ordinal, Span(span.start, span.start + label.length))
    rest = line[label.length :]
    title = _run_in_title(rest)
    end = span.start + label.length + len(title) if title else span.start + len(ordinal)
    return _Heading(span.start, label, level, ordinal, title, _clause(rest), end)


def _items(items: list[tuple[int, Label]], text_of: dict[int, str], level: int) -> list[_Heading]:
    headings = []
    for start, label in items:
        line = text_of[start]
        rest = line[label.length :].lstrip(",，、")
        skipped = len(line) - label.length - len(rest)
        title = _run_in_title(rest) or _clause(rest)
        end = start + label.length + skipped + len(title)
        headings.append(_Heading(start, label, level, line[: label.length], title, _clause(rest), end))
    return headings


def _run_in_title(rest: str) -> str:
    """The heading that opens `rest`: a whole short line, or what stands before its first full stop."""
    stop = _first(rest, _SENTENCE_ENDS)
    if stop is None:
        return rest.rstrip() if len(rest) <= _LONGEST_OWN_LINE else ""
    head = rest[:stop]
    if not rest[stop + 1 :].strip() and len(head) > _LONGEST_RUN_IN // 2:
        return ""
    commas = sum(head.count(c) for c in ",，")
    if len(head) > _LONGEST_RUN_IN or commas > _MOST_COMMAS or _states_figures(head):
        return ""
    return head


def _states_figures(head: str) -> bool:
    digits = "".join(c if c.isdigit() else " " for c in head).split()
    return any(len(run) > 2 and not head[head.index(run) + len(run) :].startswith("年") for run in digits)


def _clause(rest: str) -> str:
    stop = _first(rest, _CLAUSE_ENDS)
    return rest if stop is None else rest[:stop]


def _first(text: str, stops: str) -> int | None:
    """The place of the first of `stops` that stands outside brackets and quotes."""
    closing: list[str] = []
    for i, c in enumerate(text):
        if closing and c == closing[-1]:
            closing.pop()
        elif c in _BRACKETS:
            closing.append(_BRACKETS[c])
        elif c in stops and not closing:
            return i
    return None


def _sections(text: str, headings: list[_Heading], title: Span | None, end: int) -> list[Section]:
    root = SectionId("s0") if title else None
    sections = []
    if title:
        line = Span(title.start, title.end)
        words = text[title.start : title.end]
        sections.append(Section(SectionId("s0"), None, 0, "title", "", words, Span(title.start, end), line))
    path: list[tuple[int, SectionId]] = []
    counts: dict[SectionId | None, int] = {}
    ends = _ends(text, headings, end)
    for heading, close in zip(headings, ends, strict=True):
        while path and path[-1][0] >= heading.level:
            path.pop()
        parent = path[-1][1] if path else root
        counts[parent] = counts.get(parent, 0) + 1
        own = SectionId(f"s{counts[parent]}" if parent in (None, "s0") else f"{parent}.{counts[parent]}")
        path.append((heading.level, own))
        place = Span(heading.start, heading.heading_end)
        kind = f"h{heading.level}"
        span = Span(heading.start, close)
        sections.append(
            Section(own, parent, heading.level, kind, heading.ordinal, heading.title, span, place, heading.clause)
        )
    return sections


def _ends(text: str, headings: list[_Heading], end: int) -> list[int]:
    """Where each section ends: before the next heading of its rank or above, without the line break."""
    ends = [end] * len(headings)
    still_open: list[int] = []
    for i, heading in enumerate(headings):
        while still_open and headings[still_open[-1]].level >= heading.level:
            stop = heading.start
            while stop and text[stop - 1] in "\r\n":
                stop -= 1
            ends[still_open.pop()] = stop
        still_open.append(i)
    return ends


def _apart(number: int, part: Part, has_title: bool) -> Section:  # noqa: FBT001
    root = SectionId("s0") if has_title else None
    return Section(
        SectionId(f"p{number}"), root, None, part.kind, "", "", part.span, Span(part.span.start, part.span.start)
    )
