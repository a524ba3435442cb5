"""Binding a metric to an indicator of the vocabulary, and how sure that is.

The words of a metric (its name, its clause, its clause after the one before) are made alike
(synonyms, fillers, counters), then compared with every alias that shares a pair of characters
and is stated in a unit of the same kind. Words that exclude each other (收到, 受理, 审结; 刑事,
民事) must agree, and an alias that does not name its theme (结案) needs that theme around.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import log

from fuzhou_viewer.core.folding import simplified
from fuzhou_viewer.core.indicators import bare_unit, codes
from fuzhou_viewer.core.records import SURE, Indicator, Quantity
from fuzhou_viewer.core.vocabulary import Unit, Vocabulary

DOUBTFUL = Decimal("0.35")
"""Below this certainty nothing is said."""
_BREAKS = re.compile(r"[，,；;：:。！!？?\n\r\t|（(]")
_TOTAL, _LEVEL = "累计", "级"
_THIS_YEAR = re.compile("今年|全年|本年|年度|[上下]半年|季度|\\d月")
_STOPS = re.compile(r"[，,；;：:。！!？?\n\r\t|、]|\d")
_ASIDE = re.compile(r"[（(][^（）()]{0,20}[）)]")
_LAST_WORDS = re.compile(r"[^\d]*$")
_NOISE = r"[“”\"'‘’《》（）()【】〔〕\[\]、，,：:\s\d.%]+"
_SENTENCE = re.compile("[。！!？?\n]")
_BEFORE, _AFTER, _FURTHEST = 64, 24, 160
_SAME_SENTENCE, _IN_HEADING, _RELATED, _WIDE, _BODY = 0.08, 0.04, 0.2, 0.9, 0.95
_NEAREST, _COVERED, _ONE_SIDED, _UNITLESS, _AGAIN = 0.3, 0.6, 0.85, 0.9, 0.5
_STAGE, _PER, _NEUTRAL = "stage", "per", "办理"
_COUNTS = ("件数", "个数", "人数")
_BASE = re.compile("(?:从|由)(?:原[有来]?的?|上年的?|去年的?|过去的?)?$")


@dataclass(frozen=True, slots=True)
class Binding:
    """An indicator's name and how sure it is (0 to 1); no name where nothing fits."""

    indicator: str = ""
    certainty: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Named:
    """A metric as far as binding asks.

    Its number and name, the body that did it, the headings over it, whose it is and when, and the
    place in the list of the metric it is part of.
    """

    quantity: Quantity
    name: str
    body: str = ""
    headings: str = ""
    scope: str = ""
    period: str = ""
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class _Alias:
    """One wording of an indicator, made ready to compare."""

    words: str
    indicator: int
    grams: frozenset[str]
    weight: float
    facets: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Label:
    """A wording of a metric: how far it is trusted, its facets, and the pairs it must share with an alias."""

    words: str
    trust: float
    facets: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Around:
    """The themes told in the sentence and by the headings, and the code of the indicator of the whole."""

    near: frozenset[str]
    over: frozenset[str]
    related: str


_Index = Mapping[str, Sequence[int]]


class _Reading:
    """A text being read: what its wordings came to, so that none is worked out twice."""

    def __init__(self, text: str, wording: "_Wording") -> None:
        self.text = text
        self.near: dict[tuple[str, int], list[tuple[float, _Alias]]] = {}
        self._wording = wording
        self._plain: dict[str, str] = {}

    def plain(self, words: str) -> str:
        """`words` as they are compared."""
        if words not in self._plain:
            self._plain[words] = self._wording.plain(words)
        return self._plain[words]


class Binder:
    """Binds metrics to the indicators of a vocabulary; costs the same whatever the length of the text."""

    def __init__(self, words: Vocabulary) -> None:
        self._measures = words.measures
        self._indicators = words.indicators
        self._wording = _Wording(words)
        self._cues = {cue: theme for theme, cues in words.hints.themes for cue in cues}
        self._cue = re.compile("|".join(map(re.escape, sorted(self._cues, key=len, reverse=True))) or "(?!)")
        self._wholes = [_wholes(indicator) for indicator in words.indicators]
        drafts = [
            (indicator_at, alias)
            for indicator_at, indicator in enumerate(words.indicators)
            for alias in dict.fromkeys(map(self._wording.plain, (indicator.name, *indicator.aliases)))
            if alias
        ]
        self._weights = _weights([alias for _, alias in drafts])
        self._unknown = max(self._weights.values(), default=1.0) * 0.75
        self._aliases = [self._alias(alias, at) for at, alias in drafts]
        self._index = self._by_kind_and_gram()

    def bindings(self, text: str, metrics: Sequence[Named]) -> list[Binding]:
        """The binding of each of `metrics`, which stand in the order of `text` (simplified)."""
        reading = _Reading(text, self._wording)
        evidence = _Evidence(reading.text, self._cue, self._cues)
        bound: list[int | None] = []
        said: dict[tuple[int, str, str], Decimal] = {}
        out: list[Binding] = []
        for metric in metrics:
            # the line of a table's cell tells no theme: its name, made from the heads, does
            near = evidence.around(metric.quantity) or evidence.among(metric.name)
            around = _Around(near, evidence.among(metric.headings), self._related(metric, bound))
            score, at = self._best(reading, metric, around) if around.near or around.over else (0.0, 0)
            stated = said.setdefault((at, metric.scope, metric.period), metric.quantity.value) if score >= SURE else 0
            if score >= SURE and stated != metric.quantity.value:
                # one report says one number for one thing: another number counts something else
                score = min(score, _AGAIN)
            certainty = Decimal(str(round(min(score, 1.0), 2)))
            bound.append(at if certainty >= SURE else None)
            out.append(Binding(self._indicators[at].name, certainty) if certainty >= DOUBTFUL else Binding())
        return out

    def _related(self, metric: Named, bound: Sequence[int | None]) -> str:
        # the total of a table stands below its parts: not bound yet
        whole = bound[metric.whole] if metric.whole is not None and metric.whole < len(bound) else None
        return self._indicators[whole].code if whole is not None else ""

    def _best(self, reading: _Reading, metric: Named, around: _Around) -> tuple[float, int]:
        """The likeliest indicator with its score."""
        place = metric.quantity.span
        before = _BREAKS.split(reading.text[max(0, place.start - _BEFORE) : place.start])
        if _BASE.search(before[-1]):
            return 0.0, 0
        indexes = self._indexes(metric.quantity.unit)
        name = reading.plain(metric.name)
        labels = [self._label(name, 1.0, before[-1])]
        if _TOTAL in "".join(before[-2:]) and not _THIS_YEAR.search("".join(before)):
            # 试点以来累计接收: not what was received this year
            labels.insert(0, self._label(f"{_TOTAL}{name}", 1.0, before[-1]))
        best = self._best_of(labels, indexes, around, reading)
        if best[0] < 1:
            # most names are an alias word for word; the clause is read only where they are not
            best = max(best, self._best_of(self._labels(reading, metric, before, name), indexes, around, reading))
        return best

    def _best_of(
        self, labels: Sequence[_Label], indexes: Sequence[tuple[_Index, float]], around: _Around, reading: _Reading
    ) -> tuple[float, int]:
        best = 0.0, 0
        for label in labels:
            for index, trust in indexes:
                for score, alias in self._alike(label, index, reading):
                    total = self._total(score * label.trust * trust, alias, around, is_exact=score == 1)
                    if total > best[0]:
                        best = total, alias.indicator
        return best

    def _total(self, score: float, alias: _Alias, around: _Around, *, is_exact: bool) -> float:
        """The score with what is told around; 0 where the theme of the alias is told nowhere."""
        theme = self._indicators[alias.indicator].theme
        if theme in around.near:
            score += _SAME_SENTENCE
        elif theme in around.over and (is_exact or not around.near):
            score += _IN_HEADING
        else:
            return 0.0
        return score + (_RELATED if around.related and around.related in self._wholes[alias.indicator] else 0)

    def _indexes(self, unit: str) -> list[tuple[_Index, float]]:
        """The aliases stated in the kind of `unit`; those that count things where there is no unit."""
        if not unit:
            return [(self._index[kind], _UNITLESS) for kind in _COUNTS if kind in self._index]
        measure = self._measures.get(unit) or self._measures.get(simplified(unit))
        index = self._index.get(measure.dimension) if measure else None
        return [(index, 1.0)] if index else []

    def _labels(self, reading: _Reading, metric: Named, before: Sequence[str], name: str) -> list[_Label]:
        """What else a metric goes by: its clause, what follows a number that leads, its clause with the one before."""
        place = metric.quantity.span
        own = reading.plain(before[-1])
        trusted: dict[str, float] = {}
        if len(own) > 1:
            trusted[own] = 1.0
        after = _STOPS.split(_ASIDE.sub("", reading.text[place.end : place.end + 2 * _AFTER]))[0]
        if not own:
            trusted[reading.plain(after)] = 1.0
        elif "的" in after and len(own) <= _AFTER:
            # 报备50件以市政府发布的规范性文件: the deed before, the thing at the end
            trusted.setdefault(reading.plain(f"{before[-1]}{after.rpartition('的')[2]}"), 1.0)
        if len(before) > 1:
            trusted.setdefault(reading.plain(f"{before[-2]}{before[-1]}"), _WIDE)
        if metric.body:
            trusted.setdefault(reading.plain(f"{metric.body}{metric.name}"), _BODY)
        must = frozenset(_grams(own if len(own) > 1 else name))
        return [
            self._label(words, trust, before[-1], must if trust < 1 else frozenset())
            for words, trust in trusted.items()
            if words and words != name
        ]

    def _label(self, words: str, trust: float, clause: str, own: frozenset[str] = frozenset()) -> _Label:
        said = _LAST_WORDS.search(clause)
        return _Label(words, trust, self._wording.facets(words, said[0] if said else ""), own)

    def _alike(self, label: _Label, index: _Index, reading: _Reading) -> Iterable[tuple[float, _Alias]]:
        key = label.words, id(index)
        if key not in reading.near:
            reading.near[key] = self._near(label.words, index)
        for score, alias in reading.near[key]:
            if label.own and not label.own & alias.grams:
                continue
            agreement = self._wording.agreement(label.facets, alias.facets)
            if agreement:
                yield score * agreement, alias

    def _near(self, words: str, index: _Index) -> list[tuple[float, _Alias]]:
        """The aliases that share enough pairs of characters with `words`, and how alike they are."""
        common: dict[int, float] = {}
        weight = 0.0
        for gram in _grams(words):
            known = self._weights.get(gram)
            if known is None:
                weight += self._unknown
                continue
            weight += known
            for at in index.get(gram, ()):
                common[at] = common.get(at, 0.0) + known
        near = []
        for at, shared in common.items():
            alias = self._aliases[at]
            score = 2 * shared / (weight + alias.weight)
            if score >= _NEAREST and shared >= _COVERED * alias.weight:
                near.append((1.0 if words == alias.words else score, alias))
        return near

    def _alias(self, words: str, at: int) -> _Alias:
        grams = _grams(words)
        weight = sum(self._weights[gram] for gram in grams)
        return _Alias(words, at, frozenset(grams), weight, self._wording.facets(words, ""))

    def _by_kind_and_gram(self) -> dict[str, dict[str, list[int]]]:
        index: dict[str, dict[str, list[int]]] = {}
        for at, alias in enumerate(self._aliases):
            kind = _kind(self._indicators[alias.indicator], self._measures)
            grams = index.setdefault(kind, {})
            for gram in alias.grams:
                grams.setdefault(gram, []).append(at)
        return index


class _Wording:
    """Makes wordings alike, and finds the words in them that exclude others."""

    def __init__(self, words: Vocabulary) -> None:
        hints = words.hints
        # 全市 says whose number it is, 县级 which thing is counted
        areas = (scope for scope in words.scopes if not scope.endswith(_LEVEL))
        self._same = dict(hints.synonyms) | dict.fromkeys((*hints.ignored, *areas), "")
        longest = sorted(self._same, key=len, reverse=True)
        self._words = re.compile("|".join([*map(re.escape, longest), _NOISE]))
        counters = sorted(hints.counters, key=len, reverse=True)
        self._counter = re.compile(f"(?:{'|'.join(map(re.escape, counters))})$" if counters else "(?!)")
        self._group = {word: name for name, group in hints.exclusive for word in group}
        exclusive = sorted(self._group, key=len, reverse=True)
        self._exclusive = re.compile("|".join(map(re.escape, exclusive)) or "(?!)")
        per = [word for word, name in self._group.items() if name == _PER]
        self._per = re.compile("|".join(map(re.escape, per)) or "(?!)")

    def plain(self, words: str) -> str:
        """`words` as they are compared."""
        bare = self._words.sub(lambda found: self._same.get(found[0], ""), simplified(words))
        return self._counter.sub("", bare) or bare

    def facets(self, words: str, around: str) -> frozenset[str]:
        """The words in `words` that exclude others; what is said per day or as a share, `around` it too."""
        return frozenset((*self._exclusive.findall(words), *self._per.findall(around)))

    def agreement(self, one: frozenset[str], other: frozenset[str]) -> float:
        """1 where the exclusive words are the same, less where only one side has a stage, 0 where they exclude."""
        if one == other:
            return 1.0
        mine, theirs = one - other, other - one
        if any(self._group[word] != _STAGE for word in (*mine, *theirs)):
            return 0.0
        if mine | theirs == {_NEUTRAL}:
            return 1.0
        stages = [{word for word in side if self._group[word] == _STAGE} for side in (one, other)]
        return 0.0 if all(stages) else _ONE_SIDED


class _Evidence:
    """The themes told around a place of a text."""

    def __init__(self, text: str, cue: re.Pattern[str], themes: Mapping[str, str]) -> None:
        self._cue = cue
        self._theme = themes
        found = [(match.start(), themes[match[0]]) for match in cue.finditer(text)]
        self._places = [place for place, _ in found]
        self._themes = [theme for _, theme in found]
        self._ends = [match.start() for match in _SENTENCE.finditer(text)]
        self._told: dict[str, frozenset[str]] = {}

    def around(self, quantity: Quantity) -> frozenset[str]:
        """The themes told in the sentence of `quantity`, at most 160 characters before and 24 after."""
        start, end = quantity.span.start, quantity.span.end
        sentence = bisect_left(self._ends, start)
        since = max(self._ends[sentence - 1] if sentence else 0, start - _FURTHEST)
        until = min(self._ends[sentence] if sentence < len(self._ends) else end + _AFTER, end + _AFTER)
        return frozenset(self._themes[bisect_left(self._places, since) : bisect_left(self._places, until)])

    def among(self, words: str) -> frozenset[str]:
        """The themes told by a few words: the headings over a metric, its name."""
        if words not in self._told:
            self._told[words] = frozenset(self._theme[cue] for cue in self._cue.findall(simplified(words)))
        return self._told[words]


def _kind(indicator: Indicator, measures: Mapping[str, Unit]) -> str:
    return measures[bare_unit(indicator.unit)].dimension


def _wholes(indicator: Indicator) -> frozenset[str]:
    return frozenset(code for relation in indicator.relations if relation.startswith("<=") for code in codes(relation))


def _grams(words: str) -> tuple[str, ...]:
    """The pairs of characters in `words`, each once, in their order: sums come out the same on every run."""
    return tuple(dict.fromkeys(map("".join, pairwise(words)))) or (words,)


def _weights(aliases: Iterable[str]) -> dict[str, float]:
    """How much a pair of characters tells: the rarer among the aliases, the more."""
    counts: dict[str, int] = {}
    total = 0
    for alias in aliases:
        total += 1
        for gram in _grams(alias):
            counts[gram] = counts.get(gram, 0) + 1
    return {gram: log((total + 1) / (count + 1)) + 0.1 for gram, count in counts.items()}
