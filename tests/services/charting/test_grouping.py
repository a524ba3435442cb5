"""A chart never mixes what cannot be compared, and shows every metric once."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.records import Document, Metric, MetricId, Quantity, SectionId, Span
from fuzhou_viewer.services.charting.grouping import Group, Shape, groups
from fuzhou_viewer.services.charting.order import Order, sorted_rows
from fuzhou_viewer.services.charting.scale import scale, why_no_log
from fuzhou_viewer.services.charting.wording import card, value_words


def _metric(number: int, name: str, value: str, unit: str, **more: object) -> Metric:
    amount = Decimal(value)
    quantity = Quantity(amount, amount, amount, unit, "exact", Span(number, number + 1))
    return Metric(
        MetricId(f"m{number}"), name, quantity, "", str(more.pop("period", "2022年")), SectionId("s1"), **more
    )


def _all(found: tuple[Group, ...]) -> list[str]:
    told = []
    for group in found:
        for row in group.rows:
            told += [row.metric.id, *(part.id for part in row.parts)] + ([row.before.id] if row.before else [])
    return told


def test_units_shares_changes_and_steps_stand_apart() -> None:
    found = groups(
        [
            _metric(1, "受理件数", "10", "件"), _metric(2, "参加人次", "5", "人次"), _metric(3, "结案率", "91", "%"),
            _metric(4, "受理同比增速", "3", "%"), _metric(5, "提高幅度", "2", "百分点"),
            _metric(6, "网办事项（原有）", "31", "项"), _metric(7, "网办事项数", "43", "项"),
        ]
    )  # fmt: skip
    assert [(g.shape, g.unit, len(g.rows)) for g in found] == [
        (Shape.BARS, "件", 1), (Shape.BARS, "人次", 1), (Shape.SHARES, "%", 1), (Shape.CHANGES, "%", 1),
        (Shape.CHANGES, "百分点", 1), (Shape.STEPS, "项", 1),
    ]  # fmt: skip
    assert found[-1].rows[0].before is not None


def test_another_period_and_targets_stand_apart_and_say_why() -> None:
    found = groups(
        [
            _metric(1, "甲", "10", "件"), _metric(2, "乙", "11", "件"),
            _metric(3, "丙", "12", "件", period="2021年"), _metric(4, "丁", "13", "件", is_target=True),
        ]
    )  # fmt: skip
    assert [len(group.rows) for group in found] == [2, 1, 1]
    assert "2021年" in found[1].why
    assert "目标" in found[2].title


def test_what_is_there_at_a_moment_stands_apart_from_what_happened_and_says_why() -> None:
    found = groups([_metric(1, "受理案件数", "10", "件"), _metric(2, "年末未结案件数", "3", "件")])
    assert [(group.title, len(group.rows)) for group in found] == [("单位:件", 1), ("单位:件 · 存量", 1)]
    assert "时点" in found[1].why


def test_a_part_is_drawn_inside_its_whole_only_where_it_fits() -> None:
    whole = _metric(1, "来电", "100", "人次")
    inside = _metric(2, "转接", "30", "人次", part_of=MetricId("m1"))
    larger = _metric(3, "其他", "300", "人次", part_of=MetricId("m1"))
    (group,) = groups([whole, inside, larger])
    assert [part.id for part in group.rows[0].parts] == ["m2"]
    assert [row.metric.id for row in group.rows] == ["m1", "m3"]


def test_every_metric_of_a_report_is_shown_once(report: Document) -> None:
    told = _all(groups(report.metrics))
    assert sorted(told) == sorted(metric.id for metric in report.metrics)


def test_the_before_and_after_of_the_built_in_report_are_steps(report: Document) -> None:
    steps = [row for group in groups(report.metrics) if group.shape is Shape.STEPS for row in group.rows]
    pairs = {(row.before.quantity.value, row.metric.quantity.value) for row in steps if row.before}
    assert pairs == {(Decimal(31), Decimal(43)), (Decimal(62), Decimal(86))}


def test_rows_are_sorted_by_size_and_name() -> None:
    (group,) = groups([_metric(1, "乙", "5", "件"), _metric(2, "甲", "9", "件"), _metric(3, "丙", "7", "件")])
    names = {order: "".join(row.metric.name for row in sorted_rows(group.rows, order)) for order in Order}
    assert names == {Order.TEXT: "乙甲丙", Order.LARGEST: "甲丙乙", Order.SMALLEST: "乙丙甲", Order.NAME: "丙甲乙"}


_AMOUNTS = st.lists(st.decimals(0, 10**13, places=2), min_size=1, max_size=30)


@given(_AMOUNTS, st.booleans())
def test_a_scale_keeps_order_and_bounds(amounts: list[Decimal], is_log: bool) -> None:
    told = scale(amounts, is_log=is_log)
    places = [told.place(amount) for amount in sorted(amounts)]
    assert all(0 <= place <= 1 for place in places)
    assert places == sorted(places)
    assert not (told.is_log and Decimal(0) in amounts)


def test_a_log_scale_is_refused_where_it_would_lie() -> None:
    assert why_no_log([Decimal(0), Decimal(5), Decimal(0)]) == "含 2 个零值,不能用对数刻度"
    assert why_no_log([Decimal(1), Decimal(10**12)]) == ""
    assert why_no_log([Decimal(-3), Decimal(0)]) == "含 1 个零值、1 个负值,不能用对数刻度"


def test_a_card_tells_value_in_full_scope_period_and_sentence(report: Document) -> None:
    metric = next(m for m in report.metrics if m.quantity.value == 141000)
    told = card(metric, report)
    assert (told.value, told.exact) == ("14.1万件", "即 141,000件")
    assert told.about == "全市 · 2022年"
    assert "14.1万件" in told.sentence
    assert len(told.sentence) <= 66


def test_ranges_are_said_as_ranges() -> None:
    five, seven = Decimal(5), Decimal(7)
    assert value_words(Quantity(five, five, seven, "元", "range", Span(0, 1))) == "5～7元"
