"""What is typed to a query. Whatever is typed has a meaning: what is no operator is taken literally.

blank       both in one paragraph            "…"          a phrase with its blanks
OR or |     either                           -…           not in that paragraph
NEAR/20     two phrases at most 20 characters apart (also ~20 and 20字内)
>1000件     numbers by value: > >= < <= =, 90%..100%; 14.1万 also finds 141000
标题: 单位: 年: 章: 文件:    where the hit must stand
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.services.searching.query import FIELDS, YEAR, Field, Near, Phrase, Query, Term, Value
from fuzhou_viewer.services.searching.written_numbers import typed_number

_NEAR = re.compile(r"(?:near(?:/([0-9]{1,5}))?|~([0-9]{1,5})|在?([0-9]{1,5})字(?:之|以)?内)", re.IGNORECASE)
_NEAR_WHEN_NOT_SAID = 20
_COMPARED = re.compile(r"(>=|<=|≥|≤|≧|≦|>|<|=)(.+)", re.DOTALL)
_OPENING = re.compile(rf"[-－]?(?:(?:{'|'.join(FIELDS)})[:：])?(?=[\"＂])")
_CLOSING = re.compile(r"[\"＂](?=\s|\Z)")
_BARE_SIGNS = (">=", "<=", "≥", "≤", "≧", "≦", ">", "<", "=")
_SIGNS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<="}
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):(.+)", re.DOTALL)
_YEARS = re.compile(r"(?:([0-9]{4})年?)?(\.\.|-)?(?:([0-9]{4})年?)?")


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece of what was typed, between blanks or in quotes; `text` folded, `raw` as typed."""

    raw: str
    text: str
    quoted: bool = False
    negated: bool = False
    field: str = ""

    @property
    def is_or(self) -> bool:
        return not self.quoted and self.raw in ("OR", "ＯＲ", "|", "｜")

    @property
    def gap(self) -> int | None:
        """The distance it asks for, if it is a sign of nearness."""
        found = None if self.quoted or self.negated or self.field else _NEAR.fullmatch(self.text)
        if found is None or (self.text == "near" and not self.raw.isupper()):
            return None
        said = next((number for number in found.groups() if number), None)
        return int(said) if said else _NEAR_WHEN_NOT_SAID


def parsed(typed: str) -> Query:
    """The query that `typed` means; never raises."""
    words = _with_chains_spelled_out(_with_signs_joined(list(_words(typed))))
    if all(word.negated for word in words):
        # nothing to be found would be left: what was typed is meant as it stands
        return Query(typed, _literal(typed))
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    place = 0
    while place < len(words):
        if words[place].negated:
            without += _term(words[place])
            place += 1
        else:
            group, place = _group(words, place)
            groups.append(group)
    return Query(typed, tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(without)))


def _literal(typed: str) -> tuple[tuple[Term, ...], ...]:
    return tuple(dict.fromkeys((Phrase(word),) for word in folded(typed).split()))


def _words(typed: str) -> Iterator[_Word]:
    closings = [found.start() for found in _CLOSING.finditer(typed)]
    place = 0
    while place < len(typed):
        if typed[place].isspace():
            place += 1
            continue
        end = _end_of_quoted(typed, place, closings) or _end_of_plain(typed, place)
        yield _word(typed[place:end])
        place = end


def _end_of_plain(typed: str, start: int) -> int:
    end = start
    while end < len(typed) and not typed[end].isspace():
        end += 1
    return end


def _end_of_quoted(typed: str, start: int, closings: list[int]) -> int | None:
    """Past the quote that closes the word at `start`; None if none is opened there, closed, or holds words."""
    head = _OPENING.match(typed, start)
    if head is None:
        return None
    at = bisect_left(closings, head.end() + 1)
    if at == len(closings) or not typed[head.end() + 1 : closings[at]].strip():
        return None
    return closings[at] + 1


def _word(raw: str) -> _Word:
    text = folded(raw)
    negated = text.startswith("-") and len(text) > 1 and not text.startswith("--")
    rest = text[1:] if negated else text
    named = _FIELD.fullmatch(rest)
    field = named[1] if named else ""
    rest = named[2] if named else rest
    quoted = len(rest) > 2 and raw[-1] in '"＂' and raw[-len(rest)] in '"＂' and bool(rest[1:-1].strip())
    return _Word(raw, rest[1:-1] if quoted else rest, quoted, negated, field)


def _with_signs_joined(words: list[_Word]) -> list[_Word]:
    """`> 1000 件` as `>1000件`: a sign that stands alone takes the number after it."""
    joined: list[_Word] = []
    for word in words:
        last = joined[-1] if joined else None
        is_sign = last is not None and not last.quoted and last.text in _BARE_SIGNS
        if last and is_sign and not word.quoted and typed_number(word.text):
            joined[-1] = _Word(last.raw + word.raw, last.text + word.text, negated=last.negated, field=last.field)
        else:
            joined.append(word)
    return joined


def _with_chains_spelled_out(words: list[_Word]) -> list[_Word]:
    """`a NEAR b NEAR c` as `a NEAR b` and `b NEAR c`."""
    out: list[_Word] = []
    for place, word in enumerate(words):
        out.append(word)
        is_between = 1 < place < len(words) - 2 and word.gap is None
        if is_between and words[place - 1].gap is not None and words[place + 1].gap is not None:
            out.append(word)
    return out


def _group(words: list[_Word], place: int) -> tuple[tuple[Term, ...], int]:
    """The terms joined by OR from `place` on, and where they end."""
    terms, place = _operand(words, place)
    while place + 1 < len(words) and words[place].is_or and not words[place + 1].negated:
        more, place = _operand(words, place + 1)
        terms += more
    return tuple(dict.fromkeys(terms)), place


def _operand(words: list[_Word], place: int) -> tuple[tuple[Term, ...], int]:
    """One term (or a number in both its readings), or a pair that stands near."""
    first = words[place]
    if place + 2 < len(words) and words[place + 1].gap is not None:
        second = words[place + 2]
        if all(not word.negated and not word.field for word in (first, second)):
            pair = Near(Phrase(first.text, first.quoted), Phrase(second.text, second.quoted), words[place + 1].gap or 0)
            return (pair,), place + 3
    return _term(first), place + 1


def _term(word: _Word) -> tuple[Term, ...]:
    if word.field:
        return (_field(word),)
    if word.quoted:
        return (Phrase(word.text, quoted=True),)
    value = _value(word.text)
    if value:
        return (value,)
    literal = Phrase(word.text)
    number = typed_number(word.text)
    if number and number.has_scale and not word.negated:
        return literal, Value(number.value, number.value, number.unit)
    return (literal,)


def _field(word: _Word) -> Term:
    years = _years(word.text) if word.field == YEAR else None
    if word.field == YEAR and years is None:
        return Phrase(f"{word.field}:{word.text}")
    return Field(word.field, word.text.strip(), years)


def _years(words: str) -> Value | None:
    found = _YEARS.fullmatch(words)
    if found and any(found.groups()) and (found[1] or found[3]):
        low, dash, high = found.groups()
        first, last = low or None, high or (None if dash else low)
        return Value(Decimal(first) if first else None, Decimal(last) if last else None)
    return _value(words.removesuffix("年"))


def _value(words: str) -> Value | None:
    compared = _COMPARED.fullmatch(words)
    if compared:
        number = typed_number(compared[2])
        return _bound(_SIGNS.get(compared[1], compared[1]), number.value, number.unit) if number else None
    low, dots, high = words.partition("..")
    if not dots or not (low or high):
        return None
    first, last = typed_number(low), typed_number(high)
    if (low and first is None) or (high and last is None):
        return None
    units = {number.unit for number in (first, last) if number and number.unit}
    if len(units) > 1:
        return None
    return Value(first.value if first else None, last.value if last else None, next(iter(units), ""))


def _bound(sign: str, value: Decimal, unit: str) -> Value:
    return {
        ">": Value(value, None, unit, low_open=True),
        ">=": Value(value, None, unit),
        "<": Value(None, value, unit, high_open=True),
        "<=": Value(None, value, unit),
        "=": Value(value, value, unit),
    }[sign]
