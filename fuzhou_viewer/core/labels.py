"""The ordinals of official documents: 一、 （一） 1. 1.1 （1） ① 第一章, and 一是 … 二是 … in running text.

Both widths of brackets and dots are read. Ranks order the kinds that open a paragraph
as GB/T 9704-2012 does; the level of a heading is its place on a stack, not its rank.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fuzhou_viewer.core.numerals import chinese_integer

_CHINESE = "[一二三四五六七八九十百零〇]"
_NOT_A_COUNT = r"(?!\s*(?:[年月日时分%％万亿]|个百分点))"
_OPENING = frozenset("第一二三四五六七八九十百零〇(（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz０１２３４５６７８９"
)
_LONGEST_LABEL = 60
_COUNTED = ("编", "章", "节", "条", "A.")


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


_GAP = r"[ \u3000\xa0\u2002\u2003]*"
_KINDS = (
    _kind("编", 0, rf"第({_CHINESE}{{1,5}}|\d{{1,3}})(?:编|篇|部分){_GAP}[:：]?{_GAP}"),
    _kind("章", 1, rf"第({_CHINESE}{{1,5}}|\d{{1,3}})章{_GAP}"),
    _kind("节", 2, rf"第({_CHINESE}{{1,5}}|\d{{1,3}})节{_GAP}"),
    _kind("条", 3, rf"第({_CHINESE}{{1,5}}|\d{{1,3}})条(?![例款约规件线]){_GAP}"),
    _kind("一、", 4, rf"({_CHINESE}{{1,3}})[、．.](?!{_CHINESE}[、审])"),
    _kind("（一）", 5, rf"[(（]{_GAP}({_CHINESE}{{1,3}}){_GAP}[)）][、,，．.]?"),
    _kind("1.", 6, rf"(\d{{1,2}})(?:[.．](?![\d０-９])|、){_NOT_A_COUNT}{_GAP}"),
    _kind("1.1", 6.5, rf"(\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}){_NOT_A_COUNT}(?![\d件人元个倍])[ \u3000、]*"),
    _kind("（1）", 7, r"[(（](\d{1,2})[)）][、,，．.]?"),
    _kind("1）", 7.5, r"(\d{1,2})[)）](?!\d)"),
    _kind("①", 8, r"([①-⑳])"),
    _kind("A.", 9, r"([A-Za-z])[.．、](?![A-Za-z0-9])"),
)

_ITEM = re.compile(
    r"(?:(?<=[。；;：:！!？?\n])|^)"
    r"(?:(?P<is>[一二三四五六七八九十]{1,2})(?P<verb>[是要])"
    r"|第(?P<th>[一二三四五六七八九十]{1,2})[,，、]"
    r"|(?P<word>首先|其次|再次|再者|最后)[,，])"
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 0}


def label_of(paragraph: str) -> Label | None:
    """The ordinal that opens `paragraph`, if one does and something follows it."""
    if paragraph[:1] not in _OPENING:
        return None
    for kind in _KINDS:
        found = kind.pattern.match(paragraph)
        if found:
            if found.end() >= len(paragraph.rstrip() if len(paragraph) <= _LONGEST_LABEL else paragraph):
                return None
            return Label(kind.name, kind.rank, _number(kind.name, found[1]), found.end())
    return None


def is_bare_label(line: str) -> bool:
    """Whether `line` is an ordinal and nothing else, as in 第一章 or 一、 on a line of its own."""
    bare = len(line) <= 8 and line[:1] in _OPENING
    return bare and any(kind.pattern.fullmatch(line) for kind in _KINDS if kind.rank <= 5)


def counting(lines: Sequence[str], labels: Iterable[Label | None]) -> list[Label | None]:
    """`labels` of `lines` without those that stand alone and only look like one (第一条要求…, 3.10种…).

    第X条, 第X章 and A. must count 1, 2; 3.2 must follow 3.1.
    """
    known = list(labels)
    numbers: dict[str, set[int]] = {}
    points: set[tuple[str, int]] = set()
    for line, label in zip(lines, known, strict=True):
        if label is not None:
            numbers.setdefault(label.kind, set()).add(label.number)
            points |= {_point(line, label)} if label.kind == "1.1" else set()
    told = []
    for line, label in zip(lines, known, strict=True):
        alone = label is not None and label.kind in _COUNTED and not {1, 2} <= numbers[label.kind]
        if label is not None and label.kind == "1.1":
            above, number = _point(line, label)
            alone = number != 1 and not {(above, 1), (above, number - 1)} <= points
        told.append(None if alone else label)
    return told


def _point(line: str, label: Label) -> tuple[str, int]:
    above = re.split(r"[.．](?=\d+\D*$)", line[: label.length])[0]
    return above.replace("．", "."), label.number


@dataclass(frozen=True, slots=True)
class Item:
    """A 一是 …, 第一，… or 首先，… in a passage: which passage, where in it, and its ordinal."""

    passage: int
    offset: int
    label: Label


@dataclass(slots=True)
class Run:
    """Items that count 1, 2, 3 …, and the run inside whose last item they stand."""

    family: str
    above: "Run | None"
    items: list[Item] = field(default_factory=list)
    widest: int = 0

    @property
    def depth(self) -> int:
        """How many runs it stands in."""
        above = self.above
        return 0 if above is None else above.depth + (len(above.items) > 1)

    @property
    def one_each(self) -> bool:
        """Whether no item but perhaps the last holds more than its own passage."""
        return self.widest <= 1

    def follows(self, label: Label) -> bool:
        """Whether `label` is the next number, or 最后."""
        return label.number in (0, self.items[-1].label.number + 1)

    def append(self, item: Item) -> None:
        """Go on with `item`."""
        self.widest = max(self.widest, item.passage - self.items[-1].passage)
        self.items.append(item)


def items_in(paragraph: str, passage: int = 0) -> list[Item]:
    """The places of 一是 …, 第一，…, 首先，… in `paragraph` with their numbers, unfiltered.

    A number of 0 (最后) stands for whatever comes next.
    """
    items = []
    for found in _ITEM.finditer(paragraph):
        word = found["word"]
        number = _WORDS[word] if word else chinese_integer(found["is"] or found["th"]) or 0
        kind = "首先" if word else f"一{found['verb']}" if found["is"] else "第一"
        length = len(found[0]) - (0 if found["is"] else 1)
        items.append(Item(passage, found.start(), Label(kind, 10, number, length)))
    return items


def runs(items: Iterable[Item]) -> list[Run]:
    """`items` as runs that count 1, 2, 3 … without a gap, of at least two; one kind may stand in another."""
    found: list[Run] = []
    open_runs: list[Run] = []
    for item in items:
        family = "第一" if item.label.kind == "首先" else item.label.kind
        _close_finished(open_runs, item, family)
        place = next((i for i, run in enumerate(open_runs) if run.family == family), None)
        if place is not None and open_runs[place].follows(item.label):
            del open_runs[place + 1 :]
            open_runs[place].append(item)
        elif item.label.number == 1:
            del open_runs[len(open_runs) if place is None else place :]
            open_runs.append(Run(family, open_runs[-1] if open_runs else None, [item]))
            found.append(open_runs[-1])
    return [run for run in found if len(run.items) > 1]


def _close_finished(open_runs: list[Run], item: Item, family: str) -> None:
    """Close the runs a new item cannot stand in: whole in an earlier passage, or one passage each."""
    for i, run in enumerate(open_runs):
        last = run.items[-1].passage
        goes_on = run.family == family and run.follows(item.label)
        is_whole = run.items[0].passage == last or run.one_each
        if len(run.items) > 1 and last != item.passage and is_whole and not goes_on:
            del open_runs[i:]
            return


def _number(kind: str, written: str) -> int:
    if kind == "①":
        return ord(written) - ord("①") + 1
    if kind == "A.":
        return ord(written.lower()) - ord("a") + 1
    last = re.split(r"[.．]", written)[-1]
    return int(last) if last.isdigit() else chinese_integer(last) or 0
