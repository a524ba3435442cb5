"""Texts and phrases to the grams the search index holds: characters, pairs, and selected triples.

A passage is the set of its characters and of its overlapping pairs, letters, digits and marks alike,
never across a blank. Triples are kept only where both their pairs are frequent, as pairs alone
would let too many passages through: digits, and words like 的工作. Two more sets, marked by a
private character before the gram, say what stands in the heading and what stands there often.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from operator import add
from string import ascii_lowercase, digits

VERSION = 1
"""Raised with each change of the grams: an index made with another one must be made anew."""

HEADING, OFTEN = "\ue000", "\ue001"
OFTEN_TIMES = 3
_MOST_GRAMS = 10
_MOST_RANKING_GRAMS = 4
_SAMPLE_SHARE = 64
_FEWEST = 64
_PLAIN = digits + ascii_lowercase + ".%"
_ODD = re.compile("[\x00-\x1f\x7f\ue000\ue001]")
_PLAIN_INSTEAD = dict.fromkeys([*range(0x20), 0x7F], " ") | {0xE000: "\ue002", 0xE001: "\ue002"}
_ALWAYS_FREQUENT = frozenset(a + b for a in _PLAIN for b in _PLAIN)


def frequent_pairs(plains: Iterable[str], number: int) -> frozenset[str]:
    """The pairs in more than a 64th of `number` folded texts; the index keeps triples of them."""
    counts: Counter[str] = Counter()
    for plain in plains:
        counts.update({pair for run in _runs(plain) for pair in map(add, run, run[1:])})
    threshold = max(number / _SAMPLE_SHARE, _FEWEST)
    return frozenset(pair for pair, count in counts.items() if count > threshold)


class Grams:
    """Cuts texts and phrases alike, given the pairs that are frequent in this library."""

    def __init__(self, frequent: Iterable[str]) -> None:
        self.frequent = _ALWAYS_FREQUENT | frozenset(frequent)

    def of_passage(self, plain: str, head: int) -> list[str]:
        """The tokens of a folded passage whose first `head` characters are a heading, each once."""
        runs = _runs(plain)
        pairs = [list(map(add, run, run[1:])) for run in runs]
        times = Counter(chain(chain.from_iterable(runs), chain.from_iterable(pairs)))
        tokens = [*times, *self._triples(pairs)]
        tokens += [OFTEN + gram for gram, count in times.items() if count >= OFTEN_TIMES]
        if head:
            own = {gram for run in _runs(plain[:head]) for gram in (*run, *map(add, run, run[1:]))}
            tokens += [HEADING + gram for gram in own]
        return tokens

    def _triples(self, runs: Iterable[list[str]]) -> set[str]:
        frequent = self.frequent
        found = set()
        for pairs in runs:
            before = ""
            for pair in pairs:
                if pair in frequent:
                    if before:
                        found.add(before + pair[1])
                    before = pair
                else:
                    before = ""
        return found

    def of_phrase(self, words: str) -> tuple[str, ...]:
        """The most selective grams of a folded phrase, all of which a passage that holds it must have.

        Empty where none can be asked for (control characters only).
        """
        out: list[str] = []
        for run in _runs(words):
            out += self._of_run(run)
        out = list(dict.fromkeys(out))
        size = len(out)
        return tuple(out) if size <= _MOST_GRAMS else tuple(out[i * size // _MOST_GRAMS] for i in range(_MOST_GRAMS))

    def ranking(self, words: str) -> tuple[str, ...]:
        """A few grams of a folded phrase, for the marked sets."""
        pairs = [gram for run in _runs(words) for gram in (_pairs(run) or [run])]
        rare = [pair for pair in pairs if pair not in self.frequent]
        return tuple(dict.fromkeys(rare or pairs))[:_MOST_RANKING_GRAMS]

    def is_exact(self, words: str) -> bool:
        """Whether a passage with the phrase's one gram surely holds the phrase."""
        return len(words) in (1, 2) and _runs(words) == [words]

    def is_frequent(self, words: str) -> bool:
        """Whether the one or two characters are sure to stand in very many passages."""
        return (len(words) == 1 and words > "\u2e7f") or words in self.frequent

    def _of_run(self, run: str) -> list[str]:
        if len(run) <= 2:
            return [run]
        pairs = _pairs(run)
        is_frequent = [pair in self.frequent for pair in pairs]
        covered = set()
        triples = []
        for i in range(len(pairs) - 1):
            if is_frequent[i] and is_frequent[i + 1]:
                triples.append(pairs[i] + pairs[i + 1][1])
                covered |= {i, i + 1}
        rare = [pair for pair, often in zip(pairs, is_frequent, strict=True) if not often]
        rest = [pair for i, pair in enumerate(pairs) if is_frequent[i] and i not in covered]
        return [*rare, *triples, *rest]


def cleaned(plain: str) -> str:
    """The text as grams are cut from it, as long as before: without control characters and the two that mark grams."""
    return plain if _ODD.search(plain) is None else plain.translate(_PLAIN_INSTEAD)


def _runs(plain: str) -> list[str]:
    """The stretches between blanks, which are no part of any gram."""
    return cleaned(plain).split()


def _pairs(run: str) -> list[str]:
    return list(map(add, run, run[1:]))
