"""Numbers with their measure words, the intervals they stand for, their exact places."""

from decimal import Decimal

import pytest
from hypothesis import given

from fuzhou_viewer import paths
from fuzhou_viewer.core.quantities import QuantityReader
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.services.wordlists import vocabulary_in
from fuzzy_text import any_text

_WORDS = vocabulary_in(paths.resources() / "vocabulary")


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier", "surface"),
    [
        ("调解案件37798件", "37798", "件", "exact", "37798件"),
        ("公证14.1万件", "141000", "件", "exact", "14.1万件"),
        ("损失9794多万元", "97940000", "元", "lower", "9794多万元"),
        ("书籍980余册", "980", "册", "lower", "980余册"),
        ("超480万元", "4800000", "元", "lower", "480万元"),
        ("成功率达９９．８８％", "99.88", "%", "exact", "９９．８８％"),
        ("提高5个百分点", "5", "百分点", "exact", "5个百分点"),
        ("共1,133件", "1133", "件", "exact", "1,133件"),
        ("近300人参加", "300", "人", "upper", "300人"),
        ("约20人次", "20", "人次", "approx", "20人次"),
        ("提高5到7元", "5", "元", "range", "5到7元"),
        ("增长9%—10%", "9", "%", "range", "9%—10%"),
        ("461万志愿者", "4610000", "人", "exact", "461万"),
        ("产值翻两番", "4", "倍", "exact", "翻两番"),
        ("产量一千六百三十万吨", "16300000", "吨", "exact", "一千六百三十万吨"),
        ("装机二十二万七千千瓦", "227000", "千瓦", "exact", "二十二万七千千瓦"),
        ("增长百分之五十五点三", "55.3", "%", "exact", "百分之五十五点三"),
        ("农户一万三千多户", "13000", "户", "lower", "一万三千多户"),
        ("约1/3的案件", "33.33", "%", "approx", "1/3"),
        ("近百名律师", "100", "名", "upper", "百名"),
        ("召开十余次", "10", "次", "lower", "十余次"),
        ("下降千分之五", "5", "‰", "exact", "千分之五"),
        ("压缩至7个工作日", "7", "工作日", "exact", "7个工作日"),
        ("下降0.5‰", "0.5", "‰", "exact", "0.5‰"),
        ("近七成企业", "70", "%", "upper", "七成"),
        ("画册两万份", "20000", "份", "exact", "两万份"),
        ("接听110转接法律咨询57人次", "57", "人次", "exact", "57人次"),
    ],
)
def test_a_quantity_is_read_exactly(text: str, value: str, unit: str, qualifier: str, surface: str) -> None:
    (found,) = QuantityReader(_WORDS).numbers(text).quantities
    assert (found.value, found.unit, found.qualifier) == (Decimal(value), unit, qualifier)
    assert text[found.span.start : found.span.end] == surface


@pytest.mark.parametrize(
    "text",
    [
        "2022年2月",
        "第3次会议",
        "“3820”工程",
        "7*24小时",
        "拨打12348热线",
        "3+3+3系列",
        "每50公斤提价",
        "10亿元以上工业项目落地",
        "30岁以下青年",
        "前10强",
        "〔2021〕15号",
        "行政复议一处",
        "“四个意识”",
        "进一步加强",
        "上午9时30分",
        "80后干部",
        "15分钟服务圈",
        "千家万户",
        "千万元级企业",
        "一二百人的村",
        "三个月",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert QuantityReader(_WORDS).numbers(text).quantities == ()


def test_a_shortened_number_stands_for_an_interval() -> None:
    (found,) = QuantityReader(_WORDS).numbers("14.1万件").quantities
    assert (found.low, found.high) == (Decimal(140500), Decimal(142000))


@given(any_text)
def test_every_interval_holds_its_value_and_every_span_its_digits(text: str) -> None:
    for found in QuantityReader(_WORDS).numbers(text).quantities:
        assert found.low <= found.value <= found.high
        assert any(c.isdigit() for c in text[found.span.start : found.span.end])


def test_the_vocabulary_puts_longer_words_first(words: Vocabulary) -> None:
    assert words.units.index("人次") < words.units.index("人")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("结案率91%", "90.5", "92"), ("完成率100%", "100", "100"), ("结案276件", "276", "276"), ("农户一万三千多户", "13000", "14000"),
        ("占百分之二十", "19.5", "21"), ("提高5到7元", "5", "7"), ("近300人", "200", "300"),
    ],
)  # fmt: skip
def test_an_interval_is_what_the_written_number_can_stand_for(text: str, low: str, high: str) -> None:
    (found,) = QuantityReader(_WORDS).numbers(text).quantities
    assert (found.low, found.high) == (Decimal(low), Decimal(high))
