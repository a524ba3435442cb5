"""Names told by what is said of them: honours won, papers issued, firsts launched, party congresses, people."""

import re
from collections.abc import Iterator, Mapping

from fuzhou_viewer.core.entity_finds import Find
from fuzhou_viewer.core.entity_marks import MarkReader
from fuzhou_viewer.core.entity_words import EntityWords, alternation

_NUMERAL = "一二三四五六七八九十百"
_MEETING = re.compile(rf"党的[{_NUMERAL}]{{1,3}}大(?![{_NUMERAL}型量力众])|中全会|代表大会|党代会|次全会")
_MEETING_START = re.compile(
    rf"(?:党的)?第?[{_NUMERAL}]{{1,3}}届[{_NUMERAL}]{{1,2}}$|(?:中国共产党)?第[{_NUMERAL}]{{1,3}}次全国$"
    rf"|[省市区县州]?第[{_NUMERAL}]{{1,3}}次$|[省市区县州][{_NUMERAL}]{{1,3}}届[{_NUMERAL}]{{1,3}}次?$"
)
_END = re.compile(r"[，,。;；:：!！?？\n“《(（]|称号|荣誉|并|以及|和(?=全)")
_UNNAMED = re.compile(r"^(?:了|为|的|过|到|上级|各|多|全国第|全省第|全市第|第)|^\d+$|^\d+[项个次块]")
_TRIMMED = re.compile(r"^(?:了|为|到)?(?:\d{4}[-—–]?(?:\d{4})?年?度?)?")
_COUNT_END = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:项|个|次|人次|块|家|件|枚|名|位)$")
_LONGEST_HONOUR = 40
_BRACKETED = re.compile(r"[（(](?:第[一二三四五六七八九十\d]+批|试行|暂行|草案|修订|\d{4}[^）)]{0,12})[）)]")


class CueReader:
    """Finds names by their surroundings."""

    def __init__(self, words: EntityWords, marks: MarkReader) -> None:
        self._marks = marks
        awards, issuing, people = words.awards, words.issuing, words.people
        nouns = alternation(awards["nouns"])
        groups = alternation(awards["groups"])
        self._cue = re.compile(rf"(?P<sure>{alternation(awards['cues'])})|(?:{alternation(awards['gains'])})")
        self._noun = re.compile(nouns)
        self._level = re.compile(
            rf"(?:{alternation(awards['levels'])})(?:及?以上)?(?:{alternation(awards['honours'])})"
        )
        self._group = re.compile(rf"(?:{groups})(?:[、和及][\u4e00-\u9fff]{{0,6}}?(?:{groups}))*")
        self._group_start = re.compile(
            r"(?:全[国省市区县]|[省市区县州](?=[^直级]))(?:(?!获|评|荣|授予|推荐|被)[\u4e00-\u9fff]){0,20}$"
        )
        self._issued = re.compile(
            rf"(?:{alternation(issuing['verbs'])})(?:了|实施)?(?P<name>[\u4e00-\u9fff]{{6,40}}?(?:{alternation(issuing['nouns'])}))"
            r"(?![\u4e00-\u9fff]{0,2}(?:建设|体系|制度|要求|工作))"
        )
        self._launched = re.compile(
            rf"(?:{alternation(issuing['launching'])})(?:了|推出)?(?P<name>[\u4e00-\u9fff]{{4,24}}?(?:{alternation(issuing['launched'])}))"
        )
        self._people = _PeopleReader(people)

    def finds(self, text: str) -> Iterator[Find]:
        """Every name told by its surroundings, reader by reader."""
        yield from _meetings(text)
        yield from (Find(m.start(), m.end(), "award") for m in self._level.finditer(text))
        yield from self._groups(text)
        yield from self._honours(text)
        yield from self._papers(text)
        yield from (Find(m.start("name"), m.end("name"), "platform") for m in self._launched.finditer(text))
        yield from self._people.finds(text)

    def _groups(self, text: str) -> Iterator[Find]:
        """全国司法行政系统先进集体、先进工作者."""
        for found in self._group.finditer(text):
            start = self._group_start.search(text, max(0, found.start() - 23), found.start())
            if start:
                yield Find(start.start(), found.end(), "award")

    def _honours(self, text: str) -> Iterator[Find]:
        for cue in self._cue.finditer(text):
            trimmed = _TRIMMED.match(text, cue.end())
            start = trimmed.end() if trimmed else cue.end()
            end = _END.search(text, start, start + _LONGEST_HONOUR)
            name = text[start : end.start()] if end else ""
            if not 4 <= len(name) <= 28 or _UNNAMED.match(name) or text[start - 1] in "“《":
                continue
            if self._noun.search(name) and (
                cue["sure"] or not self._marks.has_break(text, start, start + len(name) - 2)
            ):
                counted = _COUNT_END.search(name)
                yield Find(start, start + (counted.start() if counted else len(name)), "award")

    def _papers(self, text: str) -> Iterator[Find]:
        for found in self._issued.finditer(text):
            if self._marks.has_break(text, found.start("name"), found.end("name") - 4):
                continue
            bracket = _BRACKETED.match(text, found.end())
            yield Find(found.start("name"), bracket.end() if bracket else found.end(), "regulation")


def _meetings(text: str) -> Iterator[Find]:
    """党的二十大, 十九届六中全会, 省第十一次党代会."""
    for found in _MEETING.finditer(text):
        if found[0].startswith("党的"):
            yield Find(found.start(), found.end(), "event")
        elif start := _MEETING_START.search(text, max(0, found.start() - 16), found.start()):
            yield Find(start.start(), found.end(), "event")


class _PeopleReader:
    """局长某某; 某某、某某等同志. A given name has one or two characters."""

    def __init__(self, people: Mapping[str, tuple[str, ...]]) -> None:
        name = rf"(?!{alternation(people['stops'])})(?:{alternation(people['surnames'])})[\u4e00-\u9fff]{{1,2}}?"
        self._title = re.compile(alternation(people["titles"]))
        self._titled = re.compile(rf"{name}(?={alternation(people['followers'])})")
        self._cue = re.compile(alternation(people["cue"]))
        self._listed = re.compile(rf"(?:{name}、)*{name}(?=等?$)")
        self._name = re.compile(name)

    def finds(self, text: str) -> Iterator[Find]:
        """Every person in `text`, titles first."""
        for title in self._title.finditer(text):
            if found := self._titled.match(text, title.end()):
                yield Find(found.start(), found.end(), "person")
        for cue in self._cue.finditer(text):
            listed = self._listed.search(text, max(0, cue.start() - 40), cue.start())
            for found in re.finditer("[^、]+", listed[0]) if listed else ():
                start = listed.start() if listed else 0
                yield Find(start + found.start(), start + found.end(), "person")
