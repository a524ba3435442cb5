"""Values as people read them: 万 and 亿 by size, bounds as ≥, ≤ and 约; and what a card says of a metric."""

from dataclasses import dataclass
from decimal import Decimal

from fuzhou_viewer.core.records import Document, Metric, Quantity, Span

_STEPS = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_BOUNDS = {"lower": "≥", "upper": "≤", "approx": "约"}
_BOUND_WORDS = {"lower": "原文为“余、多、超”等,是下限", "upper": "原文为“近”等,是上限", "approx": "原文为约数"}
_DIRECTIONS = {"up": "▲ 上升", "down": "▼ 下降"}
_LONGEST_SENTENCE = 60
_SURE = Decimal("0.55")


def value_words(quantity: Quantity) -> str:
    """37798件, ≥9794万元, 99.88%: short, and exact to four decimals."""
    if quantity.qualifier == "range":
        return f"{_short(quantity.low)}～{_short(quantity.high)}{quantity.unit}"
    return f"{_BOUNDS.get(quantity.qualifier, '')}{_short(quantity.value)}{quantity.unit}"


def exact_words(quantity: Quantity) -> str:
    """The figure in full with groups of three: 141,000件."""
    return f"{quantity.value.normalize():,f}{quantity.unit}"


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of a metric, line by line; empty lines are left out where it is shown."""

    name: str
    value: str
    exact: str
    about: str
    kind: str
    sentence: str

    def lines(self) -> tuple[str, ...]:
        """The lines that say something, without the name."""
        return tuple(line for line in (self.value, self.exact, self.about, self.kind, self.sentence) if line)

    def words(self) -> str:
        """All of it as one text, for a screen reader or a tooltip."""
        return "\n".join((self.name, *self.lines()))


def card(metric: Metric, document: Document | None = None) -> Card:
    """The card of `metric`; with its sentence and whole when its document is given."""
    quantity = metric.quantity
    value, exact = value_words(quantity), exact_words(quantity)
    scope_period = [part for part in (metric.scope, metric.period) if part]
    kinds = [
        _DIRECTIONS.get(metric.direction, ""),
        "目标值" if metric.is_target else "",
        _BOUND_WORDS.get(quantity.qualifier, ""),
        f"指标:{metric.indicator}{'' if metric.certainty >= _SURE else '(待确认)'}" if metric.indicator else "",
        _whole(metric, document),
    ]
    return Card(
        metric.name,
        value,
        "" if exact.replace(",", "") == value.replace(",", "") else f"即 {exact}",
        " · ".join(scope_period),
        " · ".join(kind for kind in kinds if kind),
        f"“{sentence(document, quantity.span)}”" if document else "",
    )


def sentence(document: Document, span: Span) -> str:
    """The words around `span` up to the sentence's ends, at most 60 characters, with … where it was cut."""
    text = document.text
    start = max(text.rfind(c, 0, span.start) for c in "。；;\n") + 1
    stops = [place for c in "。；;\n" if (place := text.find(c, span.end)) >= 0]
    end = min(stops, default=len(text))
    room = max(0, _LONGEST_SENTENCE - (span.end - span.start))
    first = max(start, span.start - room * 2 // 3)
    last = min(end, max(span.end, first + _LONGEST_SENTENCE))
    return f"{'…' if first > start else ''}{text[first:last].strip()}{'…' if last < end else ''}"


def _whole(metric: Metric, document: Document | None) -> str:
    if document is None or metric.part_of is None:
        return ""
    whole = next((other for other in document.metrics if other.id == metric.part_of), None)
    return f"属于“{whole.name}”" if whole else ""


def _short(value: Decimal) -> str:
    for step, word in _STEPS:
        if abs(value) >= 10 * step and (value / step * 10**4) % 1 == 0:
            return f"{_plain(value / step)}{word}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
