"""What is typed is understood as the person is told; what is no operator is taken as it stands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.services.searching.parsing import parsed
from fuzhou_viewer.services.searching.query import Field, Near, Phrase, Value
from fuzhou_viewer.services.searching.wording import understood

LITERAL = [
    "社区矫正", "12345", "99.88%", "e公证", "(一)", "（一）", "“两个维护”", "2021-2025年", "-福", '"', '""', "-", "--x", "col:x", "标题:", "年:abc",
    "OR", "|", "NEAR/5", "20字内", ">", ">abc", "<script>", "..", "...", "3..x", "90%..100件", "%", "_", "*", "(", "[a-z]+", "(a+)+$", "\\", "' --",
    "\ud800", "😀", "=", "14.1", "1,2,3", '"未完', '社区"矫正"', "~20", "文件：",
]  # fmt: skip


@pytest.mark.parametrize("typed", LITERAL)
def test_what_is_no_operator_is_a_phrase(typed: str) -> None:
    query = parsed(typed)
    assert all(isinstance(group[0], Phrase) and len(group) == 1 for group in query.groups)
    assert not query.without
    assert [group[0].words for group in query.groups] == folded(typed).split()


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("公证 鉴定", ((Phrase("公证"),), (Phrase("鉴定"),))),
        ("公证 公证", ((Phrase("公证"),),)),
        ('"公证 处"', ((Phrase("公证 处", quoted=True),),)),
        ("＂公证 处＂ 局", ((Phrase("公证 处", quoted=True),), (Phrase("局"),))),
        ("a 公证 OR 鉴定 OR 律师", ((Phrase("a"),), (Phrase("公证"), Phrase("鉴定"), Phrase("律师")))),
        ("公证 | 鉴定", ((Phrase("公证"), Phrase("鉴定")),)),
        ("公证 NEAR/5 鉴定", ((Near(Phrase("公证"), Phrase("鉴定"), 5),),)),
        ("公证 NEAR 鉴定", ((Near(Phrase("公证"), Phrase("鉴定"), 20),),)),
        ("公证 ~8 鉴定", ((Near(Phrase("公证"), Phrase("鉴定"), 8),),)),
        ("公证 在30字内 鉴定", ((Near(Phrase("公证"), Phrase("鉴定"), 30),),)),
        (
            "a NEAR/1 b NEAR/2 c",
            ((Near(Phrase("a"), Phrase("b"), 1),), (Near(Phrase("b"), Phrase("c"), 2),)),
        ),
        (">1000件", ((Value(Decimal(1000), None, "件", low_open=True),),)),
        ("＞ 1,000 ", ((Value(Decimal(1000), None, "", low_open=True),),)),
        ("<=3.5万人", ((Value(None, Decimal(35000), "人"),),)),
        ("≥90%", ((Value(Decimal(90), None, "%"),),)),
        ("90%..100%", ((Value(Decimal(90), Decimal(100), "%"),),)),
        ("90..100%", ((Value(Decimal(90), Decimal(100), "%"),),)),
        ("..5件", ((Value(None, Decimal(5), "件"),),)),
        ("14.1万", ((Phrase("14.1万"), Value(Decimal(141000), Decimal(141000))),)),
        ("14.1万件", ((Phrase("14.1万件"), Value(Decimal(141000), Decimal(141000), "件")),)),
        ("标题:公证", ((Field("标题", "公证"),),)),
        ("标题：公证 局", ((Field("标题", "公证"),), (Phrase("局"),))),
        ('文件:"工作 总结"', ((Field("文件", "工作 总结"),),)),
        ("年:2022", ((Field("年", "2022", Value(Decimal(2022), Decimal(2022))),),)),
        ("年:2020..2023年", ((Field("年", "2020..2023年", Value(Decimal(2020), Decimal(2023))),),)),
        ("年:>=2020", ((Field("年", ">=2020", Value(Decimal(2020), None)),),)),
    ],
)
def test_operators_are_understood(typed: str, groups: tuple[object, ...]) -> None:
    assert parsed(typed).groups == groups
    assert not parsed(typed).without


def test_a_minus_keeps_words_out_where_something_else_is_asked_for() -> None:
    query = parsed('公证 -鉴定 -"司法 局" -标题:党建')
    assert query.groups == ((Phrase("公证"),),)
    assert query.without == (Phrase("鉴定"), Phrase("司法 局", quoted=True), Field("标题", "党建"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("公证 鉴定", ""),
        ("公证 -鉴定", "同一段里:“公证”,不含“鉴定”"),
        ("公证 OR 鉴定", "同一段里:“公证” 或 “鉴定”"),
        ("公证 ~8 鉴定", "同一段里:“公证”与“鉴定”相隔不超过 8 字"),
        (">1000件", "同一段里:数值大于 1000件"),
        ("90%..100%", "同一段里:数值在 90% 到 100% 之间"),
        ("14.1万", "同一段里:“14.1万” 或 数值为 141000"),
        ("标题:公证 年:2022", "标题含“公证”,年份为 2022"),
        ("章:三 公证", "同一段里:章为“三”,“公证”"),
        ("<5件", "同一段里:数值小于 5件"),
    ],
)
def test_a_query_is_told_as_understood(typed: str, told: str) -> None:
    assert understood(parsed(typed)) == told


_PIECES = st.sampled_from(
    [
        "公证",
        " ",
        '"',
        "-",
        "OR",
        "NEAR/3",
        "~2",
        ">",
        "=",
        "..",
        "1000",
        "件",
        "%",
        "万",
        "标题:",
        "年:",
        "章:",
        "2022",
        "(",
        "|",
        "\ud800",
        "字内",
        "，",
    ]
)


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=30))
def test_anything_typed_has_a_meaning_and_a_wording(typed: str) -> None:
    query = parsed(typed)
    assert query.typed == typed
    assert bool(query.groups) == bool(typed.split())
    assert understood(query) == "" or understood(query).strip()
