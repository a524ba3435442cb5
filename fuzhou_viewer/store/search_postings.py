"""Which passages hold which grams, for very many passages: cut and sorted by numpy, a batch at a time.

Gives for each passage just the grams that search_grams gives. A batch is sorted and put aside in
a file; in the end the files are read side by side, so memory stays bounded however many there are.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
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
_CHARACTER_MASK = np.uint64((1 << 21) - 1)
_LARGEST_BYTE = 127

_BLANKS = re.compile(r"\s")
_BLANK = ord(" ")

_Keys = NDArray[np.uint64]
"""Grams and passages in one number each: characters of 21 bits, then the passage's place in its batch, 14 bits."""


class Postings:
    """Passages by gram; passages come in ascending order, numbered without gaps."""

    def __init__(self, grams: Grams, folder: Path) -> None:
        self._triples = _Triples(grams.frequent)
        self._folder = folder
        self._aside: list[_Aside] = []
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
        if self._texts:
            self._put_aside()
        for bound in (*self._bounds, None):
            gathered: dict[str, list[Chunk]] = {}
            for aside in self._aside:
                aside.gather(bound, gathered)
            yield from sorted(gathered.items())

    def _put_aside(self) -> None:
        """The grams of the passages gathered go into files; the passages are then forgotten."""
        characters, rows, in_head = self._characters_and_rows()
        is_told = characters != _BLANK
        pair_is_told = is_told[1:] & is_told[:-1] & (rows[1:] == rows[:-1])
        triples = _distinct(_sorted(self._triples.keys(characters, rows, pair_is_told)))[0]
        self._write(triples, self._triples.characters, "")
        for size, kept in ((1, is_told), (2, pair_is_told)):
            keys = _keys(characters, rows, size)[kept]
            heading = _distinct(_sorted(keys[in_head[size - 1 :][kept]]))[0]
            once, often = _distinct(_sorted(keys))
            del keys
            for several, mark in ((often, OFTEN), (heading, HEADING), (once, "")):
                self._write(several, _single if size == 1 else _pair, mark)
        if self._aside and not self._bounds:
            self._bounds = self._aside[-1].bounds()
        self._first += len(self._texts)
        self._texts, self._heads, self._characters = [], [], 0

    def _characters_and_rows(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.bool_]]:
        """Every character of the batch, the place of its passage, and whether it is a heading's."""
        sizes = np.array([len(text) for text in self._texts])
        characters = np.frombuffer("".join(self._texts).encode("utf-32-le"), dtype=np.uint32)
        rows = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        starts = np.cumsum(sizes) - sizes
        inside = np.arange(len(characters), dtype=np.int32)
        inside -= np.repeat(starts.astype(np.int32), sizes)
        return characters, rows, inside < np.repeat(np.array(self._heads, dtype=np.int32), sizes)

    def _write(self, keys: _Keys, characters: Callable[[_Keys], _Keys], mark: str) -> None:
        """Sorted keys as grams with their chunks, into a file."""
        if not len(keys):
            return
        self.tokens += len(keys)
        rows = (keys & _ROW_MASK).astype(np.int32)
        grams = keys >> _ROW_BITS
        begins = np.append(0, np.flatnonzero(grams[1:] != grams[:-1]) + 1)
        steps = np.diff(rows, prepend=np.int32(0))
        widths = np.ones(len(steps), dtype=np.uint8)
        widths[np.flatnonzero(steps > _LARGEST_BYTE)] = 2
        widths[begins] = 0
        ends = np.cumsum(widths, dtype=np.int32)
        written = np.zeros(int(ends[-1]), dtype=np.uint8)
        one, two = np.flatnonzero(widths == 1), np.flatnonzero(widths == 2)
        written[ends[one] - 1] = steps[one]
        written[ends[two] - 1] = steps[two] & 127
        written[ends[two] - 2] = steps[two] >> 7 | 128
        names = characters(grams[begins]).astype(np.uint32)
        if mark:
            names = np.insert(names, 0, ord(mark), axis=1)
        lasts = rows[np.append(begins[1:], len(rows)) - 1]
        cuts = np.append(ends[begins], len(written)).astype(np.int32)
        file = self._folder / f"grams-{len(self._aside)}"
        self._aside.append(_Aside(file, self._first))
        self._aside[-1].write(_Grams(names, rows[begins], lasts, cuts, written.tobytes()))


@dataclass(frozen=True, slots=True)
class _Grams:
    """Grams in order, a row of code points each, with the first and last place of each and its part of `steps`."""

    names: NDArray[np.uint32]
    firsts: NDArray[np.int32]
    lasts: NDArray[np.int32]
    cuts: NDArray[np.int32]
    steps: bytes


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


def _single(grams: _Keys) -> _Keys:
    """The code points of single characters, one row each."""
    return grams.reshape(-1, 1)


def _pair(grams: _Keys) -> _Keys:
    """The code points of pairs, one row each."""
    return np.stack([grams >> _CHARACTER_BITS, grams & _CHARACTER_MASK], axis=1)


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
    """Grams of a batch in a file, read a stretch of the alphabet at a time; `first` is the batch's first passage."""

    def __init__(self, file: Path, first: int) -> None:
        self._file = file
        self._first = first
        self._place = 0
        self._names: list[str] = []
        self._chunks: list[Chunk] = []
        self._at = 0

    def write(self, grams: _Grams) -> None:
        """Put the grams into the file, some thousands at a time."""
        with self._file.open("wb") as stream:
            for at in range(0, len(grams.names), _TERMS_AT_ONCE):
                some = slice(at, at + _TERMS_AT_ONCE)
                cuts = grams.cuts[at : at + _TERMS_AT_ONCE + 1]
                steps = grams.steps[cuts[0] : cuts[-1]]
                names = grams.names[some]
                stream.write(f"{names.shape[0]} {names.shape[1]} {len(steps)}\n".encode())
                for part in (names, grams.firsts[some], grams.lasts[some], cuts - cuts[0]):
                    stream.write(part.tobytes())
                stream.write(steps)

    def bounds(self) -> list[str]:
        """Every some thousandth gram."""
        bounds = []
        while self._next():
            bounds.append(self._names[0])
        self._place, self._names, self._chunks = 0, [], []
        return bounds[1:]

    def gather(self, bound: str | None, gathered: dict[str, list[Chunk]]) -> None:
        """Add the next grams to `gathered`, up to and without `bound`; all that are left for None."""
        while self._at < len(self._names) or self._next():
            end = len(self._names) if bound is None else bisect_left(self._names, bound, self._at)
            for name, chunk in zip(self._names[self._at : end], self._chunks[self._at : end], strict=True):
                if name in gathered:
                    gathered[name].append(chunk)
                else:
                    gathered[name] = [chunk]
            self._at = end
            if end < len(self._names):
                return

    def _next(self) -> bool:
        with self._file.open("rb") as stream:
            stream.seek(self._place)
            line = stream.readline()
            if not line:
                self._names, self._chunks, self._at = [], [], 0
                return False
            number, size, steps_size = map(int, line.split())
            joined = stream.read(4 * number * size).decode("utf-32-le")
            firsts = (np.frombuffer(stream.read(4 * number), dtype=np.int32) + self._first).tolist()
            lasts = (np.frombuffer(stream.read(4 * number), dtype=np.int32) + self._first).tolist()
            cuts = np.frombuffer(stream.read(4 * number + 4), dtype=np.int32).tolist()
            steps = stream.read(steps_size)
            self._place = stream.tell()
        self._names = [joined[i : i + size] for i in range(0, len(joined), size)]
        parts = [steps[start:end] for start, end in pairwise(cuts)]
        self._chunks = list(zip(firsts, lasts, parts, strict=True))
        self._at = 0
        return True
