"""Checks a reader adds to one document: numbers that were pointed at, and how they belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from fuzhou_viewer.core.anchors import PlaceFinder
from fuzhou_viewer.core.checking.intervals import Interval, between, fit, total
from fuzhou_viewer.core.checking.reading import Number, reading
from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import EXACT_TOLERANCE, SHARE_TOLERANCE, amount, figure, percent, sum_of
from fuzhou_viewer.core.kept import Form, OwnCheck
from fuzhou_viewer.core.records import Document, Span

OWN = "OWN"
_PERCENT, _TIMES = "%", "倍"
_WITH_THREE = 3
_WITH_STATED = (Form.SHARE, Form.GROWTH, Form.GROWTH_BACK)


def numbers_in(document: Document, span: Span) -> tuple[Number, ...]:
    """The numbers of `document` inside `span`, in the order of the text."""
    return tuple(number for number in reading(document).numbers if number.span.start in span)


def offers(numbers: Sequence[Number]) -> tuple[tuple[Form, Relation], ...]:
    """Every way the numbers can be checked against one another, with what would come of it; what agrees first."""
    tried = ((form, _related(form, numbers)) for form in Form)
    found = [(form, told) for form, told in tried if told]
    return tuple(sorted(found, key=lambda pair: pair[1].verdict is not Verdict.CONSISTENT))


def with_own(document: Document, checked: Checked, own: Iterable[OwnCheck]) -> tuple[Checked, dict[Relation, OwnCheck]]:
    """`checked` with the reader's own checks among the rest, and which is whose.

    A check whose numbers are no longer found in the text says nothing.
    """
    asked = tuple(own)
    if not asked:
        return checked, {}
    finder = PlaceFinder(document.text)
    by_span = {number.span: number for number in reading(document).numbers}
    added: dict[Relation, OwnCheck] = {}
    for one in asked:
        places = [finder.place(place) for place in one.numbers]
        numbers = [by_span[place.span] for place in places if place and place.span in by_span]
        told = _related(one.form, numbers) if len(numbers) == len(places) else None
        if told:
            added[told] = one
    taking_part = {span for told in added for span in told.operands}
    relations = tuple(sorted((*checked.relations, *added), key=lambda r: (r.place.start, r.rule)))
    unchecked = tuple(span for span in checked.unchecked if span not in taking_part)
    return replace(checked, relations=relations, unchecked=unchecked), added


def _related(form: Form, numbers: Sequence[Number]) -> Relation | None:
    """What comes of checking `numbers`; None where the form does not suit them."""
    count = len(numbers)
    if form in _WITH_STATED:
        return _with_stated(form, numbers) if count == _WITH_THREE else None
    if len({number.unit for number in numbers}) > 1:
        return None
    of_two = {Form.EQUAL: lambda: _sum(numbers[:1], numbers[1]), Form.AT_MOST: lambda: _at_most(*numbers)}
    of_more = {
        Form.SUM_IS_LAST: lambda: _sum(numbers[:-1], numbers[-1]),
        Form.SUM_IS_FIRST: lambda: _sum(numbers[1:], numbers[0]),
        Form.AVERAGE: lambda: _average(numbers[:-1], numbers[-1]),
    }
    made = (of_two if count < _WITH_THREE else of_more).get(form)
    return made() if made and count > 1 else None


def _sum(parts: Sequence[Number], whole: Number) -> Relation:
    computed = total([part.range for part in parts])
    agrees = computed.meets(whole.range)
    left = sum_of(parts) if len(parts) == 1 else f"{sum_of(parts)} = {amount(computed.value)}"
    formula = f"{sum_of(parts)} = {figure(whole)}" if agrees else f"{left} ≠ {figure(whole)}"
    return _told(parts, whole, formula, amount(computed.value), EXACT_TOLERANCE, agrees=agrees)


def _average(parts: Sequence[Number], stated: Number) -> Relation:
    count = len(parts)
    whole = total([part.range for part in parts])
    computed = Interval(whole.low / count, whole.high / count, whole.value / count)
    # an average is rounded even where it counts things
    agrees = stated.fits(computed) is not None or abs(computed.value - stated.value) * 2 <= stated.step
    value = amount(computed.value)
    formula = f"({sum_of(parts)}) ÷ {count} = {value} {'≈' if agrees else '≠'} {figure(stated)}"
    return _told(parts, stated, formula, value, "四舍五入到文中的末位", agrees=agrees)


def _with_stated(form: Form, numbers: Sequence[Number]) -> Relation | None:
    """Two counts of one unit against the one percentage or multiple among the three."""
    stated = [number for number in numbers if number.unit in (_PERCENT, _TIMES)]
    counts = [number for number in numbers if number.unit not in (_PERCENT, _TIMES)]
    if len(stated) != 1 or counts[0].unit != counts[1].unit:
        return None
    if form is Form.SHARE:
        small, large = sorted(counts, key=lambda n: n.value)
        return _share(small, large, stated[0])
    first, second = counts if form is Form.GROWTH else reversed(counts)
    return _growth(first, second, stated[0])


def _share(small: Number, large: Number, stated: Number) -> Relation | None:
    """The smaller count as a share of the larger one; of a multiple, the larger one as so many of the smaller."""
    is_share = stated.unit == _PERCENT
    over, under = (small, large) if is_share else (large, small)
    quotient = over.range.over(under.range)
    if quotient is None:
        return None
    return _compared(
        f"{figure(over)} ÷ {figure(under)}", (small, large), quotient.times(100 if is_share else 1), stated
    )


def _growth(first: Number, second: Number, stated: Number) -> Relation | None:
    """By how much the second count is more or less than the first."""
    ratio = second.range.over(first.range)
    if ratio is None:
        return None
    change = ratio - between(Decimal(1), Decimal(1))
    ends = (abs(change.low), abs(change.high))
    computed = Interval(min(ends), max(ends), abs(change.value))
    worked = f"({figure(second)} - {figure(first)}) ÷ {figure(first)}"
    if change.value < 0:
        worked = f"({figure(first)} - {figure(second)}) ÷ {figure(first)}"
    return _compared(worked, (first, second), computed.times(100 if stated.unit == _PERCENT else 1), stated)


def _compared(worked: str, counts: tuple[Number, Number], computed: Interval, stated: Number) -> Relation:
    agrees = fit(computed, stated.value, stated.step, stated.place, stated.qualifier) is not None
    value = percent(computed.value, stated) if stated.unit == _PERCENT else amount(computed.value)
    formula = f"{worked} = {value} {'≈' if agrees else '≠'} {stated.written}"
    return _told(counts, stated, formula, value, SHARE_TOLERANCE, agrees=agrees)


def _at_most(first: Number, second: Number) -> Relation:
    agrees = second.range.low <= first.range.high
    formula = f"{figure(second)} {'≤' if agrees else '>'} {figure(first)}"
    return _told((first,), second, formula, f"不多于{figure(first)}", EXACT_TOLERANCE, agrees=agrees)


def _told(
    others: Sequence[Number], subject: Number, formula: str, computed: str, tolerance: str, *, agrees: bool
) -> Relation:
    # the reader chose the numbers, so that a disagreement may be in the choice: it is a question
    verdict = Verdict.CONSISTENT if agrees else Verdict.QUERY
    return relation(
        OWN,
        verdict,
        subject.span,
        [other.span for other in others],
        stated=subject.written,
        computed=computed,
        formula=formula,
        tolerance=tolerance,
        sentence=f"自定核对:{formula}{'。' if agrees else '。请核对口径或数字。'}",
    )
