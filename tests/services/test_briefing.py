"""A brief holds the headline figures of each chapter, chosen by rule and open to change."""

from collections.abc import Callable
from itertools import groupby

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.briefing import brief, headline_ids


def test_every_chapter_has_its_say_and_none_more_than_three(report: Document) -> None:
    told = brief(report)
    assert [chapter.chapter[:2] for chapter in told.chapters] == [
        "导语",
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "六、",
        "七、",
    ]
    assert all(1 <= len(chapter.metrics) <= 3 for chapter in told.chapters)
    assert (told.title, told.about) == ("2022年全市司法行政工作总结", "福州市司法局 · 2023年2月2日")


def test_plans_and_parts_are_no_headlines(report: Document, read: Callable[[str], Document]) -> None:
    known = {metric.id: metric for metric in report.metrics}
    assert all(known[own].part_of is None and not known[own].is_target for own in headline_ids(report))
    plan = read("一、回顾\n受理案件120件。\n二、2024年目标任务\n力争受理案件900件。\n")
    assert [m.quantity.value for m in brief(plan).metrics()] == [120]


def test_the_reader_may_choose_otherwise(report: Document) -> None:
    chosen = [report.metrics[40].id, report.metrics[3].id]
    assert [m.id for m in brief(report, chosen).metrics()] == sorted(chosen)


def test_a_report_without_headings_or_numbers_is_a_brief_too(read: Callable[[str], Document]) -> None:
    assert [m.quantity.value for m in brief(read("办理案件12件。\n")).metrics()] == [12]
    assert brief(read("今天天气很好。\n")).chapters == ()


def test_headlines_keep_the_order_of_the_text(report: Document) -> None:
    starts = [m.quantity.span.start for m in brief(report).metrics()]
    assert starts == sorted(starts)
    assert [key for key, _ in groupby(starts)] == starts
