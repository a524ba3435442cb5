"""What a name ends in: 人数, 人次, 金额, 面积, 件数, by the unit of its number."""

import re

SHARES = frozenset(("%", "‰", "百分点", "倍"))
"""Units of rates, shares and growth."""

_MONEY = re.compile(
    r"(?:额|收入|支出|费用|费|收费|损失|投资|资金|经费|产值|值|款|价|金|税|利润|债券|总量|规模|GDP|资产|成本|赤字|债务|预算|成交|贷款|储蓄|存款)$"
)
_OWN = dict.fromkeys(("平方公里", "平方千米", "平方米", "平米", "㎡", "公顷", "亩"), "面积")
_OWN |= {"人次": "人次", "公里": "长度", "千米": "长度", "米": "长度"}
_COUNTED = frozenset("件场次期份册条宗起套辆部台本篇批幅支班枚张")
_COUNTED_WORDS = frozenset(("场次",))


def finished(stem: str, unit: str) -> str:
    """`stem` with what is counted at its end."""
    stem = stem.strip("、，, ")
    if not stem or unit in SHARES or stem.endswith("）"):
        return stem
    if unit.endswith("元"):
        return stem if _MONEY.search(stem) else f"{stem}金额"
    if unit in _OWN:
        end = _OWN[unit]
        return stem if stem.endswith(end) else f"{stem}{end}"
    if unit in _COUNTED_WORDS:
        return stem if stem.endswith(unit) else f"{stem}{unit}"
    if stem.endswith(("数", "量")) or (unit == "件" and stem.endswith("案")):
        return stem if stem.endswith(("数", "量")) else f"{stem}数"
    counted = "人" if unit in ("人", "名", "位") else unit if unit in _COUNTED else ""
    return f"{stem}数" if stem.endswith(("人员", counted)) and counted else f"{stem}{counted}数"
