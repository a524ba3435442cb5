"""Baskets kept by name in the reader's own layer: picks to entries, and entries to picks of the text as it is now.

What was put together for paper (a checklist, a comparison, notes) is kept as it was, with its label.
"""

from collections.abc import Mapping

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.kept import BasketEntry, PrintBasket
from fuzhou_viewer.core.records import Document, SectionId, Span
from fuzhou_viewer.services.printing import basket
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.kept_blocks import decoded, encoded

_QUOTED = 400


def kept_basket(document: Document, name: str, picks: tuple[Pick, ...]) -> PrintBasket:
    """`picks` under a name; sections by their key, words by their place and by themselves."""
    return PrintBasket(name, tuple(_entry(document, pick) for pick in picks))


def picks_of(document: Document, kept: PrintBasket) -> tuple[Pick, ...]:
    """What of a kept basket stands in `document`; what is of another report or no longer there is left out."""
    sections = {entry.key: entry.span for entry in contents(document)}
    labels = {entry.key: entry.label for entry in contents(document)}
    found = (_pick(document, entry, sections, labels) for entry in kept.entries if entry.document == document.key)
    return tuple(pick for pick in found if pick)


def _entry(document: Document, pick: Pick) -> BasketEntry:
    if pick.section:
        return BasketEntry(document.key, pick.kind, pick.section, pick.label)
    words = document.text[pick.span.start : pick.span.end][:_QUOTED]
    place = f"{pick.span.start}-{pick.span.end}"
    return BasketEntry(document.key, pick.kind, place, words, pick.label, encoded(pick.blocks))


def _pick(
    document: Document, entry: BasketEntry, sections: Mapping[SectionId, Span], labels: Mapping[SectionId, str]
) -> Pick | None:
    key = SectionId(entry.key)
    if entry.kind in (basket.SECTION, basket.TABLE, basket.CHART):
        return Pick(entry.kind, sections[key], labels[key], key) if key in sections else None
    try:
        blocks = decoded(entry.blocks)
    except ValueError:
        return None
    start, _, stop = entry.key.partition("-")
    if not (start.isdecimal() and stop.isdecimal()):
        return None
    span = Span(int(start), int(stop))
    if not document.text.startswith(entry.title, span.start):
        moved = document.text.find(entry.title)
        if moved < 0 and not blocks:
            return None
        span = Span(moved, moved + span.end - span.start) if moved >= 0 else Span(0, 0)
    if blocks:
        return Pick(entry.kind, span, entry.label, blocks=blocks)
    (told,) = basket.passage(document, span) or (None,)
    return Pick(entry.kind, told.span, entry.label or told.label) if told else None
