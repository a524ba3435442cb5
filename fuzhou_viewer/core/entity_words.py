"""The words that make and bound names: `resources/vocabulary/entities.toml` as the entity readers want it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fuzhou_viewer.core.wordfiles import WordFile, damaged

FILE = "entities.toml"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "platform": "平台系统",
        "organisation": "机构",
        "regulation": "法规制度",
        "brand": "品牌项目",
        "event": "会议活动",
        "award": "荣誉",
        "person": "人物",
        "document": "文件",
    }
)
"""The kinds of named things, with what a reader calls them."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a name ending in a word is: its kind, the least characters before, whether a place must lead."""

    kind: str
    least: int
    needs_place: bool


@dataclass(frozen=True, slots=True)
class EntityWords:
    """The vocabulary of named things; lists are longest word first."""

    heads: Mapping[str, Head]
    not_followed: tuple[tuple[str, tuple[str, ...]], ...]
    breaks: Mapping[str, str]
    generic: tuple[str, ...]
    stops: tuple[str, ...]
    naming: tuple[str, ...]
    quoted_heads: Mapping[str, str]
    inner_heads: tuple[tuple[str, str], ...]
    titled: tuple[tuple[str, str], ...]
    awards: Mapping[str, tuple[str, ...]]
    issuing: Mapping[str, tuple[str, ...]]
    people: Mapping[str, tuple[str, ...]]
    issuer: Mapping[str, tuple[str, ...]]


def entity_words(text: str) -> EntityWords:
    """The words written in `text`. Raises DamagedVocabularyError naming file and line."""
    file = WordFile(FILE, text)
    # a word in two lists counts as what the later one says
    breaks = {
        "keeps": "keep",
        "cuts": "cut",
        "verbs": "verb",
        "joins": "join",
        "scopes": "scope",
        "determiners": "determiner",
        "walls": "wall",
    }
    return EntityWords(
        heads={word: _head(file, key) for key, words in file.groups("heads") for word in words},
        not_followed=file.groups("not_followed"),
        breaks={word: kind for key, kind in breaks.items() for word in file.words("breaks", key)},
        generic=longest_first(file.words("breaks", "generic")),
        stops=longest_first(file.words("quotes", "stops")),
        naming=longest_first(file.words("quotes", "naming")),
        quoted_heads=dict(_kinds(file, "quoted_heads")),
        inner_heads=_kinds(file, "inner_heads"),
        titled=_kinds(file, "titled"),
        awards=_lists(file, "awards", ("cues", "gains", "nouns", "levels", "honours", "groups")),
        issuing=_lists(file, "issuing", ("verbs", "nouns", "launching", "launched")),
        people=_lists(file, "people", ("surnames", "titles", "followers", "cue", "stops")),
        issuer=dict(file.groups("issuer")),
    )


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """`words` once each, the longest first, so that an alternation of them finds the longest."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words`; those that begin alike are tried together."""
    rests: dict[str, list[str]] = {}
    for word in longest_first(words):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(rests.items()))


def beginning(words: Iterable[str], size: int) -> re.Pattern[str]:
    """A quick pattern for places where one of `words` may begin, by its first `size` characters one by one."""
    known = list(words)
    classes = ["".join(sorted({re.escape(word[i : i + 1]) for word in known})) for i in range(size)]
    if not all(classes):
        return re.compile(r"(?!)")
    return re.compile(f"[{classes[0]}](?={''.join(f'[{c}]' for c in classes[1:])})")


def _head(file: WordFile, key: str) -> Head:
    kind, _, least = key.partition("_")
    if kind not in KINDS or not (least.isdigit() or least in ("known", "place", "numbered")):
        raise damaged(file.name, 0, f"里,[heads] 的“{key}”应写成“类别_字数”“类别_place”或“类别_known”")
    count = int(least) if least.isdigit() else {"known": 0, "place": 1, "numbered": 3}[least]
    return Head(kind, count, least == "place")


def _kinds(file: WordFile, table: str) -> tuple[tuple[str, str], ...]:
    """Word and kind, the longest word first."""
    pairs = [(word, kind) for kind, words in file.groups(table) for word in words]
    unknown = next((kind for _, kind in pairs if kind not in KINDS), "")
    if unknown:
        raise damaged(file.name, 0, f"里,[{table}] 的类别“{unknown}”不认识")
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _lists(file: WordFile, table: str, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {key: longest_first(file.words(table, key)) for key in keys}
