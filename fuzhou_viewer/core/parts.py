"""Which number is a part of which: 其中, brackets (含 …), and shares that say so (占总数的20%)."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal

from fuzhou_viewer.core.folding import simplified
from fuzhou_viewer.core.records import Quantity
from fuzhou_viewer.core.sentences import Sentences
from fuzhou_viewer.core.vocabulary import Unit

_OF_WHICH = re.compile("其中|包括|分别是|分别为")
_BRACKET = re.compile("[（(](?:其中|含|包括|分)")
_SHARE = re.compile(r"^[^，,。；;\d]{0,24}[，,]?\s*(?:约|各|分别)?占[^，,。；;\d]{0,16}$")
_DONE = re.compile(r"^[，,]\s*已[^，,。；;、\d]{1,8}$")
_SHARES = ("%", "‰")
_NO_PARTS = (*_SHARES, "百分点", "个百分点", "倍")
_FURTHEST = 24
_LONGEST = 48
_MOST_PARTS = 6
_LOOSE = Decimal("0.006")


class PartReader:
    """Finds the whole that each number of a text is a part of."""

    def __init__(self, measures: Mapping[str, Unit]) -> None:
        self._measures = measures

    def wholes(self, text: str, sentences: Sentences, numbers: Sequence[tuple[Quantity, str]]) -> list[int | None]:
        """For each (quantity, name), the place in `numbers` of its whole; `text` is simplified."""
        marks = [found.start() for found in _OF_WHICH.finditer(text)]
        wholes: list[int | None] = [None] * len(numbers)
        spent: dict[int, Decimal] = {}
        for at, (quantity, _) in enumerate(numbers):
            if quantity.unit in _NO_PARTS or wholes[at] is not None:
                continue
            for part in self._listed(numbers, at, sentences.end(quantity.span.start)):
                wholes[part] = at
            if wholes[at] is not None:
                continue
            whole = self._bracketed(text, sentences, numbers, at)
            if whole is None:
                whole = self._named(text, sentences, numbers, at, marks, spent)
            if whole is None:
                whole = self._shared(text, numbers, at)
            if whole is not None and numbers[whole][0].span != quantity.span:
                wholes[at] = whole
        return wholes

    def _named(
        self,
        text: str,
        sentences: Sentences,
        numbers: Sequence[tuple[Quantity, str]],
        at: int,
        marks: Sequence[int],
        spent: dict[int, Decimal],
    ) -> int | None:
        """A part after 其中, or 已 right after the whole: 收到29宗,已审结12宗."""
        start = numbers[at][0].span.start
        last = bisect_left(marks, start) - 1
        begins = sentences.start(start)
        if last >= 0 and marks[last] >= begins:
            if not text[begins : marks[last]].strip():
                # 其中 opens the sentence: the whole is in the one before
                begins = sentences.start(len(text[:begins].rstrip("。\n\r \t　")) if begins else 0)
            return self._before(numbers, at, marks[last], begins, spent)
        if at and _DONE.match(text[numbers[at - 1][0].span.end : start]):
            whole, part = numbers[at - 1][0], numbers[at][0]
            return at - 1 if self._is_alike(whole, part) and whole.high >= part.low else None
        return None

    def _bracketed(
        self, text: str, sentences: Sentences, numbers: Sequence[tuple[Quantity, str]], at: int
    ) -> int | None:
        """11个(含香港、台湾2家): the number right before the bracket."""
        quantity = numbers[at][0]
        opened = sentences.apart(quantity.span.start)
        if at == 0 or opened < 0 or not _BRACKET.match(text, opened):
            return None
        before = at - 1
        while before > 0 and numbers[before][0].span.start > opened:
            before -= 1
        whole = numbers[before][0]
        is_next = 0 <= opened - whole.span.end <= 2
        return before if is_next and whole.high >= quantity.low and self._is_alike(whole, quantity) else None

    def _before(
        self, numbers: Sequence[tuple[Quantity, str]], at: int, said: int, begins: int, spent: dict[int, Decimal]
    ) -> int | None:
        """The number before 其中 of the same kind whose name is most alike, while its parts fit into it."""
        quantity, name = numbers[at]
        best: tuple[float, int] | None = None
        for before in range(at - 1, max(-1, at - _FURTHEST), -1):
            whole, whole_name = numbers[before]
            if whole.span.start < begins:
                break
            if whole.span.start > said or not self._is_alike(whole, quantity):
                continue
            if whole.high < quantity.low or spent.get(before, Decimal(0)) + quantity.low > whole.high:
                continue
            likeness = _likeness(name, whole_name)
            if best is None or likeness > best[0]:
                best = likeness, before
        if best is None:
            return None
        spent[best[1]] = spent.get(best[1], Decimal(0)) + quantity.low
        return best[1]

    def _shared(self, text: str, numbers: Sequence[tuple[Quantity, str]], at: int) -> int | None:
        """50.47万多人,占77.46%: the nearest number before of which it is that share."""
        if at + 1 >= len(numbers) or numbers[at + 1][0].unit not in _SHARES:
            return None
        quantity, share = numbers[at][0], numbers[at + 1][0]
        if not _SHARE.match(text[quantity.span.end : share.span.start][:_LONGEST]) or not share.value:
            return None
        best: tuple[Decimal, int] | None = None
        for before in range(at - 1, max(-1, at - 3 * _FURTHEST), -1):
            whole = numbers[before][0]
            if self._is_alike(whole, quantity) and whole.low > 0 and _is_share(quantity, whole, share):
                off = abs(quantity.value / whole.value * _hundred(share) - share.value)
                best = min(best or (off, before), (off, before), key=lambda fit: fit[0])
        return best[1] if best else None

    def _listed(self, numbers: Sequence[tuple[Quantity, str]], at: int, end: int) -> range:
        """The numbers right after the one at `at` that add up to it: 515项, 218项, 297项."""
        whole = numbers[at][0]
        total = Decimal(0)
        for after in range(at + 1, min(len(numbers), at + 1 + _MOST_PARTS)):
            part = numbers[after][0]
            if part.span.start > end or part.unit != whole.unit or part.low != part.high:
                break
            total += part.value
            if total >= whole.value:
                is_sum = total == whole.value and whole.low == whole.high and after > at + 1
                return range(at + 1, after + 1) if is_sum else range(0)
        return range(0)

    def _is_alike(self, one: Quantity, other: Quantity) -> bool:
        if not one.unit or not other.unit:
            return one.unit == other.unit or {one.unit, other.unit} <= {"", "件", "个", "人"}
        kinds = [self._measures.get(simplified(unit)) for unit in (one.unit, other.unit)]
        return one.unit == other.unit or (
            kinds[0] is not None and kinds[1] is not None and kinds[0].dimension == kinds[1].dimension
        )


def _is_share(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    scale = _hundred(share)
    low, high = part.low / whole.high * scale, part.high / whole.low * scale
    slack = max(_LOOSE * share.value, Decimal("0.05") if share.value % 1 else Decimal("0.5"))
    return low - slack <= share.value <= high + slack and part.low < whole.high


def _hundred(share: Quantity) -> Decimal:
    return Decimal(100) if share.unit == "%" else Decimal(1000)


def _likeness(one: str, other: str) -> float:
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other)]
    return len(pairs[0] & pairs[1]) / max(1, len(pairs[0]))
