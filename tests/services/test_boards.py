"""Theme boards and metrics across offices: units never mixed, gaps named, everything can leave."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fuzhou_viewer.core.kept import NameAnswer
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.services.boards import OTHERS, Board, board_blocks, board_listing, boards
from fuzhou_viewer.services.comparing import (
    Gathered,
    across,
    across_blocks,
    across_listing,
    gathered,
    over_years,
    year_blocks,
    year_listing,
)
from fuzhou_viewer.services.printing.blocks import Chart, Table

_TEXT = "{year}年工作总结\n一、概况\n{year}年,全市办理公证{count}件,调解成功率{rate}%。截至{year}年底,全市共有律师事务所{firms}家。\n"


@pytest.fixture
def told(read: Callable[[str], Document]) -> Gathered:
    rows = (
        (2019, 90, 96, 110, "甲市司法局"),
        (2021, 100, 97, 118, "甲市司法局"),
        (2022, 120, 98, 121, "甲市司法局"),
        (2022, 7, 91, 9, "乙市司法局"),
    )
    made = [
        replace(
            read(_TEXT.format(year=year, count=count, rate=rate, firms=firms)), issuer=issuer, key=f"{issuer}{year}"
        )
        for year, count, rate, firms, issuer in rows
    ]
    return gathered(made)


@pytest.fixture
def found(told: Gathered, words: Vocabulary) -> tuple[Board, ...]:
    return boards(told.found, words.indicators)


def test_every_indicator_stands_under_its_theme_on_one_axis_of_years(found: tuple[Board, ...]) -> None:
    assert "公证" in [board.theme for board in found]
    board = next(board for board in found if board.theme == "公证")
    assert board.years == (2019, 2020, 2021, 2022)
    for each in found:
        for tile in each.tiles:
            assert {point.metric.quantity.unit for point in tile.series.points} == {tile.series.unit}


def test_a_tile_tells_its_newest_number_its_growth_and_its_gaps(found: tuple[Board, ...]) -> None:
    board = next(board for board in found if board.theme == "公证")
    tile = next(tile for tile in board.tiles if tile.series.owner == "甲市司法局")
    assert (tile.latest, tile.growth, tile.gaps) == ("120件", "+20%", "缺 2020 年")
    assert not tile.is_line


def test_stocks_at_the_end_of_a_year_and_rates_are_lines(found: tuple[Board, ...]) -> None:
    tiles = [tile for board in found if board.theme != OTHERS for tile in board.tiles]
    lines = {tile.series.name for tile in tiles if tile.is_line}
    assert {"调解成功率", "律师事务所数"} <= lines


def test_a_board_leaves_as_a_list_and_as_charts(found: tuple[Board, ...]) -> None:
    board = next(board for board in found if board.theme == "公证")
    listing = board_listing(board)
    assert all(len(row) == len(listing.heads) for row in listing.rows)
    assert ("2020年", "", "", "没有这一年的数据") in {row[3:7] for row in listing.rows}
    charts = [block for block in board_blocks(board) if isinstance(block, Chart)]
    assert [bar.name for bar in charts[-1].groups[0].bars] == ["2019年", "2021年", "2022年"]
    assert "缺 2020 年" in charts[-1].source


def test_no_reports_have_no_boards(words: Vocabulary) -> None:
    assert boards(gathered([]).found, words.indicators) == ()


def test_offices_stand_beside_each_other_year_by_year(told: Gathered) -> None:
    notary = next(one for one in across(told.found) if "公证" in one.name)
    assert notary.years == (2019, 2021, 2022)
    assert notary.rows == (("乙市司法局", ("—", "—", "7件")), ("甲市司法局", ("90件", "100件", "120件")))
    assert across_listing(notary).rows[0] == ("1", "乙市司法局", "—", "—", "7件")
    assert [block.heads for block in across_blocks(notary) if isinstance(block, Table)] == [
        ("单位", "2019年", "2021年", "2022年")
    ]


def test_a_series_leaves_with_its_gaps(told: Gathered) -> None:
    notary = next(one for one in over_years(told.found) if "公证" in one.name)
    assert [row[1:4] for row in year_listing(notary).rows] == [
        ("2019年", "90件", ""), ("2020年", "", ""), ("2021年", "100件", ""), ("2022年", "120件", "+20%"),
    ]  # fmt: skip
    assert [len(block.rows) for block in year_blocks(notary) if isinstance(block, Table)] == [4]


def test_answers_are_heard_and_a_no_keeps_names_apart(told: Gathered) -> None:
    names = [one.name for one in told.found if "公证" in one.name]
    apart = gathered(told.reports, [NameAnswer(names[0], "律师事务所数", "件", is_same=False)])
    assert [one.name for one in apart.found] == [one.name for one in told.found]


def test_single_numbers_that_may_belong_together_are_shown_to_be_asked_about(
    read: Callable[[str], Document],
) -> None:
    texts = ((2021, "新增海绵城市面积18平方公里。"), (2022, "新增海绵城市达标面积12平方公里。植树90亩。"))
    made = [
        replace(read(f"{year}年市水务局工作总结\n一、概况\n{words}\n"), issuer="市水务局", key=str(year))
        for year, words in texts
    ]
    told = gathered(made)
    (shown,) = told.shown()
    doubt = told.about(shown)
    assert doubt is not None
    assert told.shown("植树") == ()
    (joined,) = gathered(made, [NameAnswer(doubt.name, doubt.other, doubt.unit, is_same=True)]).shown()
    assert [point.year for point in joined.points] == [2021, 2022]
