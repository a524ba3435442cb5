"""Slips of the pen in the styles of governments, courts, procuratorates and budgets, and sentences that only look so."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzhou_viewer.core.checking.verdicts import Checked, Verdict

TEXTS = tomllib.loads(Path(__file__).with_name("styles.toml").read_text(encoding="utf-8"))
BEYOND = (
    "法院审结30件,改判",
    "年度目标3万人的",
    "占全年365天",
    "化解信访积案47件",
    "执结案件比上年增加",
    "人均办案18件",
    "其中市级3份",
    "人均6场",
    "其中律师182名",
)
"""What the rules do not reach yet: a whole that must be guessed, or a number too coarse to tell."""


@pytest.mark.parametrize("pair", TEXTS["pair"], ids=lambda pair: pair["altered"][:18])
def test_one_altered_number_is_told_and_the_text_as_it_was_is_left_alone(
    check: Callable[[str], Checked], pair: dict[str, str]
) -> None:
    assert [r.sentence for r in check(pair["right"]).relations if r.verdict is not Verdict.CONSISTENT] == []
    is_told = bool(check(pair["altered"]).of(Verdict.INCONSISTENT))
    assert is_told is not any(words in pair["altered"] for words in BEYOND)


@pytest.mark.parametrize("text", TEXTS["alike"], ids=lambda text: text[:18])
def test_what_only_looks_like_arithmetic_gets_no_finding(check: Callable[[str], Checked], text: str) -> None:
    assert [r.sentence for r in check(text).relations if r.verdict is not Verdict.CONSISTENT] == []


@pytest.mark.parametrize("text", TEXTS["asked"], ids=lambda text: text[:18])
def test_an_open_list_that_names_nearly_all_is_a_question_and_no_more(
    check: Callable[[str], Checked], text: str
) -> None:
    findings = [r for r in check(text).relations if r.verdict is not Verdict.CONSISTENT]
    assert [(r.rule, r.verdict) for r in findings] == [("R4", Verdict.QUERY)]
