"""Any text becomes a section tree whose places are true."""

from collections.abc import Callable

from hypothesis import given

from fuzhou_viewer.core.outline import outline
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Manuscript, Source
from fuzzy_text import any_text


def test_headings_have_levels_titles_and_parents(small: Document) -> None:
    told = [(s.level, s.ordinal, s.title, s.parent) for s in small.headings()]
    assert told == [
        (1, "一、", "加强管网建设", "s0"),
        (2, "(一)", "改造老旧管网", "s1"),
        (3, "一是", "抓进度", "s1.1"),
        (3, "二是", "抓质量", "s1.1"),
        (2, "(二)", "提升水质", "s1"),
        (1, "二、", "优化服务", "s0"),
    ]


def test_what_stands_around_the_body_is_kept_apart(small: Document) -> None:
    apart = {s.kind: small.text[s.span.start : s.span.end] for s in small.sections if s.level is None}
    assert apart == {
        "addressee": "各处室:",
        "preamble": "2023年,全市供水1200万吨,同比增长5%。",
        "junk": "扫一扫在手机打开当前页",
    }
    assert small.title == "2023年全市供水工作总结"


def test_a_long_first_sentence_is_text_and_no_heading(read: Callable[[str], Document]) -> None:
    sentence = "依托数据汇聚平台,在全省率先建立共享互查机制,三家机构先后成为试点,群众一致好评,成效明显,得到肯定。"
    heading = read(f"一、改革\n(一){sentence}后来又有进展。\n").headings()[1]
    assert heading.title == ""
    assert heading.label == "(一)依托数据汇聚平台"


def test_a_jump_in_the_numbering_is_told(read: Callable[[str], Document]) -> None:
    findings = read("一、甲方面\n内容。\n三、乙方面\n内容。\n").findings
    assert [f.message for f in findings] == ["序号由1跳到3(“三、”)"]


def test_a_text_without_headings_is_one_preamble(read: Callable[[str], Document]) -> None:
    plain = read("今天天气很好。\n明天也很好。\n")
    assert plain.headings() == ()
    assert [s.kind for s in plain.sections] == ["preamble"]


@given(any_text)
def test_sections_of_any_text_lie_inside_their_parents(text: str) -> None:
    told = outline(Manuscript(text, paragraphs(text), Source("t", "txt", "")))
    known = {s.id: s for s in told.sections}
    for section in told.sections:
        assert 0 <= section.span.start <= section.heading.end <= max(section.span.end, section.heading.end) <= len(text)
        assert text[section.span.start :].startswith(section.ordinal)
        if section.parent:
            above = known[section.parent].span
            assert section.level is None or above.start <= section.span.start <= section.span.end <= above.end
    starts = [s.span.start for s in told.sections if s.level == 1]
    assert starts == sorted(starts)
