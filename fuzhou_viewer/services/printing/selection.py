"""Picks to blocks: headings that give context, the text that was chosen, its numbers as tables and charts."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fuzhou_viewer.core.contents import Entry, contents
from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, SectionId, Span
from fuzhou_viewer.services.printing import basket, evidence
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import HEADING_ROLES, Block, Mark, Paragraph, Run, Table
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.wide_marks import full_width

_BLANK = " \u3000\t\r\n\v\f\xa0\ufeff\u200b"
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    role: str
    entry: Entry | None = None
    starts_new: bool = False


def blocks(document: Document, chosen: Collection[SectionId], include: Include | None = None) -> tuple[Block, ...]:
    """What to set for the `chosen` entries (an entry stands for all below it).

    Raises NothingSelectedError when none of them is in the document.
    """
    picks = basket.sections(document, chosen)
    if not picks:
        raise NothingSelectedError("还没有勾选要打印的部分。", "请在左边的章节前打勾。")
    return blocks_of(document, picks, include)


def blocks_of(
    document: Document, picks: Sequence[Pick], include: Include | None = None, *, has_sentences: bool = False
) -> tuple[Block, ...]:
    """What to set for `picks`, in their order; tables on wish with the sentence of each number.

    Raises NothingSelectedError when there are none.
    """
    return tuple(coming_blocks(document, picks, include, has_sentences=has_sentences))


def coming_blocks(
    document: Document, picks: Sequence[Pick], include: Include | None = None, *, has_sentences: bool = False
) -> Iterator[Block]:
    """As `blocks_of`, each block when it is asked for."""
    if not picks:
        raise NothingSelectedError("没有要打印的内容。", "请勾选章节,或把段落放进打印篮。")
    return _Setter(document, include or Include(), has_sentences=has_sentences).blocks(picks)


def size_of(picks: Sequence[Pick]) -> int:
    """About how many characters `picks` hold."""
    return sum(pick.span.end - pick.span.start for pick in picks)


class _Setter:
    """Cuts the text of one document into blocks."""

    def __init__(self, document: Document, include: Include, *, has_sentences: bool) -> None:
        self._document, self._has_sentences = document, has_sentences
        self._include = include
        self._text = full_width(document.text)
        self._entries = contents(document)
        self._by_key = {entry.key: entry for entry in self._entries}
        self._headings = [entry for entry in self._entries if entry.heading.end > entry.heading.start]
        self._starts = [entry.heading.start for entry in self._headings]
        self._left_out = sorted(
            (s.heading if s.level == 0 else s.span for s in document.sections if s.kind == "junk" or s.level == 0),
            key=lambda span: span.start,
        )
        self._left_starts = [span.start for span in self._left_out]
        self._kinds = {s.span.start: s.kind for s in document.sections if s.kind in ("addressee", "issuer", "date")}
        self._remark_places = [remark.place for remark in include.remarks] if include.notes else []
        self._numbers = [span.start for span in paragraphs(document.text)] if include.numbers else []

    def blocks(self, picks: Sequence[Pick]) -> Iterator[Block]:
        """The blocks of `picks`: the title, then each run of sections with the headings above, and what else."""
        is_whole = {p.section for p in picks} >= {e.key for e in self._entries if e.parent is None}
        if self._include.title and not _is_titled(picks[0]):
            yield Paragraph((Run(full_width(self._document.title), "title"),), "title")
            if not is_whole:
                yield Paragraph((Run("（节选）", "h2"),), "excerpt")
        starts = [pick.span.start for pick in picks]
        if is_whole and starts == sorted(starts) and all(pick.kind == basket.SECTION for pick in picks):
            yield from self._whole()
            return
        shown: set[SectionId] = set()
        for pick in self._joined(picks):
            if not _is_titled(pick):
                yield from self._paragraphs(self._above(pick, shown))
            yield from self._picked(pick, shown)

    def _whole(self) -> Iterable[Block]:
        """All of the text but title and page furniture; each chapter's numbers after it."""
        start = 0
        for entry in (e for e in self._entries if e.parent is None):
            yield from self._paragraphs(self._pieces(Span(start, entry.span.end)))
            yield from self._numbers_of(entry.span, entry)
            start = max(start, entry.span.end)
        yield from self._paragraphs(self._pieces(Span(start, len(self._text))))

    def _joined(self, picks: Sequence[Pick]) -> list[Pick]:
        """Sections that follow one another in one paragraph are picked as one."""
        out: list[Pick] = []
        for pick in picks:
            last = out[-1] if out and out[-1].kind == pick.kind == basket.SECTION else None
            between = self._text[last.span.end : pick.span.start] if last else "\n"
            if last and last.span.end <= pick.span.start and not between.strip(" \u3000") and "\n" not in between:
                out[-1] = replace(last, span=Span(last.span.start, pick.span.end))
            else:
                out.append(pick)
        return out

    def _picked(self, pick: Pick, shown: set[SectionId]) -> Iterable[Block]:
        if pick.blocks:
            return pick.blocks
        entry = self._by_key.get(pick.section) if pick.section else None
        if pick.kind == basket.TABLE:
            return self._tables(pick.span, self._name(pick.span))
        if pick.kind == basket.CHART:
            return evidence.charts(self._document, (pick.span,), self._name(pick.span))
        shown.update(e.key for e in self._entries if pick.span.start <= e.span.start < pick.span.end)
        told: list[Block] = list(self._paragraphs(self._pieces(pick.span)))
        return told + list(self._numbers_of(pick.span, entry))

    def _numbers_of(self, span: Span, entry: Entry | None) -> Iterable[Block]:
        name = entry.label if entry else self._name(span)
        if self._include.tables:
            yield from self._tables(span, name)
        if self._include.charts:
            yield from evidence.charts(self._document, (span,), name)

    def _tables(self, span: Span, name: str) -> Iterable[Table]:
        return evidence.tables(self._document, (span,), name, has_sentences=self._has_sentences)

    def _name(self, span: Span) -> str:
        holding = [e for e in self._entries if span.start in e.span]
        return holding[-1].label if holding else self._document.title

    def _above(self, pick: Pick, shown: set[SectionId]) -> list[_Piece]:
        """The headings above a pick that do not stand on the paper yet, without their text."""
        told = []
        for entry in self._headings:
            is_above = pick.span.start in entry.span and entry.key != pick.section
            is_inside = entry.heading.start >= pick.span.start and entry.heading.end <= pick.span.end
            if is_above and not is_inside and entry.key not in shown:
                shown.add(entry.key)
                end = entry.heading.end
                stop = end + (self._text[end : end + 1] == "。")
                told.append(_Piece(Span(entry.heading.start, stop), _role(entry), entry, starts_new=True))
        return told

    def _pieces(self, span: Span) -> list[_Piece]:
        """`span` cut at its headings, without title and page furniture."""
        told = []
        place = span.start
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for entry in self._headings[first:]:
            if entry.heading.start >= span.end:
                break
            start, stop = max(entry.heading.start, place), min(entry.heading.end, span.end)
            if start < stop:
                told += [_Piece(Span(place, start), "body"), _Piece(Span(start, stop), _role(entry), entry)]
                place = stop
        told.append(_Piece(Span(place, span.end), "body"))
        return [kept for piece in told for kept in self._without_furniture(piece)]

    def _without_furniture(self, piece: _Piece) -> Iterable[_Piece]:
        place = piece.span.start
        first = max(0, bisect_right(self._left_starts, place) - 1)
        for out in self._left_out[first:]:
            if out.start >= piece.span.end:
                break
            if out.end > place:
                if place < out.start:
                    yield _Piece(Span(place, out.start), piece.role, piece.entry)
                place = max(place, out.end)
        if place < piece.span.end:
            yield _Piece(Span(place, piece.span.end), piece.role, piece.entry)

    def _paragraphs(self, pieces: Sequence[_Piece]) -> list[Block]:
        drafts: list[_Draft] = []
        is_broken = True
        for piece in pieces:
            place = piece.span.start
            is_broken = is_broken or piece.starts_new
            for line in self._text[piece.span.start : piece.span.end].splitlines(keepends=True):
                words = line.strip(_BLANK) if line[-1] in _BREAKS or is_broken else line.rstrip("\r\n")
                if words.strip(_BLANK):
                    if is_broken:
                        drafts.append(_Draft(place + len(line) - len(line.lstrip(_BLANK)), place, [], []))
                    drafts[-1].add(words, piece)
                    drafts[-1].end = place + len(line)
                    is_broken = False
                place += len(line)
                is_broken = is_broken or line[-1] in _BREAKS
            if piece.starts_new:
                is_broken = True
        told = [part for draft in drafts for part in (self._paragraph(draft), *self._remarks(draft))]
        return _tables_found(told)

    def _remarks(self, draft: "_Draft") -> Iterator[Paragraph]:
        """The reader's notes on a paragraph."""
        first = bisect_left(self._remark_places, draft.start)
        for remark in self._include.remarks[first : bisect_left(self._remark_places, draft.end)]:
            words = " ".join(remark.words.split())
            yield Paragraph((Run("〔批注〕", "h1"), Run(words, "body")), "note")

    def _paragraph(self, draft: "_Draft") -> Paragraph:
        kind = self._kinds.get(draft.start, "")
        if not kind and all(run.role in HEADING_ROLES for run in draft.runs):
            kind = "heading"
        number = bisect_right(self._numbers, draft.start) if self._include.numbers else 0
        runs = tuple(Run(run.text.rstrip(_BLANK), run.role) if run is draft.runs[-1] else run for run in draft.runs)
        return Paragraph(runs, kind or "body", number, tuple(draft.marks))


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    runs: list[Run]
    marks: list[Mark]

    def add(self, words: str, piece: _Piece) -> None:
        """More words of the paragraph."""
        offset = sum(len(run.text) for run in self.runs)
        if piece.entry and not any(mark.label == piece.entry.label for mark in self.marks):
            self.marks.append(Mark(offset, piece.entry.level, full_width(piece.entry.label)))
        self.runs.append(Run(words, piece.role))


def _is_titled(pick: Pick) -> bool:
    """Whether what is set for a pick begins with a title of its own."""
    first = pick.blocks[0] if pick.blocks else None
    return isinstance(first, Paragraph) and first.kind == "title"


def _role(entry: Entry) -> str:
    return {1: "h1", 2: "h2"}.get(entry.level, "h3")


def _tables_found(told: Iterable[Paragraph]) -> list[Block]:
    """Neighbouring paragraphs whose words are parted by equally many tabs are the rows of a table."""
    out: list[Block] = []
    rows: list[Paragraph] = []
    for paragraph in told:
        if rows and paragraph.text.count("\t") != rows[0].text.count("\t"):
            out += _table(rows)
            rows = []
        if "\t" in paragraph.text:
            rows.append(paragraph)
        else:
            out.append(paragraph)
    return out + _table(rows)


def _table(rows: Sequence[Paragraph]) -> list[Block]:
    if len(rows) < _FEWEST_ROWS:
        return list(rows)
    cells = [tuple(cell.strip(_BLANK) for cell in row.text.split("\t")) for row in rows]
    columns = range(len(cells[0]))
    is_number = tuple(all(_is_number(row[i]) for row in cells[1:]) for i in columns)
    weights = tuple(min(24.0, max(2.0, *(_length(row[i]) for row in cells))) for i in columns)
    return [Table("", cells[0], tuple(cells[1:]), weights, is_number)]


def _length(cell: str) -> float:
    """About how many Chinese characters `cell` is as wide as."""
    return sum(0.55 if c.isascii() else 1.0 for c in cell)


def _is_number(cell: str) -> bool:
    return bool(cell) and all(c.isdigit() or c in ".,-+%％—" for c in cell)
