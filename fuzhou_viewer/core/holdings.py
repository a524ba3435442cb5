"""What a library knows of a report it holds, without opening it; and what makes two reports the same one."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Document

_SENTENCE = re.compile(r"[^。!！?？;；\n]{8,}")
_BLANK = re.compile(r"\s+")
_SKETCH = 48
_ALIKE = 0.25
"""Of two versions of one report at least this share of sentences is the same; of two reports hardly any."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A report on the shelf: `removed_at` is set while it lies in the bin, `newer` is the version that replaced it.

    Times are UTC; `size` is in characters.
    """

    id: int
    key: str
    title: str
    year: int | None
    issuer: str
    issued_on: date | None
    source_name: str
    source_format: str
    sha256: str
    size: int
    chapters: int
    metrics: int
    added_at: datetime
    opened_at: datetime | None = None
    removed_at: datetime | None = None
    newer: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping a report: its holding, and `kind`: added, duplicate (nothing changed) or newer.

    `other` is the report it duplicates or replaces.
    """

    kind: str
    holding: Holding
    other: Holding | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a report is compared by: its words without blanks, its folded title, the least hashes of its sentences."""

    words: str
    title: str
    sketch: tuple[int, ...]


def likeness(document: Document) -> Likeness:
    """What `document` is compared by."""
    plain = _BLANK.sub("", folded(document.text))
    sentences = {_number(sentence) for sentence in _SENTENCE.findall(folded(document.text))}
    return Likeness(
        hashlib.sha256(plain.encode("utf-8")).hexdigest(), title_key(document.title), tuple(sorted(sentences)[:_SKETCH])
    )


def title_key(title: str) -> str:
    """A title without what differs from file to file: width, blanks, punctuation."""
    return "".join(sign for sign in folded(title) if sign.isalnum())


def is_version(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two sketches come from versions of one report: of their least hashes together, enough are in both."""
    least = sorted({*one, *other})[:_SKETCH]
    both = set(one) & set(other)
    return bool(least) and sum(number in both for number in least) >= _ALIKE * len(least)


def _number(sentence: str) -> int:
    words = _BLANK.sub("", sentence)
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8"), digest_size=7).digest(), "big")
