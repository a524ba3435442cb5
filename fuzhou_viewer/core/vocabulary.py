"""The words the reading engine knows: units, qualifiers, scopes, verbs. Data, edited without touching code."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists, longest word first."""

    units: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...]
    scopes: tuple[str, ...]
    phone_followers: tuple[str, ...]
    openers: tuple[str, ...]
    leads: tuple[str, ...]
    verbs: tuple[str, ...]


def vocabulary(quantities_toml: str) -> Vocabulary:
    """The vocabulary written in `resources/vocabulary/quantities.toml`."""
    tables = tomllib.loads(quantities_toml)
    qualifiers = [(word, kind) for kind, words in tables["qualifiers"].items() for word in words]
    names = tables["names"]
    return Vocabulary(
        units=_longest_first(word for words in tables["units"].values() for word in words),
        qualifiers=tuple(sorted(qualifiers, key=lambda pair: -len(pair[0]))),
        scopes=_longest_first(tables["scopes"]["words"]),
        phone_followers=_longest_first(tables["phones"]["followers"]),
        openers=_longest_first(names["openers"]),
        leads=_longest_first(names["leads"]),
        verbs=_longest_first(names["verbs"]),
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
