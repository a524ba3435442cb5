"""Names without quotes: what ends in a telling word (…委员会, …平台, …宣传月), back to the word that bounds it."""

import re
from dataclasses import dataclass, field

from fuzhou_viewer.core.entity_finds import Find
from fuzhou_viewer.core.entity_marks import PLACE, Mark, MarkReader
from fuzhou_viewer.core.entity_words import EntityWords, alternation

_LONGEST_SEGMENT = 300
_STUFF = r"[^，,。;；:：!！?？\s、（）()《》“”\"'‘’「」『』|…—\[\]【】<>+/]"
_SEGMENT = re.compile(f"{_STUFF}{{1,{_LONGEST_SEGMENT}}}")
_BEFORE = re.compile(f"{_STUFF}+$")
_SCOPE = re.compile(r"全[国省市县区州]|全系统")
_LEVEL = re.compile(r"\d{1,3}[.．]|[省市区县]级")
_LISTED = re.compile(r"(?:(?<=[，,。;；:：\n、])|^)(?:[\u4e00-\u9fff]{2}、)+$")
_JOINED_PLACE = re.compile(rf"全[国省市县区]|中央|国家|{PLACE.pattern}")
_UNSCOPED = ("organisation", "platform")
_FURTHEST = 12
_LONGEST = 32
_ORGAN = 3
_LISTED_NAME = 2
_BRACKETS = (")", "）")
_JOINTS = ("和", "与", "及", "的")


@dataclass(slots=True)
class _Phrase:
    """Where the name being read may begin, and the telling word it last reached."""

    start: int
    is_counted: bool = False
    last: Mark | None = None
    finds: list[Find] = field(default_factory=list)


class PhraseReader:
    """Finds names that stand without quotes."""

    def __init__(self, words: EntityWords, marks: MarkReader) -> None:
        self._marks = marks
        self._generic = re.compile(f"(?:{alternation(words.generic)})+")

    def phrases(self, text: str) -> list[Find]:
        """The names in `text`, in order."""
        finds: list[Find] = []
        heads = self._marks.heads(text)
        at = 0
        for segment in _SEGMENT.finditer(text):
            while at < len(heads) and heads[at] < segment.start():
                at += 1
            if at < len(heads) and heads[at] < segment.end():
                phrase = self._read(text, segment.start(), segment.end())
                finds += phrase.finds
        return finds

    def tail(self, text: str, end: int) -> int:
        """Where the phrase begins that runs up to `end`; `end` itself where none does."""
        before = _BEFORE.search(text, max(0, end - _LONGEST), end)
        return self._read(text, before.start(), end).start if before else end

    def _read(self, text: str, start: int, end: int) -> _Phrase:
        phrase = _Phrase(start)
        marks = self._marks.marks(text, start, end)
        for mark, following in zip(marks, [*marks[1:], None], strict=False):
            if not _belongs_to(mark, following, phrase.start):
                self._step(text, phrase, mark)
        self._close(text, phrase)
        return phrase

    def _step(self, text: str, phrase: _Phrase, mark: Mark) -> None:
        after_head = phrase.last is not None and phrase.last.end == mark.start
        at_start = mark.start == phrase.start
        if mark.kind == "head":
            self._reach(text, phrase, mark)
        elif mark.kind in ("cut", "wall", "counted", "determiner"):
            self._begin(text, phrase, mark.end, is_counted=mark.kind in ("counted", "determiner"))
        elif mark.kind == "scope" and not at_start:
            self._begin(text, phrase, mark.start)
        elif mark.kind == "verb" and (at_start or after_head):
            self._begin(text, phrase, mark.end, is_counted=phrase.is_counted and not after_head)
        elif mark.kind == "join" and (at_start or after_head or _JOINED_PLACE.match(text, mark.end)):
            self._begin(text, phrase, mark.end)

    def _begin(self, text: str, phrase: _Phrase, start: int, *, is_counted: bool = False) -> None:
        self._close(text, phrase)
        phrase.start, phrase.is_counted = start, is_counted

    def _reach(self, text: str, phrase: _Phrase, mark: Mark) -> None:
        """A telling word: it carries the name further, or begins another where the last is too far back."""
        last = phrase.last
        if last is not None:
            if mark.start - last.end > _FURTHEST:
                self._begin(text, phrase, last.end)
            elif last.head and last.head.kind == "regulation":
                # 民法典宣传月 names the law too
                self._close(text, phrase)
            elif mark.end - last.end <= _ORGAN and mark.start - last.end == 0 and mark.head == last.head:
                self._close(text, phrase)
        phrase.last = mark

    def _close(self, text: str, phrase: _Phrase) -> None:
        mark, phrase.last = phrase.last, None
        if mark is None or mark.head is None:
            return
        find = self._named(text, phrase.start, mark, is_counted=phrase.is_counted)
        if find is not None:
            phrase.finds.append(find)

    def _named(self, text: str, start: int, mark: Mark, *, is_counted: bool) -> Find | None:
        """The name that runs from `start` to `mark`, if it says enough to be one."""
        head = mark.head
        if head is None or mark.end - start > _LONGEST or text[start - 1 : start] in _BRACKETS:
            return None
        if text[mark.start - 1 : mark.start] in _JOINTS and mark.start > start:
            return None
        if head.least == 0:
            return Find(mark.start, mark.end, head.kind)
        start = _narrowed(text, start, mark)
        place = PLACE.match(text, start, mark.start)
        if head.needs_place:
            own = mark.start - place.end() if place else -1
            is_told = own >= (1 if mark.end - mark.start == 1 else 0)
        else:
            is_told = not is_counted and not self._generic.fullmatch(text, start, mark.start)
            is_told = is_told and mark.start - start >= (1 if place else head.least)
        return Find(_listed(text, start, mark), mark.end, head.kind) if is_told else None


def _listed(text: str, start: int, mark: Mark) -> int:
    """Where a list of bodies begins that share their last word: 甲县、乙县公证处."""
    if mark.start - start != _LISTED_NAME or mark.head is None or mark.head.kind != "organisation":
        return start
    listed = _LISTED.search(text, max(0, start - _LONGEST), start)
    return listed.start() if listed else start


def _narrowed(text: str, start: int, mark: Mark) -> int:
    """Past the scope that is no part of a body's or a platform's name."""
    patterns = (_SCOPE, _LEVEL) if mark.head and mark.head.kind in _UNSCOPED else (_LEVEL,)
    for pattern in patterns:
        found = pattern.match(text, start, mark.start)
        start = found.end() if found else start
    return start


def _belongs_to(mark: Mark, following: Mark | None, start: int) -> bool:
    """Whether a deed is part of the name it would bound: 汇聚 in 数据汇聚平台."""
    return (
        following is not None
        and following.kind == "head"
        and following.start == mark.end
        and following.head is not None
        and following.head.least > 2
        and mark.kind in ("cut", "verb")
        and mark.end - mark.start > 1
        and mark.start > start
    )
