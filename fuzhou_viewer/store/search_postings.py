"""Which passages hold which grams, for very many passages: cut and sorted by numpy, a batch at a time.

Gives for each passage just the grams that search_grams gives. A batch is sorted and put aside in
a file; in the end the files are read side by side, so memory stays bounded however many there are.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fuzhou_viewer.store.search_grams import HEADING, OFTEN, OFTEN_TIMES, Grams, cleaned
from fuzhou_viewer.store.search_segment import Chunk

_MOST_PASSAGES = 16_000
_MOST_CHARACTERS = 4_500_000
_TERMS_AT_ONCE = 4_000
_ROW_BITS = np.uint64(14)
_CHARACTER_BITS = np.uint64(21)
_ROW_MASK = np.uint64((1 << 14) - 1)
_CHARACTER_MASK = (1 << 21) - 1

_BLANKS = re.compile(r"\s")
_BLANK = ord(" ")

_Keys = NDArray[np.uint64]
"""Grams and passages in one number each: characters of 21 bits, then the passage's place in its batch, 14 bits."""


class Postings:
    """Passages by gram; passages come in ascending order, numbered without gaps."""

    def __init__(self, grams: Grams, folder: Path) -> None:
        self._triples = _Triples(grams.frequent)
        self._folder = folder
        self._files: list[Path] = []
        self._bounds: list[str] = []
        self._texts: list[str] = []
        self._heads: list[int] = []
        self._characters = 0
        self._first = 1
        self.passages = 0
        self.tokens = 0

    def add(self, plain: str, head: int) -> None:
        """The next passage, folded; its first `head` characters are a heading."""
        clean = _BLANKS.sub(" ", cleaned(plain))
        self._texts.append(clean)
        self._heads.append(head)
        self._characters += len(clean)
        self.passages += 1
        if len(self._texts) == _MOST_PASSAGES or self._characters > _MOST_CHARACTERS:
            self._put_aside()

    def terms(self) -> Iterator[tuple[str, list[Chunk]]]:
        """Every gram in the order of its characters, with its passages."""
        if not self._files:
            yield from ((term, [chunk]) for term, chunk in self._batch())
            return
        self._put_aside()
        files = [_Aside(file) for file in self._files]
        for bound in (*self._bounds, None):
            gathered: dict[str, list[Chunk]] = {}
            for file in files:
                for term, chunk in file.until(bound):
                    if term in gathered:
                        gathered[term].append(chunk)
                    else:
                        gathered[term] = [chunk]
            yield from sorted(gathered.items())

    def _put_aside(self) -> None:
        file = self._folder / f"grams-{len(self._files)}"
        with file.open("wb") as stream:
            ordered = self._batch()
            for at in range(0, len(ordered), _TERMS_AT_ONCE):
                block = ordered[at : at + _TERMS_AT_ONCE]
                head = [(term, first, last, len(rest)) for term, (first, last, rest) in block]
                stream.write(json.dumps(head, separators=(",", ":")).encode() + b"\n")
                stream.write(b"".join(rest for _, (_, _, rest) in block))
        if not self._files:
            self._bounds = [term for term, _ in ordered[_TERMS_AT_ONCE::_TERMS_AT_ONCE]]
        self._files.append(file)

    def _batch(self) -> list[tuple[str, Chunk]]:
        """The grams of the passages gathered, in order; these are then forgotten."""
        if not self._texts:
            return []
        characters, rows, in_head = self._characters_and_rows()
        is_told = characters != _BLANK
        pair_is_told = is_told[1:] & is_told[:-1] & (rows[1:] == rows[:-1])
        out = self._told(_distinct(_sorted(self._triples.keys(characters, rows, pair_is_told)))[0], 3, "")
        for size, kept in ((1, is_told), (2, pair_is_told)):
            keys = _keys(characters, rows, size)[kept]
            heading = _sorted(keys[in_head[size - 1 :][kept]])
            once, often = _distinct(_sorted(keys))
            del keys
            out += self._told(often, size, OFTEN)
            out += self._told(_distinct(heading)[0], size, HEADING)
            out += self._told(once, size, "")
        self._first += len(self._texts)
        self._texts, self._heads, self._characters = [], [], 0
        out.sort(key=itemgetter(0))
        return out

    def _characters_and_rows(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.bool_]]:
        """Every character of the batch, the place of its passage, and whether it is a heading's."""
        sizes = np.array([len(text) for text in self._texts])
        characters = np.frombuffer("".join(self._texts).encode("utf-32-le"), dtype=np.uint32)
        rows = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        starts = np.cumsum(sizes) - sizes
        inside = np.arange(len(characters), dtype=np.int32)
        inside -= np.repeat(starts.astype(np.int32), sizes)
        return characters, rows, inside < np.repeat(np.array(self._heads, dtype=np.int32), sizes)

    def _told(self, keys: _Keys, size: int, mark: str) -> list[tuple[str, Chunk]]:
        """Sorted keys as grams with their chunks."""
        if not len(keys):
            return []
        self.tokens += len(keys)
        rows = (keys & _ROW_MASK).astype(np.int32)
        grams = keys >> _ROW_BITS
        begins = np.append(0, np.flatnonzero(grams[1:] != grams[:-1]) + 1)
        grams = grams[begins]
        steps = np.diff(rows, prepend=np.int32(0))
        widths = np.ones(len(steps), dtype=np.uint8)
        two = np.flatnonzero(steps > 127)
        widths[two] = 2
        widths[begins] = 0
        ends = np.cumsum(widths, dtype=np.int32)
        steps_bytes = np.zeros(int(ends[-1]), dtype=np.uint8)
        one = np.flatnonzero(widths == 1)
        steps_bytes[ends[one] - 1] = steps[one]
        two = np.flatnonzero(widths == 2)
        steps_bytes[ends[two] - 1] = steps[two] & 127
        steps_bytes[ends[two] - 2] = steps[two] >> 7 | 128
        blob = steps_bytes.tobytes()
        cuts = [*(ends[begins]).tolist(), len(blob)]
        firsts = (rows[begins] + self._first).tolist()
        lasts = (rows[np.append(begins[1:], len(rows)) - 1] + self._first).tolist()
        names = self._names(grams, size)
        return [
            (mark + name, (first, last, blob[start:end]))
            for name, first, last, start, end in zip(names, firsts, lasts, cuts[:-1], cuts[1:], strict=True)
        ]

    def _names(self, grams: _Keys, size: int) -> list[str]:
        """The grams as words of `size` characters."""
        if size == 3:
            grams_of = self._triples.characters(grams)
        else:
            shifts = [np.uint64(21 * (size - 1 - i)) for i in range(size)]
            grams_of = np.stack([grams >> shift & np.uint64(_CHARACTER_MASK) for shift in shifts], axis=1)
        joined = grams_of.astype(np.uint32).tobytes().decode("utf-32-le")
        return [joined[i : i + size] for i in range(0, len(joined), size)]


class _Triples:
    """Which pairs are frequent, by numbers of the characters in them, and keys of triples made of those numbers."""

    def __init__(self, frequent: Iterable[str]) -> None:
        pairs = sorted(frequent)
        self._alphabet = sorted({c for pair in pairs for c in pair})[: (1 << 16) - 1]
        numbers = {c: i for i, c in enumerate(self._alphabet, 1)}
        self._number = np.zeros(0x110000, dtype=np.uint16)
        self._number[[ord(c) for c in self._alphabet]] = np.arange(1, len(self._alphabet) + 1)
        self._is_frequent = np.zeros((len(self._alphabet) + 1,) * 2, dtype=np.bool_)
        for pair in pairs:
            self._is_frequent[numbers[pair[0]], numbers[pair[1]]] = True

    def keys(self, characters: NDArray[np.uint32], rows: NDArray[np.uint32], pair_is_told: NDArray[np.bool_]) -> _Keys:
        """The keys of the triples whose pairs are both frequent: numbers of 16 bits, then the passage's place."""
        numbers = self._number[characters]
        frequent = self._is_frequent[numbers[:-1], numbers[1:]] & pair_is_told
        at = np.flatnonzero(frequent[1:] & frequent[:-1])
        bits = np.uint64(16)
        first, second, third = (numbers[at + i].astype(np.uint64) for i in range(3))
        return ((first << bits | second) << bits | third) << _ROW_BITS | rows[at].astype(np.uint64)

    def characters(self, grams: _Keys) -> _Keys:
        """The code points of triples, one row each."""
        alphabet = np.array([0, *map(ord, self._alphabet)], dtype=np.uint64)
        mask = np.uint64(0xFFFF)
        parts = (grams >> np.uint64(32), grams >> np.uint64(16) & mask, grams & mask)
        return np.stack([alphabet[part.astype(np.int64)] for part in parts], axis=1)


def _keys(characters: NDArray[np.uint32], rows: NDArray[np.uint32], size: int) -> _Keys:
    """The keys of every single character, or of every pair."""
    keys = characters[: len(characters) - size + 1].astype(np.uint64)
    if size == 2:
        keys <<= _CHARACTER_BITS
        keys |= characters[1:]
    keys <<= _ROW_BITS
    keys |= rows[: len(keys)]
    return keys


def _sorted(keys: _Keys) -> _Keys:
    keys.sort()
    return keys


def _distinct(ordered: _Keys) -> tuple[_Keys, _Keys]:
    """Sorted keys once each, and those among them that come often."""
    if not len(ordered):
        return ordered, ordered
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    times = np.diff(begins, append=len(ordered))
    return ordered[begins], ordered[begins[times >= OFTEN_TIMES]]


class _Aside:
    """A file of a batch, read a stretch of the alphabet at a time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._at = 0
        self._block: list[tuple[str, Chunk]] = []

    def until(self, bound: str | None) -> Iterator[tuple[str, Chunk]]:
        """The next grams, up to and without `bound`; all that are left for None."""
        while self._block or self._next():
            if bound is None or self._block[-1][0] < bound:
                yield from self._block
                self._block = []
                continue
            size = bisect_left(self._block, bound, key=itemgetter(0))
            yield from self._block[:size]
            del self._block[:size]
            return

    def _next(self) -> bool:
        with self._file.open("rb") as stream:
            stream.seek(self._at)
            line = stream.readline()
            if not line:
                return False
            head = json.loads(line)
            blob = stream.read(sum(size for _, _, _, size in head))
            self._at = stream.tell()
        at = 0
        for term, first, last, size in head:
            self._block.append((term, (first, last, blob[at : at + size])))
            at += size
        return True
