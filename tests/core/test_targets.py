"""Plans are told from results."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.records import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "sentence",
    [
        "力争办理公证12件。",
        "主要预期目标是:地区生产总值增长5%左右。",
        "到2025年,律师达到500人。",
        "计划新增公证员12名。",
        "确保调解成功率达到98%。",
    ],
)
def test_words_of_intent_make_a_target(read: Read, sentence: str) -> None:
    assert [m.is_target for m in read(f"2022年工作总结\n一、工作情况\n{sentence}").metrics] == [True]


@pytest.mark.parametrize(
    "sentence",
    ["办理公证12件,超额完成目标。", "完成“十四五”规划目标任务,办理公证12件。", "到2021年,律师达到500人。"],
)
def test_a_result_is_no_target(read: Read, sentence: str) -> None:
    assert [m.is_target for m in read(f"2022年工作总结\n一、工作情况\n{sentence}").metrics] == [False]


def test_what_stands_under_next_steps_is_a_target(read: Read) -> None:
    report = read("2022年工作总结\n一、工作情况\n办理公证12件。\n二、下一步工作打算\n办理公证15件。")
    assert [(m.name, m.is_target) for m in report.metrics] == [
        ("办理公证件数", False),
        ("办理公证件数（目标）", True),
    ]


def test_the_chapter_on_the_year_to_come_is_a_target(read: Read) -> None:
    report = read("2023年工作总结\n一、2023年工作回顾\n办理公证12件。\n二、2024年工作安排\n办理公证15件。")
    assert [m.is_target for m in report.metrics] == [False, True]
