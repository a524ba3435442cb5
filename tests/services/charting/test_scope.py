"""A chart is about what the reader asks: the section, the chapter, the report, ticked parts, a search."""

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.charting.scope import Scope, choice, sentences


def test_section_chapter_and_report_hold_each_other(report: Document) -> None:
    entries = contents(report)
    place = next(s for s in report.sections if s.id == "s4.1").span.start
    held = [choice(scope, report, entries, place).metrics for scope in (Scope.SECTION, Scope.CHAPTER, Scope.REPORT)]
    assert 0 < len(held[0]) < len(held[1]) < len(held[2]) == len(report.metrics)
    assert set(held[0]) <= set(held[1])


def test_ticked_parts_and_found_sentences_hold_their_own(report: Document) -> None:
    section = next(s for s in report.sections if s.id == "s4.1")
    ticked = choice(Scope.TICKED, report, contents(report), 0, [section.span, section.span])
    assert ticked.metrics == report.metrics_in(section.span)
    metric = ticked.metrics[0]
    (around,) = sentences(report, [metric.quantity.span, metric.quantity.span])
    assert metric in choice(Scope.FOUND, report, (), 0, [around]).metrics


def test_an_empty_scope_says_why(report: Document) -> None:
    assert choice(Scope.TICKED, report, contents(report), 0).why_empty.startswith("没有勾选章节")
    assert choice(Scope.SECTION, report, (), 0).metrics == ()
