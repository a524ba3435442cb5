"""The check over real texts: the built-in report, the annotated ones, and those a person has read through."""

import itertools
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fuzhou_viewer.core.checking.checker import check as check_document
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict
from fuzhou_viewer.core.records import Document

_LINKS_NOTHING = ("scope", "coincidence")


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _starts(folder: Path) -> dict[str, int]:
    return {row["id"]: row["start"] for kind in ("metrics", "non_metrics") for row in _rows(folder / f"{kind}.jsonl")}


@pytest.fixture(scope="module")
def checked(report: Document, rules: RuleWords) -> Checked:
    return check_document(report, rules)


def test_the_built_in_report_has_exactly_one_figure_that_does_not_compute(checked: Checked) -> None:
    (one,) = checked.of(Verdict.INCONSISTENT)
    assert one.formula == "276 ÷ 282 = 97.87% ≠ 91%"
    assert one.sentence.startswith("结案率:文中为91%,按276件÷282件应为97.87%(相差6.87个百分点)。")


def test_the_built_in_report_raises_no_question_beyond_those_an_auditor_would(checked: Checked) -> None:
    questions = {r.formula for verdict in (Verdict.QUERY, Verdict.SCOPE) for r in checked.of(verdict)}
    assert questions == {"2700 + 3184 = 5884 ≠ 6243", "26606 ÷ 1164 = 22.86 天"}


def test_what_is_cut_off_is_told_as_cut_and_never_held_against_the_text(checked: Checked) -> None:
    (cut,) = [r for r in checked.of(Verdict.CONSISTENT) if "97.12%" in r.stated]
    assert cut.sentence == "一致(截尾):1285件÷1323件=97.128%,文中整体出庭率为97.12%。"


def test_every_consistent_relation_of_the_built_in_report_is_verified(
    checked: Checked, report: Document, shared: Path
) -> None:
    starts = _starts(shared / "gold" / "seed")
    rows = [row for row in _rows(shared / "gold" / "seed" / "relations.jsonl") if row["verdict"] == "consistent"]
    assert len(rows) == 22
    missed = [row["id"] for row in rows if not _is_verified(checked, row, starts)]
    assert missed == []


def test_nothing_unrelated_is_linked(checked: Checked, shared: Path) -> None:
    starts = _starts(shared / "gold" / "seed")
    for row in _rows(shared / "gold" / "seed" / "relations.jsonl"):
        if row["type"] in _LINKS_NOTHING and row["flag"] == "none" and len(row["metrics"]) > 1:
            apart = {starts[metric] for metric in row["metrics"]}
            linked = [r for r in checked.relations if _sums_or_divides(r) and apart <= _places(r)]
            assert linked == [], row["note"]


def test_all_changed_texts_are_caught_and_none_that_looks_alike(check: Callable[[str], Checked], shared: Path) -> None:
    for row in _rows(shared / "gold" / "dev" / "variants.jsonl"):
        found = {r.verdict.flag for r in check(row["text"]).relations}
        assert ("error" in found) == (row["expected_flag"] == "error"), row["text"]
        if row["expected_flag"] == "none":
            assert "query" not in found, row["text"]


def test_every_inconsistency_of_the_excerpts_has_been_read_by_a_person(
    check: Callable[[str], Checked], shared: Path
) -> None:
    known = tomllib.loads(Path(__file__).with_name("verdicts.toml").read_text(encoding="utf-8"))["finding"]
    found = [
        (file.stem, r.formula)
        for file in sorted((shared / "corpus" / "excerpts").glob("*.txt"))
        for r in check(file.read_text(encoding="utf-8")).of(Verdict.INCONSISTENT)
    ]
    assert sorted(found) == sorted((row["file"], row["formula"]) for row in known)
    assert all(row["right"] for row in known)


@pytest.mark.parametrize("part", range(4))
def test_published_reports_raise_no_false_alarm(check: Callable[[str], Checked], shared: Path, part: int) -> None:
    """A quarter of a sample at a time; the whole corpus is read by tests/benchmarks/check_corpus.py."""
    files = sorted((shared / "corpus" / "txt").glob("*.txt"))[part::16]
    assert files
    for file in files:
        found = check(file.read_text(encoding="utf-8", errors="replace")).of(Verdict.INCONSISTENT)
        assert [r.sentence for r in found] == [], file.name


def _is_verified(checked: Checked, row: dict[str, Any], starts: dict[str, int]) -> bool:
    if row["type"] == "sequence":
        return any(r.rule == "R16" for r in checked.of(Verdict.CONSISTENT))
    wanted = [starts[metric] for metric in row["metrics"]]
    if row["type"] in ("part_of", "funnel"):
        whole_first = row["type"] == "part_of" and row["formula"].rpartition("<= ")[2].startswith(row["metrics"][0])
        pairs = [(wanted[0], part) for part in wanted[1:]] if whole_first else list(itertools.pairwise(wanted))
        return all(any({a, b} <= _places(r) for r in checked.of(Verdict.CONSISTENT)) for a, b in pairs)
    if row["type"] == "enumeration":
        return any(
            r.rule == "R15" and any(_touches(r, start) for start in wanted) for r in checked.of(Verdict.CONSISTENT)
        )
    return any(set(wanted) <= _places(r) for r in checked.of(Verdict.CONSISTENT))


def _places(relation: Relation) -> set[int]:
    return {span.start for span in relation.operands}


def _touches(relation: Relation, start: int) -> bool:
    return any(span.start <= start < span.end + 1 for span in relation.operands)


def _sums_or_divides(relation: Relation) -> bool:
    return relation.rule not in ("R15", "R16") and len(relation.operands) < 10
