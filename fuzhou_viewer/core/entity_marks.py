"""The words in a text that bound or end names, found in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from fuzhou_viewer.core.entity_words import EntityWords, Head, alternation, beginning

_CERTAIN = 4
_NUMERAL = "一二两三四五六七八九十百"
_COUNTED = (
    r"\d[\d.,]*[百千万亿]{0,2}[余多几]?(?:个|家|名|位|项|条|件|次|支|批|所|处|场|套|座|期|部|类|大|种|对|户|人次|人|元|亩|公里)"
    rf"|(?<!第)[{_NUMERAL}]+(?:余|多)?(?:个|家|项|条|件|名|位|支|批|场|座|期|所)(?!人)"
)
_NUMBER_STARTS = frozenset(f"{_NUMERAL}0123456789第")
_LEVELS = "省市区县州盟旗镇乡道"
_LOCAL_NAME = 14
_ORDINAL = rf"第[{_NUMERAL}\d]+[批届次期轮]"
PLACE = re.compile(
    r"(?:(?!全[国省市县区]|乡镇|市县)[\u4e00-\u9fff]{2,4}?(?:省|自治区|(?<![城都])市|自治州|自治县|地区|(?<![县])县"
    r"|(?<![社园小片辖城郊山林灾牧景校厂街特选战营地湾学])区|[旗镇乡]|街道)(?!级)|(?!乡镇)[省市区县州镇乡])"
)
"""A place name, or the bare word for one's own province, city, county."""


class Mark(NamedTuple):
    """A word with its part in bounding names: cut, wall, determiner, counted, verb, join, scope, keep or head."""

    start: int
    end: int
    kind: str
    head: Head | None


_Known = tuple[str, Head | None, tuple[re.Pattern[str], ...]]


class MarkReader:
    """Finds the marks of a text; words are looked up by their first two characters, the longest first."""

    def __init__(self, words: EntityWords) -> None:
        self._followers = {word: re.compile(alternation(after)) for word, after in words.not_followed if after}
        self._known: dict[str, _Known] = {word: (kind, None, ()) for word, kind in words.breaks.items()}
        for word, head in words.heads.items():
            self._known[word] = ("head", head, _guards(word, self._followers))
        self._singles = frozenset(word for word in self._known if len(word) == 1)
        self._sizes = _sizes(self._known)
        self._number = re.compile(f"(?P<counted>{_COUNTED})|{_ORDINAL}")
        self._head_pairs = frozenset(word[-2:] for word in words.heads if len(word) > 1)
        self._pair = beginning(self._head_pairs, 2)
        local = "".join(word for word in words.heads if len(word) == 1)
        self._local = re.compile(rf"[{_LEVELS}][\u4e00-\u9fff]{{1,{_LOCAL_NAME}}}?[{local}]") if local else None

    def heads(self, text: str) -> list[int]:
        """Places, in order, where a telling word may end: a quick look that misses none."""
        starts = (found.start() for found in self._pair.finditer(text))
        places = [start for start in starts if text[start : start + 2] in self._head_pairs]
        if self._local is not None:
            places += [found.start() for found in self._local.finditer(text)]
        return sorted(places)

    def marks(self, text: str, start: int, end: int) -> list[Mark]:
        """The marks of `text` from `start` to `end`, in order, never overlapping."""
        out: list[Mark] = []
        after = start
        for place in range(start, end):
            if place < after:
                continue
            first = text[place]
            pair = text[place : place + 2]
            if pair in self._sizes or first in self._singles or first in _NUMBER_STARTS:
                mark = self._mark(text, place, end)
                if mark is not None:
                    out.append(mark)
                    after = mark.end
        return out

    def _mark(self, text: str, start: int, end: int) -> Mark | None:
        first = text[start]
        if first in _NUMBER_STARTS and (number := self._number.match(text, start, end)):
            return Mark(start, number.end(), number.lastgroup or "keep", None)
        for size in self._sizes.get(text[start : start + 2], ()):
            known = self._known.get(text[start : start + size])
            if known is not None:
                return self._told(text, start, start + size, known) if start + size <= end else None
        return self._told(text, start, start + 1, self._known[first]) if first in self._singles else None

    @staticmethod
    def _told(text: str, start: int, end: int, known: _Known) -> Mark | None:
        """The mark, unless what follows makes another word of it: 法 in 法治."""
        kind, head, guards = known
        for guard in guards:
            if guard.match(text, end):
                return None
        return Mark(start, end, kind, head)

    def goes_on(self, text: str, end: int, name: str) -> bool:
        """Whether the last character of `name` belongs to a word that goes on after it."""
        after = self._followers.get(name[-1:])
        return after is not None and after.match(text, end) is not None

    def begins_with_deed(self, text: str) -> bool:
        """Whether `text` begins with a word that is never part of a name."""
        mark = self._mark(text, 0, len(text)) if text else None
        return mark is not None and mark.kind in ("cut", "wall") and mark.end > 1

    def has_break(self, text: str, start: int, end: int) -> bool:
        """Whether a word that ends any name stands between `start` and `end`, where a telling word begins."""
        return any(
            mark.kind in ("wall", "determiner", "counted", "join")
            or (mark.kind == "verb" and mark.start == start)
            or (mark.kind == "cut" and (mark.end < end or mark.start == start))
            for mark in self.marks(text, start, end)
        )


def _guards(head: str, followers: dict[str, re.Pattern[str]]) -> tuple[re.Pattern[str], ...]:
    """What must not follow `head`; long words end names whatever follows."""
    if len(head) > _CERTAIN:
        return ()
    return tuple(pattern for word, pattern in followers.items() if head.endswith(word))


def _sizes(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with two characters, the longest first."""
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        if len(word) > 1:
            sizes[word[:2]].add(len(word))
    return {pair: tuple(sorted(found, reverse=True)) for pair, found in sizes.items()}
