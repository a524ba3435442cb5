"""The ordinals of official documents: 一、 （一） 1. 1.1 （1） ① 第一章, and 一是 … 二是 … in running text.

Both widths of brackets and dots are read. Ranks order the kinds that open a paragraph
as GB/T 9704-2012 does; the level of a heading is its place on a stack, not its rank.
"""

import re
from dataclasses import dataclass

from fuzhou_viewer.core.numerals import chinese_integer

_CHINESE = "[一二三四五六七八九十百零〇]"
_NOT_A_COUNT = r"(?!\s*(?:[年月日时分%％万亿]|个百分点))"


@dataclass(frozen=True, slots=True)
class Label:
    """An ordinal: its kind, rank (smaller stands higher), number, and length in characters."""

    kind: str
    rank: float
    number: int
    length: int


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    rank: float
    pattern: re.Pattern[str]


def _kind(name: str, rank: float, pattern: str) -> _Kind:
    return _Kind(name, rank, re.compile(pattern))


_GAP = r"[ \u3000]*"
_KINDS = (
    _kind("编", 0, rf"第({_CHINESE}+|\d{{1,3}})(?:编|篇|部分){_GAP}"),
    _kind("章", 1, rf"第({_CHINESE}+|\d{{1,3}})章{_GAP}"),
    _kind("节", 2, rf"第({_CHINESE}+|\d{{1,3}})节{_GAP}"),
    _kind("条", 3, rf"第({_CHINESE}+|\d{{1,3}})条(?![例款约规件线]){_GAP}"),
    _kind("一、", 4, rf"({_CHINESE}{{1,3}})[、．.](?!{_CHINESE}[、审])"),
    _kind("（一）", 5, rf"[(（]({_CHINESE}{{1,3}})[)）][、,，．.]?"),
    _kind("1.", 6, rf"(\d{{1,2}})(?:[.．](?![\d０-９])|、){_NOT_A_COUNT}{_GAP}"),
    _kind("1.1", 6.5, rf"(\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}){_NOT_A_COUNT}(?![\d件人元个倍])[ \u3000、]*"),
    _kind("（1）", 7, r"[(（](\d{1,2})[)）][、,，．.]?"),
    _kind("1）", 7.5, r"(\d{1,2})[)）](?!\d)"),
    _kind("①", 8, r"([①-⑳])"),
    _kind("A.", 9, r"([A-Za-z])[.．、](?![A-Za-z0-9])"),
)

_ITEM = re.compile(
    r"(?:(?<=[。；;：:！!？?\n])|^)"
    r"(?:(?P<is>[一二三四五六七八九十]{1,2})[是要]"
    r"|第(?P<th>[一二三四五六七八九十]{1,2})[,，、]"
    r"|(?P<word>首先|其次|再次|再者|最后)[,，])"
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 0}


def label_of(paragraph: str) -> Label | None:
    """The ordinal that opens `paragraph`, if one does and something follows it."""
    for kind in _KINDS:
        found = kind.pattern.match(paragraph)
        if found:
            if not paragraph[found.end() :].strip():
                return None
            return Label(kind.name, kind.rank, _number(kind.name, found[1]), found.end())
    return None


def items_in(paragraph: str) -> list[tuple[int, Label]]:
    """The places of 一是 …, 第一，…, 首先，… in `paragraph` with their numbers, unfiltered.

    A number of 0 (最后) stands for whatever comes next.
    """
    items = []
    for found in _ITEM.finditer(paragraph):
        word = found["word"]
        number = _WORDS[word] if word else chinese_integer(found["is"] or found["th"]) or 0
        kind = "首先" if word else "一是" if found["is"] else "第一"
        length = len(found[0]) - (0 if found["is"] else 1)
        items.append((found.start(), Label(kind, 10, number, length)))
    return items


def sequences(items: list[tuple[int, Label]]) -> list[tuple[int, Label]]:
    """Those of `items` that count 1, 2, 3 … without a gap, in runs of at least two."""
    kept: list[tuple[int, Label]] = []
    run: list[tuple[int, Label]] = []
    for place, label in items:
        follows = bool(run) and label.number in (0, run[-1][1].number + 1)
        if not follows:
            kept += run if len(run) > 1 else []
            run = []
        if follows or label.number == 1:
            run.append((place, label))
    return kept + (run if len(run) > 1 else [])


def _number(kind: str, written: str) -> int:
    if kind == "①":
        return ord(written) - ord("①") + 1
    if kind == "A.":
        return ord(written.lower()) - ord("a") + 1
    last = re.split(r"[.．]", written)[-1]
    return int(last) if last.isdigit() else chinese_integer(last) or 0
