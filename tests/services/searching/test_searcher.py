"""Every place is found, exactly; nothing typed can raise an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Document, Source
from fuzhou_viewer.services.searching import Searcher
from fuzzy_text import any_text


@pytest.mark.parametrize("typed", ["社区矫正", "局", "12345", "99.88%", "e公证", "“两个维护”", "（一）", "调解"])
def test_every_place_of_a_word_is_found(report: Document, typed: str) -> None:
    told = report.text[: report.text.index("扫一扫在手机")]
    hits = Searcher(report).answer(typed).hits
    assert len(hits) == folded(told).count(folded(typed)) > 0
    assert all(folded(report.text[h.span.start : h.span.end]) == folded(typed) for h in hits)
    assert all(h.match == report.text[h.span.start : h.span.end] for h in hits)


def test_two_words_must_stand_in_one_paragraph(report: Document) -> None:
    assert Searcher(report).answer("公证 鉴定").hits
    assert Searcher(report).answer("酒驾醉驾 刑满释放").hits == ()


def test_a_hit_knows_its_section_and_its_surroundings(report: Document) -> None:
    hit = Searcher(report).answer("结案率").hits[0]
    assert hit.section == "s4.1"
    assert hit.before.endswith("结案276件,")
    assert hit.after.startswith("91%")


def test_page_furniture_is_not_searched(report: Document) -> None:
    assert Searcher(report).answer("扫一扫").hits == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "%",
        "_",
        '"',
        "福 AND",
        "-福",
        "col:",
        "(",
        "*",
        "\ud800",
        "😀",
        "x" * 20_000,
        "(a+)+$",
        "' OR 1=1 --",
    ],
)
def test_nothing_typed_raises(report: Document, typed: str) -> None:
    answer = Searcher(report).answer(typed)
    assert answer.typed == typed
    for hit in answer.hits:
        assert hit.match


@given(any_text, st.text(max_size=3))
def test_hits_of_any_text_slice_to_what_was_typed(text: str, typed: str) -> None:
    plain = Document("k", "t", None, "", None, text, (), (), (), Source("n", "txt", ""))
    answer = Searcher(plain).answer(typed)
    for hit in answer.hits:
        assert folded(text[hit.span.start : hit.span.end]) in answer.words
