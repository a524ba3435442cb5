"""The contents list what a person may go to, and are found as a person names them."""

import pytest

from fuzhou_viewer.core.contents import contents, entries_at, entry_named, place_names
from fuzhou_viewer.core.records import Document


def test_the_report_has_seven_chapters_and_twenty_two_sections(report: Document) -> None:
    entries = contents(report)
    assert [entry.label for entry in entries[:2]] == ["印发通知", "导语"]
    assert sum(entry.level == 1 for entry in entries) == 2 + 7
    assert sum(entry.level == 2 for entry in entries) == 22
    assert sum(entry.level == 3 for entry in entries) == 15


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("三（二）", "(二)积极推进行政立法工作"), ("三(二)", "(二)积极推进行政立法工作"), ("三、（三）二是", "二是全面推动行政复议体制改革"),
        ("s4.1", "(一)全力化解社会矛盾纠纷"), ("社区矫正", "(三)全面加强社区矫正工作"), ("导语", "导语"),
    ],
)  # fmt: skip
def test_an_entry_is_found_by_path_key_or_words(report: Document, words: str, label: str) -> None:
    entry = entry_named(contents(report), words)
    assert entry is not None
    assert entry.label == label


@pytest.mark.parametrize("words", ["", "  ", "九", "没有这一节"])
def test_what_is_not_there_is_not_found(report: Document, words: str) -> None:
    assert entry_named(contents(report), words) is None


def test_page_furniture_has_no_entry(report: Document) -> None:
    assert all("扫一扫" not in report.text[e.span.start : e.span.end] for e in contents(report))


def test_an_item_shows_the_numbers_of_the_section_it_stands_in(report: Document) -> None:
    entries = contents(report)
    found = entries_at(entries, report.text.index("二是全面推动行政复议体制改革"))
    assert found is not None
    assert [entry.label for entry in found] == ["二是全面推动行政复议体制改革", "(三)行政复议工作水平不断提升"]


def test_before_the_first_entry_there_is_no_place(small: Document) -> None:
    entries = contents(small)[1:]
    assert entries_at(entries, 0) is None
    assert entries_at(entries, len(small.text)) is not None


def test_every_section_has_a_place_name_even_without_an_entry(report: Document) -> None:
    names = place_names(report)
    assert names[None] == "文首"
    assert all(names[section.id] for section in report.sections)
