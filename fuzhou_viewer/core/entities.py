"""Named things: platforms, regulations, brands, bodies, honours, events and people, with every mention.

Readers find names by quotes, by the words that end them and by what is said of them; finds of one
thing are merged, and each entity gets its sections and the metrics that stand with it.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fuzhou_viewer.core.entity_cues import CueReader
from fuzhou_viewer.core.entity_finds import Find
from fuzhou_viewer.core.entity_marks import MarkReader
from fuzhou_viewer.core.entity_merging import Draft, drafts, occurrences
from fuzhou_viewer.core.entity_phrases import PhraseReader
from fuzhou_viewer.core.entity_quotes import QuoteReader
from fuzhou_viewer.core.entity_words import EntityWords, alternation
from fuzhou_viewer.core.folding import simplified
from fuzhou_viewer.core.places import Holders
from fuzhou_viewer.core.records import Entity, Metric, MetricId, Section, Span

_CLAUSE = re.compile(r"[，,。;；!！?？\n\r]")
_SENTENCE = re.compile(r"[。;；!！?？\n\r]")
_MARKS = '“”《》"「」『』'
_NUMBER = re.compile(r"(?<!\d)1\d{2,4}(?!\d)")
_HOTLINE = re.compile(r"(?<!\d)1\d{2,4}(?=转接|转办|转来|来电|推送)")
_REACH = 120
_PARTS, _PARTS_REACH = "其中", 240
_RANK = {
    "award": 0,
    "regulation": 1,
    "document": 1,
    "event": 2,
    "platform": 3,
    "brand": 3,
    "person": 4,
    "organisation": 5,
}
_SEARCHED = ("award", "regulation", "person")


class EntityReader:
    """Finds the named things of a text."""

    def __init__(self, words: EntityWords) -> None:
        marks = MarkReader(words)
        self._marks = marks
        self._phrases = PhraseReader(words, marks)
        self._quotes = QuoteReader(words, marks)
        self._cues = CueReader(words, marks)
        self._issuer = {end: re.compile(alternation(names)) for end, names in words.issuer.items()}

    def entities(
        self, text: str, sections: Iterable[Section], metrics: Sequence[Metric], issuer: str = ""
    ) -> tuple[Entity, ...]:
        """What `text` names, in the order of the first mentions; `issuer` is who 我局 and 全局 mean."""
        written, text = text, simplified(text)
        titles, others = self._finds(text)
        things = drafts(text, [*titles, *others])
        _join_across_kinds(things)
        things += _shared_cores(text, things)
        self._add_issuer(text, things, simplified(issuer))
        self._add_mentions(text, things, [Span(f.start, f.end) for f in titles])
        places = Holders(sections)
        beside = _beside(text, (span for thing in things for span in thing.spans), metrics)
        found = [_entity(written, thing, places, beside) for thing in things if thing.spans]
        return tuple(sorted(found, key=lambda entity: (entity.mentions[0].start, -entity.mentions[0].end, entity.name)))

    def _finds(self, text: str) -> tuple[list[Find], list[Find]]:
        phrases = self._phrases.phrases(text)
        titles = list(self._quotes.titles(text))
        quoted = list(self._quotes.quoted(text, self._phrases.tail))
        kept = _settled([*titles, *quoted, *self._cues.finds(text), *phrases])
        own = set(titles)
        return [find for find in kept if find in own], [find for find in kept if find not in own]

    def _add_issuer(self, text: str, things: list[Draft], issuer: str) -> None:
        """我局, 本局, 全局 and the bare 市局 are the body that issued the report."""
        named = issuer.strip()
        pattern = self._issuer.get(named[-1:])
        if pattern is None or len(named) < 4:
            return
        thing = next((t for t in things if t.kind == "organisation" and named in t.names), None)
        if thing is None:
            return
        level = next((c for c in reversed(named[:-1]) if c in "省市区县州"), "")
        thing.spans |= {found.span() for found in pattern.finditer(text)}
        if level:
            bare = re.compile(
                rf"(?<![\u4e00-\u9fff]{{2}}){level}{named[-1]}(?=[^\u4e00-\u9fff]|机关|党|各|共|领导|组织)"
            )
            thing.spans |= {found.span() for found in bare.finditer(text)}

    def _add_mentions(self, text: str, things: Sequence[Draft], titles: Sequence[Span]) -> None:
        """The places where a thing is named again, without its quotes or the words that told it the first time."""
        owners: dict[str, Draft] = {}
        for thing in sorted(things, key=lambda t: _RANK[t.kind]):
            for form in thing.names:
                bare = form.strip(_MARKS)
                if thing.kind in _SEARCHED or (thing.group == "work" and bare in thing.cores):
                    owners.setdefault(bare, thing)
        taken = {id(thing): sorted(thing.spans) for thing in things}
        starts = [span.start for span in titles]
        last = 0
        for start, end, form in occurrences(text, owners):
            thing = owners[form]
            title = titles[i] if (i := bisect_right(starts, start) - 1) >= 0 else None
            if (title and end < title.end) or (end <= last and thing.kind not in ("regulation", "brand")):
                continue
            if self._marks.goes_on(text, end, form):
                continue
            last = max(last, end)
            if not _covered(taken[id(thing)], start, end):
                quoted = text[start - 1 : start] in ("“", "「") and text[end : end + 1] in ("”", "」")
                thing.spans.add((start - 1, end + 1) if quoted else (start, end))
        _add_hotlines(text, things)


def _settled(finds: Iterable[Find]) -> list[Find]:
    """The finds without those that cross another, or stand inside one without being a name of their own."""
    kept: list[Find] = []
    dropped: set[Find] = set()
    around: list[Find] = []
    for find in sorted(set(finds), key=lambda f: (f.start, -f.end, _RANK[f.kind], not f.core, f.core)):
        while around and around[-1].end <= find.start:
            around.pop()
        if around and find.end > around[-1].end:
            # of two that cross, what stands in quotes is surer than what ends in a telling word
            if not find.core or around[-1].core:
                continue
            dropped.add(around.pop())
        elif around and not _stands_within(find, around[-1]):
            continue
        kept.append(find)
        around.append(find)
    return [find for find in kept if find not in dropped]


def _stands_within(find: Find, outer: Find) -> bool:
    """Whether a name inside another is one a reader would look up too."""
    if outer.kind in ("regulation", "document", "award") or (find.start, find.end) == (outer.start, outer.end):
        return False
    if find.kind == "regulation":
        return not outer.core or find.start < outer.start
    if find.kind == "brand":
        return bool(find.core)
    return find.kind == outer.kind == "organisation" and bool(outer.core) and find.start == outer.start


def _join_across_kinds(things: list[Draft]) -> None:
    """A name read as two kinds is one thing of the more telling kind."""
    first: dict[str, Draft] = {}
    for thing in sorted(things, key=lambda t: _RANK[t.kind]):
        for name in list(thing.names):
            owner = first.setdefault(name, thing)
            if owner is not thing and owner.group != thing.group:
                owner.take(thing)
                thing.spans.clear()
                break
    things[:] = [thing for thing in things if thing.spans]


def _shared_cores(text: str, things: list[Draft]) -> list[Draft]:
    """A brand that several bodies carry (“某某”宣讲团, “某某”大队) is a thing of its own."""
    carriers: defaultdict[str, list[Draft]] = defaultdict(list)
    owned = {core for thing in things if thing.group == "work" for core in thing.cores}
    for thing in things:
        if thing.kind == "organisation":
            for core in thing.cores:
                carriers[core].append(thing)
    brands = []
    for core, bodies in carriers.items():
        if len(bodies) > 1 and core not in owned and len(core) > 1:
            brand = Draft("brand")
            for start in sorted(span for body in bodies for span in body.spans):
                place = text.find(core, *start)
                if place > 0:
                    brand.add(Find(place - 1, place + len(core) + 1, "brand", core), text)
            brands.append(brand)
    return [brand for brand in brands if brand.spans]


def _add_hotlines(text: str, things: Sequence[Draft]) -> None:
    """A hotline's bare number, where calls came from it."""
    numbers = {
        found[0]: thing
        for thing in things
        if thing.kind == "platform"
        for name in thing.names
        if (found := _NUMBER.search(name))
    }
    for found in _HOTLINE.finditer(text):
        if found[0] in numbers:
            numbers[found[0]].spans.add(found.span())


def _covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    last = bisect_right(spans, (start, sys.maxsize)) - 1
    return last >= 0 and spans[last][1] >= end


def _outermost(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, without those inside another of the same thing."""
    out: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not out or span[1] > out[-1][1]:
            out.append(span)
    return out


def _entity(written: str, thing: Draft, places: "Holders", beside: Mapping[int, Sequence[MetricId]]) -> Entity:
    mentions = _outermost(thing.spans)
    name = thing.name()
    sections = dict.fromkeys(section for start, _ in mentions if (section := places.section(start)))
    metrics = dict.fromkeys(metric for start, _ in mentions for metric in beside.get(start, ()))
    return Entity(
        written[thing.names[name] : thing.names[name] + len(name)],
        thing.kind,
        tuple(Span(start, end) for start, end in mentions),
        tuple(sections),
        tuple(metrics),
    )


def _beside(text: str, spans: Iterable[tuple[int, int]], metrics: Sequence[Metric]) -> dict[int, list[MetricId]]:
    """The metrics that stand with the mention beginning at a place.

    A metric belongs to what its clause names, or, where that names nothing, to what the last
    clause of the sentence that names something does.
    """
    starts = sorted({start for start, _ in spans})
    clauses = [found.start() for found in _CLAUSE.finditer(text)]
    sentences = [found.start() for found in _SENTENCE.finditer(text)]
    beside: defaultdict[int, list[MetricId]] = defaultdict(list)
    for metric in metrics:
        place = metric.quantity.span.start
        since, until = _between(clauses, place, len(text))
        since, until = max(since, place - _REACH), min(until, place + _REACH)
        named = starts[bisect_left(starts, since) : bisect_left(starts, until)]
        sentence = _between(sentences, place, len(text))[0]
        # what is named among the parts (其中…) does not carry what follows; the whole does
        parts = text.rfind(_PARTS, max(sentence, place - _PARTS_REACH), place)
        before = bisect_left(starts, parts if parts >= 0 else since) - 1
        if not named and before >= 0 and starts[before] >= sentence:
            since = max(_between(clauses, starts[before], len(text))[0], starts[before] - _REACH)
            named = starts[bisect_left(starts, since) : before + 1]
        for start in named:
            beside[start].append(metric.id)
    return beside


def _between(breaks: Sequence[int], place: int, length: int) -> tuple[int, int]:
    """The stretch around `place` between two of `breaks`."""
    following = bisect_left(breaks, place)
    return (breaks[following - 1] if following else 0), (breaks[following] if following < len(breaks) else length)
