"""Groups of metrics that may share one scale, and why they stand apart from the rest."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from fuzhou_viewer.core.records import Metric, MetricId

_SHARES = frozenset(("%", "‰"))
_CHANGES = ("增速", "增幅", "涨幅", "降幅", "增长", "下降", "提升", "上升", "提高", "减少", "增加", "幅度")
_BEFORE = "（原有）"
_STOCK = re.compile("在册|现有|存量|保有量|结存|未结|未办结|年末|期末|年底")
"""What is there at a moment; what happened in a stretch of time has other words."""


class Shape(Enum):
    """How the rows of a group are drawn."""

    BARS = "bars"
    SHARES = "shares"
    CHANGES = "changes"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Row:
    """A metric, the metrics that are its parts (其中), and for a step the value it came from."""

    metric: Metric
    parts: tuple[Metric, ...] = ()
    before: Metric | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share a scale: their shape and unit, what the group is called, and why it stands apart."""

    shape: Shape
    unit: str
    title: str
    why: str
    rows: tuple[Row, ...]


def groups(metrics: Sequence[Metric]) -> tuple[Group, ...]:
    """The groups of `metrics`, each where its first metric stands; every metric is in exactly one row."""
    main = _main_period(metrics)
    befores = _befores(metrics)
    inside = {part.id for part in metrics if _whole_of(part, metrics)}
    found: dict[tuple[Shape, str, str, bool, bool], list[Row]] = {}
    taken = {before.id for before in befores.values()}
    for metric in metrics:
        if metric.id in taken or metric.id in inside:
            continue
        before = befores.get(metric.id)
        shape = Shape.STEPS if before else _shape(metric)
        parts = tuple(part for part in metrics if part.part_of == metric.id and part.id in inside)
        period = "" if metric.period == main else metric.period
        is_stock = shape is Shape.BARS and bool(_STOCK.search(metric.name))
        key = (shape, metric.quantity.unit, period, metric.is_target, is_stock)
        found.setdefault(key, []).append(Row(metric, parts, before))
    return tuple(_group(*key, tuple(rows)) for key, rows in found.items())


def _group(shape: Shape, unit: str, period: str, is_target: bool, is_stock: bool, rows: tuple[Row, ...]) -> Group:  # noqa: FBT001
    titles = {
        Shape.BARS: f"单位:{unit or '个'}",
        Shape.SHARES: f"占比和比率({unit})",
        Shape.CHANGES: f"增减幅度({unit})",
        Shape.STEPS: f"前后对比({unit or '个'})",
    }
    about = [word for word in (period, "目标" if is_target else "", "存量" if is_stock else "") if word]
    title = titles[shape] + (f" · {' '.join(about)}" if about else "")
    reasons = ["不同单位不能同比例比较"]
    if period:
        reasons.append(f"时期是{period},与其他指标分开")
    if is_stock:
        reasons.append("存量是某个时点的数,与一段时间里发生的数分开")
    if is_target:
        reasons.append("目标与结果分开")
    return Group(shape, unit, title, ";".join(reasons), rows)


def _shape(metric: Metric) -> Shape:
    unit = metric.quantity.unit
    # 提升至100% is a level, 同比增速 a change: the name tells, the direction does not
    is_change = metric.name.rstrip("）0123456789（").endswith(_CHANGES)
    if unit == "百分点" or (unit in _SHARES and is_change):
        return Shape.CHANGES
    return Shape.SHARES if unit in _SHARES else Shape.BARS


def _main_period(metrics: Sequence[Metric]) -> str:
    counted = Counter(metric.period for metric in metrics)
    return counted.most_common(1)[0][0] if counted else ""


def _befores(metrics: Sequence[Metric]) -> dict[MetricId, Metric]:
    """For the second value of 从31项扩大至43项 the first: the one named the same with （原有）, right before it."""
    found: dict[MetricId, Metric] = {}
    for i, metric in enumerate(metrics):
        if not metric.name.endswith(_BEFORE):
            continue
        base = metric.name.removesuffix(_BEFORE)
        after = next((m for m in metrics[i + 1 : i + 3] if _is_later(m, base, metric)), None)
        if after:
            found[after.id] = metric
    return found


def _is_later(metric: Metric, base: str, before: Metric) -> bool:
    return metric.quantity.unit == before.quantity.unit and metric.name.startswith(base[:6])


def _whole_of(part: Metric, metrics: Sequence[Metric]) -> Metric | None:
    """The metric a part is drawn inside: counted alike, and no smaller than it."""
    whole = next((metric for metric in metrics if metric.id == part.part_of), None)
    if whole is None or whole.quantity.unit != part.quantity.unit or whole.part_of is not None:
        return None
    return whole if 0 < part.quantity.value <= whole.quantity.value else None
