"""When it was: the period of a number in a normal form (2021年, 2022年上半年, 2018—2022年, 截至2022年底).

A period is the last one its sentence names; else the one that opened an earlier sentence of the
section (截至2022年底,…。其中…); else the year of the headings; else the report's own.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from fuzhou_viewer.core.scanning import Scanner
from fuzhou_viewer.core.sentences import Sentences

_DASH = r"\s*[-—–－~～至到]+\s*"
_Y = r"(?:(?<!\d)(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})"
_WORDS = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "全年": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
}
_WORDS |= {"前年": -2, "明年": 1}
_HEAD = rf"(?:{_Y}\s*年度?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_MONTHS = rf"(?<!\d)\d{{1,2}}月?{_DASH}\d{{1,2}}月份?"
_QUARTER = r"上半年|下半年|前三个?季度|第?[一二三四]季度"
_MONTH = r"\d{1,2}月(?:\d{1,2}日|份?[底末]|份)?"
_TAIL = rf"(?:{_MONTHS}|{_QUARTER})"
_LASTING = (
    r"近几?年来|[几多]年来|[一二三四五六七八九十两]{1,3}年来|(?<!\d)\d{1,2}年来|过去[二三四五六七八九十两]年"
    r"|“?十[一二三四五六]五”?(?:期间|时期|以来)"
)
_PAST = r"过去的?一年|一年来|截[至止]目前|目前"
_EVENT = re.compile(
    r"(?<=[在于。，,；;\n])((?!.{0,6}(?:矫正|服刑|羁押|任职|在职|考察|规划))[\u4e00-\u9fff、]{2,12})期间"
)
_RANGE = rf"(?P<since>{_Y})年?{_DASH}(?P<until>{_Y})年?(?:(?P<month>\d{{1,2}})月)?"
_DIGIT = "0123456789"
_SCANNER = Scanner(
    (
        (_DIGIT + "二", _RANGE),
        ("过一截目", _PAST),
        (_DIGIT + "近几多一二三四五六七八九十两过“", _LASTING),
        (_DIGIT + "二截至到今本去上前明全", rf"(?:截[至止]到?|[至到])?{_HEAD}(?:{_TAIL}|{_MONTH}|[底末]|以来|起)?"),
        (_DIGIT + "上下前第一二三四", _TAIL),
        ("截", rf"截[至止]到?{_MONTH}"),
    )
)
# 比2019年, 较上年, 从2017年的 …: what is measured against, not when it was
_AGAINST = re.compile(
    "[比较与同]$|(?:荣获|荣立|获评|获得?|评为|授予|开展|实施|印发|制定|出台|按照|落实|贯彻|围绕|根据|编制)$"
)
_SINCE = re.compile("[从由自]$")
_OF_A_NAME = re.compile("版|规划|计划|方案|要点|在册|预算|同期|相比|的?水平|工作(?:要点|计划|总结|报告)")
_OPENS = re.compile(r"[\s　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+|[一二三四五六七八九十]是)?[\s　]*")
_HEAD_YEAR = re.compile(rf"({_Y})年")
_REVIEW = re.compile("过去|回顾|去年|上年")
_GOVERNMENT_REPORT = "政府工作报告"
_BASE = re.compile("[从由](?:原[有来]?的?|上年的?|去年的?|最初的?|过去的?)?$")
_NO_OPENING = ("", "\t", "|", "\n", "\r")
_MOST = 24


@dataclass(frozen=True, slots=True)
class _Said:
    """A period as the text has it: its place, its words, whether it opens its sentence and goes on."""

    start: int
    words: str
    opens: bool


class PeriodReader:
    """Finds the periods of the numbers of one report (its text simplified)."""

    def __init__(self, text: str, sentences: Sentences, title: str, year: int | None) -> None:
        self._sentences = sentences
        self._year = year
        self._reviews = _GOVERNMENT_REPORT in title
        self._default = _titled(title, year)
        self._text = text
        found = [(f.start(), f.end(), f.groupdict().get("since")) for f in _SCANNER.matches(text)]
        events = [(f.start(1), f.end(), None) for f in _EVENT.finditer(text)]
        known = {start for start, _, _ in found}
        spans = sorted(found + [event for event in events if event[0] not in known], key=lambda span: span[0])
        self._said = [said for span in spans if (said := _said(text, sentences, *span))]
        self._starts = [said.start for said in self._said]
        self._opened: list[int] = []
        for at, said in enumerate(self._said):
            self._opened.append(at if said.opens else self._opened[-1] if self._opened else -1)

    def period(self, place: int, since: int, headings: str) -> str:
        """The period of the number at `place`; its section begins at `since`, `headings` stand over it."""
        if _BASE.search(self._text[max(0, place - 8) : place]):
            # 从62%提高至86%: the first stood before, nobody says when
            return ""
        base = self._base(headings)
        last = bisect_left(self._starts, place) - 1
        own = self._in_sentence(last, place, base)
        if own:
            return own
        opened = self._opened[last] if last >= 0 else -1
        if opened >= 0 and self._starts[opened] >= since:
            return _normal(self._said[opened].words, base)
        if base is None:
            return ""
        return self._default if base == self._year else f"{base}年"

    def _in_sentence(self, last: int, place: int, base: int | None) -> str:
        begins, bracket = self._sentences.start(place), self._sentences.apart(place)
        for at in range(last, max(-1, last - _MOST), -1):
            said = self._said[at]
            if said.start < begins:
                break
            inside = self._sentences.apart(said.start)
            if inside in (-1, bracket, said.start):
                period = _normal(said.words, base)
                if period:
                    return period
        return ""

    def _base(self, headings: str) -> int | None:
        """The year that 今年 is, under these headings."""
        named = _HEAD_YEAR.findall(headings)
        if named:
            return _number(named[-1])
        if self._year and self._reviews and _REVIEW.search(headings):
            return self._year - 1
        return self._year


def _said(text: str, sentences: Sentences, start: int, end: int, since: str | None) -> _Said | None:
    """The period at a stretch of the text; none where it is measured against or belongs to a name."""
    words, before = text[start:end], text[max(0, start - 2) : start]
    lasts = words.endswith(("以来", "起"))
    from_then = _SINCE.search(before) and since is None and not lasts
    if _AGAINST.search(before) or from_then or _OF_A_NAME.match(text, end):
        return None
    lead = text[sentences.start(start) : start] if start else ""
    is_long = re.fullmatch(_LASTING, words) and not re.fullmatch(_PAST, words)
    goes_on = not lasts and not is_long and text[end : end + 1] not in _NO_OPENING
    opens = goes_on and len(lead) < _MOST and bool(_OPENS.fullmatch(lead)) and bool(_normal(words, 0))
    return _Said(start, words, opens)


def _normal(words: str, base: int | None) -> str:
    """The normal form of a period; empty for single days and months, which date an event."""
    span = re.fullmatch(_RANGE, words)
    if span:
        month = f"{int(span['month'])}月" if span["month"] else ""
        return f"{_number(span['since'])}—{_number(span['until'])}年{month}"
    is_past = re.fullmatch(_PAST, words) is not None
    if re.fullmatch(_LASTING, words) and not is_past:
        return re.sub("[“”]", "", words)
    if is_past or words.endswith("期间"):
        event = "" if is_past else words.lstrip("在于")
        return "" if base is None else f"{base}年{event}"
    as_of = "截至" if words.startswith("截") else ""
    rest = re.sub("^(?:截[至止]到?|[至到])", "", words)
    head = re.match(_HEAD, rest)
    year = _headed(head[0], base) if head else base
    if year is None:
        return ""
    tail = rest[head.end() :] if head else rest
    if head and head[0] not in _WORDS and tail == "以来":
        return f"{year}年以来"
    return _tailed(as_of, year, tail)


def _tailed(as_of: str, year: int, tail: str) -> str:
    months = re.fullmatch(rf"(\d{{1,2}})月?{_DASH}(\d{{1,2}})月份?", tail)
    if months:
        return f"{year}年{int(months[1])}—{int(months[2])}月" if int(months[1]) < int(months[2]) <= 12 else ""
    if re.fullmatch(_QUARTER, tail):
        return f"{year}年{re.sub('^(?=[一二三四]季)', '第', tail.replace('个', ''))}"
    month = re.match(r"(\d{1,2})月", tail)
    if month:
        return f"截至{year}年{'底' if month[1] == '12' else month[1] + '月'}" if as_of else ""
    if tail in ("底", "末"):
        return f"{as_of}{year}年底"
    return f"{year}年"


def _headed(head: str, base: int | None) -> int | None:
    if head in _WORDS:
        return None if base is None else base + _WORDS[head]
    return _number(re.sub(r"\s*年度?$", "", head))


def _number(year: str) -> int:
    if year.isdecimal():
        return int(year)
    return int(
        "".join(str("〇一二三四五六七八九".find("〇" if c in "○零" else c) % 10) if c != "二" else "2" for c in year)
    )


def _titled(title: str, year: int | None) -> str:
    """The period a title names: the half of a year a report is about, else its year."""
    half = re.search("[上下]半年", title)
    return f"{year}年{half[0] if half else ''}" if year else ""
