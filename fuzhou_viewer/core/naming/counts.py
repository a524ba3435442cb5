"""Names of counts: what was done to what, from the words before and after the number."""

import re

from fuzhou_viewer.core.clauses import Clause
from fuzhou_viewer.core.naming.memory import Memory
from fuzhou_viewer.core.naming.nouns import LONGEST, before_enumeration, head, joined, noun_after
from fuzhou_viewer.core.naming.shares import FROM
from fuzhou_viewer.core.naming.wording import Wording
from fuzhou_viewer.core.records import Quantity

_PREPOSITIONS = ("对", "在", "为", "从", "向", "给", "由", "与", "将", "把", "按", "以", "于", "其", "该", "这", "全部")
_AT_BASE = ("在册", "在职", "在编", "在岗", "在建", "在校", "在押", "在矫", "在办", "在线", "在训")
_LIST_GOES_ON = re.compile(r"[、和及与]\s*$")
_TOTALS = ("总数", "总量", "总额", "总值", "总规模", "总人数", "总面积", "累计", "合计", "净增", "增量", "增幅", "同比")
_EMPTY_DEEDS = re.compile(r"^(?:进行|开展|予以|给予|实行|得到|获得|受到)(?=.{2})")
_RATE_WORDS = re.compile(r"(?:比例|数量|数)$")
_AVERAGE = re.compile(r"(?:日均|月均|年均|人均|户均|平均每[日天月年人户])$")
_CASE = re.compile(r"案$")
_EVENT = re.compile(
    r"(?:组织|开展|举办|举行|召开|承办|主办|启动)+(?:了|好)?(?:\d{4}年度?|第.{1,4}[届次期])?(?P<what>.{3,24})"
)
_WITH_PEOPLE = ("人", "人次", "名", "户", "家")


class CountNames:
    """Names numbers of things, people, money and measures."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def stem(self, quantity: Quantity, clause: Clause, left: str, memory: Memory) -> str:
        """The name without what it ends in; an average says so: 日均投入人力."""
        stem = self._plain_stem(quantity, clause, left, memory)
        average = _AVERAGE.search(clause.left.rstrip())
        return joined(average[0], stem) if average and not stem.startswith(average[0]) else stem

    def _plain_stem(self, quantity: Quantity, clause: Clause, left: str, memory: Memory) -> str:
        start = FROM.search(left)
        if start:
            memory.base = _RATE_WORDS.sub("", self._wording.without_body(left[: start.start()]))
            memory.remember(memory.base)
            return f"{memory.base}（原有）"
        if not left and memory.base and clause.before:
            return memory.base
        right = self._wording.without_leads(noun_after(clause.right))
        left = before_enumeration(left, quantity.value if right else None).rstrip("的")
        if _ends_open(left) or (right and _ends_open(clause.left.rstrip())):
            left = ""
        if left and not right and self._wording.is_deed(left) and clause.after:
            right = noun_after(self._wording.without_leads(clause.rest))
        if left and clause.in_brackets and memory.thing:
            return (left.lstrip("含") + memory.thing)[:LONGEST]
        if left:
            return self._from_both(left, right, memory) if right else self._from_left(left, memory)
        return self._leading(quantity, clause, memory) or memory.stem or memory.thing

    def _from_left(self, left: str, memory: Memory) -> str:
        body, core = self._wording.body_and_rest(left)
        memory.body = body or memory.body
        bare = self._wording.without_verb(core)
        if core in _TOTALS and (memory.thing or memory.stem):
            return memory.remember((memory.thing or memory.stem) + core)
        if len(bare) <= 1 and memory.thing and memory.thing not in core:
            says_itself = _CASE.search(core) is not None and memory.thing.endswith("案件")
            return memory.remember(core if says_itself else memory.thing + core, memory.thing)
        if len(bare) <= 1 and memory.body and not memory.thing:
            return memory.remember(memory.body + core)
        return memory.remember(core[-LONGEST:], bare if len(bare) > 1 else memory.thing)

    def _from_both(self, left: str, right: str, memory: Memory) -> str:
        memory.body = self._wording.body_and_rest(left)[0] or memory.body
        noun = head(self._wording.without_predicate(right) or right)
        memory.deed = self._wording.deed(left)
        return memory.remember((memory.deed + noun)[:LONGEST], noun)

    def _leading(self, quantity: Quantity, clause: Clause, memory: Memory) -> str:
        """A number that leads: its noun, with the deed before the list or the predicate after it."""
        noun = noun_after(clause.right)
        if not noun:
            return ""
        own, predicate = self._wording.own_and_predicate(noun)
        if memory.deed:
            return memory.remember(memory.deed + head(own), head(own))
        if clause.after and not _LIST_GOES_ON.search(clause.right):
            predicate = self._wording.own_and_predicate(noun_after(clause.rest))[1]
        elif clause.after and not predicate:
            predicate = self._wording.own_and_predicate(noun_after(clause.rest).rpartition("、")[2])[1]
        elif not predicate and clause.next_leading:
            predicate = self._wording.own_and_predicate(noun_after(clause.next_leading))[1]
        predicate = _EMPTY_DEEDS.sub("", predicate)
        event = _EVENT.fullmatch(clause.previous)
        if event and quantity.unit in _WITH_PEOPLE and (not own or not predicate):
            return memory.remember((event["what"] + own + predicate)[-LONGEST:], own or predicate)
        return memory.remember((predicate + own)[-LONGEST:] if own else predicate, own or predicate)


def _ends_open(left: str) -> bool:
    """Whether `left` ends in 对, 在, 为 …: the number begins what the preposition governs."""
    return left.endswith(_PREPOSITIONS) and not left.endswith(_AT_BASE)
