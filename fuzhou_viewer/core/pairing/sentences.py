"""Which sentences answer to each other.

The same words are taken first, then the same words with other numbers, then what is alike.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from fuzhou_viewer.core.pairing.likeness import Likenesses, Match, grams
from fuzhou_viewer.core.pairing.passages import Passages, Sentence

_ENOUGH = 0.42
_WORTH_KEEPING = 0.28
_SAME_SECTION = 0.12
_SAME_CHAPTER = 0.05
_ELSEWHERE = 0.08
_SHORTEST = 6


def alike(old: Passages, new: Passages) -> tuple[Match, ...]:
    """Pairs of sentences that have much in common, wherever they stand; the most alike first."""
    likenesses = Likenesses(
        [grams(sentence.skeleton) for sentence in old.sentences],
        [grams(sentence.skeleton) for sentence in new.sentences],
    )
    found = [
        Match(i, j, likenesses.between(i, j))
        for i, j in likenesses.likely(range(len(old.sentences)), range(len(new.sentences)))
    ]
    kept = [match for match in found if match.likeness >= _WORTH_KEEPING]
    return tuple(sorted(kept, key=lambda match: (-match.likeness, match.new, match.old)))


def sentence_matches(
    old: Passages, new: Passages, sections: Sequence[Match], likely: Sequence[Match]
) -> tuple[Match, ...]:
    """The sentences of two reports that answer to each other, each at most once, in the order of the new report.

    `likely` are the pairs found by `alike`; those in `sections` that answer to each other go before others.
    """
    return _Matcher(old, new, sections).matches(likely)


class _Matcher:
    def __init__(self, old: Passages, new: Passages, sections: Sequence[Match]) -> None:
        self._old, self._new = old, new
        self._partner_section = {match.new: match.old for match in sections} | {-1: -1}
        self._found: dict[int, tuple[int, float]] = {}
        self._taken: set[int] = set()

    def matches(self, likely: Sequence[Match]) -> tuple[Match, ...]:
        for same_place in (True, False):
            self._take_equal(lambda sentence: sentence.words, 1.0, same_place=same_place)
        for same_place in (True, False):
            self._take_equal(lambda sentence: sentence.skeleton, 0.98, same_place=same_place)
        self._take_alike(likely)
        return tuple(Match(i, j, likeness) for j, (i, likeness) in sorted(self._found.items()))

    def _take_equal(self, key: Callable[[Sentence], str], likeness: float, *, same_place: bool) -> None:
        """Sentences with one key, the first with the first; in sections that answer to each other, or anywhere."""
        places: dict[tuple[str, int], list[int]] = defaultdict(list)
        for i in reversed(self._left(self._old, self._taken)):
            sentence = self._old.sentences[i]
            places[key(sentence), sentence.entry if same_place else 0].append(i)
        for j in self._left(self._new, self._found):
            sentence = self._new.sentences[j]
            if not same_place and len(key(sentence)) < _SHORTEST:
                continue
            section = self._partner_section.get(sentence.entry, -2) if same_place else 0
            if same := places.get((key(sentence), section)):
                self._pair(same.pop(), j, likeness)

    def _take_alike(self, likely: Sequence[Match]) -> None:
        told = [
            (match.likeness + self._nearness(match.old, match.new), match)
            for match in likely
            if match.old not in self._taken and match.new not in self._found
        ]
        for score, match in sorted(told, key=lambda one: (-one[0], one[1].new, one[1].old)):
            if score < _ENOUGH:
                break
            if match.old not in self._taken and match.new not in self._found:
                self._pair(match.old, match.new, min(match.likeness, 0.97))

    def _nearness(self, i: int, j: int) -> float:
        """What the place adds to a likeness: one section, one chapter, or neither."""
        mine, theirs = self._new.sentences[j].entry, self._old.sentences[i].entry
        if self._partner_section.get(mine, -2) == theirs:
            return _SAME_SECTION
        if self._partner_section.get(_chapter(self._new, mine), -2) == _chapter(self._old, theirs):
            return _SAME_CHAPTER
        return -_ELSEWHERE

    def _pair(self, i: int, j: int, likeness: float) -> None:
        self._found[j] = (i, likeness)
        self._taken.add(i)

    @staticmethod
    def _left(side: Passages, gone: Collection[int]) -> list[int]:
        return [i for i in range(len(side.sentences)) if i not in gone]


def _chapter(side: Passages, entry: int) -> int:
    while entry >= 0 and side.parents[entry] >= 0:
        entry = side.parents[entry]
    return entry
