"""A report held against last year's, or against another of the same year."""

from collections.abc import Callable

from fuzhou_viewer.core.checking.verdicts import Verdict
from fuzhou_viewer.core.checking.years import against
from fuzhou_viewer.core.records import Document

LAST = "2021年全市供水工作总结\n一、概况\n全市办理用水申请2000件。抽检水样400份。"
THIS = "2022年全市供水工作总结\n一、概况\n全市办理用水申请2500件,同比增长{growth}。抽检水样420份,同比增长5%。"
SAME = "2022年全市供水情况通报\n一、概况\n全市办理用水申请2500件。抽检水样402份。"


def test_growth_that_last_years_report_bears_out_agrees(read: Callable[[str], Document]) -> None:
    found = against(read(THIS.format(growth="25%")), read(LAST))
    assert [(r.rule, r.verdict, r.formula) for r in found] == [
        ("R11", Verdict.CONSISTENT, "2500 ÷ 2000 - 1 = 25.00% ≈ 25%"),
        ("R11", Verdict.CONSISTENT, "420 ÷ 400 - 1 = 5.00% ≈ 5%"),
    ]


def test_growth_that_it_does_not_bear_out_is_asked_about(read: Callable[[str], Document]) -> None:
    (first, _) = against(read(THIS.format(growth="35%")), read(LAST))
    assert first.verdict is Verdict.QUERY
    assert first.sentence == (
        "同比:2021年文件《2021年全市供水工作总结》为2000件,按此增减25.00%,文中为35%。请核对口径或数字。"
    )


def test_one_thing_with_two_values_in_one_year_is_asked_about(read: Callable[[str], Document]) -> None:
    found = against(read(THIS.format(growth="25%")), read(SAME))
    assert {(r.rule, r.verdict, r.formula) for r in found} == {
        ("R10", Verdict.CONSISTENT, "2500件 = 2500件"),
        ("R10", Verdict.QUERY, "420份 ≠ 402份"),
    }


def test_documents_years_apart_say_nothing_of_one_another(read: Callable[[str], Document]) -> None:
    assert against(read(THIS.format(growth="25%")), read(LAST.replace("2021", "2018"))) == ()
