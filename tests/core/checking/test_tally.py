"""Numbers marked in the text: how many, their sum, their average, the ratio of two."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.checking.tally import tally
from fuzhou_viewer.core.records import Document


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全市接访334件,立案282件,结案276件。", "选中 3 个数,合计 892件,平均 297.33件"),
        ("全市立案282件,结案276件。", "选中 2 个数,合计 558件,平均 279件,前数是后数的 102.17%,从前到后减 2.13%"),
        ("全市接待120人,办案8件。", "选中 2 个数,单位不同(人、件)"),
        (
            "全市发放资料980余册、宣传品20册。",
            "选中 2 个数,合计 1000册,平均 500册,前数是后数的 4900%,从前到后减 97.96%,含约数",
        ),
        ("全市立案282件。", ""),
    ],
)
def test_marked_numbers_are_told_in_one_line(read: Callable[[str], Document], text: str, told: str) -> None:
    assert tally([metric.quantity for metric in read(text).metrics]) == told
