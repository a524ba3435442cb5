"""Ways on when nothing, or too little, is found: the same question asked less strictly, each with its count."""

import re
from collections.abc import Callable, Iterator

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.services.searching.answers import Suggestion
from fuzhou_viewer.services.searching.parsing import parsed
from fuzhou_viewer.services.searching.query import Field, Near, Phrase, Query, Value
from fuzhou_viewer.services.searching.written_numbers import typed_number

_QUOTES = re.compile('["＂“”‘’《》「」]')
_EDGES = " \"'()[],.;:、。《》〈〉"
_LONGEST_CUT = 24
_MOST = 4


def relaxed(typed: str, count: Callable[[str], int]) -> tuple[Suggestion, ...]:
    """Less strict ways to ask what was `typed` that find something; `count` says how many places a query has."""
    query = parsed(typed)
    out: list[Suggestion] = []
    for words, other in _ways(typed, query, count):
        if other and other != typed and all(other != known.typed for known in out):
            found = count(other)
            if found:
                out.append(Suggestion(words, other, found))
        if len(out) == _MOST:
            break
    return tuple(out)


def by_value(typed: str, count: Callable[[str], int], already: int) -> tuple[Suggestion, ...]:
    """A number typed in digits, looked for by its value, if that finds more than the digits did."""
    number = typed_number(folded(typed.strip()))
    if number is None or number.has_scale or " " in typed.strip():
        return ()
    found = count(f"={typed.strip()}")
    return (Suggestion("按数值", f"={typed.strip()}", found),) if found > already else ()


def _ways(typed: str, query: Query, count: Callable[[str], int]) -> Iterator[tuple[str, str]]:
    if _QUOTES.search(typed):
        yield "去掉引号", " ".join(_QUOTES.sub(" ", typed).split())
    if query.without:
        yield "去掉排除的词", _spelled(Query(typed, query.groups))
    if any(isinstance(term, Field) for term in query.terms()):
        kept = tuple(g for g in query.groups if not any(isinstance(t, Field) for t in g))
        yield "不限位置", _spelled(Query(typed, kept, query.without))
        loose = [_phrase(Phrase(term.words)) for term in query.terms() if isinstance(term, Field)]
        yield "当作正文里的词", " ".join([_spelled(Query(typed, kept, query.without)), *loose]).strip()
    if any(isinstance(term, Near) for term in query.terms()):
        yield "不限距离", " ".join(_phrase(phrase) for phrase in query.phrases())
    if any(isinstance(term, Value) and term.unit for term in query.terms()):
        yield "不限单位", _without_units(query)
    if len(query.phrases()) > 1:
        yield "任一词", " OR ".join(_phrase(phrase) for phrase in query.phrases())
    if len(query.phrases()) == 1:
        yield from _shorter(query.phrases()[0].words.strip(_EDGES), count)


def _shorter(words: str, count: Callable[[str], int]) -> Iterator[tuple[str, str]]:
    """The longest beginning and the longest end of a phrase that are found; not of a number."""
    if len(words) > _LONGEST_CUT or typed_number(words):
        return
    sizes = range(len(words) - 1, 1, -1)
    for parts in ((words[:size] for size in sizes), (words[-size:] for size in sizes)):
        whole = (part for part in parts if part[0].isalnum() and part[-1].isalnum() and len(part.split()) == 1)
        found = next((part for part in whole if count(part)), None)
        if found:
            yield f"只找“{found}”", found


def _spelled(query: Query) -> str:
    """The query as it would be typed."""
    asked = " ".join(" OR ".join(_typed(term) for term in group) for group in query.groups)
    return " ".join([asked, *(f"-{_typed(term)}" for term in query.without)]).strip() if asked else ""


def _typed(term: Phrase | Near | Value | Field) -> str:
    match term:
        case Phrase():
            return _phrase(term)
        case Near(first, second, within):
            return f"{_phrase(first)} NEAR/{within} {_phrase(second)}"
        case Value():
            return _value(term)
        case Field(name, words):
            return f"{name}:{words}" if " " not in words else f'{name}:"{words}"'


def _phrase(phrase: Phrase) -> str:
    return f'"{phrase.words}"' if phrase.quoted or " " in phrase.words else phrase.words


def _value(value: Value) -> str:
    if value.is_point:
        return f"={value.low}{value.unit}"
    if value.low is not None and value.high is not None:
        return f"{value.low}..{value.high}{value.unit}"
    if value.low is not None:
        return f">{'' if value.low_open else '='}{value.low}{value.unit}"
    return f"<{'' if value.high_open else '='}{value.high}{value.unit}"


def _without_units(query: Query) -> str:
    groups = tuple(
        tuple(Value(t.low, t.high, "", t.low_open, t.high_open) if isinstance(t, Value) else t for t in group)
        for group in query.groups
    )
    return _spelled(Query(query.typed, groups, query.without))
