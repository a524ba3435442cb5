"""When a number was: named in its sentence, carried from an opening, told by a heading, or the report's own."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.records import Document

Read = Callable[[str], Document]


def _periods(report: Document) -> list[str]:
    return [m.period for m in report.metrics]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("全市办理公证12件。", "2022年"),
        ("2021年度全市办理公证12件。", "2021年"),
        ("上半年,全市办理公证12件。", "2022年上半年"),
        ("今年一季度,全市办理公证12件。", "2022年第一季度"),
        ("1-11月,全市办理公证12件。", "2022年1—11月"),
        ("去年全市办理公证12件。", "2021年"),
        ("2018-2022年,全市办理公证12件。", "2018—2022年"),
        ("截至2022年底,全市共有公证员12名。", "截至2022年底"),
        ("截至6月底,全市共有公证员12名。", "截至2022年6月"),
        ("2020年以来,全市办理公证12件。", "2020年以来"),
        ("一年来,全市办理公证12件。", "2022年"),
        ("五年来,全市办理公证12件。", "五年来"),
        ("“十三五”期间,全市办理公证12件。", "十三五期间"),
        ("两轮疫情期间,全市投入人力12人次。", "2022年两轮疫情期间"),
        ("二〇二一年全市办理公证12件。", "2021年"),
    ],
)
def test_a_period_is_written_in_one_form(read: Read, sentence: str, period: str) -> None:
    assert _periods(read(f"2022年工作总结\n一、公证工作\n{sentence}")) == [period]


@pytest.mark.parametrize(
    "sentence",
    [
        "全市办理公证12件,比2019年多办了。",
        "印发《福州市方案(2021-2025年)》12份。",
        "2月3日,全市办理公证12件。",
        "全面摸排2021年在册的对象12人。",
        "荣获2013-2015年度先进集体,获奖9人次。",
    ],
)
def test_years_of_other_things_are_no_period(read: Read, sentence: str) -> None:
    assert _periods(read(f"2022年工作总结\n一、公证工作\n{sentence}")) == ["2022年"]


def test_a_year_goes_on_across_a_semicolon(read: Read) -> None:
    report = read("2022年工作总结\n一、述法\n2021年度市本级述法132人;县(区)级述法946人。")
    assert _periods(report) == ["2021年", "2021年"]


def test_an_opening_goes_on_until_the_section_ends(read: Read) -> None:
    report = read(
        "2022年工作总结\n一、律师\n截至2022年底,全国共有律师65人。其中,女律师24人。\n二、公证\n全国办理公证12件。"
    )
    assert _periods(report) == ["截至2022年底", "截至2022年底", "2022年"]


def test_this_year_is_the_year_of_the_heading(read: Read) -> None:
    report = read("2024年政府工作报告\n一、2023年工作回顾\n办理公证12件。\n二、2024年重点任务\n今年办理公证15件。")
    assert _periods(report) == ["2023年", "2024年"]


def test_what_a_change_starts_from_has_no_period(read: Read) -> None:
    report = read("2022年工作总结\n一、公证\n占比从62%提高至86%。")
    assert _periods(report) == ["", "2022年"]


def test_the_half_year_of_the_title_is_the_default(read: Read) -> None:
    report = read("2021年上半年工作总结\n一、公证\n办理公证12件。")
    assert _periods(report) == ["2021年上半年"]
