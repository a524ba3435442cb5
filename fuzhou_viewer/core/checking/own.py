"""Checks a reader adds to one document: numbers that were pointed at, and how they belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fuzhou_viewer.core.anchors import PlaceFinder
from fuzhou_viewer.core.checking.intervals import Interval, fit, total
from fuzhou_viewer.core.checking.reading import Number, reading
from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict, relation
from fuzhou_viewer.core.checking.wording import EXACT_TOLERANCE, SHARE_TOLERANCE, amount, figure, percent, sum_of
from fuzhou_viewer.core.kept import Form, OwnCheck
from fuzhou_viewer.core.records import Document, Span

OWN = "OWN"
_PERCENT = "%"


def numbers_in(document: Document, span: Span) -> tuple[Number, ...]:
    """The numbers of `document` inside `span`, in the order of the text."""
    return tuple(number for number in reading(document).numbers if number.span.start in span)


def offers(numbers: Sequence[Number]) -> tuple[tuple[Form, Relation], ...]:
    """Every way the numbers can be checked against one another, with what would come of it."""
    tried = ((form, _related(form, numbers)) for form in Form)
    return tuple((form, told) for form, told in tried if told)


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
    is_one_unit = len({number.unit for number in numbers}) == 1
    count = len(numbers)
    if form is Form.SHARE:
        return _share(numbers) if count == 3 else None
    if not is_one_unit:
        return None
    if form is Form.SUM_IS_LAST and count > 2:
        return _sum(numbers[:-1], numbers[-1])
    if form is Form.SUM_IS_FIRST and count > 2:
        return _sum(numbers[1:], numbers[0])
    if form is Form.EQUAL and count == 2:
        return _sum(numbers[:1], numbers[1])
    return _at_most(*numbers) if form is Form.AT_MOST and count == 2 else None


def _sum(parts: Sequence[Number], whole: Number) -> Relation:
    computed = total([part.range for part in parts])
    agrees = computed.meets(whole.range)
    left = sum_of(parts) if len(parts) == 1 else f"{sum_of(parts)} = {amount(computed.value)}"
    formula = f"{sum_of(parts)} = {figure(whole)}" if agrees else f"{left} ≠ {figure(whole)}"
    return _told(parts, whole, formula, amount(computed.value), EXACT_TOLERANCE, agrees=agrees)


def _share(numbers: Sequence[Number]) -> Relation | None:
    """The smaller count as a share of the larger one, against the one percentage among the three."""
    stated = [number for number in numbers if number.unit == _PERCENT]
    counts = sorted((number for number in numbers if number.unit != _PERCENT), key=lambda n: n.value)
    if len(stated) != 1:
        return None
    part, whole = counts
    quotient: Interval | None = part.range.over(whole.range)
    if quotient is None:
        return None
    computed = quotient.times(100)
    share = stated[0]
    agrees = fit(computed, share.value, share.step, share.place, share.qualifier) is not None
    worked = f"{figure(part)} ÷ {figure(whole)} = {percent(computed.value, share)}"
    formula = f"{worked} {'≈' if agrees else '≠'} {share.written}"
    return _told((part, whole), share, formula, percent(computed.value, share), SHARE_TOLERANCE, agrees=agrees)


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
