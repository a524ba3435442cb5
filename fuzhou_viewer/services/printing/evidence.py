"""The numbers of a stretch of text as a table or a chart, each with where it stands."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document, Metric, Quantity, SectionId, Span
from fuzhou_viewer.services.printing.blocks import Bar, BarGroup, Chart, Table
from fuzhou_viewer.services.printing.wide_marks import full_width

_STEPS = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_BOUNDS = {"lower": "≥", "upper": "≤", "approx": "约"}
_ORDINAL = re.compile(
    r"[（(][一二三四五六七八九十百\d]+[)）]|第?[一二三四五六七八九十百\d]+[、.．章节]|[一二三四五六七八九十]+是"
)
_ENDS = "。！!？?\n"
_PERCENT = frozenset("%％")
_HEADS = ("指标", "数值", "单位", "时期", "出处")
_WEIGHTS = (14.0, 5.0, 3.5, 4.5, 5.5)
_LONG_WEIGHTS = (11.0, 6.0, 4.0, 5.5, 5.5, 20.0)


def tables(document: Document, spans: Sequence[Span], name: str, *, has_sentences: bool = False) -> Iterator[Table]:
    """The table of the metrics inside `spans`, on wish each with its sentence; none when there are none."""
    metrics = metrics_in(document, spans)
    if not metrics:
        return
    places = _places(document)
    rows = [(m.name, number_words(m.quantity), m.quantity.unit, m.period, places.get(m.section, "")) for m in metrics]
    caption, is_number = f"数据表　{full_width(name)}", (False, True, False, False, False)
    if not has_sentences:
        yield Table(caption, _HEADS, tuple(rows), _WEIGHTS, is_number, source_line(document))
        return
    long = tuple((*row, sentence(document.text, m.quantity.span)) for row, m in zip(rows, metrics, strict=True))
    yield Table(caption, (*_HEADS, "原句"), long, _LONG_WEIGHTS, (*is_number, False), source_line(document))


def metrics_in(document: Document, spans: Sequence[Span]) -> list[Metric]:
    """The metrics inside `spans`, each once, in the order of the text."""
    return [m for m in document.metrics if any(m.quantity.span.start in span for span in spans)]


def sentence(text: str, span: Span) -> str:
    """The sentence of `text` that holds `span`."""
    start = max(text.rfind(c, 0, span.start) for c in _ENDS) + 1
    stop = min((i for c in _ENDS if (i := text.find(c, span.end)) >= 0), default=len(text))
    return text[start : stop + (text[stop : stop + 1] not in ("", "\n"))].strip()


def _places(document: Document) -> dict[SectionId, str]:
    """Where a metric stands, as people cite it: 一（二）; the label of what has no ordinal."""
    told: dict[SectionId, str] = {}
    for entry in contents(document):
        words = _ORDINAL.match(entry.label)
        own = full_width(words[0].rstrip("、.．")) if words and entry.heading.end > entry.heading.start else ""
        above = told.get(entry.parent, "") if entry.parent else ""
        told[entry.key] = (above + own) or entry.label
    return told


def charts(document: Document, spans: Sequence[Span], name: str) -> Iterator[Chart]:
    """The chart of the metrics inside `spans`, values of one unit on one scale; none when there are none."""
    groups: dict[str, list[Metric]] = {}
    for metric in metrics_in(document, spans):
        groups.setdefault(metric.quantity.unit, []).append(metric)
    if groups:
        told = tuple(_group(unit, metrics) for unit, metrics in groups.items())
        yield Chart(f"数据图　{full_width(name)}", told, source_line(document))


def source_line(document: Document) -> str:
    """Where the numbers come from."""
    return f"来源：《{document.title}》 {document.issuer}".rstrip()


def value_words(quantity: Quantity) -> str:
    """14.1万件, ≥9794万元, 99.88%: short and exact."""
    value, sign = quantity.value, _BOUNDS.get(quantity.qualifier, "")
    for step, word in _STEPS:
        if abs(value) >= 10 * step and (value / step * 10**4) % 1 == 0:
            return f"{sign}{plain(value / step)}{word}{quantity.unit}"
    return f"{sign}{plain(value)}{quantity.unit}"


def number_words(quantity: Quantity) -> str:
    """141,000, ≥97,940,000, 99.88: the whole number, in groups of three, without its unit."""
    return f"{_BOUNDS.get(quantity.qualifier, '')}{quantity.value.normalize():,f}"


def plain(value: Decimal) -> str:
    """A number as digits, never as a power of ten."""
    return format(value.normalize(), "f")


def _group(unit: str, metrics: list[Metric]) -> BarGroup:
    largest = max(abs(metric.quantity.value) for metric in metrics)
    whole = max(largest, Decimal(100)) if unit in _PERCENT else largest
    bars = tuple(Bar(m.name, abs(m.quantity.value), value_words(m.quantity)) for m in metrics)
    return BarGroup(unit, whole or Decimal(1), bars)
