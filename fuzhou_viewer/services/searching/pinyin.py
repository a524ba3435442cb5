"""Letters to the names they spell: sqjz or shequjiaozheng to 社区矫正.

Only names are asked (titles, metrics, things named), never the text, and what is found is
offered beside the hits, not among them. pypinyin (0.13 s to import) is imported when first asked.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.searching.answers import Suggestion

_LETTERS = re.compile(r"[a-z][a-z' ]{0,60}[a-z]")
_RUNS = re.compile(r"[\u4e00-\u9fff]+")
_SHORTEST = 2
_MOST = 5
_MOST_NAMES = 20_000


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A run of characters with the sounds of each."""

    words: str
    sounds: tuple[str, ...]


def is_pinyin(typed: str) -> bool:
    """Whether what was typed may be letters of names."""
    return _LETTERS.fullmatch(folded(typed.strip())) is not None


def names_of(document: Document) -> tuple[str, ...]:
    """The names of `document` that letters may spell: titles, metrics, things named."""
    names = [document.title, *(s.title for s in document.sections), *(m.name for m in document.metrics)]
    return tuple(dict.fromkeys(name for name in [*names, *(e.name for e in document.entities)] if name))


class PinyinNames:
    """Names by the sounds of their characters."""

    def __init__(self, names: Iterable[str]) -> None:
        runs = (run for name in list(names)[:_MOST_NAMES] for run in _RUNS.findall(folded(name)))
        self._runs = tuple(dict.fromkeys(run for run in runs if len(run) >= _SHORTEST))
        self._spelled: tuple[_Spelled, ...] | None = None

    def suggestions(self, typed: str, count: Callable[[str], int]) -> tuple[Suggestion, ...]:
        """Words of the names that the letters spell and that stand in the text, the most frequent first."""
        if not is_pinyin(typed):
            return ()
        letters = folded(typed).replace("'", "").replace(" ", "")
        found = {words for spelled in self._all() for words in _spelled_words(spelled, letters)}
        counted = sorted(((count(words), words) for words in found), key=lambda pair: (-pair[0], pair[1]))
        return tuple(Suggestion(f"拼音“{words}”", words, places) for places, words in counted[:_MOST] if places)

    def _all(self) -> tuple[_Spelled, ...]:
        if self._spelled is None:
            from pypinyin import lazy_pinyin  # noqa: PLC0415 - a tenth of a second, and most never type pinyin

            self._spelled = tuple(_Spelled(run, tuple(lazy_pinyin(run))) for run in self._runs)
        return self._spelled


def _spelled_words(spelled: _Spelled, letters: str) -> Iterable[str]:
    """The stretches of a run whose first letters, or whole sounds, are `letters`."""
    initials = "".join(sound[:1] for sound in spelled.sounds)
    at = initials.find(letters)
    while at >= 0:
        yield spelled.words[at : at + len(letters)]
        at = initials.find(letters, at + 1)
    for start in range(len(spelled.sounds)):
        rest, end = letters, start
        while rest and end < len(spelled.sounds) and rest.startswith(spelled.sounds[end]):
            rest = rest[len(spelled.sounds[end]) :]
            end += 1
        is_begun = bool(rest) and end < len(spelled.sounds) and end > start and spelled.sounds[end].startswith(rest)
        size = end - start + is_begun
        if (not rest or is_begun) and size >= _SHORTEST:
            yield spelled.words[start : start + size]


class Labels:
    """A list of labels that typing narrows: by a part of them, by first letters, or by whole sounds."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = tuple(folded(label) for label in labels)
        self._runs: tuple[tuple[_Spelled, ...], ...] | None = None

    def matching(self, typed: str) -> frozenset[int]:
        """The numbers of the labels that hold `typed` or, where it is letters, are spelled so; none for blanks."""
        wanted = folded(typed.strip())
        if not wanted:
            return frozenset()
        found = {number for number, label in enumerate(self._labels) if wanted in label}
        if is_pinyin(wanted):
            letters = wanted.replace("'", "").replace(" ", "")
            spelled = enumerate(self._spelled())
            found |= {i for i, runs in spelled if any(any(_spelled_words(run, letters)) for run in runs)}
        return frozenset(found)

    def stretches(self, number: int, typed: str) -> tuple[Span, ...]:
        """Where in the label of that number what was typed, or what it spells, stands."""
        wanted = folded(typed.strip())
        words = {wanted}
        if is_pinyin(wanted):
            letters = wanted.replace("'", "").replace(" ", "")
            words |= {word for run in self._spelled()[number] for word in _spelled_words(run, letters)}
        found = {
            Span(*at.span()) for word in words if word for at in re.finditer(re.escape(word), self._labels[number])
        }
        return tuple(sorted(found, key=lambda span: span.start))

    def _spelled(self) -> tuple[tuple[_Spelled, ...], ...]:
        if self._runs is None:
            from pypinyin import lazy_pinyin  # noqa: PLC0415 - as in PinyinNames

            self._runs = tuple(
                tuple(_Spelled(run, tuple(lazy_pinyin(run))) for run in _RUNS.findall(label)) for label in self._labels
            )
        return self._runs
