"""The pages a person asks for: 2,3,12-18, backwards too, odd or even ones alone."""

import re
from collections.abc import Iterable

from fuzhou_viewer.core.errors import PageListError

ALL, ODD, EVEN = "全部", "奇数", "偶数"
SIDES = (ALL, ODD, EVEN)
_PART = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_DASH = re.compile(r"\s*[-—–－~～至到]\s*")
_COMMA = re.compile(r"[,，、;；\s]+")
_EXAMPLE = "例如 2,3,12-18。"


def page_list(words: str, count: int, which: str = ALL) -> tuple[int, ...]:
    """The page numbers `words` ask for among 1 to `count`, in the order asked, `which` of them; no words mean all.

    Raises PageListError that says which part is not understood or out of range.
    """
    numbers = [number for part in _parts(words) for number in _range(part, count)] or list(range(1, count + 1))
    kept = tuple(number for number in numbers if _is_kept(number, which))
    if not kept:
        raise PageListError(f"“{words.strip() or '全部'}”里没有{which}页。", "请改选页码,或改选全部。")
    return kept


def _parts(words: str) -> Iterable[str]:
    return (part for part in _COMMA.split(_DASH.sub("-", words)) if part)


def _range(part: str, count: int) -> Iterable[int]:
    found = _PART.fullmatch(part)
    if found is None:
        raise PageListError(f"看不懂“{part[:20]}”。", _EXAMPLE)
    first, last = int(found[1]), int(found[2] or found[1])
    for number in (first, last):
        if not 1 <= number <= count:
            raise PageListError(f"没有第 {number} 页,一共 {count} 页。", _EXAMPLE)
    step = 1 if first <= last else -1
    return range(first, last + step, step)


def _is_kept(number: int, which: str) -> bool:
    return which == ALL or (number % 2 == 1) == (which == ODD)
