"""A reader's own checks: offered where they suit the numbers, kept over re-import, silent where the numbers are gone."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.checking.own import numbers_in, offers, with_own
from fuzhou_viewer.core.checking.verdicts import Checked, Verdict
from fuzhou_viewer.core.kept import Form, OwnCheck
from fuzhou_viewer.core.records import Document, Span

Read = Callable[[str], Document]
NOTHING = Checked((), ())


def _offered(document: Document) -> dict[Form, tuple[str, Verdict]]:
    numbers = numbers_in(document, Span(0, len(document.text)))
    return {form: (told.formula, told.verdict) for form, told in offers(numbers)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "甲镇新建管网35公里。乙镇新建40公里。两镇新建75公里。",
            {
                Form.SUM_IS_LAST: ("35 + 40 = 75", Verdict.CONSISTENT),
                Form.SUM_IS_FIRST: ("40 + 75 = 115 ≠ 35", Verdict.QUERY),
                Form.AVERAGE: ("(35 + 40) ÷ 2 = 37.5 ≠ 75", Verdict.QUERY),
            },
        ),
        (
            "抽检462份,合格460份,合格率98%。",
            {
                Form.SHARE: ("460 ÷ 462 = 99.57% ≠ 98%", Verdict.QUERY),
                Form.GROWTH: ("(462 - 460) ÷ 462 = 0.43% ≠ 98%", Verdict.QUERY),
                Form.GROWTH_BACK: ("(462 - 460) ÷ 460 = 0.43% ≠ 98%", Verdict.QUERY),
            },
        ),
        (
            "甲镇新建管网35公里。乙镇新建40公里。平均每镇38公里。",
            {
                Form.AVERAGE: ("(35 + 40) ÷ 2 = 37.5 ≈ 38", Verdict.CONSISTENT),
                Form.SUM_IS_LAST: ("35 + 40 = 75 ≠ 38", Verdict.QUERY),
                Form.SUM_IS_FIRST: ("40 + 38 = 78 ≠ 35", Verdict.QUERY),
            },
        ),
        (
            "去年新建管网35公里。今年新建42公里。增长20%。",
            {
                Form.GROWTH: ("(42 - 35) ÷ 35 = 20.00% ≈ 20%", Verdict.CONSISTENT),
                Form.SHARE: ("35 ÷ 42 = 83.33% ≠ 20%", Verdict.QUERY),
                Form.GROWTH_BACK: ("(42 - 35) ÷ 42 = 16.67% ≠ 20%", Verdict.QUERY),
            },
        ),
        (
            "今年抢修30处。去年抢修40处。下降25%。",
            {
                Form.GROWTH_BACK: ("(40 - 30) ÷ 40 = 25.00% ≈ 25%", Verdict.CONSISTENT),
                Form.SHARE: ("30 ÷ 40 = 75.00% ≠ 25%", Verdict.QUERY),
                Form.GROWTH: ("(40 - 30) ÷ 30 = 33.33% ≠ 25%", Verdict.QUERY),
            },
        ),
        (
            "受理热线213件,办结220件。",
            {Form.EQUAL: ("213 ≠ 220", Verdict.QUERY), Form.AT_MOST: ("220 > 213", Verdict.QUERY)},
        ),
        ("新建管网35公里,返修20处。", {}),
    ],
)
def test_what_suits_the_numbers_is_offered_with_what_comes_of_it(
    read: Read, text: str, expected: dict[Form, tuple[str, Verdict]]
) -> None:
    assert _offered(read(text)) == expected
    assert next(iter(_offered(read(text)).items()), None) == next(iter(expected.items()), None)


def _own(document: Document, form: Form) -> OwnCheck:
    numbers = numbers_in(document, Span(0, len(document.text)))
    return OwnCheck(document.key, tuple(anchor(document.text, number.span) for number in numbers), form)


def test_an_own_check_holds_when_the_text_has_moved_and_is_silent_when_its_numbers_are_gone(read: Read) -> None:
    text = "甲镇新建管网35公里。乙镇新建40公里。两镇共新建管网75公里。"
    own = _own(read(text), Form.SUM_IS_LAST)
    checked, whose = with_own(read("前面多了一段,说的是别的事情。\n" + text), NOTHING, [own])
    (told,) = checked.relations
    assert (told.formula, whose[told]) == ("35 + 40 = 75", own)
    gone, nobody = with_own(read("全文换成了别的内容。"), NOTHING, [own])
    assert (gone, nobody) == (NOTHING, {})


def test_a_number_in_an_own_check_is_no_longer_unchecked(read: Read) -> None:
    document = read("甲镇新建管网35公里。乙镇新建40公里。两镇共新建管网75公里。")
    numbers = numbers_in(document, Span(0, len(document.text)))
    before = Checked((), tuple(number.span for number in numbers))
    checked, _ = with_own(document, before, [_own(document, Form.SUM_IS_LAST)])
    assert checked.unchecked == ()
