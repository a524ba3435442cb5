"""What is printed with the chosen text."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader wrote, and the character of the text it stands at."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Include:
    """Which parts stand on paper; the words a person knows them by are in WORDS. `remarks` are what `notes` prints."""

    title: bool = True
    contents: bool = False
    tables: bool = False
    charts: bool = False
    numbers: bool = False
    header: bool = True
    notes: bool = False
    remarks: tuple[Remark, ...] = ()


WORDS = {
    "title": "标题",
    "contents": "目录",
    "tables": "表格",
    "charts": "图表",
    "numbers": "段号",
    "header": "页眉",
    "notes": "批注",
}


def include_named(names: tuple[str, ...], base: Include | None = None) -> Include | None:
    """`base` with the parts called `names` (标题, 目录 …) added; None when one is unknown."""
    by_words = {words: name for name, words in WORDS.items()}
    if any(name not in by_words for name in names):
        return None
    return included({by_words[name]: True for name in names}, base or Include())


def included(parts: Mapping[str, bool], base: Include) -> Include:
    """`base` with the parts of these names (title, contents …) in or out; names that are no parts count for nothing."""
    held = {name: parts.get(name, bool(getattr(base, name))) for name in WORDS}
    return Include(**held, remarks=base.remarks)
