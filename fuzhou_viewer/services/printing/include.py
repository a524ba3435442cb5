"""What is printed with the chosen text."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Include:
    """Which parts stand on paper; the words a person knows them by are in WORDS."""

    title: bool = True
    contents: bool = False
    tables: bool = False
    charts: bool = False
    notes: bool = False
    numbers: bool = False
    header: bool = True


WORDS = {
    "title": "标题",
    "contents": "目录",
    "tables": "表格",
    "charts": "图表",
    "notes": "批注",
    "numbers": "段号",
    "header": "页眉",
}


def include_named(names: tuple[str, ...], base: Include | None = None) -> Include | None:
    """`base` with the parts called `names` (标题, 目录 …) added; None when one is unknown."""
    by_words = {words: name for name, words in WORDS.items()}
    if any(name not in by_words for name in names):
        return None
    start = base or Include()
    wanted = {by_words[name] for name in names}
    return Include(**{f.name: getattr(start, f.name) or f.name in wanted for f in fields(Include)})
