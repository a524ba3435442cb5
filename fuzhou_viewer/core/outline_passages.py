"""The lines of a manuscript as passages: what a hard wrap or a page number tore apart, put together again.

A passage knows where each of its characters stands in the document, so places stay true.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from fuzhou_viewer.core.labels import is_bare_label, label_of
from fuzhou_viewer.core.records import Manuscript, Span
from fuzhou_viewer.core.surroundings_junk import page_marks

_BLANK = (
    " \t\u3000\xa0\ufeff\u200b\u2060"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u202f\u205f\x0b\x0c\x1c\x1d\x1e\x1f"
)
_SENTENCE_ENDS = "。！？!?；;：:"
_OPEN_ENDS = "，,、（(《“"
_WIDEST_WRAPPED = 130
_FEWEST_WRAPPED = 5
_SHORTEST_ONE_LINE = 1000
_LONGEST_REST = 40
_GAP = re.compile(
    r"(?<![A-Za-z0-9 \u3000\xa0\u2002\u2003])[ \u3000\xa0\u2002\u2003]+(?![A-Za-z0-9 \u3000\xa0\u2002\u2003])"
)
_GAP_BEFORE_LABEL = re.compile(
    r"[ \u3000\xa0\u2002\u2003](?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's words without its line breaks: where its lines begin in it and in the document."""

    text: str
    joints: tuple[int, ...]
    origins: tuple[int, ...]

    @property
    def span(self) -> Span:
        """The stretch of the document it was read from."""
        return Span(self.origins[0], self.place(len(self.text) - 1) + 1)

    def place(self, offset: int) -> int:
        """Where the character at `offset` stands in the document."""
        line = bisect_right(self.joints, offset) - 1
        return self.origins[line] + offset - self.joints[line]


def passages(manuscript: Manuscript) -> tuple[list[Passage], list[Span]]:
    """The passages of `manuscript` in order, and the page numbers that stood between them."""
    lines = _lines(manuscript)
    marks = page_marks([text for _, text in lines])
    kept = [line for i, line in enumerate(lines) if i not in marks]
    gone = [Span(lines[i][0], lines[i][0] + len(lines[i][1])) for i in sorted(marks)]
    wrapping = _wrapping(manuscript.text, kept)
    found: list[Passage] = []
    run: list[tuple[int, str]] = []
    for line in kept:
        if run and not wrapping.joins(run, line):
            found.append(_passage(run))
            run = []
        run.append(line)
    return found + ([_passage(run)] if run else []), gone


def _lines(manuscript: Manuscript) -> list[tuple[int, str]]:
    """Place and words of every line that holds more than blanks; a one-line text is cut where its breaks were."""
    text = manuscript.text
    lines = [_trimmed(span.start, text[span.start : span.end]) for span in manuscript.paragraphs]
    lines = [line for line in lines if line[1]]
    if len(lines) <= 2:
        return [piece for line in lines for piece in _pieces(*line)]
    return lines


def _trimmed(start: int, line: str) -> tuple[int, str]:
    words = line.lstrip(_BLANK)
    return start + len(line) - len(words), words.rstrip(_BLANK)


def _pieces(start: int, line: str) -> list[tuple[int, str]]:
    if len(line) < _SHORTEST_ONE_LINE or len(_GAP_BEFORE_LABEL.findall(line)) < 2:
        return [(start, line)]
    pieces = []
    begin = 0
    for gap in _GAP.finditer(line):
        pieces.append((start + begin, line[begin : gap.start()]))
        begin = gap.end()
    pieces.append((start + begin, line[begin:]))
    return [piece for piece in pieces if piece[1]]


def _passage(lines: list[tuple[int, str]]) -> Passage:
    joints = [0]
    for _, line in lines[:-1]:
        joints.append(joints[-1] + len(line))
    return Passage("".join(line for _, line in lines), tuple(joints), tuple(place for place, _ in lines))


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a text's lines were broken: at a margin (0 is none), with or without an indent for a new paragraph."""

    text: str
    margin: int
    indented: bool

    def joins(self, before: list[tuple[int, str]], line: tuple[int, str]) -> bool:
        """Whether `line` goes on with what the lines `before` began."""
        first, last = before[0][1], before[-1][1]
        if label_of(line[1]) is not None and not is_bare_label(first):
            return False
        if is_bare_label(first) and len(before) == 1:
            return len(line[1]) <= _LONGEST_REST
        if self.margin:
            return self._runs_on(last, line)
        return label_of(first) is not None and len(line[1]) <= _LONGEST_REST and self._torn(before, line)

    def _runs_on(self, last: str, line: tuple[int, str]) -> bool:
        if self.indented:
            return not _is_indented(self.text, line[0])
        return _width(last) >= self.margin - 6 and not (last[-1] in _SENTENCE_ENDS and label_of(line[1]) is not None)

    def _torn(self, before: list[tuple[int, str]], line: tuple[int, str]) -> bool:
        """Whether a heading stops where none can: after a comma, inside brackets, at a soft break."""
        last = before[-1][1]
        if len(last) > 2 * _LONGEST_REST or len(before) > 2:
            return False
        soft = self.text[before[-1][0] + len(last) : line[0]].strip(" \u3000") in ("\x0b", "\u2028")
        is_rest = line[1][-1] not in _SENTENCE_ENDS and last[-1] not in _SENTENCE_ENDS
        return last[-1] in _OPEN_ENDS or _is_open(last) or (soft and is_rest)


def _is_open(line: str) -> bool:
    return any(line.count(a) > line.count(b) for a, b in ("《》", "“”", "（）"))


def _is_indented(text: str, place: int) -> bool:
    return place > 0 and text[place - 1] in _BLANK


def _wrapping(text: str, lines: list[tuple[int, str]]) -> _Wrapping:
    """A text is hard wrapped when half of its lines reach the same margin and few of those end a sentence."""
    widths = sorted(_width(line) for _, line in lines if len(line) <= _WIDEST_WRAPPED)
    if len(lines) < _FEWEST_WRAPPED or len(widths) < 0.98 * len(lines):
        return _Wrapping(text, 0, indented=False)
    margin = widths[int(0.97 * (len(widths) - 1))]
    full = [line for _, line in lines if margin - 6 <= _width(line) <= margin + 4]
    ending = sum(line[-1] in _SENTENCE_ENDS for line in full)
    wrapped = 40 <= margin <= _WIDEST_WRAPPED and 2 * len(full) >= len(lines) and 2 * ending < len(full)
    indented = sum(_is_indented(text, place) for place, _ in lines)
    uses_indents = 0.02 * len(lines) < indented < 0.6 * len(lines)
    return _Wrapping(text, margin if wrapped else 0, indented=wrapped and uses_indents)


def _width(line: str) -> int:
    """The columns `line` takes: two for a Chinese character, one for a Latin letter."""
    return len(line.encode("gbk", "replace"))
