"""Numbers in tables are named by row and column; units and years come from the heads."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzhou_viewer import paths
from fuzhou_viewer.core.grids import grids
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.core.tables import TableReader
from fuzhou_viewer.services.wordlists import vocabulary_in
from fuzzy_text import any_text

Read = Callable[[str], Document]
_READER = TableReader(vocabulary_in(paths.resources() / "vocabulary"))


def _metrics(read: Read, table: str) -> dict[str, Metric]:
    return {m.name: m for m in read(f"2022年全市工作总结\n一、工作情况\n{table}\n二、其他\n以上。").metrics}


def test_the_head_states_unit_and_year(read: Read) -> None:
    metrics = _metrics(read, "指标(件)\t2021年\t2022年\n行政复议收案\t1020\t1133\n行政应诉收案\t3001\t3433")
    now, before = metrics["行政复议收案数"], metrics["行政复议收案数（2021年）"]
    assert (now.quantity.value, now.quantity.unit, now.period) == (1133, "件", "2022年")
    assert (before.quantity.value, before.quantity.unit, before.period) == (1020, "件", "2021年")


def test_a_column_of_units_holds_for_its_row(read: Read) -> None:
    metrics = _metrics(
        read, "| 项目 | 单位 | 2022年 |\n|---|---|---|\n| 办理公证 | 万件 | 14.1 |\n| 公证收费 | 万元 | 7,887.8 |"
    )
    assert metrics["办理公证件数"].quantity.value == 141000
    assert metrics["公证收费"].quantity.value == Decimal(78878000)
    assert metrics["公证收费"].quantity.unit == "元"


def test_growth_in_a_column_has_its_direction(read: Read) -> None:
    metrics = _metrics(read, "项目\t同比增长(%)\n办理公证\t5.2\n公证收费\t-3.1")
    assert metrics["办理公证同比增速"].direction == "up"
    assert metrics["公证收费同比增速"].direction == "down"


def test_cells_one_to_a_line_are_a_table_too(read: Read) -> None:
    cells = ["审结情况(件)", "序号", "方式", "数量", "比例"]
    cells += ["1", "维持", "30", "75%", "2", "撤销", "6", "15%", "3", "其他", "4", "10%", "4", "合计", "40", "100%"]
    metrics = _metrics(read, "\n\n".join(cells))
    total = metrics["审结情况合计件数"]
    assert (total.quantity.value, total.quantity.unit) == (40, "件")
    assert metrics["维持比例"].quantity.unit == "%"
    assert {metrics[name].part_of for name in ("维持件数", "撤销件数", "审结情况其他件数")} == {total.id}


def test_row_numbers_are_no_metrics_and_say_why(read: Read) -> None:
    report = read("2022年工作总结\n一、情况\n序号\t指标\t件数\n1\t公证\t5件\n2\t鉴定\t7件\n3\t仲裁\t9件")
    assert [int(m.quantity.value) for m in report.metrics] == [5, 7, 9]
    kinds = {report.text[n.span.start : n.span.end]: n.kind for n in report.plain_numbers}
    assert {kinds[row] for row in "123"} == {"ordinal"}


def test_lines_of_name_value_and_unit_are_a_table(read: Read) -> None:
    metrics = _metrics(read, "指标 数值 单位\n调解案件 37798 件\n调解成功 37754 件\n调解成功率 99.88 %")
    assert metrics["调解案件数"].quantity.value == 37798
    assert metrics["调解成功率"].quantity.unit == "%"


def test_a_unit_line_above_the_table_holds_for_all_of_it(read: Read) -> None:
    metrics = _metrics(read, "收费情况表\n单位:万元\n指标\t2021\t2022\n公证收费\t7000\t7887.8\n鉴定收费\t6000\t6458.9")
    assert metrics["公证收费"].quantity.value == Decimal(78878000)
    assert metrics["公证收费（2021年）"].quantity.value == 70000000


def test_a_head_over_two_columns_holds_for_both(read: Read) -> None:
    table = "地区\t调解案件(件)\t\t律师(人)\n\t2021年\t2022年\t2022年\n鼓楼区\t100\t120\t30\n台江区\t90\t95\t—"
    metrics = _metrics(read, table)
    assert metrics["鼓楼区调解案件数"].quantity.value == 120
    assert metrics["台江区调解案件数（2021年）"].quantity.value == 90
    assert metrics["鼓楼区律师人数"].quantity.unit == "人"


def test_a_table_of_areas_tells_whose_number_it_is(read: Read) -> None:
    metrics = _metrics(read, "地区\t调解案件(件)\n鼓楼区\t100\n台江区\t90\n合计\t190")
    assert {name: m.scope for name, m in metrics.items()} == {
        "鼓楼区调解案件数": "鼓楼区",
        "台江区调解案件数": "台江区",
        "调解案件数": "全市",
    }
    assert {m.indicator for m in metrics.values() if m.is_bound} == {"调解案件数"}
    assert metrics["台江区调解案件数"].part_of == metrics["调解案件数"].id


def test_a_year_in_a_table_says_nothing_of_the_sentences_after_it(read: Read) -> None:
    report = read("2022年工作总结\n一、情况\n指标\t2021年\n公证\t5件\n鉴定\t7件\n办理仲裁9件。")
    assert [m.period for m in report.metrics] == ["2021年", "2021年", "2022年"]


@pytest.mark.parametrize(
    "text",
    [
        "电话 12345678\n传真 87654321\n",
        "首页\n政务公开\n工作报告\n法治建设\n通知公告\n",
        "一、工作情况\n二、存在问题\n三、下一步打算\n",
        "2022年,全市办理公证12件。\n2021年,全市办理公证15件。\n",
    ],
)
def test_what_only_looks_like_a_table_is_none(text: str) -> None:
    assert _READER.tables(text) == []


_CELLS = st.lists(
    st.sampled_from(["指标", "件", "12", "3.5%", "2022年", "", "合计", "\t", "|", "\n", "\n", " ", "-", "1"])
)


@settings(deadline=None)
@given(_CELLS.map("".join) | any_text)
def test_every_cell_slices_to_its_words(text: str) -> None:
    for grid in grids(text):
        for row in (*grid.heads, *grid.rows):
            assert len(row) == len(grid.rows[0])
    for table in _READER.tables(text):
        for number in table.numbers:
            assert text[number.quantity.span.start].isdigit() or text[number.quantity.span.start] in "+-－"
