"""What can be asked: phrases, pairs that stand near, numbers by value, fields; all of one paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Phrase:
    """Characters to be found as they are, `words` folded; `quoted` if they stood in quotes."""

    words: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases with at most `within` characters between them, in either order."""

    first: Phrase
    second: Phrase
    within: int


@dataclass(frozen=True, slots=True)
class Value:
    """Numbers between `low` and `high` (None: no bound), in base units; `unit` "" is any.

    `low_open` and `high_open` leave the bound itself out.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    low_open: bool = False
    high_open: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it asks for one value."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Field:
    """Where a hit must stand: `name` is one of FIELDS, `words` folded; years carry `years`."""

    name: str
    words: str
    years: Value | None = None


Term = Phrase | Near | Value | Field
TITLE, ISSUER, YEAR, CHAPTER, FILE = FIELDS = ("标题", "单位", "年", "章", "文件")
_ORDINALS_ONLY = re.compile(r"[第章节一二三四五六七八九十百零〇0-9.()、]+")


def is_ordinals(words: str) -> bool:
    """Whether `words` name a chapter by its ordinals (三, 三(二)), not by words of its heading."""
    return _ORDINALS_ONLY.fullmatch(words) is not None


@dataclass(frozen=True, slots=True)
class Query:
    """All of `groups` must hold, of each group one term; none of `without`."""

    typed: str
    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it says no more than phrases of one paragraph, so that nobody need ask how it was understood."""
        return not self.without and all(
            len(group) == 1 and isinstance(group[0], Phrase) and not group[0].quoted for group in self.groups
        )

    @property
    def has_fields_only(self) -> bool:
        """Whether nothing is asked of the text itself."""
        return bool(self.groups) and all(isinstance(term, Field) for group in self.groups for term in group)

    def terms(self) -> Iterator[Term]:
        """Every term that may be found."""
        for group in self.groups:
            yield from group

    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase that may be found, those of pairs too, each once."""
        found: list[Phrase] = []
        for term in self.terms():
            if isinstance(term, Phrase):
                found.append(term)
            elif isinstance(term, Near):
                found += (term.first, term.second)
        return tuple(dict.fromkeys(found))
