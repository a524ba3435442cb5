"""Places that outlive the text they were taken from: quoted words with what stood around them.

A report may be imported again from a better file, read by a better reader, or come in a new version.
Offsets move then, words mostly do not. So what a reader keeps points at words, and the words are
looked for anew: as they stood, then folded and without blanks, then by what is left of them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Span

CONTEXT = 32
"""Characters kept on each side of the quoted words."""

_LEAST_CONTEXT = 6
_GRAM = 4
_MOST_PLACES_OF_A_GRAM = 40
_MOST_PLACES = 5000
_LEAST_ALIKE = 0.6
_LONGEST_COMPARED = 800


@dataclass(frozen=True, slots=True)
class Anchor:
    """Quoted words, up to 32 characters before and after them, and where they stood when they were quoted."""

    start: int
    quote: str
    before: str
    after: str


class Fit(StrEnum):
    """How well an anchor was placed."""

    SAME = "same"
    MOVED = "moved"
    ALIKE = "alike"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor's words stand now, and how they were found."""

    span: Span
    fit: Fit


def anchor(text: str, span: Span) -> Anchor:
    """The anchor of `span` in `text`."""
    start, end = max(0, span.start), min(span.end, len(text))
    return Anchor(start, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


class PlaceFinder:
    """Places anchors in one text; what it prepares is prepared once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain: _Plain | None = None

    def place(self, anchor: Anchor) -> Placement | None:
        """Where the words of `anchor` stand in the text; None when they cannot be found with confidence."""
        if not anchor.quote:
            return None
        end = anchor.start + len(anchor.quote)
        around = _Around(anchor.before, anchor.after)
        if self._text[anchor.start : end] == anchor.quote and around.agrees(self._text, anchor.start, end):
            return Placement(Span(anchor.start, end), Fit.SAME)
        found = _best(self._text, anchor.quote, around, anchor.start)
        if found:
            return Placement(found, Fit.SAME if found.start == anchor.start else Fit.MOVED)
        plain = self._folded()
        quote, plain_around = _bare(anchor.quote), _Around(_bare(anchor.before), _bare(anchor.after))
        expected = plain.index(anchor.start)
        found = _best(plain.text, quote, plain_around, expected) if quote else None
        if found:
            return Placement(plain.span(found), Fit.ALIKE)
        if len(quote) > _LONGEST_COMPARED:
            return self._place_ends(anchor)
        changed = _what_is_left(plain.text, plain_around.before, quote, plain_around.after)
        return Placement(plain.span(changed), Fit.CHANGED) if changed else None

    def _place_ends(self, anchor: Anchor) -> Placement | None:
        """A long quotation by its beginning and its end: comparing takes the square of the length."""
        half = _LONGEST_COMPARED // 4
        quote, last = anchor.quote, anchor.start + len(anchor.quote) - half
        head = self.place(Anchor(anchor.start, quote[:half], anchor.before, quote[half : half + CONTEXT]))
        tail = self.place(Anchor(last, quote[-half:], quote[-half - CONTEXT : -half], anchor.after))
        if head is None or tail is None or not 0 < tail.span.end - head.span.start < 2 * len(quote):
            return None
        return Placement(Span(head.span.start, tail.span.end), Fit.CHANGED)

    def _folded(self) -> "_Plain":
        if self._plain is None:
            self._plain = _Plain(self._text)
        return self._plain


class _Plain:
    """A text folded and without blanks, with the way back to its offsets."""

    def __init__(self, text: str) -> None:
        whole = folded(text)
        self._offsets = [i for i, c in enumerate(whole) if not c.isspace()]
        self.text = "".join(whole[i] for i in self._offsets)

    def span(self, found: Span) -> Span:
        """The stretch of the text as it was written."""
        return Span(self._offsets[found.start], self._offsets[found.end - 1] + 1)

    def index(self, offset: int) -> int:
        """About where `offset` stands among what is left."""
        if not self._offsets:
            return 0
        share = offset / (self._offsets[-1] + 1)
        return min(len(self._offsets), round(share * len(self._offsets)))


@dataclass(frozen=True, slots=True)
class _Around:
    before: str
    after: str

    def agrees(self, text: str, start: int, end: int) -> bool:
        """Whether as much stands around as can be asked for."""
        return self.count(text, start, end) >= min(_LEAST_CONTEXT, len(self.before) + len(self.after))

    def count(self, text: str, start: int, end: int) -> int:
        """How many characters next to the place are those that were there."""
        earlier = text[max(0, start - len(self.before)) : start]
        later = text[end : end + len(self.after)]
        return _shared(reversed(earlier), reversed(self.before)) + _shared(iter(later), iter(self.after))


def _shared(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _best(text: str, quote: str, around: _Around, expected: int) -> Span | None:
    """The occurrence of `quote` with most of its surroundings, the nearest of equals.

    Short words stand in many places: those are believed only with something of what stood around them.
    """
    size = len(quote)
    places = list(islice(_occurrences(text, quote), _MOST_PLACES))
    if not places:
        return None
    start = max(places, key=lambda place: (around.count(text, place, place + size), -abs(place - expected)))
    is_telling = len(places) == 1 and size >= 2 * _LEAST_CONTEXT
    return Span(start, start + size) if is_telling or around.agrees(text, start, start + size) else None


def _what_is_left(text: str, before: str, quote: str, after: str) -> Span | None:
    """The stretch that most of the quoted words and their surroundings point to, if enough of them is there."""
    wanted = before + quote + after
    shift = _likely_shift(text, wanted)
    if shift is None:
        return None
    reach = len(quote) // 2 + CONTEXT
    low, high = max(0, shift - reach), min(len(text), shift + len(wanted) + reach)
    places = _counterparts(wanted, text[low:high], low)
    first, last = len(before), len(before) + len(quote)
    inside = [places[i] for i in range(first, last) if i in places]
    start = places[first - 1] + 1 if first - 1 in places else min(inside, default=0)
    end = places.get(last, max(inside, default=-1) + 1)
    if not start < end <= start + 2 * len(quote) + CONTEXT:
        return None
    is_alike = len(inside) >= _LEAST_ALIKE * len(quote) and len(inside) >= _LEAST_CONTEXT
    return Span(start, end) if is_alike or _holds(text, before, after, start, end) else None


def _counterparts(wanted: str, text: str, low: int) -> dict[int, int]:
    """Where in `text`, which begins at `low`, each character of `wanted` is now; lone ones do not count."""
    blocks = SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks()
    return {b.a + i: low + b.b + i for b in blocks if b.size > 1 for i in range(b.size)}


def _holds(text: str, before: str, after: str, start: int, end: int) -> bool:
    """Whether what stood on both sides still stands there, so that only the words between were changed."""
    around = _Around(before[-_LEAST_CONTEXT:], after[:_LEAST_CONTEXT])
    whole = len(around.before) + len(around.after)
    return whole == 2 * _LEAST_CONTEXT and around.count(text, start, end) == whole


def _likely_shift(text: str, wanted: str) -> int | None:
    """Where `wanted` would begin, by the vote of its short pieces; None without two that agree."""
    votes: Counter[int] = Counter()
    for i in range(max(0, len(wanted) - _GRAM + 1)):
        for start in islice(_occurrences(text, wanted[i : i + _GRAM]), _MOST_PLACES_OF_A_GRAM):
            votes[(start - i) // _GRAM] += 1
    if not votes:
        return None
    bucket, count = max(votes.items(), key=lambda vote: (vote[1], -vote[0]))
    return bucket * _GRAM if count > 1 else None


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _bare(words: str) -> str:
    return "".join(folded(words).split())
