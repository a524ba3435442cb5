"""The words around a place: whole clauses as far as they fit."""

from fuzhou_viewer.core.records import SearchHit, SectionId, Span

_AROUND = 40
_SENTENCE_ENDS = "。；;!！?？\n"
_CLAUSE_ENDS = "，,、：:"


def before(text: str, start: int, lowest: int) -> str:
    """What stands before `start`, from the beginning of its sentence, else of a clause; not before `lowest`."""
    low = max(lowest, start - _AROUND)
    words = text[low:start]
    cut = max(words.rfind(c) for c in _SENTENCE_ENDS)
    if cut >= 0:
        return words[cut + 1 :]
    if low == lowest:
        return words
    first = min((at for c in _CLAUSE_ENDS if (at := words.find(c)) >= 0), default=-1)
    return "…" + words[first + 1 :]


def after(text: str, end: int, highest: int) -> str:
    """What stands after `end`, to the end of its sentence, else of a clause; not past `highest`."""
    high = min(highest, end + _AROUND)
    words = text[end:high]
    cut = min((at for c in _SENTENCE_ENDS if (at := words.find(c)) >= 0), default=-1)
    if cut >= 0:
        return words[:cut]
    if high == highest:
        return words
    last = max(words.rfind(c) for c in _CLAUSE_ENDS)
    return (words[:last] if last > 0 else words) + "…"


def hit(text: str, place: Span, line: Span, section: SectionId | None) -> SearchHit:
    """The hit at `place` of `text` with the words around it, none from outside its `line`."""
    return SearchHit(
        place,
        section,
        before(text, place.start, line.start),
        text[place.start : place.end],
        after(text, place.end, max(line.end, place.end)),
    )
