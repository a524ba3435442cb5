"""The words the reading engine knows: units, qualifiers, scopes, verbs. Data, edited without touching code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.core import entity_words
from fuzhou_viewer.core.indicators import HINTS, INDICATORS, Hints, hints, indicators
from fuzhou_viewer.core.records import Indicator
from fuzhou_viewer.core.wordfiles import WordFile, damaged

FILES = (
    "quantities.toml",
    "units.toml",
    "scopes.toml",
    "stops.toml",
    "rates.toml",
    HINTS,
    INDICATORS,
    entity_words.FILE,
)
"""The files of `resources/vocabulary`."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: what it measures, and how many of the base unit it is."""

    word: str
    dimension: str
    base: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate and the words of the two numbers it is made of: part divided by whole."""

    name: str
    words: tuple[str, ...]
    part: tuple[str, ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists, longest word first; `scope_names` gives the name of each of `scopes`."""

    units: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...]
    scopes: tuple[str, ...]
    phone_followers: tuple[str, ...]
    openers: tuple[str, ...]
    whole: tuple[str, ...]
    leads: tuple[str, ...]
    verbs: tuple[str, ...]
    weak_verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    persons: tuple[str, ...]
    measures: Mapping[str, Unit]
    scope_names: Mapping[str, str]
    areas: frozenset[str]
    stops: tuple[str, ...]
    rates: tuple[Rate, ...]
    indicators: tuple[Indicator, ...]
    hints: Hints
    entities: entity_words.EntityWords


def vocabulary(files: Mapping[str, str]) -> Vocabulary:
    """The vocabulary in the texts of `FILES`. Raises DamagedVocabularyError naming file and line."""
    quantities = WordFile("quantities.toml", files["quantities.toml"])
    qualifiers = [(word, kind) for kind, words in quantities.groups("qualifiers") for word in words]
    measures = _units(WordFile("units.toml", files["units.toml"]))
    scopes, areas = _scopes(WordFile("scopes.toml", files["scopes.toml"]))
    help_words = hints(files[HINTS])
    stops = WordFile("stops.toml", files["stops.toml"])
    return Vocabulary(
        units=_longest_first(measures),
        qualifiers=tuple(sorted(qualifiers, key=lambda pair: -len(pair[0]))),
        scopes=_longest_first(scopes),
        phone_followers=_longest_first(quantities.words("phones", "followers")),
        openers=_longest_first(quantities.words("names", "openers")),
        whole=_longest_first(quantities.words("names", "whole")),
        leads=_longest_first(quantities.words("names", "leads")),
        verbs=_longest_first(quantities.words("names", "verbs")),
        weak_verbs=_longest_first(quantities.words("names", "weak_verbs")),
        adverbs=_longest_first(quantities.words("names", "adverbs")),
        persons=_longest_first(quantities.words("persons", "words")),
        measures=measures,
        scope_names=scopes,
        areas=areas,
        stops=_longest_first(word for _, words in stops.groups("phrases") for word in words),
        rates=_rates(WordFile("rates.toml", files["rates.toml"])),
        indicators=indicators(files[INDICATORS], measures, help_words),
        hints=help_words,
        entities=entity_words.entity_words(files[entity_words.FILE]),
    )


def _units(file: WordFile) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for entry in file.entries("dimension"):
        name, base, words, factors = (
            entry.word("name"),
            entry.word("base"),
            entry.words("words"),
            entry.factors("factors"),
        )
        for word in (base, *factors):
            if word not in words:
                raise entry.wrong(f"里,“{word}”不在 words 里")
        for word in words:
            if word in units:
                raise entry.wrong(f"里,单位“{word}”在前面已经写过")
            units[word] = Unit(word, name, base, factors.get(word, Decimal(1)))
    for _, words in file.groups("apart"):
        for word in words:
            if word in units:
                raise damaged(file.name, 0, f"里,单位“{word}”写了两次")
            units[word] = Unit(word, word, word, Decimal(1))
    return units


def _scopes(file: WordFile) -> tuple[dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    areas = set()
    for entry in file.entries("scope"):
        name = entry.word("name")
        for word in (name, *entry.words("words")):
            if word in names:
                raise entry.wrong(f"里,“{word}”在前面已经写过")
            names[word] = name
        if entry.is_set("area"):
            areas.add(name)
    return names, frozenset(areas)


def _rates(file: WordFile) -> tuple[Rate, ...]:
    return tuple(
        Rate(entry.word("name"), entry.words("words"), entry.words("part"), entry.words("whole"))
        for entry in file.entries("rate")
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
