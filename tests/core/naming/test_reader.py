"""A number's name is understood without its sentence, in the words of the text."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.records import Document

Read = Callable[[str], Document]


def _names(read: Read, sentence: str) -> dict[str, str]:
    report = read(f"一、概况\n{sentence}\n")
    return {report.text[m.quantity.span.start : m.quantity.span.end]: m.name for m in report.metrics}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("全市接收社矫对象3638人,解除3920人,在册4465人。", {"3638人": "接收社矫对象人数", "3920人": "社矫对象解除人数", "4465人": "社矫对象在册人数"}),
        ("各级调解组织共调解纠纷2571宗,成功率99.73%。", {"2571宗": "调解纠纷宗数", "99.73%": "调解纠纷成功率"}),
        ("行政机关负责人出庭85件,整体出庭率达到97.12%。", {"85件": "行政机关负责人出庭件数", "97.12%": "行政机关负责人整体出庭率"}),
        ("共有7个集体,2位个人获得省级表彰。", {"7个": "省级表彰集体数", "2位": "省级表彰个人数"}),
        ("省、市、县级工作室各2个、12个、39个。", {"2个": "省级工作室数", "12个": "市级工作室数", "39个": "县级工作室数"}),
        ("结案率和服判率分别提高到99.4%和83.1%。", {"99.4%": "结案率", "83.1%": "服判率"}),
        ("受理案件25万件,办结23万件,同比分别上升3.6%和3.1%。", {"3.6%": "受理案件增速", "3.1%": "案件办结增速"}),
        ("招录10名社区矫正协理员充实基层力量。", {"10名": "招录社区矫正协理员人数"}),
        ("办理7件规范性文件审查建议。", {"7件": "办理规范性文件审查建议件数"}),
        ("组织开展执法资格考试,3094人报名参考。", {"3094人": "执法资格考试报名参考人数"}),
        ("事项从原有的31项扩大至43项,占比从62%提高至86%。", {"31项": "事项（原有）", "43项": "事项数", "62%": "事项占比（原有）", "86%": "事项占比"}),
        ("固定资产投资增长4%、高于全国7.8个百分点。", {"4%": "固定资产投资增速", "7.8个百分点": "固定资产投资高出全国幅度"}),
        ("新增有效发明专利120件,总数突破900件。", {"120件": "新增有效发明专利件数", "900件": "有效发明专利总数"}),
        ("一般公共预算收入6000亿元。", {"6000亿元": "一般公共预算收入"}),
    ],
)  # fmt: skip
def test_names_are_completed_from_the_sentence(read: Read, sentence: str, names: dict[str, str]) -> None:
    found = _names(read, sentence)
    assert {surface: found[surface] for surface in names} == names


def test_one_number_may_carry_two_names(read: Read) -> None:
    report = read("一、概况\n“全程网办”率和“一趟不用跑”率提升至100%。\n")
    assert [m.name for m in report.metrics] == ["“全程网办”率", "“一趟不用跑”率"]


def test_names_keep_the_characters_of_a_text_in_traditional_characters(read: Read) -> None:
    assert _names(read, "全市調解員9500余人,調處糾紛6732件。") == {"9500余人": "調解員人數", "6732件": "調處糾紛件數"}


def test_names_that_are_alike_are_told_apart_by_who_did_it(read: Read) -> None:
    found = _names(read, "法律服务中心接待群众14158人次,法律服务工作站接待群众19835人次。")
    assert set(found.values()) == {"法律服务中心接待群众人次", "法律服务工作站接待群众人次"}


def test_names_that_stay_alike_are_numbered(read: Read) -> None:
    names = [m.name for m in read("一、概况\n完成投资3亿元。完成投资5亿元。\n").metrics]
    assert len(set(names)) == 2
