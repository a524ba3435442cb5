"""The frame of the window says what the report is and how much there is."""

from collections.abc import Callable

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.report_wording import summary, window_title


def test_the_summary_tells_day_chapters_and_numbers(report: Document) -> None:
    day = report.issued_on
    assert day is not None
    told = summary(report).split(" · ")
    assert told[:2] == [f"{day.year}年{day.month}月{day.day}日", "7 章"]
    plain = len(report.plain_numbers)
    assert told[2:] == ["正文数字 " + str(119 + plain), "指标 120", f"非指标 {plain}"]


def test_a_text_without_headings_and_numbers_is_told_plainly(read: Callable[[str], Document]) -> None:
    assert summary(read("今天天气很好。\n")) == "正文数字 0 · 指标 0 · 非指标 0"


def test_the_title_bar_names_the_issuer_when_known(report: Document, small: Document) -> None:
    assert window_title(report) == f"{report.title} — {report.issuer}"
    assert " — " not in window_title(small)
