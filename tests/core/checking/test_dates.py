"""R13 days and years: days that do not exist, and years that run backwards."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.checking.verdicts import Checked, Verdict


def _told(checked: Checked) -> list[tuple[Verdict, str]]:
    return [(r.verdict, r.formula) for r in checked.relations if r.rule == "R13"]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("2022年6月31日,召开供水工作会议。", "2022年6月31日:没有这一天"),
        ("2023年2月29日,水厂二期通水。", "2023年2月29日:没有这一天"),
        ("于13月5日完成验收。", "13月5日:没有这一天"),
        ("截至9月31日,完成投资12亿元。", "9月31日:没有这一天"),
        ("统计时间为2021年1月1日至2021年11月31日。", "2021年11月31日:没有这一天"),
        ("实施2023—2021年管网改造行动。", "2023—2021年:后年早于前年"),
        ("落实2025年至2022年规划。", "2025年至2022年:后年早于前年"),
    ],
)
def test_a_day_that_does_not_exist_and_years_that_run_backwards_are_told(
    check: Callable[[str], Checked], text: str, formula: str
) -> None:
    assert _told(check(text)) == [(Verdict.INCONSISTENT, formula)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日,水厂二期通水。",
        "每年2月29日不作统计。",
        "实施2021—2023年管网改造行动。",
        "文号为〔2023〕2021号,由2022年工作组印发。",
        "供水服务热线12月31日前开通。",
        "版本为3.31,面积为2.30平方公里。",
        "“9·31”行动方案正在起草。",
        "从2023年的1200户降至2022年口径的1100户。",
    ],
)
def test_days_and_years_that_can_be_are_left_alone(check: Callable[[str], Checked], text: str) -> None:
    assert _told(check(text)) == []
