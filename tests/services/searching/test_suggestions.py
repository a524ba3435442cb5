"""When nothing is found there is a way on, with its count; letters are offered as the names they spell."""

import pytest

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.searching import SearchAnswer, Searcher, listing, suggestions


def _offered(report: Document, typed: str) -> dict[str, tuple[str, int]]:
    searcher = Searcher(report)
    return {s.words: (s.typed, s.count) for s in suggestions(searcher, searcher.answer(typed))}


@pytest.mark.parametrize(
    ("typed", "words", "other"),
    [
        ("“社区矫正”", "去掉引号", "社区矫正"),
        ("酒驾醉驾 刑满释放", "任一词", "酒驾醉驾 OR 刑满释放"),
        ("社区矫正 -矫正", "去掉排除的词", "社区矫正"),
        ("年:1999 公证", "不限位置", "公证"),
        ("公证 NEAR/1 鉴定", "不限距离", "公证 鉴定"),
        ("社区矫正法庭", "只找“社区矫正法”", "社区矫正法"),
        ("sqjz", "拼音“社区矫正”", "社区矫正"),
        ("shequjiaozheng", "拼音“社区矫正”", "社区矫正"),
        ("141000", "按数值", "=141000"),
        ("=141000辆", "不限单位", "=141000"),
    ],
)
def test_a_way_on_is_offered_with_its_count(report: Document, typed: str, words: str, other: str) -> None:
    assert Searcher(report).answer(typed).hits == ()
    offered = _offered(report, typed)
    assert offered[words][0] == other
    assert offered[words][1] == Searcher(report).count(other) > 0


def test_letters_never_mix_into_the_hits(report: Document) -> None:
    assert all(hit.match.lower() == "e" for hit in Searcher(report).answer("e").hits)
    assert Searcher(report).answer("sqjz").hits == ()


def test_what_is_found_as_typed_needs_no_way_on(report: Document) -> None:
    assert _offered(report, "社区矫正") == {}
    assert _offered(report, "   ") == {}


def test_outside_a_scope_there_is_the_whole_report(report: Document) -> None:
    searcher = Searcher(report)
    first = next(s for s in report.sections if s.id == "s1")
    answer = searcher.answer("社区矫正", first.span)
    assert answer.hits == ()
    offered = suggestions(searcher, answer, first.span)
    assert (offered[0].words, offered[0].count) == ("全部章节", len(searcher.answer("社区矫正").hits))


def _parts(answer: SearchAnswer, report: str, place: str = "") -> list[listing.Part]:
    return [listing.Part(report, place or group.section or "文首", group.hits) for group in answer.groups()]


def test_the_list_can_be_taken_along(report: Document) -> None:
    answer = Searcher(report).answer("社区矫正")
    told = listing.as_text(answer.typed, answer.understood, _parts(answer, report.title))
    assert told.count("【社区矫正】") == len(answer.hits) == 7
    assert f"《{report.title}》,共 7 处" in told
    rows = listing.as_table(_parts(answer, report.title)).splitlines()
    assert len(rows) == 8
    assert rows[0].startswith("报告,章节,")


def test_a_list_over_several_reports_counts_each(report: Document) -> None:
    answer = Searcher(report).answer("社区矫正")
    told = listing.as_text("社区矫正", "", [*_parts(answer, "甲"), *_parts(answer, "乙")])
    assert told.count("《甲》,共 7 处") == told.count("《乙》,共 7 处") == 1


def test_a_table_holds_no_formula(report: Document) -> None:
    answer = Searcher(report).answer("社区矫正")
    row = listing.as_table(_parts(answer, "=HYPERLINK(1)", "@x")).splitlines()[1]
    assert row.startswith("'=HYPERLINK(1),'@x,")
