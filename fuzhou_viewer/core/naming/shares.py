"""Names of rates, shares and growth."""

import re

from fuzhou_viewer.core.clauses import Clause
from fuzhou_viewer.core.naming.memory import Memory
from fuzhou_viewer.core.naming.nouns import LONGEST, joined
from fuzhou_viewer.core.naming.wording import Wording

_RATE_END = re.compile(r"(?:率|比例|比重|占比|比|度|面|增速|增幅|涨幅|降幅|指数|水平)$")
GROWTH = re.compile(
    r"(?P<since>(?:同比|环比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|[比较]\d{4}年(?:同期)?|年均|平均每年|名义|实际|累计|同期)*)"
    r"(?:均|各|分别|又|再|也|净)?(?P<way>增长|增加|上升|提高|提升|上涨|增幅|扩大|下降|减少|降低|回落|缩短|压缩|下滑)(?:率|幅度)?(?:了|近|约|超过|超)?$"
)
"""The words that state a growth right before its number."""

FROM = re.compile(r"(?:从|由)(?:\d{4}年(?:底|末)?的?|原有的?|原来的?|上年的?|去年的?|最初的?|过去的?|以前的?)?$")
"""The words before the first of two values a metric went between."""

_DOWN = ("下降", "减少", "降低", "回落", "缩短", "压缩", "下滑")
_SHARE_OF = re.compile(r"占(?P<whole>[^，,]{0,24}?)(?:的)?(?:比重|比例|比)?(?:为|达到?|约|近|超过?)?$")
_AGAINST = re.compile(
    r"(?:比|较)(?P<base>[^，,占]{1,12}?)(?P<way>高出|高|低|多|少|快|慢)(?:出|了)?$"
    r"|(?P<over>[高低快慢多少优])于(?P<than>[^，,]{1,12})$"
)
_WAYS = {"高": "高出", "高出": "高出"}
_SATISFACTION = re.compile(r"(?:满意|好评|知晓|认可|信任)[率度]$")
_SHORT_RATE = 8
_QUANTITY_END = re.compile(r"(?:比例|数量|数|人数|（.*）)$")


class ShareNames:
    """Names numbers in %, ‰, 百分点 and 倍."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def stems(self, clause: Clause, left: str, memory: Memory) -> list[str]:
        """The names; two where one number states two rates."""
        start = FROM.search(left)
        if start:
            memory.base = self.completed(left[: start.start()], memory)
            return [f"{memory.base}（原有）"]
        whole = _SHARE_OF.search(self._wording.without_trail(clause.left))
        if whole:
            subject = self._wording.cleaned(clause.left[: whole.start()]) or memory.stem or memory.thing
            share = f"占{whole['whole'].strip()}比例" if whole["whole"] else "占比"
            return [memory.remember(f"{subject}{share}")]
        against = _AGAINST.search(clause.left)
        if against:
            subject = self._wording.cleaned(clause.left[: against.start()]) or memory.stem
            way = against["over"] or against["way"]
            return [f"{subject}{_WAYS.get(way, way + '于')}{against['base'] or against['than']}幅度"]
        growth = GROWTH.search(clause.left)
        if growth:
            return [self.growth(growth, clause, memory, "增速")]
        both = re.fullmatch(r"(.+?率)[和与及、](.+?率)", left)
        return [both[1], both[2]] if both else [self.completed(left, memory)] if left else []

    def completed(self, left: str, memory: Memory) -> str:
        """A short rate with what it is the rate of: 成功率 after 调解纠纷2571宗."""
        body, rate = self._wording.body_and_rest(re.sub(r"(?:保持|稳定|控制|维持)?在$", "", left))
        if body or len(rate) > _SHORT_RATE or not _RATE_END.search(rate):
            return memory.remember(rate[-LONGEST:])
        if _SATISFACTION.search(rate):
            return memory.remember(joined(memory.body, rate))
        return memory.remember(joined(self._rated(rate, memory), rate)[-LONGEST:])

    def _rated(self, rate: str, memory: Memory) -> str:
        """What the rate is of: the words before its own root (出庭 of 整体出庭率), else what was counted last."""
        root = rate.rstrip("率")
        for start in range(max(0, len(root) - 4), len(root) - 1):
            before = memory.stem_with(root[start:])
            if before:
                return before + (root[start:] if start == 0 else "")
        if len(rate) > 5:
            return ""
        last = next((words for words in (memory.stem, memory.thing) if words and rate[:2] not in words), "")
        return _QUANTITY_END.sub("", last)

    def growth(self, growth: re.Match[str], clause: Clause, memory: Memory, what: str) -> str:
        """The name of a growth: of its own subject, else of what was named last."""
        own = self._wording.without_body(self._wording.cleaned(clause.left[: growth.start()]))
        subject = own or memory.stem or memory.thing
        memory.remember(subject, own)
        if what == "数":
            return f"{subject}{growth['way']}"
        since = "同比" if growth["since"] else ""
        return f"{subject}{since}{fall_or(what, growth['way'])}"


def fall_or(what: str, way: str) -> str:
    """降幅 for a fall, `what` for a rise."""
    return "降幅" if way in _DOWN else what
