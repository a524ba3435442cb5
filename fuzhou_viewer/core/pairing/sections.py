"""Which sections answer to each other: by heading and by what they say, chapters first, then what is in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fuzhou_viewer.core.pairing.likeness import Likenesses, Match, grams
from fuzhou_viewer.core.pairing.order import longest_rising
from fuzhou_viewer.core.pairing.passages import Passages

_ENOUGH = 0.28
_SURE = 0.45
_SAME_PARENT = 0.15
_OTHER_PARENT = 0.05
_OTHER_LEVEL = 0.08
_NEAR = 0.06
_TWINS = 3
_SHARES_A_WORD = 0.015
_REWORDED, _RENAMED = 0.75, 0.4
"""What the text alone is worth under headings that have a word in common, and under those that have none."""


def section_matches(old: Passages, new: Passages, likely: Sequence[Match]) -> tuple[Match, ...]:
    """The entries of two reports that answer to each other, each at most once, in the order of the new report.

    `likely` are the sentences that have much in common, the most alike first.
    """
    return _Matcher(old, new, _Shared(old, new, likely)).matches()


def moved(matches: Sequence[Match], old: Passages, new: Passages) -> frozenset[int]:
    """Of `matches` those (by the new entry) that stand under another heading, or in another order under the same."""
    partner = {match.new: match.old for match in matches}
    families: dict[tuple[int, int], list[Match]] = defaultdict(list)
    told = set()
    for match in matches:
        above_old, above_new = old.parents[match.old], new.parents[match.new]
        if partner.get(above_new, -1) == above_old:
            families[above_old, above_new].append(match)
        else:
            told.add(match.new)
    for family in families.values():
        kept = longest_rising([match.old for match in family])
        told.update(match.new for i, match in enumerate(family) if i not in kept)
    return frozenset(told)


class _Shared:
    """How much of what stands under two entries is in sentences that are alike."""

    def __init__(self, old: Passages, new: Passages, likely: Sequence[Match]) -> None:
        self._sizes = _sizes(old), _sizes(new)
        self.pairs: dict[tuple[int, int], float] = defaultdict(float)
        taken_old, taken_new = set[int](), set[int]()
        for match in likely:
            if match.likeness < _SURE or match.old in taken_old or match.new in taken_new:
                continue
            taken_old.add(match.old)
            taken_new.add(match.new)
            one, other = old.sentences[match.old], new.sentences[match.new]
            weight = (len(one.words) + len(other.words)) * match.likeness
            for i in _ladder(old, one.entry):
                for j in _ladder(new, other.entry):
                    self.pairs[i, j] += weight

    def between(self, i: int, j: int) -> float:
        """The share, 0 to 1."""
        total = self._sizes[0][i] + self._sizes[1][j]
        return self.pairs.get((i, j), 0.0) / total if total else 0.0


class _Matcher:
    def __init__(self, old: Passages, new: Passages, shared: _Shared) -> None:
        self._old, self._new, self._shared = old, new, shared
        self._headings = Likenesses([grams(t) for t in old.titles], [grams(t) for t in new.titles])
        self._bodies = Likenesses(old.bodies, new.bodies)
        self._partner: dict[int, int] = {}
        self._taken: set[int] = set()
        self._scores: dict[int, float] = {}

    def matches(self) -> tuple[Match, ...]:
        likely = self._likely()
        by_level: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for i, j in likely:
            by_level[self._new.entries[j].level].append((i, j))
        for level in sorted(by_level):
            self._take(by_level[level])
        return tuple(Match(i, j, self._scores[j]) for j, i in sorted(self._partner.items()))

    def _likely(self) -> set[tuple[int, int]]:
        every_old, every_new = range(len(self._old.entries)), range(len(self._new.entries))
        found = set(self._headings.likely(every_old, every_new))
        found |= set(self._bodies.likely(every_old, every_new))
        found |= set(_twins(self._old.titles, self._new.titles))
        found |= set(self._shared.pairs)
        return {(i, j) for i, j in found if self._is_possible(i, j)}

    def _is_possible(self, i: int, j: int) -> bool:
        """Front matter, preamble and closing answer to their own kind only."""
        if (i in self._old.furniture) != (j in self._new.furniture):
            return False
        return i not in self._old.furniture or self._old.entries[i].label == self._new.entries[j].label

    def _take(self, pairs: Iterable[tuple[int, int]]) -> None:
        told = [(self._score(i, j), i, j) for i, j in pairs]
        for score, i, j in sorted(told, key=lambda one: (-one[0], one[2], one[1])):
            if score < _ENOUGH:
                break
            if i not in self._taken and j not in self._partner:
                self._partner[j] = i
                self._taken.add(i)
                self._scores[j] = min(1.0, score)

    def _score(self, i: int, j: int) -> float:
        heading, body = self._headings.between(i, j), self._bodies.between(i, j)
        if i in self._old.furniture:
            heading = 1.0
        both = bool(self._old.bodies[i]) and bool(self._new.bodies[j])
        told = body + 0.7 * self._shared.between(i, j)
        alone = _RENAMED if heading < _SHARES_A_WORD else _REWORDED
        score = max(0.5 * heading + 0.5 * told * bool(heading), alone * told) if both else 0.8 * heading
        above_old, above_new = self._old.parents[i], self._new.parents[j]
        if above_old >= 0 or above_new >= 0:
            score += _SAME_PARENT if self._partner.get(above_new, -2) == above_old else -_OTHER_PARENT
        score -= _OTHER_LEVEL * abs(self._old.entries[i].level - self._new.entries[j].level)
        ago = i / len(self._old.entries) - j / len(self._new.entries)
        return score + _NEAR * (1 - abs(ago)) - _NEAR / 2


def _ladder(side: Passages, entry: int) -> Iterable[int]:
    """`entry` and what stands above it."""
    while entry >= 0:
        yield entry
        entry = side.parents[entry]


def _sizes(side: Passages) -> list[int]:
    """The characters under each entry."""
    told = [0] * len(side.entries)
    for sentence in side.sentences:
        for entry in _ladder(side, sentence.entry):
            told[entry] += len(sentence.words)
    return told


def _twins(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Entries with the same title; where many have it, only those about as far down the list."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, title in enumerate(old):
        places[title].append(i)
    seen: dict[str, int] = defaultdict(int)
    for j, title in enumerate(new):
        same = places.get(title, [])
        at = seen[title]
        seen[title] += 1
        yield from ((i, j) for i in same[max(0, at - _TWINS) : at + _TWINS + 1])
