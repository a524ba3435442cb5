"""The engine against the annotated texts: a floor at what it has reached; a drop fails."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from entity_measure import measure, overlaps
from fuzhou_viewer.core.records import Document

# the scorers leave their files to the garbage collector
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def _scorer(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "gold" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _tree(report: Document) -> list[dict[str, Any]]:
    return [
        {
            "id": s.id, "parent_id": s.parent, "level": s.level, "kind": s.kind, "ordinal": s.ordinal, "title": s.title,
            "start": s.span.start, "end": s.span.end, "junk": s.kind == "junk",
        }
        for s in report.sections
    ]  # fmt: skip


@pytest.mark.parametrize("part", ["headings", "level", "ordinal", "title", "parent", "extent"])
def test_the_tree_of_the_built_in_report_is_right(shared: Path, read: Callable[[str], Document], part: str) -> None:
    report = read((shared / "seed.txt").read_text(encoding="utf-8"))
    score, _ = _scorer(shared, "score_tree").score(_tree(report), str(shared / "gold" / "seed"))
    assert score[part]["f1"] == 1.0
    assert score["special"]["missing"] == []
    assert not score["junk_leaked_into_section"]


@pytest.mark.parametrize("name", ["city_北京", "city_扬州", "gbk_国务院政府工作报告_2017", "html_govcn_05"])
def test_the_trees_of_other_reports_stay_right(shared: Path, read: Callable[[str], Document], name: str) -> None:
    report = read((shared / "gold" / "dev" / f"{name}.txt").read_text(encoding="utf-8"))
    score, _ = _scorer(shared, "score_tree").score(_tree(report), str(shared / "gold" / "dev" / name))
    assert score["headings"]["f1"] >= 0.96, json.dumps(score, ensure_ascii=False)


def _figures(report: Document) -> list[dict[str, Any]]:
    return [
        {"start": q.span.start, "end": q.span.end, "value": float(q.value), "unit": q.unit, "name": m.name}
        for m in report.metrics
        for q in (m.quantity,)
    ]


def test_the_numbers_of_the_built_in_report_are_read_and_named(shared: Path, read: Callable[[str], Document]) -> None:
    report = read((shared / "seed.txt").read_text(encoding="utf-8"))
    score, _ = _scorer(shared, "score").score(_figures(report), str(shared / "gold" / "seed"))
    assert score["value_unit"]["f1"] == 1.0
    assert score["false_alarms_on_non_metrics"] == 0
    assert score["names"]["f1"] >= 0.99
    assert score["names_strict"]["f1"] >= 0.93
    assert score["ambiguous_names"] == 0


def test_the_numbers_of_other_reports_are_read_and_named(shared: Path, read: Callable[[str], Document]) -> None:
    folder = shared / "gold" / "dev"
    right = dict.fromkeys(("value_unit", "names"), (0, 0))
    for gold in sorted(folder.glob("*/metrics.jsonl")):
        report = read((folder / f"{gold.parent.name}.txt").read_text(encoding="utf-8"))
        score, _ = _scorer(shared, "score").score(_figures(report), str(gold.parent))
        for key, (found, counted) in right.items():
            one = score[key]
            right[key] = (found + 2 * one["tp"], counted + one["pred"] + one["gold"])
    found, counted = right["value_unit"]
    assert found / counted >= 0.98
    found, counted = right["names"]
    assert found / counted >= 0.94


def test_the_named_things_of_the_built_in_report_are_found(shared: Path, read: Callable[[str], Document]) -> None:
    gold = [json.loads(line) for line in (shared / "gold/seed/entities.jsonl").read_text(encoding="utf-8").splitlines()]
    told = measure(read((shared / "seed.txt").read_text(encoding="utf-8")), gold)
    assert told.recall >= 0.97, told.missed
    assert told.precision >= 0.98, told.invented
    assert told.mention_recall >= 0.94, told.missed
    assert told.mention_precision >= 0.98, told.invented


def test_slogans_and_figures_of_speech_are_no_named_things(shared: Path, read: Callable[[str], Document]) -> None:
    lines = (shared / "gold/seed/entities_excluded.jsonl").read_text(encoding="utf-8").splitlines()
    apart = [(row["start"], row["end"]) for row in map(json.loads, lines)]
    report = read((shared / "seed.txt").read_text(encoding="utf-8"))
    named = [(m.start, m.end) for entity in report.entities for m in entity.mentions]
    assert [place for place in apart if any(overlaps(place, other) for other in named)] == []
