"""Written numbers become exact values."""

from decimal import Decimal

import pytest

from fuzhou_viewer.core.numerals import chinese_integer, last_place, last_significant_place, magnitude


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三", 3), ("十", 10), ("十二", 12), ("二十三", 23), ("一百零五", 105), ("两万", 20000),
        ("三千二百", 3200), ("一亿二千万", 120_000_000), ("二〇二二", 2022),
    ],
)  # fmt: skip
def test_a_chinese_integer_has_its_value(written: str, value: int) -> None:
    assert chinese_integer(written) == value


@pytest.mark.parametrize("written", ["", "几", "三个", "进一步"])
def test_what_is_no_chinese_integer_has_none(written: str) -> None:
    assert chinese_integer(written) is None


@pytest.mark.parametrize(
    ("words", "factor"), [("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("百万", 10**6)]
)
def test_magnitude_words_multiply(words: str, factor: int) -> None:
    assert magnitude(words) == factor


def test_the_last_place_is_the_weight_of_the_last_digit() -> None:
    assert last_place("99.88") == Decimal("0.01")
    assert last_place("980") == 1
    assert last_significant_place("980") == 10
    assert last_significant_place("5000") == 1000
    assert last_significant_place("9.50") == Decimal("0.01")
