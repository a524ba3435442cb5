"""Ordinals are told from numbers that only look like them."""

import pytest

from fuzhou_viewer.core.labels import items_in, label_of, runs


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("一、坚持党建引领", "一、", 1), ("十二、其他", "一、", 12), ("(三)行政复议", "（一）", 3), ("（四）备案审查", "（一）", 4),
        ("1.强化学习", "1.", 1), ("2．强化学习", "1.", 2), ("3、强化学习", "1.", 3), ("1.1 范围", "1.1", 1), ("(1)范围", "（1）", 1),
        ("②范围", "①", 2), ("第二章 总则", "章", 2), ("A.范围", "A.", 1),
    ],
)  # fmt: skip
def test_an_ordinal_opens_a_paragraph(line: str, kind: str, number: int) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.kind, label.number) == (kind, number)


@pytest.mark.parametrize(
    "line",
    [
        "1.5万件案件",
        "2023年,全市",
        "一二三四五,上山打老虎",
        "一、二审案件",
        "十三届全国人大",
        "第一责任人",
        "(含香港)",
        "一、",
    ],
)
def test_what_only_looks_like_an_ordinal_is_none(line: str) -> None:
    assert label_of(line) is None


def test_items_in_a_sentence_count_from_one() -> None:
    text = "抓好三项工作。一是抓学习。二是抓落实。进一步加强。四是不算。"
    (kept,) = runs(items_in(text))
    assert [(text[item.offset :][:2], item.label.number) for item in kept.items] == [("一是", 1), ("二是", 2)]


def test_a_single_item_is_no_list() -> None:
    assert runs(items_in("一是抓学习。")) == []
