"""A metric over years: only like is put beside like, and what is missing or doubtful is said."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.series import Growth, Series, series
from fuzhou_viewer.services.comparing import compared, growth_words, title, years

_TEXT = "{year}年市司法局工作总结\n一、概况\n{year}年,全市办理公证{notary}件,法律援助满意率{rate}%。{more}\n"


@pytest.fixture
def reports(read: Callable[[str], Document]) -> Callable[..., list[Document]]:
    def made(rows: Sequence[tuple[int, str, str, str]], issuer: str = "市司法局") -> list[Document]:
        texts = [_TEXT.format(year=year, notary=notary, rate=rate, more=more) for year, notary, rate, more in rows]
        return [replace(read(text), issuer=issuer, key=str(i)) for i, text in enumerate(texts)]

    return made


def _named(found: Sequence[Series], words: str) -> Series:
    return next(s for s in found if words in s.name)


def test_years_are_put_in_order_with_their_growth_and_gaps(reports: Callable[..., list[Document]]) -> None:
    found = series(reports([(2022, "120", "97.5", ""), (2019, "90", "96", ""), (2021, "100", "96", "")]))
    notary = _named(found, "公证")
    assert [point.year for point in notary.points] == [2019, 2021, 2022]
    assert notary.gaps == (2020,)
    assert [notary.growth(i) for i in range(3)] == [None, None, Growth(Decimal("20.0"), is_points=False)]
    rate = _named(found, "满意率")
    assert rate.growth(2) == Growth(Decimal("1.5"), is_points=True)
    assert [(row.year, row.value, row.growth) for row in years(notary)] == [
        (2019, "90件", ""), (2020, "", ""), (2021, "100件", ""), (2022, "120件", "+20%"),
    ]  # fmt: skip


def test_inexact_numbers_have_no_growth(reports: Callable[..., list[Document]]) -> None:
    notary = _named(series(reports([(2021, "100多", "96", ""), (2022, "120", "97", "")])), "公证")
    assert notary.growth(1) is None


def test_two_numbers_for_a_year_are_both_kept_and_said(reports: Callable[..., list[Document]]) -> None:
    rows = [(2021, "100", "96", ""), (2021, "105", "96", "另一口径。"), (2022, "120", "97", "")]
    notary = _named(series(reports(rows)), "公证")
    assert [point.metric.quantity.value for point in notary.points] == [100, 105, 120]
    assert notary.remarks == ("2021年有不同的数,口径可能不同。",)
    assert notary.growth(2) is None


def test_a_rounded_number_is_the_same_number(reports: Callable[..., list[Document]]) -> None:
    rows = [(2021, "12345", "96", ""), (2021, "1.2万", "96", "约数。"), (2022, "13000", "97", "")]
    notary = _named(series(reports(rows)), "公证")
    assert [point.metric.quantity.value for point in notary.points] == [12345, 13000]
    assert notary.remarks == ()


def test_other_units_are_kept_apart_and_named(
    reports: Callable[..., list[Document]], read: Callable[[str], Document]
) -> None:
    one = reports([(2021, "100", "96", ""), (2022, "120", "97", "")])
    changed = tuple(replace(m, quantity=replace(m.quantity, unit="人次")) for m in one[1].metrics)
    found = [s for s in series([one[0], replace(one[1], metrics=changed)]) if "公证" in s.name]
    assert {s.unit for s in found} == {"件", "人次"}
    assert {s.remarks for s in found} == {
        ("另有单位为“件”的同名数据,没有并在一起。",), ("另有单位为“人次”的同名数据,没有并在一起。",),
    }  # fmt: skip


def test_reports_of_two_offices_are_never_mixed(reports: Callable[..., list[Document]]) -> None:
    own = reports([(2021, "100", "96", ""), (2022, "120", "97", "")], "甲市司法局")
    other = [replace(r, key=f"x{r.key}") for r in reports([(2021, "7", "96", ""), (2022, "8", "97", "")], "乙市司法局")]
    found = [s for s in series([*own, *other]) if "公证" in s.name]
    assert {(s.owner, len(s.points)) for s in found} == {("甲市司法局", 2), ("乙市司法局", 2)}


def test_only_what_is_told_in_two_years_is_compared(reports: Callable[..., list[Document]]) -> None:
    made = reports([(2021, "100", "96", "新建站点5个。"), (2022, "120", "97", "")])
    assert all(len({point.year for point in s.points}) == 2 for s in compared(made))
    assert [title(s) for s in compared(made, "满意率")] == [title(_named(series(made), "满意率"))]
    assert compared(made, "没有这个") == ()


def test_growth_is_said_with_its_sign() -> None:
    assert growth_words(Growth(Decimal("-3.0"), is_points=False)) == "-3%"
    assert growth_words(Growth(Decimal("0.5"), is_points=True)) == "+0.5 个百分点"
    assert growth_words(None) == ""
