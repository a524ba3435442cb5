"""A query as a sentence, so that the person sees how it was understood."""

from decimal import Decimal

from fuzhou_viewer.services.searching.query import CHAPTER, YEAR, Field, Near, Phrase, Query, Term, Value, is_ordinals

_LONGEST_PHRASE = 30
_MOST_PARTS = 6


def understood(query: Query) -> str:
    """How `query` was understood; empty where it is plain."""
    if query.is_plain:
        return ""
    asked = _joined([" 或 ".join(map(_term, group)) for group in query.groups])
    kept_out = [f"不含{_term(term)}" for term in query.without]
    place = "" if query.has_fields_only else "同一段里:"
    return place + _joined([asked, *kept_out])


def _joined(parts: list[str]) -> str:
    shown = parts[:_MOST_PARTS]
    return ",".join(shown) + (f" 等 {len(parts)} 项" if len(parts) > _MOST_PARTS else "")


def _term(term: Term) -> str:
    match term:
        case Phrase(words):
            return _quoted(words)
        case Near(first, second, within):
            return f"{_quoted(first.words)}与{_quoted(second.words)}相隔不超过 {within} 字"
        case Value():
            return f"数值{_bounds(term, term.unit)}"
        case Field(name, _, years) if name == YEAR and years:
            return f"年份{_bounds(years)}"
        case Field(name, words):
            return (
                f"{name}为{_quoted(words)}" if name == CHAPTER and is_ordinals(words) else f"{name}含{_quoted(words)}"
            )


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _LONGEST_PHRASE else words[:_LONGEST_PHRASE] + '…'}”"


def _bounds(value: Value, unit: str = "") -> str:
    low, high = value.low, value.high
    if low is not None and high is not None:
        return f"为 {_number(low)}{unit}" if low == high else f"在 {_number(low)}{unit} 到 {_number(high)}{unit} 之间"
    if low is not None:
        return f"{'大于' if value.low_open else '不小于'} {_number(low)}{unit}"
    return f"{'小于' if value.high_open else '不大于'} {_number(high or Decimal(0))}{unit}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
