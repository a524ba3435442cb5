"""A citation names a place so that people and the program find it again."""

import pytest

from fuzhou_viewer.core.citations import citation, cited
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Span


def test_a_place_is_cited_by_title_ordinals_and_paragraph(report: Document) -> None:
    section = next(s for s in report.sections if s.id == "s4.1")
    assert citation(report, section.span) == "《2022年全市司法行政工作总结》四、(一)第1段"


def test_every_paragraph_is_found_again_by_its_citation(report: Document) -> None:
    body = contents(report)[0].span.start
    for paragraph in paragraphs(report.text):
        if paragraph.start < body or report.text[paragraph.start :].startswith("扫一扫"):
            continue
        found = cited(report, citation(report, paragraph))
        assert found is not None, citation(report, paragraph)
        assert found.start <= paragraph.start < found.end


@pytest.mark.parametrize(
    "words", ["四、(一)第1段", "四（一）第1段", "《2022年全市司法行政工作总结》四、（一）第 1 段", "s4.1第1段"]
)
def test_citations_are_read_in_both_widths_and_without_the_title(report: Document, words: str) -> None:
    section = next(s for s in report.sections if s.id == "s4.1")
    found = cited(report, words)
    assert found is not None
    assert found.start == section.span.start


@pytest.mark.parametrize("words", ["", "社区矫正", "《别的报告》四第1段", "四第99段", "九十九第1段", "第0段"])
def test_other_words_are_no_citation(report: Document, words: str) -> None:
    assert cited(report, words) is None


def test_a_text_without_headings_is_cited_by_paragraph(read: object) -> None:
    plain = read("今天天气很好。\n明天也很好。\n")
    words = citation(plain, Span(8, 9))
    assert words.endswith("第2段")
    assert cited(plain, words) is not None
