"""Scope, period, direction, target and whole against the annotated texts: a floor at what was reached."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fuzhou_viewer.core.records import Document, Metric

Read = Callable[[str], Document]
_SCOPES = {
    "全国": "全国", "全省": "全省", "全市": "全市", "全区": "全区", "市本级": "市本级", "市局": "市局", "全局": "全局", "我局": "全局",
    "市局(承上)": "市局", "全市(承上)": "全市", "全市司法行政系统": "全市司法行政系统", "全市各级行政机关": "全市各级行政机关",
    "县(区)级各相关部门和乡镇(街道)": "县(区)级",
}  # fmt: skip
"""The annotated subjects that are a scope, and the scope they are."""


@pytest.fixture(scope="module")
def pairs(shared: Path, read: Read) -> list[tuple[dict[str, Any], Metric, Document]]:
    """Each annotated metric with the one read at its place."""
    return list(_pairs(shared, read))


def _pairs(shared: Path, read: Read) -> Iterator[tuple[dict[str, Any], Metric, Document]]:
    gold = shared / "gold"
    for folder in (gold / "seed", *sorted(path.parent for path in (gold / "dev").glob("*/metrics.jsonl"))):
        file = shared / "seed.txt" if folder.name == "seed" else gold / "dev" / f"{folder.name}.txt"
        report = read(file.read_text(encoding="utf-8"))
        found = {m.quantity.span.start: m for m in reversed(report.metrics)}
        for line in (folder / "metrics.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["start"] in found:
                yield row, found[row["start"]], report


def _plain(period: str) -> str:
    """A period as both sides can write it."""
    told = re.sub(r"\(.*?\)|（.*?）", "", period).replace("幾", "几").replace("來", "来")
    told = re.sub(r"[-－–—]", "-", told)
    told = re.sub(r"年度?(?!来|以来|底)", "", told).replace("月底", "月")
    return re.sub(r"(\d{4})(底|以来)", r"\1年\2", told)


def test_numbers_know_whose_they_are(pairs: list[tuple[dict[str, Any], Metric, Document]]) -> None:
    told = [(m.scope, _SCOPES[row["subject"]]) for row, m, _ in pairs if row["subject"] in _SCOPES]
    assert sum(mine == theirs for mine, theirs in told) / len(told) >= 0.97
    assert len(told) >= 200


def test_numbers_know_when_they_were(pairs: list[tuple[dict[str, Any], Metric, Document]]) -> None:
    told = [_plain(m.period) == _plain(row["period"]) for row, m, _ in pairs]
    assert sum(told) / len(told) >= 0.91


def test_growth_and_fall_are_told(pairs: list[tuple[dict[str, Any], Metric, Document]]) -> None:
    growth = [(m.direction, row.get("direction", "up")) for row, m, _ in pairs if row["kind"] == "growth"]
    assert len(growth) >= 12
    assert all(mine == theirs for mine, theirs in growth)


def test_targets_are_told_from_results(pairs: list[tuple[dict[str, Any], Metric, Document]]) -> None:
    assert [row["id"] for row, m, _ in pairs if m.is_target != bool(row.get("target"))] == []


def test_parts_know_their_wholes(pairs: list[tuple[dict[str, Any], Metric, Document]]) -> None:
    count: Counter[str] = Counter()
    for row, metric, report in pairs:
        if metric.quantity.unit == "%":
            continue
        whole = next((m.quantity.span for m in report.metrics if m.id == metric.part_of), None)
        mine = report.text[whole.start : whole.end] if whole else ""
        theirs = row.get("part_of", "")
        count["gold"] += bool(theirs)
        count["found"] += bool(mine)
        count["right"] += bool(mine) and bool(theirs) and mine.startswith(theirs)
    assert count["right"] / count["gold"] >= 0.95, count
    assert count["right"] / count["found"] >= 0.92, count
