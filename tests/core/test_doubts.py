"""Names that may mean the same are asked about once; what a report itself tells apart is never asked."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fuzhou_viewer.core.doubts import Doubt, doubts
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.series import series

Made = Callable[..., list[Document]]


@pytest.fixture
def reports(read: Callable[[str], Document]) -> Made:
    def made(*told: tuple[int, str]) -> list[Document]:
        texts = [f"{year}年市水务局工作总结\n一、概况\n{words}\n" for year, words in told]
        return [replace(read(text), issuer="市水务局", key=str(i)) for i, text in enumerate(texts)]

    return made


def _asked(reports: list[Document], answered: tuple[tuple[str, str, str], ...] = ()) -> list[Doubt]:
    return list(doubts(reports, series(reports), answered))


def test_two_names_of_different_years_are_asked_about_once(reports: Made) -> None:
    made = reports(
        (2020, "新增海绵城市面积63平方公里。"),
        (2021, "新增海绵城市面积18平方公里。"),
        (2022, "新增海绵城市达标面积12平方公里。"),
    )
    (doubt,) = _asked(made)
    assert {doubt.name, doubt.other} == {"新增海绵城市达标面积", "新增海绵城市面积"}
    assert (doubt.of_name.year, doubt.of_other.year) == (2022, 2021)
    for answer in ((doubt.name, doubt.other, doubt.unit), (doubt.other, doubt.name, doubt.unit)):
        assert _asked(made, (answer,)) == []


def test_an_answer_joins_the_years_and_says_so(reports: Made) -> None:
    made = reports((2021, "新增海绵城市面积18平方公里。"), (2022, "新增海绵城市达标面积12平方公里。"))
    (doubt,) = _asked(made)
    (joined,) = series(made, {(doubt.name, doubt.unit): doubt.other})
    assert [point.year for point in joined.points] == [2021, 2022]
    assert joined.merged == (doubt.name,)
    assert joined.growth(1) is not None


def test_what_was_said_in_a_circle_ends(reports: Made) -> None:
    made = reports((2021, "新增海绵城市面积18平方公里。"), (2022, "新增海绵城市达标面积12平方公里。"))
    one, other = {found.name for found in series(made)}
    unit = series(made)[0].unit
    assert series(made, {(one, unit): other, (other, unit): one})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("新增海绵城市面积18平方公里。", "建成区海绵城市面积累计180平方公里。"),
        ("用水量增长5%。", "用水量下降3%。"),
        ("改造管网35公里。", "改造管网35处。"),
        ("新建泵站5座。", "植树造林90亩。"),
    ],
)
def test_what_counts_something_else_is_never_asked(reports: Made, before: str, after: str) -> None:
    assert _asked(reports((2021, before), (2022, after))) == []


def test_names_told_for_one_year_are_two_things(reports: Made) -> None:
    both = "新增海绵城市面积18平方公里。新增海绵城市达标面积12平方公里。"
    assert _asked(reports((2021, both), (2022, "新增海绵城市面积20平方公里。"))) == []
