"""What each number counts: names made from the clause around it and what the sentence said before.

A name is object, deed and what is counted, in the words of the text: 接收社矫对象3638人,解除3920人
gives 接收社矫对象人数 and 社矫对象解除人数. Elided objects, subjects of rates and growth, things
counted together (A、B分别为X、Y) and numbers that lead (314家律所) are completed from the neighbours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fuzhou_viewer.core.clauses import Clause, clauses
from fuzhou_viewer.core.records import Quantity
from fuzhou_viewer.core.vocabulary import Vocabulary

_SHARES = {"%", "‰", "百分点", "倍"}
_RATE_END = re.compile(r"(?:率|比例|比重|占比|比|度|面|增速|增幅|涨幅|降幅|指数|水平)$")
_GROWTH = re.compile(
    r"(?P<since>(?:同比|环比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|年均|平均每年|名义|实际|累计|同期)*)"
    r"(?:均|各|分别|又|再|也|净)?(?P<way>增长|增加|上升|提高|提升|上涨|增幅|扩大|下降|减少|降低|回落|缩短|压缩|下滑)(?:率|幅度)?(?:了|近|约|超过|超)?$"
)
_DOWN = ("下降", "减少", "降低", "回落", "缩短", "压缩", "下滑")
_SHARE_OF = re.compile(r"占(?P<whole>[^，,]{0,24}?)(?:的)?(?:比重|比例|比)?(?:为|达到?|约|近|超过?)?$")
_FROM = re.compile(r"(?:从|由)(?:原有的?|原来的?|上年的?|去年的?|最初的?|过去的?|以前的?)?$")
_TIME = re.compile(
    r"^(?:截[至止]到?|到|至|自|从|在)?(?:\d{2,4}\s*[-—–至]?\s*\d{0,4}\s*年度?)?(?:\d{1,2}\s*[-—–至]?\s*\d{0,2}\s*月(?:份|\d{1,2}日)?)?(?:年底|上半年|下半年|全年|底|末|前|以来|期间)?"
)
_BODY_END = re.compile(
    r"(?:局|院|所|中心|组织|机关|部门|平台|站|队|会|系统|单位|机构|工作者|人员|公司|企业|社|律师|小组|各级|委|办|处|室|厅|站点|大队|法院|调委会)$"
)
_CONNECTIVES = "、和及与以并且或，, ’”"
_PREPOSITIONS = ("对", "在", "为", "从", "向", "给", "由", "与", "将", "把", "按", "以", "于", "其", "该", "这", "全部")
_BRACKETED = re.compile(r"^[（(][^）)]*[）)]?")
_LIST_GOES_ON = re.compile(r"[、和及与]\s*$")
_TOTALS = ("总数", "总量", "总额", "总值", "总规模", "总人数", "总面积", "累计", "合计", "净增", "增量", "增幅", "同比")
_JOINING = ("、", "和", "及", "与", "以及", "或", "，", ",")
_NOMINAL = (
    "(?:工作[室站者]|组织|中心|员|点|站|事项|平台|机构|所|室|率|者|人|力|体系|队|会|业|费|金|额|对象|项目|资源|窗口|证|书"
    "|机制|制度|大队|系统|业务|协议|产品|收入|区域)"
)
_EMPTY_DEEDS = re.compile(r"^(?:进行|开展|予以|给予|实行|得到|获得)(?=.{2})")
_MONEY_END = re.compile(r"(?:额|收入|支出|费用|费|收费|损失|投资|资金|经费|产值|值|款|价|金|税|利润|债券)$")
_ENDS = dict.fromkeys(("平方公里", "平方千米", "平方米", "平米", "㎡", "公顷", "亩"), "面积")
_ENDS |= {"人次": "人次", "公里": "长度", "千米": "长度", "米": "长度"}
_OWN_COUNT = frozenset("件场次期份册条宗起套辆部台本篇批幅支班枚张")
_LONGEST = 28
_SHORT_RATE = 5


@dataclass(slots=True)
class _Memory:
    """What the sentence has said: the object last counted, the last name, and the deed of a list."""

    sentence: int = -1
    thing: str = ""
    stem: str = ""
    deed: str = ""
    base: str = ""
    listed: list[str] = field(default_factory=list)


class NameReader:
    """Names the quantities of a text."""

    def __init__(self, words: Vocabulary) -> None:
        openers = "|".join(map(re.escape, words.openers))
        heads = "|".join(map(re.escape, (*words.scopes, *words.leads, *words.openers)))
        self._trailing = re.compile(rf"(?:{openers}|[（(]?含?)+$")
        self._leading = re.compile(rf"^(?:{heads}|[{_CONNECTIVES}\s])+")
        self._verbs = words.verbs
        # a verb that begins a noun (调解工作室, 服务事项) is no deed
        self._deeds = re.compile(rf"(?:{'|'.join(map(re.escape, words.verbs))})(?!{_NOMINAL})")
        self._verb_at_start = re.compile(rf"^(?:{'|'.join(map(re.escape, words.verbs))})+")
        self._split = re.compile(r"(?<=.{2})(?:累计|共计|合计|共|已|新|总共)(?=.{2})")

    def names(self, text: str, quantities: Sequence[Quantity]) -> list[tuple[str, ...]]:
        """The name of each quantity; two where one number states two results."""
        memory = _Memory()
        places = clauses(text, quantities)
        out: list[tuple[str, ...]] = []
        for quantity, clause in zip(quantities, places, strict=True):
            if clause.sentence != memory.sentence:
                memory = _Memory(sentence=clause.sentence)
            if not clause.before:
                memory.listed = self._list(clause)
                memory.deed = ""
            stems = self._stems(quantity, clause, memory)
            out.append(tuple(_finished(stem, quantity.unit) for stem in stems))
        return out

    def _stems(self, quantity: Quantity, clause: Clause, memory: _Memory) -> list[str]:
        if memory.listed:
            stem = memory.listed.pop(0)
            memory.stem = stem
            return [stem]
        left = self._cleaned(clause.left)
        if clause.runs_on:
            left = self._cleaned(self._deed_in(clause.left))
        if quantity.unit in _SHARES:
            return self._share_stems(clause, left, memory)
        growth = _GROWTH.search(clause.left)
        if growth and (memory.stem or growth.start() > 2):
            return [self._growth_stem(growth, clause, memory, "数")]
        return [self._count_stem(quantity, clause, left, memory)]

    def _cleaned(self, words: str) -> str:
        """The words before a number without times, scopes and openers."""
        words = words.strip()
        while True:
            shorter = self._leading.sub("", _TIME.sub("", words))
            shorter = self._trailing.sub("", shorter).strip()
            if shorter == words:
                return words
            words = shorter

    def _list(self, clause: Clause) -> list[str]:
        """A、B分别为 X、Y and 省、市、县级…各 X、Y、Z: one stem for each number to come."""
        found = re.search(r"(.+?)(?:各|分别)(?:为|达到?|是|有|占|下降|增长|提高|上升|共)*$", clause.left.strip())
        if not found or not clause.after:
            return []
        items = [item for item in re.split(r"[、和及与]", self._cleaned(found[1])) if item]
        if len(items) < 2:
            return []
        last = items[-1]
        if all(len(item) <= 2 < len(last) for item in items[:-1]):
            return [item + last[len(items[0]) :] for item in items[:-1]] + [last]
        return items

    def _share_stems(self, clause: Clause, left: str, memory: _Memory) -> list[str]:
        whole = _SHARE_OF.search(clause.left)
        if whole and len(clause.left) - whole.start() >= 1:
            subject = self._cleaned(clause.left[: whole.start()]) or memory.thing or memory.stem
            share = f"占{whole['whole'].strip()}比例" if whole["whole"] else "占比"
            return [self._remember(f"{subject}{share}", memory, "")]
        growth = _GROWTH.search(clause.left)
        if growth:
            return [self._growth_stem(growth, clause, memory, "增速")]
        start = _FROM.search(left)
        if start:
            memory.base = self._completed(left[: start.start()], memory)
            return [f"{memory.base}（原有）"]
        if not left:
            again = memory.base if clause.before else ""
            return [again or self._leading_stem(clause, memory) or memory.stem]
        both = re.fullmatch(r"(.+?率)[和与及、](.+?率)", left)
        return [both[1], both[2]] if both else [self._completed(left, memory)]

    def _completed(self, left: str, memory: _Memory) -> str:
        """A short rate with what it is the rate of: 成功率 after 调解纠纷2571宗."""
        left = self._without_body(left)
        if len(left) > _SHORT_RATE or not _RATE_END.search(left):
            return left[-_LONGEST:]
        prefix = next((p for p in (memory.stem, memory.thing) if p and left[:2] not in p), "")
        return (re.sub(r"(?:比例|数量|数|人数|（.*）)$", "", prefix) + left)[-_LONGEST:]

    def _growth_stem(self, growth: re.Match[str], clause: Clause, memory: _Memory, what: str) -> str:
        subject = self._without_body(self._cleaned(clause.left[: growth.start()])) or memory.stem or memory.thing
        memory.stem = subject
        if what == "数":
            return f"{subject}{growth['way']}"
        since = "同比" if growth["since"] else ""
        return f"{subject}{since}{'降幅' if growth['way'] in _DOWN else what}"

    def _count_stem(self, quantity: Quantity, clause: Clause, left: str, memory: _Memory) -> str:
        start = _FROM.search(left)
        if start:
            memory.base = self._without_body(left[: start.start()])
            memory.stem = re.sub(r"(?:比例|数量|数)$", "", memory.base)
            return f"{memory.base}（原有）"
        if not left and memory.base and clause.before:
            return memory.base
        right = self._leading.sub("", _noun(clause.right))
        left = _before_enumeration(left, quantity.value if right else None).rstrip("的")
        if left.endswith(_PREPOSITIONS) or (right and clause.left.rstrip().endswith(_PREPOSITIONS)):
            left = ""
        if left and not right and self._is_deed(left) and clause.after:
            right = _noun(self._leading.sub("", clause.rest))
        if left and clause.in_brackets and memory.thing:
            return (left.lstrip("含") + memory.thing)[:_LONGEST]
        if left and not right:
            return self._from_left(left, memory)
        if left:
            return self._from_both(left, right, memory)
        return self._leading_stem(clause, memory) or self._repeated(memory)

    def _repeated(self, memory: _Memory) -> str:
        return memory.stem or memory.thing

    def _from_left(self, left: str, memory: _Memory) -> str:
        core = self._without_body(left)
        bare = self._verb_at_start.sub("", core)
        if core in _TOTALS and memory.thing:
            return memory.thing + core
        if len(bare) <= 1 and memory.thing and memory.thing not in core:
            return self._remember(memory.thing + core, memory, memory.thing)
        return self._remember(core, memory, bare if len(bare) > 1 else memory.thing)

    def _from_both(self, left: str, right: str, memory: _Memory) -> str:
        noun = _head(right)
        deed = self._deed(left)
        memory.deed = deed
        return self._remember((deed + noun)[:_LONGEST], memory, noun)

    def _leading_stem(self, clause: Clause, memory: _Memory) -> str:
        """A number that leads: its noun, with the deed before the list or the predicate after it."""
        noun = _noun(clause.right)
        if not noun:
            return ""
        own, predicate = self._predicate(noun)
        if memory.deed:
            return self._remember(memory.deed + _head(own), memory, _head(own))
        if clause.after and not _LIST_GOES_ON.search(clause.right):
            predicate = self._predicate(_noun(clause.rest))[1]
        elif clause.after and not predicate:
            predicate = self._predicate(_noun(clause.rest).rpartition("、")[2])[1]
        predicate = _EMPTY_DEEDS.sub("", predicate)
        return self._remember((predicate + own)[-_LONGEST:] if own else predicate, memory, own or predicate)

    def _predicate(self, words: str) -> tuple[str, str]:
        """律所入驻法务区线上平台 to what is counted, 律所, and what it did."""
        places = [found.start() for found in self._deeds.finditer(words) if found.start() > 1]
        marks = [i for mark in ("已", "均", "全部", "获", "被", "进行") if (i := words.find(mark, 1)) > 0]
        start = min(places + marks, default=len(words))
        own = self._trailing.sub("", words[:start].rstrip("的"))
        return own, re.sub(r"^(?:已|均|全部|共)+", "", words[start:])

    def _deed_in(self, between: str) -> str:
        """Two numbers with words between and no 、: what comes first belongs to the first number."""
        found = self._deeds.search(between)
        return between[found.start() :] if found else ""

    def _is_deed(self, words: str) -> bool:
        return len(self._verb_at_start.sub("", self._without_body(words))) <= 1

    def _deed(self, left: str) -> str:
        core = self._without_body(left)
        places = [found.start() for found in self._deeds.finditer(core)]
        return core[places[-1] :] if places and len(core) > 8 else core

    def _without_body(self, words: str) -> str:
        """What was done, without who did it: 全市各级调解组织共调解案件 gives 调解案件."""
        found = list(self._split.finditer(words))
        if found:
            words = words[found[-1].end() :] if not words[found[-1].start() :].startswith("新") else words
        for i in range(2, len(words) - 1):
            if _BODY_END.search(words[:i]) and self._verb_at_start.match(words[i:]):
                return words[i:]
        return words

    def _remember(self, stem: str, memory: _Memory, thing: str) -> str:
        memory.stem = stem
        if thing:
            memory.thing = thing
        return stem


def _before_enumeration(left: str, count: Decimal | None) -> str:
    """What stands before 甲、乙、丙等 or 《甲》《乙》: the things named are not the name of their count."""
    if left.count("、") and left.count("、") + 1 == count:
        return ""
    if left.endswith("等"):
        first = re.split("[、《“]", left)[0] if re.search("[、》”]", left) else ""
        found = re.search(r"(?:涵盖|包括|包含|涉及|覆盖|有|为)", first)
        return first[: found.start()] if found else ""
    return "" if left.endswith(("》", "”")) and left.count(left[-1]) > 1 else left


def _noun(words: str) -> str:
    """The words after a number as far as they can name what is counted."""
    words = _BRACKETED.sub("", words.strip())
    if words.startswith(_JOINING):
        return ""
    words = re.sub(r"^(?:的|相关|有关|各类|各种|各项)+", "", words)
    words = re.sub(r"^(?:以上|以下|以内|左右|多|余)", "", words)
    return re.sub(r"[、和及与的共]+$", "", words)[: 2 * _LONGEST]


def _head(noun: str) -> str:
    """The noun a long phrase ends in: 县(市)区政府报备的规范性文件 gives 规范性文件."""
    if "的" in noun and len(noun) > 8:
        last = noun.rpartition("的")[2]
        return last if len(last) > 1 else noun
    return noun


def _finished(stem: str, unit: str) -> str:
    """The stem with what is counted at its end: 人数, 人次, 金额, 面积, 数."""
    stem = stem.strip("、，, ")
    if not stem or unit in _SHARES or stem.endswith("）"):
        return stem
    if unit.endswith("元"):
        return stem if _MONEY_END.search(stem) else f"{stem}金额"
    if unit in _ENDS:
        end = _ENDS[unit]
        return stem if stem.endswith(end) else f"{stem}{end}"
    if stem.endswith(("数", "量")):
        return stem
    counted = "人" if unit in ("人", "名", "位") else unit if unit in _OWN_COUNT else ""
    return f"{stem}数" if stem.endswith(counted) else f"{stem}{counted}数"
