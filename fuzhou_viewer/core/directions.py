"""Which way a number says things went: up (同比增长5%, 提升至100%) or down (下降4.8%)."""

import re
from collections.abc import Sequence

from fuzhou_viewer.core.records import Quantity

_UP = "增长|增加|增多|增至|上升|提高|提升|上涨|扩大|攀升|净增|增幅|涨幅|增速|增长率|高出|多出|拓展|跃升|上调|翻"
_DOWN = "下降|减少|降低|降至|降到|减至|回落|缩短|压缩|压减|下滑|收窄|缩减|降幅|减幅|跌幅|下调|减量|负增长"
_TO = (
    "率|幅度?|了|至|到|为|达到?|约|近|超过?|逾|突破|以上|均|各|又|再|也|分别|由|共|控制在|保持在|不低于"
    "|不少于|不超过|将|从"
)
_STATED = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:{_TO})*\s*$")
_FROM = re.compile("(?:从|由)(?:原[有来]?的?|上年的?|去年的?|最初的?|过去的?)?$")
_BREAKS = re.compile(r"[，,；;。！!？?\n\r\t|（(]")
_JOINT = re.compile(r"\s*[、和及与]\s*(?:超过?|近|约)?\s*")
_OBJECT = re.compile("(?!以[上内下外]|左右|[和及与])[\u4e00-\u9fff]")
_RATES = ("%", "‰", "百分点", "个百分点", "倍")
_FURTHEST = 24
_MINUS = ("-", "－", "负")


def directions(text: str, quantities: Sequence[Quantity]) -> list[str]:
    """`up`, `down` or nothing for each of `quantities`, which stand in the order of `text` (simplified)."""
    out: list[str] = []
    end, unit = 0, ""
    for quantity in quantities:
        start = quantity.span.start
        left = text[max(end, start - _FURTHEST) : start]
        clause = _BREAKS.split(left)[-1]
        if quantity.unit == unit and start >= end and out and out[-1] and _JOINT.fullmatch(text[end:start]):
            # 分别下降4.8%和1.8%
            out.append(out[-1])
        elif quantity.unit not in _RATES and _OBJECT.match(text, quantity.span.end):
            # 提升656公里公交专用道: what is raised follows, the number counts it
            out.append("")
        else:
            out.append(_direction(clause))
        end, unit = quantity.span.end, quantity.unit
    return out


def _direction(clause: str) -> str:
    bare = clause.rstrip("-－负") if clause.endswith(_MINUS) else clause
    stated = _STATED.search(bare)
    if not stated or _FROM.search(clause):
        return ""
    if stated["down"]:
        return "down"
    return "down" if bare != clause else "up"
