"""R15 what is named against how many are said to be named: 甲处、乙处、丙处三个内设机构."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fuzhou_viewer.core.checking.reading import Reading
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.numerals import chinese_integer
from fuzhou_viewer.core.records import Span

_COUNT = r"(?P<count>(?<!\d)\d{1,2}|[两二三四五六七八九十]{1,3})"
_QUOTED = re.compile(
    rf"(?P<items>(?:《[^》\n]{{2,60}}》(?:\([^()\n]{{1,12}}\))?[、,和与及]?){{2,}}|(?:[“\"][^”\"\n]{{2,30}}[”\"][、和与及]?){{2,}})(?P<open>等)?"
    rf"{_COUNT}(?P<unit>个|项|部|件|份|篇|种|大)(?![\u4e00-\u9fff]{{0,4}}(?:[“\"《]))"
)
_LIST = re.compile(
    r"(?P<items>[^。;:,\n、()《》“”\"\d]{2,24}(?:、[^。;:,\n、()《》“”\"\d]{2,24}?){1,14})(?P<open>等)?"
    rf"{_COUNT}(?P<unit>名|位|个|家|所|部门|部|条|大)(?P<noun>[\u4e00-\u9fff]{{0,6}})"
)
_LEVELS = re.compile(
    r"(?P<items>(?:国家|中央|省|市|县|区|乡|镇|街道|村|社区)(?:[、和]?(?:省|市|县|区|乡|镇|街道|村|社区)){1,4})"
    r"(?P<count>[两二三四五])级"
)
_LEVEL = re.compile("国家|中央|街道|社区|[省市县区乡镇村]")
_TOLD = re.compile(
    rf"{_COUNT}(?P<unit>个|家|名|项|部|条)\((?P<sure>分别是|分别为|即|含|包括|为)?(?P<items>[^()\n\d]{{2,120}})\)"
)
_INSIDE = re.compile(
    rf"\((?P<sure>含|包括|即|分别是|为)(?P<items>[^()\n\d]{{2,60}}?){_COUNT}(?P<unit>个|家|名|项|部|条)\)"
)
_SHARED = re.compile(
    r"(?P<items>(?:国家|省|市|县|区|乡|镇|村)(?:、(?:省|市|县|区|乡|镇|村)){1,3})级?[^,;:、#\n]{0,20}?(?:各|分别)[为有]?"
    r"(?P<numbers>#(?:[、和]#)+)"
)
_PEOPLE = re.compile(
    rf"{_COUNT}(?P<unit>名|位)[^,;:。\n\d]{{0,10}}:(?P<items>[\u4e00-\u9fff、]{{3,80}})(?P<open>等)?(?=[。;\n])"
)
_PERSON = re.compile("[\u4e00-\u9fff]某{1,2}|[\u4e00-\u9fff]{2,3}")
_POST = re.compile(
    "(?:书记|主任|局长|处长|科长|所长|院长|庭长|会长|部长|队长|组长|主席|律师|法官|教授|同志|调解员|公证员|检察官)"
)
_ENDS_WITH_POST = re.compile(f"{_POST.pattern}$")
_NAMED = re.compile(rf"(?:{_POST.pattern}[\u4e00-\u9fff某]{{1,3}}|[\u4e00-\u9fff]?某{{1,2}})$")
_MOST = 15
_CLEAR_LIST = 3


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names: from `least` to `most` of them, depending on how it is read; `is_open` if it says 等."""

    least: int
    most: int
    said: int
    is_open: bool
    is_sure: bool
    items: Span
    count: Span
    words: str

    @property
    def agrees(self) -> bool:
        """Whether as many are named as are said to be, or no more where the list is open."""
        return self.least <= self.said if self.is_open else self.least <= self.said <= self.most


def enumerations(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R15 over the whole text, once for each count; where items cannot be told apart, only agreement is told."""
    seen: dict[Span, Relation] = {}
    for relation_ in _named(reading):
        seen.setdefault(relation_.subject, relation_)
    yield from seen.values()
    yield from _one_each(reading)


def _named(reading: Reading) -> Iterator[Relation]:
    text = reading.text
    for found in _QUOTED.finditer(text):
        kept = re.findall('《[^》]*》|[“"][^”"]*[”"]', found["items"])
        is_sure = "《" in found["items"] or len(kept) >= _CLEAR_LIST
        yield from _told(text, found, len(kept), len(kept), is_sure=is_sure)
    for found in _LIST.finditer(text):
        yield from _plain_list(text, found)
    for found in _LEVELS.finditer(text):
        named = len(_LEVEL.findall(found["items"]))
        # 市、县、乡、村四级 is clear; 自治区和市三级, 我市市县乡四级 are not
        is_sure = named > 2 and found["items"].count("、") == named - 1
        is_sure = is_sure and text[max(0, found.start() - 1) : found.start()] not in tuple("、和及与治国家")
        yield from _told(text, found, named, named, is_sure=is_sure)
    for found in _PEOPLE.finditer(text):
        people = re.split("[、和]", found["items"])
        is_sure = all(_PERSON.fullmatch(person) for person in people) and len(people) > 1
        if is_sure:
            yield from _told(text, found, len(people), len(people), is_sure=True)
    for pattern in (_TOLD, _INSIDE):
        for found in pattern.finditer(text):
            items = found["items"].split("、")
            clean = all(2 <= len(item) <= 8 and not re.search("[,;:和及与等]", item) for item in items)
            is_sure = found["sure"] in ("分别是", "分别为", "即") and clean and len(items) > 1
            if len(items) > 1 or found["sure"]:
                yield from _told(text, found, len(items), len(items), is_sure=is_sure)


def _plain_list(text: str, found: re.Match[str]) -> Iterator[Relation]:
    # 某院被甲部、乙部等四部门…: the list begins after the verb
    items = [item for item in re.split("[被由经向]", found["items"])[-1].split("、") if item]
    if not items:
        return
    joined = len(re.findall("[和及与]", items[-1]))
    if found["unit"] in "名位":
        people = [item for item in items if not _ENDS_WITH_POST.search(item)]
        is_sure = len(people) > 1 and all(_NAMED.search(item) for item in people)
        yield from _told(text, found, len(people), len(people) + joined, is_sure=is_sure)
        return
    # 某某一处、某某二处两个机构: names of one kind end alike
    ends = {item[-1] for item in items[-3:]}
    is_sure = len(items) > 2 and len({item[-1] for item in items}) == 1 and ends <= set("处局院科所镇县") and not joined
    yield from _told(text, found, len(items), len(items) + joined, is_sure=is_sure)


def _told(text: str, found: re.Match[str], least: int, most: int, *, is_sure: bool) -> Iterator[Relation]:
    said = int(found["count"]) if found["count"].isdigit() else chinese_integer(found["count"])
    if not said or said > _MOST:
        return
    is_open = bool(found.groupdict().get("open")) or "等" in found["items"][-2:]
    items, count = Span(*found.span("items")), Span(found.start("count"), found.end("count"))
    unit = found.groupdict().get("unit") or "级"
    names = Names(least, most, said, is_open, is_sure, items, Span(count.start, count.end + len(unit)), found["items"])
    if names.agrees and is_open and least * 2 < said:
        return
    if names.agrees:
        yield _relation(text, names, Verdict.CONSISTENT)
    elif is_sure and abs(said - least) <= 3:
        yield _relation(text, names, Verdict.INCONSISTENT)


def _relation(text: str, names: Names, verdict: Verdict) -> Relation:
    stated = text[names.count.start : names.count.end]
    mark = {True: "≤" if names.is_open else "=", False: "≠"}[verdict is Verdict.CONSISTENT]
    ending = "列举未完(等)。" if names.is_open else ""
    sentence = (
        f"一致:列举{names.least}个,文中为{stated}。{ending}"
        if verdict is Verdict.CONSISTENT
        else f"列举与数目:列举了{names.least}个,文中为{stated}。请核对名单或数目。"
    )
    return relation(
        "R15",
        verdict,
        names.count,
        [names.items],
        stated=stated,
        computed=str(names.least),
        formula=f"列举 {names.least} {mark} {stated}",
        tolerance="列举到头须相等;有“等”字时不多于",
        sentence=sentence,
    )


_RESPECTIVELY = re.compile(
    r"(?P<items>[^,;:#、和与及\n]{2,16}(?:[、和与及][^,;:#、和与及\n]{2,16}){1,4})分别[^#,;]{0,12}(?P<numbers>#(?:[、和与,]#)+)"
)


def _one_each(reading: Reading) -> Iterator[Relation]:
    """省、市、县级…各2个、12个、39个: one number for each name."""
    for sentence in reading.sentences:
        for found in (*_SHARED.finditer(sentence.shape), *_RESPECTIVELY.finditer(sentence.shape)):
            names = re.split("[、和与及]", found["items"])
            numbers = sentence.between(found.start("numbers"), found.end("numbers"))
            if len(names) == len(numbers):
                listed = "、".join(n.written for n in numbers)
                yield relation(
                    "R15",
                    Verdict.CONSISTENT,
                    numbers[-1].span,
                    [n.span for n in numbers],
                    stated=listed,
                    computed=f"{len(names)}项",
                    formula=f"{found['items']} ↔ {listed}",
                    tolerance="项数相等",
                    sentence=f"一致:{found['items']}分别对应{listed}。",
                )
