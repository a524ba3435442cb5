"""Numbers get names, scopes, periods and sections."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.records import Document


def test_metrics_are_named_by_the_words_before_them(small: Document) -> None:
    names = {m.name: m.quantity.value for m in small.metrics}
    assert names["新建管网长度"] == 35
    assert names["受理热线件数"] == 21304
    assert names["返修率"] * 10 == 8


def test_a_metric_knows_its_section_and_year(small: Document) -> None:
    rate = next(m for m in small.metrics if m.name == "返修率")
    assert rate.section == "s1.1.2"
    assert rate.period == "2023年"


def test_the_scope_is_the_last_one_named_in_the_sentence(report: Document) -> None:
    received = next(m for m in report.metrics if m.quantity.value == 198)
    assert received.scope == "市本级"


def test_names_are_unique_in_a_document(report: Document) -> None:
    names = [m.name for m in report.metrics]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("sentence", "counted", "plain"),
    [
        ("选出代表35人。", [35], []),
        ("更换水表1200只。", [1200], []),
        ("关注事项12件。", [12], []),
        ("情况见表3,新建泵站5座。", [5], ["表3"]),
        ("如图2所示。", [], ["图2"]),
        ("（表4）办件35件。", [35], ["表4"]),
    ],
)
def test_a_table_is_pointed_at_and_a_meter_or_a_delegate_is_counted(
    read: Callable[[str], Document], sentence: str, counted: list[int], plain: list[str]
) -> None:
    report = read(f"2022年工作总结\n一、概况\n{sentence}\n")
    assert [metric.quantity.value for metric in report.metrics] == counted
    said = [report.text[n.span.start : n.span.end] for n in report.plain_numbers if n.kind == "note"]
    assert said == plain
