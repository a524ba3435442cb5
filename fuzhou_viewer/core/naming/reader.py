"""Quantities to names, sentence by sentence."""

import re
from collections.abc import Sequence

from fuzhou_viewer.core.clauses import Clause, clauses
from fuzhou_viewer.core.folding import simplified, traditional_in
from fuzhou_viewer.core.naming.counts import CountNames
from fuzhou_viewer.core.naming.endings import SHARES, finished
from fuzhou_viewer.core.naming.memory import Memory, Name
from fuzhou_viewer.core.naming.nouns import noun_after
from fuzhou_viewer.core.naming.shares import GROWTH, ShareNames, fall_or
from fuzhou_viewer.core.naming.wording import Wording
from fuzhou_viewer.core.records import Quantity
from fuzhou_viewer.core.vocabulary import Vocabulary

_EACH = re.compile(
    r"(?P<things>.*?)(?:(?:比|较)(?:上年|去年)(?:同期)?|同比|环比)?(?:各|分别)(?:(?:比|较)(?:上年|去年|\d{4}年)(?:同期)?|同比|环比)?"
    r"(?P<way>增长|增加|上升|提高|提升|上涨|扩大|下降|减少|降低|回落|缩短|压缩)?(?P<to>到|至)?(?:为|达到?|是|有|占|共|了)*$"
)

_ENDINGS = {ord(c): w for c, w in zip("数额积长总标", "數額積長總標", strict=True)}


class NameReader:
    """Names the quantities of a text."""

    def __init__(self, words: Vocabulary) -> None:
        self._wording = Wording(words)
        self._shares = ShareNames(self._wording)
        self._counts = CountNames(self._wording)

    def names(self, text: str, quantities: Sequence[Quantity]) -> list[tuple[Name, ...]]:
        """The name of each quantity, in the characters of `text`; two where one number states two results."""
        simple = simplified(text)
        as_written = _as_written(text)
        memory = Memory()
        out: list[tuple[Name, ...]] = []
        for quantity, clause in zip(quantities, clauses(simple, quantities), strict=True):
            if clause.sentence != memory.sentence:
                memory = Memory(sentence=clause.sentence)
            if not clause.before:
                memory.listed = self._list(clause, memory)
                memory.deed = ""
            unit = simplified(quantity.unit)
            names = [finished(stem, unit) for stem in self._stems(quantity, unit, clause, memory)]
            body = memory.body
            if as_written:
                names, body = [name.translate(as_written) for name in names], body.translate(as_written)
            out.append(tuple(Name(name, body) for name in names))
        return out

    def _stems(self, quantity: Quantity, unit: str, clause: Clause, memory: Memory) -> list[str]:
        if memory.listed:
            return [memory.remember(memory.listed.pop(0))]
        left = self._wording.cleaned(clause.left)
        if clause.runs_on:
            left = self._wording.cleaned(self._wording.deed_in(clause.left))
        memory.body = self._wording.body_and_rest(self._wording.cleaned(clause.left))[0] or memory.body
        if unit in SHARES:
            stems = self._shares.stems(clause, left, memory)
            again = memory.base if clause.before else ""
            return stems or [again or self._counts.stem(quantity, clause, "", memory)]
        growth = GROWTH.search(clause.left)
        if growth and (growth.start() > 2 or (memory.stem and not noun_after(clause.right))):
            return [self._shares.growth(growth, clause, memory, "数")]
        return [self._counts.stem(quantity, clause, left, memory)]

    def _list(self, clause: Clause, memory: Memory) -> list[str]:
        """A、B分别为 X、Y and 省、市、县级…各 X、Y、Z: one stem for each number to come."""
        found = _EACH.fullmatch(clause.left.strip())
        if not found or not clause.after:
            return []
        end = fall_or("增速", found["way"]) if found["way"] and not found["to"] else ""
        things = self._wording.cleaned(found["things"])
        items = [item for item in re.split(r"[、和及与]", things) if item]
        if not items:
            items = memory.stems[-2:]
        if len(items) < 2:
            return []
        last = items[-1]
        if all(len(item) <= 2 < len(last) for item in items[:-1]):
            items = [item + last[len(items[0]) :] for item in items[:-1]] + [last]
        return [item + end for item in items]


def _as_written(text: str) -> dict[int, str]:
    """How a text in traditional characters writes the simplified ones."""
    seen = traditional_in(text)
    return _ENDINGS | seen if seen else {}
