"""What a written number can stand for."""

from decimal import Decimal

import pytest

from fuzhou_viewer.core.checking.intervals import Fit, between, fit, one_slip, stood_for


@pytest.mark.parametrize(
    ("value", "step", "place", "qualifier", "expected"),
    [
        ("282", "1", "1", "exact", ("282", "282")),
        ("99.88", "0.01", "0.01", "exact", ("99.875", "99.89")),
        ("141000", "1000", "1000", "exact", ("140500", "142000")),
        ("470", "1", "10", "more", ("470", "480")),
        ("4800000", "10000", "100000", "lower", ("4800000", "5760000")),
        ("300", "1", "100", "upper", ("240", "300")),
        ("300", "1", "100", "approx", ("270", "330")),
    ],
)
def test_each_number_is_the_interval_it_stands_for(
    value: str, step: str, place: str, qualifier: str, expected: tuple[str, str]
) -> None:
    found = stood_for(Decimal(value), Decimal(step), Decimal(place), qualifier, is_count=step == "1")
    assert (found.low, found.high) == tuple(Decimal(end) for end in expected)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("computed", "value", "step", "expected"),
    [
        ("99.8836", "99.88", "0.01", Fit.ROUNDED),
        ("97.1277", "97.12", "0.01", Fit.CUT),
        ("96.1055", "96.11", "0.01", Fit.ROUNDED),
        ("25.548", "25.6", "0.1", Fit.LAST_DIGIT),
        ("97.8723", "91", "1", None),
        ("98", "97", "1", None),
        ("91.9", "91", "1", Fit.CUT),
    ],
)
def test_a_value_may_be_rounded_or_cut(computed: str, value: str, step: str, expected: Fit | None) -> None:
    point = between(Decimal(computed), Decimal(computed))
    assert fit(point, Decimal(value), Decimal(step), Decimal(step), "exact") is expected


@pytest.mark.parametrize(
    ("written", "needed", "expected"),
    [(489646, 439646, True), (276, 267, True), (2341, 2351, True), (59, 49, True), (86, 96, True), (1340, 13400, True),
     (123, 321, False), (500, 612, False), (97, 97, False), (5, -5, False)],
)  # fmt: skip
def test_one_slip_is_one_digit_wrong_missing_doubled_or_swapped(written: int, needed: int, expected: bool) -> None:
    assert one_slip(written, needed) is expected
