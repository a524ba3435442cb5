"""Which number is a part of which."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.records import Document


@pytest.mark.parametrize(
    ("sentence", "wholes"),
    [
        ("新增人员6243人,其中解除矫正2700人,监所释放3184人。", {2700: 6243, 3184: 6243}),
        ("入驻窗口11个(含香港、台湾2家),鉴定机构7家。", {2: 11}),
        ("收到复议案件1133件,诉讼案件3433件,其中市本级复议案件198件,诉讼案件128件。", {198: 1133, 128: 3433}),
        ("收到申请29宗,已审结12宗。", {12: 29}),
        ("保留事项515项,行政许可218项,其他297项。", {218: 515, 297: 515}),
        ("共有律师65万人。\n其中,专职律师50万人。", {500000: 650000}),
        ("收到申请6200件。以市政府为被申请人的60件,占1%。", {60: 6200}),
        ("接待群众100人次,其中解答咨询300件。", {}),
        ("排查走访120人,其中甲100人,乙90人。", {100: 120}),
    ],
)
def test_a_part_knows_its_whole(read: Callable[[str], Document], sentence: str, wholes: dict[int, int]) -> None:
    report = read(f"2022年工作总结\n一、工作情况\n{sentence}")
    values = {m.id: int(m.quantity.value) for m in report.metrics}
    assert {values[m.id]: values[m.part_of] for m in report.metrics if m.part_of} == wholes


def test_a_share_is_no_part(read: Callable[[str], Document]) -> None:
    report = read("2022年工作总结\n一、工作情况\n完成率95%,其中优秀率80%。")
    assert [m.part_of for m in report.metrics] == [None, None]
