"""Names in quotes and title marks: “e公证”平台, 《…条例》, with the words that belong to them on either side."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fuzhou_viewer.core.entity_finds import Find
from fuzhou_viewer.core.entity_marks import PLACE, MarkReader
from fuzhou_viewer.core.entity_words import EntityWords, alternation

_QUOTE = re.compile(r"[“”\"「」『』\n]")
_PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"'}
_LONGEST_QUOTE = 60
_LONGEST_TITLE = 160
_SHORT_TITLE = 10
_TITLE = re.compile(r"《[^《》\n]{0,120}(?:《[^《》\n]{0,60}》[^《》\n]{0,60}){0,4}》")
_BRACKETS_END = re.compile(r"(?:\s*[（(\[〔【][^（(\[〔【]*[）)\]〕】])+$")
_FORMULA = re.compile(r"^[一二两三四五六七八九十百千\d]+(?:个|大|项|种|类|条|位|级|不|要|小|新|高|有|好|减|严|实)")
_CODE = re.compile(r"^[\d+xX×*NnMm/.\-—·•＋零一二三四五六七八九十]+$")
_SENTENCE = re.compile(r"[。！？；!?;]|(?:.*[，,]){2}")
_LEADING = re.compile(r"全[国省市县区]|国家|中央|第[一二三四五六七八九十百\d]+[批届期]|[省市区县](?=.{2})")
_SCOPE = re.compile(r"全[国省市县区州]")
_YEAR = re.compile(r"\d{4}年?度?$")
_CLAUSE = re.compile(r"[，,。;；:：\n]")
_ENUMERATED = re.compile("[、，,]")
_NUMERALS = "一二两三四五六七八九十百千"
_GAP = 12
_SHORTEST_ALONE, _LONGEST_ALONE = 3, 18
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]*")
_LONGEST_TAIL = 40


@dataclass(frozen=True, slots=True)
class _Quote:
    start: int
    end: int

    def inner(self, text: str) -> str:
        return text[self.start + 1 : self.end - 1]


class QuoteReader:
    """Finds names that stand in quotes or title marks."""

    def __init__(self, words: EntityWords, marks: MarkReader) -> None:
        self._marks = marks
        self._naming = frozenset(words.naming)
        self._kinds = words.quoted_heads
        self._head = re.compile(alternation(words.quoted_heads))
        self._stop = re.compile("|".join(re.escape(word).replace(r"\?", ".") for word in words.stops))
        self._inner = _by_kind(words.inner_heads)
        self._titled = words.titled
        self._paper = re.compile(alternation(w for w, kind in words.titled if kind == "regulation" and len(w) > 1))
        awards = words.awards
        self._cue = re.compile(rf"(?:{alternation((*awards['cues'],))})[^，,。;；“”]{{0,24}}(?:“[^”]*”[、和]?)*$")
        self._gain = re.compile(rf"(?:{alternation(awards['gains'])})[^，,。;；“”]{{0,24}}(?:“[^”]*”[、和]?)*$")
        self._award = re.compile(alternation(awards["nouns"]))

    def titles(self, text: str) -> Iterator[Find]:
        """《…》 with its kind: a regulation, a document, or (a column, a book) a brand."""
        for found in _TITLE.finditer(text):
            if 3 <= len(found[0]) <= _LONGEST_TITLE:
                yield Find(found.start(), found.end(), self._title_kind(found[0][1:-1]))

    def _title_kind(self, title: str) -> str:
        bare = _BRACKETS_END.sub("", title)
        told = next((kind for word, kind in self._titled if bare.endswith(word)), "")
        # 《…工作要点与责任分工》 is a paper whatever word it ends in; a short title may be a book or a column
        is_paper = len(bare) > _SHORT_TITLE and self._paper.search(bare)
        return told or ("regulation" if is_paper else "brand")

    def quoted(self, text: str, tail: Callable[[str, int], int]) -> Iterator[Find]:
        """“…” that name something, with what stands before and after them as far as it belongs to the name."""
        for group in _linked(text, list(_quotes(text))):
            end, heads = self._after(text, group[-1].end)
            if len(group) > 1 and heads:
                yield Find(group[0].start, end, self._kinds[heads[-1]])
                for quote in group:
                    inner = quote.inner(text)
                    if not _CODE.match(inner):
                        yield Find(quote.start, quote.end, "brand", inner)
                continue
            for quote in group:
                find = self._named(text, quote, tail)
                if find is not None:
                    yield find

    def _named(self, text: str, quote: _Quote, tail: Callable[[str, int], int]) -> Find | None:
        inner = quote.inner(text)
        end, heads = self._after(text, quote.end)
        is_award = self._is_award(text, quote, inner, heads)
        if not is_award and not self._is_name(inner, heads, text[quote.start - 1 : quote.start]):
            return None
        kind = "award" if is_award else self._kind(inner, heads)
        start = self._before(text, quote.start, inner, tail)
        return Find(start, quote.end if is_award else end, kind, inner)

    def _after(self, text: str, start: int) -> tuple[int, list[str]]:
        """Where the name ends that goes on after a quote, and its telling words."""
        heads: list[str] = []
        end = start
        until = _WORDS.match(text, start, start + _LONGEST_TAIL)
        limit = until.end() if until else start
        while (found := self._head.search(text, end, limit)) and found.start() - end <= _GAP:
            is_apart = bool(heads) and found.start() > end and self._kinds[found[0]] not in ("organisation", "platform")
            if is_apart or self._marks.has_break(text, end, found.start()):
                break
            heads.append(found[0])
            end = found.end()
        return end, heads

    def _is_award(self, text: str, quote: _Quote, inner: str, heads: list[str]) -> bool:
        if heads and self._kinds[heads[-1]] == "award":
            return True
        before = text[max(0, quote.start - 80) : quote.start]
        if not heads and self._cue.search(before):
            return True
        return bool(self._gain.search(before) and self._award.search(inner))

    def _is_name(self, inner: str, heads: list[str], before: str) -> bool:
        if not 2 <= len(inner) <= _LONGEST_QUOTE or _SENTENCE.search(inner):
            return False
        if self._stop.fullmatch(inner):
            return bool(heads) and heads[-1] in self._naming
        if heads or (len(inner) > 3 and self._inner_kind(inner) == "award"):
            return True
        return before != "的" and self._is_name_alone(inner)

    def _is_name_alone(self, inner: str) -> bool:
        """Whether quoted words name something with no telling word after them."""
        if _CODE.match(inner) or not _SHORTEST_ALONE <= len(inner) <= _LONGEST_ALONE:
            return False
        if len(inner) > 5 and self._marks.begins_with_deed(inner):
            return False
        if _ENUMERATED.search(inner):
            return all(item[:1] in _NUMERALS for item in _ENUMERATED.split(inner)) and inner.count("、") > 1
        if _FORMULA.match(inner):
            return self._inner_kind(inner) == "regulation"
        return "的" not in inner or len(inner) <= 6

    def _kind(self, inner: str, heads: list[str]) -> str:
        if "品牌" in "".join(heads):
            return "brand"
        return self._kinds[heads[-1]] if heads else self._inner_kind(inner)

    def _inner_kind(self, inner: str) -> str:
        found = self._inner.search(inner)
        return (found.lastgroup if found else None) or "brand"

    def _before(self, text: str, start: int, inner: str, tail: Callable[[str, int], int]) -> int:
        """Where the name begins: before the quote, where 全国, 第二批 or a body's name leads up to it."""
        begin = tail(text, start)
        before = text[begin:start]
        if not 2 <= len(before) <= 20:
            return start
        if _SCOPE.fullmatch(before):
            return begin if self._inner_kind(inner) == "award" else start
        place = PLACE.match(before)
        if place and (place.end() == len(before) or _YEAR.fullmatch(before, place.end())):
            return begin if _YEAR.search(before) else start
        if place or _LEADING.match(before) or (_FORMULA.match(inner) and self._inner_kind(inner) == "regulation"):
            return begin
        return start


def _by_kind(words: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """A pattern whose group is the kind told by the words a name ends in; ? stands for any character."""
    kinds: dict[str, list[str]] = {}
    for word, kind in words:
        kinds.setdefault(kind, []).append(re.escape(word).replace(r"\?", "."))
    return re.compile("|".join(f"(?P<{kind}>(?:{'|'.join(ends)})$)" for kind, ends in kinds.items()) or "(?!)")


def _linked(text: str, quotes: list[_Quote]) -> Iterator[list[_Quote]]:
    """The quotes, those joined by + together."""
    group: list[_Quote] = []
    for quote in quotes:
        if group and text[group[-1].end : quote.start] not in ("+", "＋"):
            yield group
            group = []
        group.append(quote)
    if group:
        yield group


def _quotes(text: str) -> Iterator[_Quote]:
    """The outermost quotes; those that never close, or close on another line, are none."""
    start, closing, depth = -1, "", 0
    for found in _QUOTE.finditer(text):
        mark, place = found[0], found.start()
        if start >= 0 and (mark == "\n" or place - start > _LONGEST_QUOTE + 1):
            start = -1
        if mark == "\n":
            continue
        if start >= 0 and mark == closing and depth == 0:
            yield _Quote(start, place + 1)
            start = -1
        elif start >= 0 and mark == closing:
            depth -= 1
        elif start >= 0 and mark != '"' and _PAIRS.get(mark) == closing:
            # an opening mark inside a quote: most often the first was never closed
            start, depth = place, 0
        elif start < 0 and mark in _PAIRS:
            start, closing, depth = place, _PAIRS[mark], 0
