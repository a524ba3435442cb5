"""Finds to entities: short forms joined to the fullest name, every mention found."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fuzhou_viewer.core.entity_finds import Find
from fuzhou_viewer.core.entity_marks import PLACE
from fuzhou_viewer.core.entity_words import beginning

_MARKS = '“”‘’"「」『』《》'
_PLAIN = str.maketrans("", "", f"{_MARKS} \u3000")
_NUMBER = re.compile(r"(?<!\d)1\d{2,4}(?!\d)")
_LONGEST_FORM = 64
_CROWD = 48
_SHORT_TITLE = 3
_REMEMBERED = 12
_BRACKETS = re.compile(r"[（(][^（(）)]*[）)]$")
_GROUPS = {"brand": "work", "platform": "work", "document": "regulation"}
_NUMERAL = re.compile("第?([一二三四五六七八九十]{1,3})(?:大|次全国代表大会)$")


@dataclass(slots=True)
class Draft:
    """An entity being put together."""

    kind: str
    names: dict[str, int] = field(default_factory=dict)
    spans: set[tuple[int, int]] = field(default_factory=set)
    cores: dict[str, None] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The kinds that may be one thing: a brand with a platform is a work, a document a regulation."""
        return _GROUPS.get(self.kind, self.kind)

    def add(self, find: Find, text: str) -> None:
        """One more place where it is named."""
        self.spans.add((find.start, find.end))
        self.names.setdefault(text[find.start : find.end], find.start)
        if find.core:
            self.cores[find.core] = None

    def take(self, other: "Draft") -> None:
        """Everything `other` is, for it is the same thing."""
        self.spans |= other.spans
        self.cores |= other.cores
        for name, place in other.names.items():
            self.names.setdefault(name, place)

    def name(self) -> str:
        """The fullest name; the first where two are as long. A congress is known by its short name."""
        return max(self.names, key=lambda name: (name.startswith("党的"), len(name), -self.names[name]))


def drafts(text: str, finds: Iterable[Find]) -> list[Draft]:
    """The things named by `finds`, each once, short forms merged."""
    named: dict[tuple[str, str], Draft] = {}
    titles: list[str] = []
    for find in finds:
        key = _key(text[find.start : find.end], find.kind)
        if find.kind == "regulation":
            key = _full_title(key, titles)
        draft = named.setdefault((_GROUPS.get(find.kind, find.kind), key), Draft(find.kind))
        draft.add(find, text)
    merged = _Merger(named)
    return merged.result()


def _full_title(title: str, titles: list[str]) -> str:
    """《条例》 after 《…信息公开条例》 is that one; `titles` keeps the last ones named."""
    if len(title) > _SHORT_TITLE:
        titles.append(_BRACKETS.sub("", title))
        del titles[:-_REMEMBERED]
        return title
    return next((full for full in reversed(titles) if full.endswith(title) and full != title), title)


def _key(name: str, kind: str) -> str:
    bare = name.strip(_MARKS)
    plain = bare if bare.isalnum() else bare.translate(_PLAIN)
    congress = _NUMERAL.search(plain) if kind == "event" else None
    return f"{congress[1]}大" if congress else plain.removeprefix("党的")


class _Merger:
    """Joins drafts that name one thing: same quotes, same hotline number, a name within a name."""

    def __init__(self, named: dict[tuple[str, str], Draft]) -> None:
        self._named = named
        self._gone: set[tuple[str, str]] = set()

    def result(self) -> list[Draft]:
        self._by_core()
        self._by_number()
        self._by_place()
        self._within()
        return [draft for key, draft in self._named.items() if key not in self._gone]

    def _join(self, keys: Sequence[tuple[str, str]]) -> None:
        alive = sorted((key for key in dict.fromkeys(keys) if key not in self._gone), key=lambda key: -len(key[1]))
        for key in alive[1:]:
            self._named[alive[0]].take(self._named[key])
            self._gone.add(key)

    def _by_core(self) -> None:
        """“3820”战略工程 and “3820”工程."""
        same: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for key, draft in self._named.items():
            if draft.group in ("work", "event", "award", "regulation"):
                for core in draft.cores:
                    same[draft.group, core].append(key)
        for keys in same.values():
            self._join(keys)

    def _by_number(self) -> None:
        """12345便民服务平台 and 12345热线."""
        same: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, draft in self._named.items():
            number = _NUMBER.search(key[1])
            if number and draft.kind == "platform" and not draft.cores:
                same[number[0]].append(key)
        for keys in same.values():
            self._join(keys)

    def _by_place(self) -> None:
        """仓山区建新司法所 and 建新司法所, where only one place has it."""
        fuller: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for key in self._named:
            group, name = key
            place = PLACE.match(name)
            while place and place.end() + 2 < len(name):
                fuller[group, name[place.end() :]].append(key)
                if place.end() > 1 and name[place.end() - 1] in "省市区县":
                    fuller[group, name[place.end() - 1 :]].append(key)
                place = PLACE.match(name, place.end())
        for key, keys in fuller.items():
            if key in self._named and len(set(keys)) == 1 and keys[0] != key:
                self._join([keys[0], key])

    def _within(self) -> None:
        """法务区平台 in 法务区线上平台, where the bucket of names that begin and end alike is small."""
        buckets: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
        for key, draft in self._named.items():
            if key not in self._gone and draft.kind == "platform" and not draft.cores:
                for name in (key[1], _NUMBER.sub("", key[1])):
                    buckets[key[0], name[:3], name[-2:]].append(key)
        for keys in buckets.values():
            unique = sorted(set(keys), key=lambda key: (-len(key[1]), key))
            if 2 <= len(unique) <= _CROWD:
                self._join_shorter(unique)

    def _join_shorter(self, keys: list[tuple[str, str]]) -> None:
        for i, short in enumerate(keys):
            full = [k for k in keys[:i] if k not in self._gone and _is_within(short[1], k[1])]
            if len(full) == 1:
                self._join([full[0], short])


def _is_within(short: str, full: str) -> bool:
    """Whether `short` is `full` with characters left out."""
    rest = iter(full)
    return len(short) < len(full) and all(c in rest for c in short)


def occurrences(text: str, forms: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Every place where one of `forms` stands, the longest first at each place, in one pass over `text`."""
    known = {form for form in forms if 3 <= len(form) <= _LONGEST_FORM}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for form in known:
        lengths[form[:3]].add(len(form))
    ordered = {third: sorted(sizes, reverse=True) for third, sizes in lengths.items()}
    for place in beginning(known, 3).finditer(text):
        start = place.start()
        for size in ordered.get(text[start : start + 3], ()):
            form = text[start : start + size]
            if form in known:
                yield start, start + len(form), form
