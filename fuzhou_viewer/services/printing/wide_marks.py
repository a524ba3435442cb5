"""On paper, half-width marks between Chinese become full-width; the stored text stays as it was received."""

import re

_MARK = re.compile(r"[,;:?!()]")
_WIDE = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_CHINESE_MARKS = frozenset("“”‘’…—")


def full_width(text: str) -> str:
    """`text` with half-width , ; : ? ! ( ) widened where they touch Chinese; the length stays."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return text
    out = list(text)
    for mark in marks:
        place = mark.start()
        # the mark before may have become wide itself
        if _is_chinese(out[place - 1] if place else "") or _is_chinese(text[place + 1 : place + 2]):
            out[place] = _WIDE[mark[0]]
    return "".join(out)


def _is_chinese(character: str) -> bool:
    return character > "\u2e7f" or character in _CHINESE_MARKS
