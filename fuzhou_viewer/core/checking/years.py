"""R11 stated growth against the document of the year before, R10 one thing told in two documents of a year."""

import re
from collections.abc import Iterator

from fuzhou_viewer.core.checking.intervals import Interval
from fuzhou_viewer.core.checking.reading import Number, Reading, reading
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import figure, percent
from fuzhou_viewer.core.records import Document, Span

_GROWN = re.compile(
    r"#[,、(]?(?:同比|比上年|较上年|比去年|较去年)(?:同期)?(?P<way>增长|上升|增加|下降|减少)了?(?P<change>#)"
)
_NUMBERED = re.compile(r"（\d+）$")
_DOWN = ("下降", "减少")
_Key = tuple[str, str, str]


def against(this: Document, other: Document) -> tuple[Relation, ...]:
    """What `this` says, held against `other`: its growth if that is of the year before, its values if of the same year.

    Things are the same if they have the same name, unit and scope, and the name stands once in each document.
    A disagreement is a question, for the two documents may count differently. Spans are of `this`.
    """
    if this.year is None or other.year is None:
        return ()
    read, known = reading(this), _named(other)
    names = {number.span: key for key, number in _named(this).items()}
    found: Iterator[Relation]
    if this.year == other.year + 1:
        found = _growth(read, names, known, other)
    elif this.year == other.year:
        found = _values(read, names, known, other)
    else:
        return ()
    return tuple(found)


def _named(document: Document) -> dict[_Key, Number]:
    """The counts of a document by name, unit and scope; those whose name stands twice are left out."""
    numbers = {number.span: number for number in reading(document).numbers}
    held: dict[_Key, list[Number]] = {}
    for metric in document.metrics:
        number = numbers.get(metric.quantity.span)
        if number and number.is_count and metric.name and not metric.is_target:
            key = (_NUMBERED.sub("", metric.name), number.unit, metric.scope)
            held.setdefault(key, []).append(number)
    return {key: found[0] for key, found in held.items() if len(found) == 1}


def _growth(read: Reading, names: dict[Span, _Key], known: dict[_Key, Number], other: Document) -> Iterator[Relation]:
    for sentence in read.sentences:
        for found in _GROWN.finditer(sentence.shape):
            now = sentence.number_at(found.start())
            base = known.get(names.get(now.span, ("", "", "")))
            change = sentence.number_at(found.start("change"))
            if base and change.is_share and base.range.low > 0 and _goes(now, base, found["way"]):
                yield _grown(now, base, change, other)


def _goes(now: Number, base: Number, way: str) -> bool:
    return now.value <= base.value if way in _DOWN else now.value >= base.value


def _grown(now: Number, base: Number, change: Number, other: Document) -> Relation:
    ends = [abs(y / x - 1) * 100 for x in (base.range.low, base.range.high) for y in (now.range.low, now.range.high)]
    computed = Interval(min(ends), max(ends), abs(now.value / base.value - 1) * 100)
    agrees = change.fits(computed) is not None
    value = percent(computed.value, change)
    return relation(
        "R11",
        Verdict.CONSISTENT if agrees else Verdict.QUERY,
        change.span,
        [now.span],
        stated=change.written,
        computed=value,
        formula=f"{figure(now)} ÷ {figure(base)} - 1 = {value} {'≈' if agrees else '≠'} {change.written}",
        tolerance="四舍五入或截尾到文中的末位",
        sentence=(
            f"{'一致' if agrees else '同比'}:{other.year}年文件《{other.title}》为{base.written},"
            f"按此增减{value},文中为{change.written}。{'' if agrees else '请核对口径或数字。'}"
        ),
    )


def _values(read: Reading, names: dict[Span, _Key], known: dict[_Key, Number], other: Document) -> Iterator[Relation]:
    for number in read.numbers:
        twin = known.get(names.get(number.span, ("", "", "")))
        if twin is None:
            continue
        agrees = number.range.meets(twin.range)
        yield relation(
            "R10",
            Verdict.CONSISTENT if agrees else Verdict.QUERY,
            number.span,
            [],
            stated=number.written,
            computed=twin.written,
            formula=f"{number.written} {'=' if agrees else '≠'} {twin.written}",
            tolerance="名称、单位、范围、年份相同",
            sentence=(
                f"一致:《{other.title}》同为{twin.written}。"
                if agrees
                else f"两份文件:文中为{number.written},《{other.title}》为{twin.written}。请核对口径或数字。"
            ),
        )
