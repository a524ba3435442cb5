"""The words the rules bind numbers by: rates, orders, lists. Data, edited without touching code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fuzhou_viewer.core.wordfiles import Entry, WordFile

FILES = ("checking.toml", "rates.toml")
"""The files of `resources/vocabulary` that are read."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: how the text calls its numerator (`parts`) and its denominator (`wholes`).

    A rate that is not `strict` may count what was carried over from last year.
    """

    name: str
    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class Order:
    """Steps of which a later one is never more than an earlier one; if `firm`, without exception."""

    words: tuple[str, ...]
    firm: bool


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Everything the rules know by name; rates with the longest name first."""

    rates: tuple[Rate, ...]
    orders: tuple[Order, ...]
    carried: tuple[str, ...]
    overlapping: tuple[str, ...]
    open: tuple[str, ...]
    closing: tuple[str, ...]
    cumulative: tuple[str, ...]
    steps: tuple[str, ...]
    pairs: tuple[str, ...]
    opposites: tuple[str, ...]

    def rate_named(self, name: str) -> Rate | None:
        """The rate a text calls `name`."""
        return next((rate for rate in self.rates if name.endswith(rate.name)), None)


def rule_words(files: Mapping[str, str]) -> RuleWords:
    """The words in the texts of `FILES`. Raises DamagedVocabularyError naming file and line."""
    checking = WordFile("checking.toml", files["checking.toml"])
    shared = WordFile("rates.toml", files["rates.toml"])
    return RuleWords(
        rates=_rates(shared, checking),
        orders=tuple(_order(entry) for entry in checking.entries("orders")),
        carried=checking.words("words", "carried"),
        overlapping=checking.words("words", "overlapping"),
        open=checking.words("words", "open"),
        closing=checking.words("words", "closing"),
        cumulative=checking.words("words", "cumulative"),
        steps=checking.words("words", "steps"),
        pairs=checking.words("words", "pairs"),
        opposites=checking.words("words", "opposites"),
    )


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words` stands in `text`."""
    return any(word in text for word in words)


def _order(entry: Entry) -> Order:
    return Order(entry.words("words"), entry.is_set("firm"))


def _rates(shared: WordFile, checking: WordFile) -> tuple[Rate, ...]:
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for entry in shared.entries("rate"):
        for name in entry.words("words"):
            found.setdefault(name, (entry.words("part"), entry.words("whole")))
    for entry in checking.entries("rates"):
        parts, wholes = found.get(entry.word("name"), ((), ()))
        found[entry.word("name")] = ((*parts, *entry.words("parts")), (*wholes, *entry.words("wholes")))
    with_carried = checking.words("words", "with_carried")
    rates = [Rate(name, parts, wholes, name not in with_carried) for name, (parts, wholes) in found.items()]
    return tuple(sorted(rates, key=lambda rate: -len(rate.name)))
