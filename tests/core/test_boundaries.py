"""A person puts section boundaries right: the words stay, the tree is a tree, numbers follow their section."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzhou_viewer.core.boundaries import (
    BoundaryEdit,
    Change,
    boundaries_from,
    boundaries_json,
    can_change,
    reshaped,
)
from fuzhou_viewer.core.records import Document, Section

_TEXT = """2023年全市供水工作总结
一、加强管网建设
（一）改造管网
新建管网35公里。
（二）提升水质
抽检水样462份。
二、优化服务
（一）热线
受理热线21304件。
"""


@pytest.fixture(scope="session")
def water(read: Callable[[str], Document]) -> Document:
    return read(_TEXT)


def _tree(document: Document) -> list[tuple[str, int | None, str | None]]:
    labels = {section.id: section.label for section in document.sections}
    return [(s.label, s.level, labels.get(s.parent) if s.parent else None) for s in document.headings()]


def _named(document: Document, label: str) -> Section:
    return next(section for section in document.headings() if section.label == label)


def _edit(document: Document, change: Change, label: str) -> Document:
    return reshaped(document, [BoundaryEdit(change, _named(document, label).span.start)])


def test_a_raised_section_becomes_a_chapter_and_takes_what_follows(water: Document) -> None:
    told = _edit(water, Change.RAISE, "（二）提升水质")
    assert _tree(told)[2] == ("（二）提升水质", 1, water.title)
    section = _named(told, "（二）提升水质")
    assert told.text[section.span.start : section.span.end].endswith("462份。")
    (metric,) = [m for m in told.metrics if m.quantity.value == 462]
    assert metric.section == section.id


def test_a_lowered_chapter_goes_below_the_one_before_with_all_in_it(water: Document) -> None:
    told = _edit(water, Change.LOWER, "二、优化服务")
    assert _tree(told)[-2:] == [("二、优化服务", 2, "一、加强管网建设"), ("（一）热线", 3, "二、优化服务")]


def test_a_merged_heading_is_text_of_the_section_before(water: Document) -> None:
    told = _edit(water, Change.MERGE, "（二）提升水质")
    assert "（二）提升水质" not in {section.label for section in told.headings()}
    before = _named(told, "（一）改造管网")
    assert "（二）提升水质\n抽检水样462份。" in told.text[before.span.start : before.span.end]
    (metric,) = [m for m in told.metrics if m.quantity.value == 462]
    assert metric.section == before.id


def test_what_would_change_nothing_is_not_offered(water: Document) -> None:
    first, deep = _named(water, "一、加强管网建设"), _named(water, "（一）改造管网")
    assert not can_change(water, first, Change.RAISE)
    assert not can_change(water, first, Change.LOWER)
    assert not can_change(water, deep, Change.LOWER)
    assert can_change(water, deep, Change.RAISE)
    assert _edit(water, Change.RAISE, first.label) == water
    assert reshaped(water, [BoundaryEdit(Change.MERGE, 7)]) == water


def test_raising_and_lowering_come_back_to_where_they_began(water: Document) -> None:
    assert _edit(_edit(water, Change.RAISE, "（二）提升水质"), Change.LOWER, "（二）提升水质") == water


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_edited_the_tree_is_a_tree_and_the_words_stay(report: Document, data: st.DataObject) -> None:
    starts = [section.span.start for section in report.headings()]
    edits = data.draw(
        st.lists(st.builds(BoundaryEdit, st.sampled_from(list(Change)), st.sampled_from(starts)), max_size=8)
    )
    told = reshaped(report, edits)
    assert told.text == report.text
    known = {section.id: section for section in told.sections}
    assert len(known) == len(told.sections)
    for section in told.headings():
        above = known.get(section.parent) if section.parent else None
        if above is not None:
            assert above.span.start <= section.span.start
            assert section.span.end <= above.span.end
            assert (above.level or 0) < (section.level or 0)
    assert [metric.quantity for metric in told.metrics] == [metric.quantity for metric in report.metrics]
    assert all(metric.section in known for metric in told.metrics)
    assert all(section in known for entity in told.entities for section in entity.sections)


def test_an_outline_taken_apart_and_put_together_is_the_same(read: Callable[[str], Document], shared: Path) -> None:
    for year in (2016, 2024):
        text = (shared / "corpus" / "txt" / f"sz_龙岗区{year}年政府工作报告_{year}.txt").read_text(encoding="utf-8")
        report = read(text)
        second = next(s for s in report.headings() if can_change(report, s, Change.RAISE) and (s.level or 0) == 2)
        there = BoundaryEdit(Change.RAISE, second.span.start)
        back = BoundaryEdit(Change.LOWER, second.span.start)
        again = reshaped(report, [there, back])
        assert [s.level for s in again.headings() if s.span.start < second.span.start] == [
            s.level for s in report.headings() if s.span.start < second.span.start
        ]
        assert again.metrics[0] == report.metrics[0]


def test_edits_are_kept_as_text_and_damage_is_no_edit() -> None:
    edits = (BoundaryEdit(Change.RAISE, 5), BoundaryEdit(Change.MERGE, 90))
    assert boundaries_from(boundaries_json(edits)) == edits
    for damaged in ("", "{", "[1]", '[["up", 3]]', "null", '[["raise"]]'):
        assert boundaries_from(damaged) == ()
