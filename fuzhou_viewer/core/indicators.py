"""The indicator vocabulary, and the words that help to bind a metric to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fuzhou_viewer.core.records import Indicator
from fuzhou_viewer.core.wordfiles import WordFile, damaged, rows

INDICATORS = "indicators.csv"
HINTS = "binding.toml"
_COLUMNS = ("代码", "名称", "别名", "单位", "主题", "类型", "关系", "口径")
_KINDS = ("流量", "存量", "比率", "金额")
_SCALES = re.compile("^[百千万亿]+(?=.)")


@dataclass(frozen=True, slots=True)
class Hints:
    """How wordings are compared.

    `synonyms` (as written, as compared), words `ignored`, `counters` that end a name, words that
    exclude each other (`exclusive`, by group), and the words that tell a theme.
    """

    synonyms: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    counters: tuple[str, ...]
    exclusive: tuple[tuple[str, tuple[str, ...]], ...]
    themes: tuple[tuple[str, tuple[str, ...]], ...]


def hints(toml: str) -> Hints:
    """The hints written in `binding.toml`."""
    file = WordFile(HINTS, toml)
    pairs = [(word, same) for same, words in file.groups("synonyms") for word in words]
    return Hints(
        synonyms=tuple(sorted(pairs, key=lambda pair: -len(pair[0]))),
        ignored=file.words("ignored", "words"),
        counters=file.words("ignored", "counters"),
        exclusive=file.groups("exclusive"),
        themes=file.groups("themes"),
    )


def indicators(table: str, units: Mapping[str, object], themes: Hints) -> tuple[Indicator, ...]:
    """The indicators of `indicators.csv`; their units must be in `units`, their themes in `themes`."""
    known = {theme for theme, _ in themes.themes}
    found: dict[str, Indicator] = {}
    names: set[str] = set()
    lines: list[tuple[int, Indicator]] = []
    for line, row in rows(INDICATORS, table, _COLUMNS):
        indicator = Indicator(
            row["代码"],
            row["名称"],
            tuple(alias.strip() for alias in row["别名"].split("|") if alias.strip()),
            row["单位"],
            row["主题"],
            row["类型"],
            tuple(relation.strip() for relation in row["关系"].split(";") if relation.strip()),
            row["口径"],
        )
        wrong = _wrong(indicator, units, known)
        if not wrong and (indicator.code in found or indicator.name in names):
            wrong = f"的代码“{indicator.code}”或名称“{indicator.name}”在前面已经用过"
        if wrong:
            raise damaged(INDICATORS, line, wrong)
        found[indicator.code] = indicator
        names.add(indicator.name)
        lines.append((line, indicator))
    _check_relations(lines, found)
    return tuple(found.values())


def bare_unit(unit: str) -> str:
    """The unit without its scale: 万元 is stated in 元."""
    return _SCALES.sub("", unit)


def codes(relation: str) -> tuple[str, ...]:
    """The indicator codes in a relation, in its order."""
    return tuple(re.findall(r"[A-Z]{2,}\d+", relation))


def _wrong(indicator: Indicator, units: Mapping[str, object], themes: set[str]) -> str:
    if not indicator.code or not indicator.name:
        return "缺少代码或名称"
    if bare_unit(indicator.unit) not in units:
        return f"的单位“{indicator.unit}”不在 units.toml 里"
    if indicator.theme not in themes:
        return f"的主题“{indicator.theme}”不在 {HINTS} 的 [themes] 里"
    return "" if indicator.kind in _KINDS else f"的类型“{indicator.kind}”应是{'、'.join(_KINDS)}之一"


def _check_relations(lines: list[tuple[int, Indicator]], known: Mapping[str, Indicator]) -> None:
    for line, indicator in lines:
        for relation in indicator.relations:
            strange = next((code for code in codes(relation) if code not in known), "")
            if strange or not codes(relation):
                raise damaged(INDICATORS, line, f"的关系“{relation}”里有不认识的代码“{strange or relation}”")
