"""Whether a number says that things went up or down."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.records import Document


@pytest.mark.parametrize(
    ("sentence", "directions"),
    [
        ("办理公证12件,同比增长5.2%。", ["", "up"]),
        ("死亡事故起数和死亡人数分别比2019年下降4.8%和1.8%。", ["down", "down"]),
        ("全程网办率提升至100%。", ["up"]),
        ("占比从62%提高至86%。", ["", "up"]),
        ("收入增长8.2%、约6000亿元。", ["up", ""]),
        ("提升656公里公交专用道使用效率。", [""]),
        ("居民消费价格涨幅3%左右。", ["up"]),
        ("平均用时压缩了30%。", ["down"]),
        ("收入负增长3.5%。", ["down"]),
        ("受理案件增加12077件,结案率91%。", ["up", ""]),
    ],
)
def test_a_stated_change_has_its_direction(
    read: Callable[[str], Document], sentence: str, directions: list[str]
) -> None:
    report = read(f"2022年工作总结\n一、工作情况\n{sentence}")
    assert [m.direction for m in report.metrics] == directions
