"""How alike texts are: pairs of neighbouring characters, the rare ones weighing more.

Candidates come from an index of the rarer pairs, so the time grows with the length of the texts and
not with the product of their numbers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from fuzhou_viewer.core.folding import folded

_NUMBER = re.compile(r"\d[\d.,]*")
_ORDINAL = re.compile(
    r"(?:第[一二三四五六七八九十百]+[章节条,、]?|[一二三四五六七八九十]+(?:[、是]|要(?![求素点]))|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、](?!\d))"
)
_UNSAID = re.compile(r"[\W_]+")
_COMMON = 48
_TRIED = 6
Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """Two texts by their places in two lists, and how alike they are, 0 to 1."""

    old: int
    new: int
    likeness: float


def wording(text: str) -> str:
    """`text` without blanks, punctuation, and the ordinal it begins with."""
    plain = folded(text).strip()
    numbered = _ORDINAL.match(plain)
    return _UNSAID.sub("", plain[numbered.end() :] if numbered else plain)


def skeleton(text: str) -> str:
    """`wording` with every number as one #."""
    plain = folded(text).strip()
    numbered = _ORDINAL.match(plain)
    plain = _NUMBER.sub("#", plain[numbered.end() :] if numbered else plain)
    return "".join(sign for sign in plain if sign == "#" or sign.isalnum())


def grams(words: str) -> Counter[str]:
    """The pairs of neighbouring characters of `words`; a single character is its own pair."""
    return Counter(a + b for a, b in pairwise(words)) or Counter([words] if words else [])


class Likenesses:
    """How alike texts of two lists are, each text given by its grams."""

    def __init__(self, old: Sequence[Counter[str]], new: Sequence[Counter[str]]) -> None:
        seen = Counter(gram for bag in (*old, *new) for gram in bag)
        total = len(old) + len(new)
        weights = {gram: log(1 + total / count) for gram, count in seen.items()}
        self._old = [_weighed(bag, weights) for bag in old]
        self._new = self._old if new is old else [_weighed(bag, weights) for bag in new]

    def between(self, old: int, new: int) -> float:
        """The likeness of two texts; 0 when either is empty."""
        one, other = self._old[old], self._new[new]
        if len(one) > len(other):
            one, other = other, one
        return sum(weight * other[gram] for gram, weight in one.items() if gram in other)

    def likely(self, old: Iterable[int], new: Iterable[int]) -> list[tuple[int, int]]:
        """For each of `new` the few of `old` that share most of its rarer grams."""
        index: dict[str, list[int]] = defaultdict(list)
        for i in old:
            for gram in self._old[i]:
                index[gram].append(i)
        return [(i, j) for j in new for i in self._nearest(index, j)]

    def among(self) -> list[tuple[int, int]]:
        """Where both lists are one: for each text the few before it that share most of its rarer grams."""
        index: dict[str, list[int]] = defaultdict(list)
        found = []
        for j, bag in enumerate(self._new):
            found += [(i, j) for i in self._nearest(index, j)]
            for gram in bag:
                index[gram].append(j)
        return found

    def _nearest(self, index: Mapping[str, Sequence[int]], new: int) -> list[int]:
        shared: dict[int, float] = defaultdict(float)
        for gram, weight in self._new[new].items():
            places = index.get(gram, ())
            if len(places) <= _COMMON:
                for i in places:
                    shared[i] += weight * self._old[i][gram]
        return sorted(shared, key=lambda i: (-shared[i], i))[:_TRIED]


def _weighed(bag: Counter[str], weights: Mapping[str, float]) -> dict[str, float]:
    told = {gram: (1 + log(count)) * weights[gram] for gram, count in bag.items()}
    length = sqrt(sum(weight * weight for weight in told.values()))
    return {gram: weight / length for gram, weight in told.items()} if length else {}
