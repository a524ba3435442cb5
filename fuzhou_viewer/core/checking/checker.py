"""All rules over a document: what agrees, what does not, what was left alone."""

from collections.abc import Callable, Iterator

from fuzhou_viewer.core.checking.averages import averages
from fuzhou_viewer.core.checking.completion import completion
from fuzhou_viewer.core.checking.dates import dates, numbering
from fuzhou_viewer.core.checking.enumerations import enumerations
from fuzhou_viewer.core.checking.growth import growth
from fuzhou_viewer.core.checking.issuing import issuing
from fuzhou_viewer.core.checking.orders import orders
from fuzhou_viewer.core.checking.parts import parts
from fuzhou_viewer.core.checking.rates import in_range, rates
from fuzhou_viewer.core.checking.reading import Reading, reading
from fuzhou_viewer.core.checking.repeats import repeats
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.shares import shares
from fuzhou_viewer.core.checking.stocks import stocks
from fuzhou_viewer.core.checking.structure import structure
from fuzhou_viewer.core.checking.verdicts import ORDER, Checked, Relation, Verdict
from fuzhou_viewer.core.records import Document, Span

_RULES: tuple[Callable[[Reading, RuleWords], Iterator[Relation]], ...] = (
    rates,
    completion,
    in_range,
    shares,
    structure,
    parts,
    orders,
    averages,
    growth,
    stocks,
    repeats,
    dates,
    enumerations,
)
_BY_EXPLANATION = {"R1", "R2", "R8"}


def check(document: Document, words: RuleWords) -> Checked:
    """The relations among the numbers of `document`; never raises, whatever the text."""
    read = reading(document)
    found = [relation for rule in _RULES for relation in rule(read, words)]
    found += (*numbering(document), *issuing(document))
    kept = _settled(found)
    taking_part = {span for relation in kept for span in relation.operands}
    unchecked = tuple(n.span for n in read.numbers if n.span not in taking_part)
    return Checked(tuple(sorted(kept, key=lambda r: (r.place.start, r.rule))), unchecked)


def _settled(found: list[Relation]) -> list[Relation]:
    """Each relation once; a number one rule can explain is not held against by another."""
    explained: set[Span] = {
        r.subject for r in found if r.verdict is Verdict.CONSISTENT and r.is_equation and r.rule in _BY_EXPLANATION
    }
    turned = {span for r in found if r.rule == "R6" for span in r.operands}
    kept: dict[tuple[str, Span, tuple[Span, ...]], Relation] = {}
    for relation in found:
        if relation.rule == "R2" and relation.subject in turned and relation.verdict is not Verdict.CONSISTENT:
            continue
        is_doubt = relation.verdict is not Verdict.CONSISTENT and relation.rule in _BY_EXPLANATION
        if not (is_doubt and relation.subject in explained):
            key = (relation.rule, relation.subject, relation.operands)
            told = kept.setdefault(key, relation)
            if ORDER.index(relation.verdict) < ORDER.index(told.verdict):
                kept[key] = relation
    return list(kept.values())
