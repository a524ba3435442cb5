"""Every answer is what looking at each paragraph would give: the set, and every place in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import search_queries
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Source
from fuzhou_viewer.services.searching import Searcher
from fuzzy_text import any_text

_FILES = 6


def _expected(text: str, query: str) -> list[tuple[int, int]]:
    lines = paragraphs(text)
    passages = [text[line.start : line.end] for line in lines]
    return [
        (lines[i].start + start, lines[i].start + end)
        for i in search_queries.answers(passages, query)
        for start, end in search_queries.spans(passages[i], query)
    ]


def _bare(text: str) -> Document:
    return Document("k", "t", None, "", None, text, (), (), (), Source("n", "txt", ""))


def test_ten_classes_of_queries_are_answered_exactly_on_real_reports(shared: Path) -> None:
    files = sorted((shared / "corpus" / "txt").glob("*.txt"))[:: 192 // _FILES]
    asked = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        searcher = Searcher(_bare(text))
        for name, query in search_queries.queries([text]):
            found = [(hit.span.start, hit.span.end) for hit in searcher.answer(query).hits]
            assert found == _expected(text, query), (file.name, name, query)
            asked += 1
    assert asked >= 147 * _FILES


def test_ten_classes_of_queries_are_answered_exactly_on_the_built_in_report(report: Document) -> None:
    told = report.text[: report.text.index("扫一扫在手机")]
    searcher = Searcher(report)
    asked = search_queries.queries([told])
    assert len(asked) >= 120
    for name, query in asked:
        found = [(hit.span.start, hit.span.end) for hit in searcher.answer(query).hits]
        assert found == _expected(told, query), (name, query)


@given(any_text, st.lists(st.sampled_from("一二件、《(23年 \ud800工作e%."), max_size=5).map("".join))
def test_any_text_is_searched_exactly(text: str, query: str) -> None:
    found = [(hit.span.start, hit.span.end) for hit in Searcher(_bare(text)).answer(query).hits]
    assert found == _expected(text, query)


def test_words_of_one_or_the_other_and_none_of_a_third(small: Document) -> None:
    searcher = Searcher(small)
    lines = [line for line in small.text.splitlines() if "扫一扫" not in line]
    either = [line for line in lines if ("管网" in line or "水质" in line) and "35" not in line]
    found = searcher.answer("管网 OR 水质 -35").hits
    assert sorted({small.text[: hit.span.start].count("\n") for hit in found}) == [
        i for i, line in enumerate(small.text.splitlines()) if line in either
    ]
    assert {hit.match for hit in found} == {"管网", "水质"}


@pytest.mark.parametrize(("within", "count"), [(2, 0), (3, 2), (50, 2)])
def test_nearness_counts_the_characters_between(read: Callable[[str], Document], within: int, count: int) -> None:
    text = read(
        "2023年工作总结\n办理公证一二三鉴定两类业务。\n公证处在此,说了很多别的话之后才又提到别的事情,再提到的已是另一句里才有的那个词了,不是鉴别。\n"
    )
    hits = Searcher(text).answer(f"公证 ~{within} 鉴定").hits
    assert [hit.match for hit in hits] == ["公证", "鉴定"][:count]


@pytest.mark.parametrize(
    ("typed", "matches"),
    [
        (">1000万吨", ["1200万吨"]),
        ("=12000000", ["1200万吨"]),
        ("1200万", ["1200万"]),
        ("99%..100%", ["99.57%"]),
        ("<1%", ["0.8%"]),
        (">=21290件", ["21304件", "21290件"]),
        (">21290件", ["21304件"]),
        (">21290", ["1200万吨", "21304件"]),
        ("1.2千万", ["1200万吨"]),
        ("0.8%..5%", ["5%", "0.8%"]),
        (">1000件 办结", ["21304件", "21290件", "办结"]),
    ],
)
def test_numbers_are_found_by_value(small: Document, typed: str, matches: list[str]) -> None:
    hits = Searcher(small).answer(typed).hits
    assert sorted(hit.match for hit in hits) == sorted(matches)
    assert all(small.text[hit.span.start : hit.span.end] == hit.match for hit in hits)


def test_ten_and_some_is_more_than_ten(read: Callable[[str], Document]) -> None:
    text = read("2023年工作总结\n一、办案\n办理案件1000余件,走访近500人,约300户。\n")
    searcher = Searcher(text)
    assert [hit.match for hit in searcher.answer(">1000件").hits] == ["1000余件"]
    assert searcher.answer(">500人").hits == ()
    assert [hit.match for hit in searcher.answer("<500人").hits] == ["500人"]


@pytest.mark.parametrize(
    ("typed", "matches"),
    [
        ("标题:管网", ["管网", "管网"]),
        ("标题:管网 公里", ["公里"]),
        ("章:一 率", ["率", "率"]),
        ("章:一(二) 合格", ["合格", "合格"]),
        ("章:优化服务 热线", ["热线"]),
        ("热线 -章:二", []),
        ("年:2023 热线", ["热线"]),
        ("年:2022 热线", []),
        ("年:2020..2024 文件:报告 热线", ["热线"]),
        ("文件:别的 热线", []),
    ],
)
def test_fields_say_where_a_hit_must_stand(small: Document, typed: str, matches: list[str]) -> None:
    assert [hit.match for hit in Searcher(small).answer(typed).hits] == matches


def test_a_scope_keeps_only_its_own_places(report: Document) -> None:
    chapter = next(s for s in report.sections if s.id == "s4")
    whole = Searcher(report).answer("调解").hits
    inside = Searcher(report).answer("调解", chapter.span).hits
    assert 0 < len(inside) < len(whole)
    assert inside == tuple(hit for hit in whole if hit.span.start in chapter.span)


def test_hits_are_grouped_by_section_and_nothing_is_lost(report: Document) -> None:
    answer = Searcher(report).answer("公证")
    groups = answer.groups()
    assert [hit for group in groups for hit in group.hits] == list(answer.hits)
    assert sum(answer.counts().values()) == len(answer.hits)
    assert len({group.section for group in groups}) == len(groups) > 1


def test_snippets_are_whole_clauses(report: Document) -> None:
    for hit in Searcher(report).answer("的").hits:
        assert not set("。；;!?\n") & set(hit.before + hit.after)
        assert hit.before.startswith("…") or len(hit.before) <= 40
        place = report.text.find(hit.before.removeprefix("…") + hit.match + hit.after.removesuffix("…"))
        assert place >= 0


@pytest.mark.parametrize(
    "typed",
    ["x" * 10_000, "a " * 5_000, "公 " * 5_000, "(a+)+$" * 1_000, '"' * 9_999, "公证 OR " * 1_200, "-a " * 3_000],
)
def test_long_queries_are_answered_like_any_other(report: Document, typed: str) -> None:
    told = report.text[: report.text.index("扫一扫在手机")]
    answer = Searcher(report).answer(typed)
    assert answer.typed == typed
    if "OR" not in typed and "-" not in typed:
        assert [(h.span.start, h.span.end) for h in answer.hits] == _expected(told, typed)
    assert folded(typed).split()
