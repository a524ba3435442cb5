"""A metric is bound to its indicator where unit, deed and theme agree, and says how sure that is."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from fuzhou_viewer import paths
from fuzhou_viewer.core.binding import DOUBTFUL, Binder, Named
from fuzhou_viewer.core.records import SURE, Document, Metric, Quantity, Span
from fuzhou_viewer.services.wordlists import vocabulary_in
from fuzzy_text import any_text

Read = Callable[[str], Document]
_WORDS = vocabulary_in(paths.resources() / "vocabulary")
_BINDER = Binder(_WORDS)
_EXPECTED = Path(__file__).with_name("bindings.csv")
"""Bindings checked by hand: text, place, surface, name, indicator (none: stays unbound; `a|`: a or unbound)."""


def _bound(read: Read, sentence: str, heading: str = "工作情况") -> list[str]:
    report = read(f"2022年全市司法行政工作总结\n一、{heading}\n{sentence}")
    return [m.indicator if m.is_bound else "" for m in report.metrics]


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("全市共调解各类矛盾纠纷120件,调解成功118件,调解成功率98.3%。", ["调解案件数", "调解成功数", "调解成功率"]),
        ("全市收到行政复议申请120宗,受理100宗,审结90宗。", ["收到行政复议案件数", "受理行政复议案件数", "审结行政复议案件数"]),
        ("受理法律援助案件120件,批准法律援助案件110件,办结法律援助案件90件。", ["受理法律援助案件数", "批准法律援助案件数", "办结法律援助案件数"]),
        ("新接收社区服刑人员120人,解除矫正100人。", ["接收社区矫正对象人数", "解除社区矫正对象人数"]),
        ("現有調委會2020個,人民調解員9500人。", ["人民调解委员会数", "人民调解员数"]),
    ],
)  # fmt: skip
def test_other_words_for_one_thing_are_bound_to_one_indicator(read: Read, sentence: str, indicators: list[str]) -> None:
    assert _bound(read, sentence) == indicators


@pytest.mark.parametrize(
    "sentence",
    [
        "接收社区矫正对象120人次。",
        "全市法院受理各类案件120件,结案100件。",
        "30岁以下的律师120人。",
        "律师10人以下的律师事务所120家。",
        "拍摄法治微电影12部。",
        "办理特殊群体法律援助案件120件。",
    ],
)
def test_another_unit_kind_or_group_stays_unbound(read: Read, sentence: str) -> None:
    assert not any(_bound(read, sentence))


def test_people_and_visits_are_never_one_indicator(read: Read) -> None:
    people = _bound(read, "法律援助受援人120人。")
    visits = _bound(read, "法律援助受援人120人次。")
    assert (people, visits) == (["受援人数"], ["受援人次"])


def test_a_word_that_does_not_name_its_theme_needs_the_theme_around(read: Read) -> None:
    assert _bound(read, "结案276件。", "医患纠纷调处") == ["医患纠纷结案数"]
    assert _bound(read, "结案276件。", "审判工作") == [""]


def test_what_was_received_over_the_years_is_not_what_was_received_this_year(read: Read) -> None:
    assert _bound(read, "试点以来累计接收社区矫正对象120人。") == ["累计接收社区矫正对象人数"]
    assert _bound(read, "今年累计接收社区矫正对象120人。") == ["接收社区矫正对象人数"]


def test_a_part_goes_to_the_indicator_that_is_part_of_its_wholes(read: Read) -> None:
    assert _bound(read, "新增刑满释放人员120人,其中解除社区矫正70人。") == [
        "新增刑满释放人员数",
        "刑满释放人员中解除社区矫正人数",
    ]


def test_another_number_for_the_same_thing_is_only_a_suggestion(read: Read) -> None:
    report = read("2022年工作总结\n一、公证\n全市办理公证12件。市公证处办理公证5件。")
    assert [m.is_bound for m in report.metrics] == [True, False]
    assert report.metrics[1].certainty < SURE
    assert report.metrics[1].indicator == "办理公证数"


def test_below_doubt_nothing_is_said(read: Read) -> None:
    report = read("2022年工作总结\n一、公证\n公证行业共4个支部被授予优秀党建品牌。")
    assert [(m.indicator, m.certainty) for m in report.metrics] == [("", Decimal(0))]


def test_every_indicator_is_found_by_its_own_name_and_unit() -> None:
    lost = []
    for indicator in _WORDS.indicators:
        unit = indicator.unit.replace("万元", "元")
        text = f"{indicator.theme}{''.join(dict(_WORDS.hints.themes)[indicator.theme])}{indicator.name}"
        one = Decimal(1)
        quantity = Quantity(one, one, one, unit, "exact", Span(len(text), len(text) + 1))
        binding = _BINDER.bindings(text + "1", [Named(quantity, indicator.name)])[0]
        if binding.indicator != indicator.name or binding.certainty < SURE:
            lost.append((indicator.name, binding))
    assert lost == []


@settings(max_examples=60, deadline=None)
@given(any_text)
def test_a_certainty_is_between_doubt_and_one_or_nothing_is_said(text: str) -> None:
    one = Decimal(1)
    places = [i for i, c in enumerate(text) if c.isdigit()]
    named = [Named(Quantity(one, one, one, "件", "exact", Span(i, i + 1)), text[max(0, i - 6) : i]) for i in places]
    for binding in _BINDER.bindings(text, named):
        assert (binding.indicator == "") == (binding.certainty == 0)
        assert binding.certainty == 0 or DOUBTFUL <= binding.certainty <= 1


def _checked(shared: Path, read: Read) -> Iterator[tuple[str, Metric, set[str]]]:
    with _EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in dict.fromkeys(row["text"] for row in rows):
        gold = shared / "seed.txt" if name == "seed" else shared / "gold" / "dev" / f"{name}.txt"
        report = read(gold.read_text(encoding="utf-8"))
        metrics: dict[int, list[Metric]] = {m.quantity.span.start: [] for m in report.metrics}
        for metric in report.metrics:
            metrics[metric.quantity.span.start].append(metric)
        for row in rows:
            if row["text"] == name and metrics.get(int(row["start"])):
                yield name, metrics[int(row["start"])].pop(0), set(row["indicator"].split("|"))


def test_bindings_checked_by_hand_are_found_again(shared: Path, read: Read) -> None:
    right, bound, expected = Counter[str](), Counter[str](), Counter[str]()
    for name, metric, allowed in _checked(shared, read):
        where = "seed" if name == "seed" else "other"
        bound[where] += metric.is_bound
        expected[where] += "" not in allowed
        right[where] += metric.is_bound and metric.indicator in allowed
    assert right["seed"] >= 96, (right, bound, expected)
    assert right["other"] >= 92, (right, bound, expected)
    assert right["seed"] / bound["seed"] >= 0.97, (right, bound)
    assert right["other"] / bound["other"] >= 0.97, (right, bound)


def test_the_vocabulary_of_the_trade_is_whole() -> None:
    assert len(_WORDS.indicators) >= 164
    assert {i.kind for i in _WORDS.indicators} == {"流量", "存量", "比率", "金额"}
