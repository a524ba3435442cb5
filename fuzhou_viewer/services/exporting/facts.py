"""The numbers of a report with their evidence: each with its sentence, its section and its document."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.evidence import metrics_in, plain, sentence

COLUMNS = (
    "序号", "指标", "数值", "单位", "限定", "下限", "上限", "变化", "范围", "时期",
    "章节", "原文数字", "原句", "文件", "发文机关",
)  # fmt: skip
"""The heads of the table; NUMBERS are those whose cells are numbers."""
NUMBERS = frozenset({"序号", "数值", "下限", "上限"})
_QUALIFIERS = {"lower": "不少于", "upper": "不多于", "approx": "约"}
_DIRECTIONS = {"up": "上升", "down": "下降"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A metric as a row of a table: `cells` by COLUMNS, numbers as Decimal."""

    metric: Metric
    cells: tuple[str | Decimal, ...]


def facts(document: Document, picks: Sequence[Pick]) -> tuple[Fact, ...]:
    """The metrics inside `picks`, each once, in the order of the text; numbered as in the report."""
    places = {entry.key: entry.label for entry in contents(document)}
    wanted = {metric.id for metric in metrics_in(document, [pick.span for pick in picks])}
    return tuple(
        Fact(metric, _cells(document, places.get(metric.section, ""), number, metric))
        for number, metric in enumerate(document.metrics, 1)
        if metric.id in wanted
    )


def words(cell: str | Decimal) -> str:
    """A cell as text."""
    return plain(cell) if isinstance(cell, Decimal) else cell


def _cells(document: Document, place: str, number: int, metric: Metric) -> tuple[str | Decimal, ...]:
    quantity = metric.quantity
    written = document.text[quantity.span.start : quantity.span.end]
    return (
        Decimal(number), metric.name, quantity.value, quantity.unit, _QUALIFIERS.get(quantity.qualifier, ""),
        quantity.low, quantity.high, _DIRECTIONS.get(metric.direction, ""), metric.scope, metric.period, place, written,
        sentence(document.text, quantity.span), document.title, document.issuer,
    )  # fmt: skip
