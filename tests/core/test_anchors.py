"""A place outlives its text: re-imported, reflowed, edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.anchors import CONTEXT, Anchor, Fit, PlaceFinder, anchor
from fuzhou_viewer.core.records import Document, Span

TEXT = (
    "一、加强管网建设。全年新建管网35公里,改造老旧管网120公里。\n"
    "二、优化服务。全年受理热线21304件,办结21290件,满意率99%。\n"
    "三、狠抓落实。全年受理投诉35件,办结35件,满意率99%。\n"
)


def _span(words: str, text: str = TEXT, after: str = "") -> Span:
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words))


def _placed(place: Anchor, text: str) -> tuple[str, Fit] | None:
    found = PlaceFinder(text).place(place)
    return (text[found.span.start : found.span.end], found.fit) if found else None


def test_an_anchor_quotes_its_words_with_32_characters_on_each_side() -> None:
    span = _span("受理热线21304件")
    made = anchor(TEXT, span)
    assert made.quote == "受理热线21304件"
    assert made.before == TEXT[span.start - CONTEXT : span.start]
    assert made.after == TEXT[span.end : span.end + CONTEXT]


@pytest.mark.parametrize("words", ["21304件", "35公里", "99%", "一、加强管网建设"])
def test_in_the_same_text_the_place_is_the_same(words: str) -> None:
    assert _placed(anchor(TEXT, _span(words)), TEXT) == (words, Fit.SAME)


def test_words_that_moved_are_found_where_they_are_now() -> None:
    place = anchor(TEXT, _span("21304件"))
    assert _placed(place, "新的一段放在最前面。\n" + TEXT) == ("21304件", Fit.MOVED)


def test_of_the_same_words_the_ones_with_the_same_surroundings_are_meant() -> None:
    span = _span("满意率99%", after="三、")
    moved = "导语。\n" + TEXT
    found = PlaceFinder(moved).place(anchor(TEXT, span))
    assert found is not None
    assert found.span.start == span.start + len("导语。\n")


def test_where_words_and_surroundings_are_the_same_twice_the_nearer_is_meant() -> None:
    text = "重复的一段话在这里出现。" * 9
    second = Span(len("重复的一段话在这里出现。") * 4 + 3, len("重复的一段话在这里出现。") * 4 + 6)
    found = PlaceFinder("多" + text).place(anchor(text, second))
    assert found is not None
    assert found.span.start == second.start + 1


def test_other_widths_blanks_and_line_breaks_do_not_hide_a_place() -> None:
    place = anchor(TEXT, _span("全年受理热线21304件,办结21290件"))
    wide = TEXT.replace("21304", "21 304").replace(",", ",\n").replace("办结", "辦結")
    assert _placed(place, wide) == ("全年受理热线21 304件,\n辦結21290件", Fit.ALIKE)


def test_a_number_that_was_corrected_keeps_its_note() -> None:
    place = anchor(TEXT, _span("21304件"))
    assert _placed(place, TEXT.replace("21304件", "21308件")) == ("21308件", Fit.CHANGED)


def test_a_sentence_that_was_edited_keeps_its_note() -> None:
    place = anchor(TEXT, _span("全年受理热线21304件,办结21290件"))
    edited = TEXT.replace("全年受理热线21304件", "2022年共受理热线21304件")
    found = _placed(place, edited)
    assert found is not None
    assert found[0].endswith("受理热线21304件,办结21290件")
    assert found[1] is Fit.CHANGED


def test_words_that_are_gone_are_not_put_somewhere_else() -> None:
    place = anchor(TEXT, _span("全年受理热线21304件,办结21290件"))
    assert _placed(place, "完全不同的一份报告,讲的是林业和绿化。" * 20) is None


def test_a_short_word_alone_is_not_believed() -> None:
    assert _placed(Anchor(5, "35", "完全不同的前文在此", "完全不同的后文在此"), TEXT) is None


def test_nothing_quoted_is_nowhere() -> None:
    assert PlaceFinder(TEXT).place(Anchor(0, "", "", "")) is None


def test_a_long_passage_edited_in_its_middle_is_found_by_its_ends() -> None:
    long = "".join(f"第{n}项工作完成{n * 37}件。" for n in range(200))
    place = anchor(TEXT + long + TEXT, Span(len(TEXT), len(TEXT) + len(long)))
    edited = TEXT + long.replace("第100项", "(新增)第100项") + TEXT
    found = PlaceFinder(edited).place(place)
    assert found is not None
    assert (found.span.start, found.span.end) == (len(TEXT), len(edited) - len(TEXT))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.text(max_size=200))
def test_any_anchor_on_any_text_is_answered_within_the_text(text: str, start: int, size: int, other: str) -> None:
    place = anchor(text, Span(min(start, len(text)), min(start + size, len(text))))
    own = PlaceFinder(text).place(place)
    if place.quote:
        assert own is not None
        assert text[own.span.start : own.span.end] == place.quote
    found = PlaceFinder(other).place(place)
    assert found is None or 0 <= found.span.start < found.span.end <= len(other)


def test_every_sentence_of_the_report_survives_an_edit_before_it(report: Document) -> None:
    changed = "(更正版)\n" + report.text.replace("2022年", "二〇二二年")
    finder = PlaceFinder(changed)
    for metric in report.metrics:
        span = metric.quantity.span
        found = finder.place(anchor(report.text, span))
        assert found is not None, report.text[span.start : span.end]
        assert changed[found.span.start : found.span.end] == report.text[span.start : span.end]
        assert changed[: found.span.start].count("\n") == report.text[: span.start].count("\n") + 1
