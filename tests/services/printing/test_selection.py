"""Ticked parts come out with the headings that give them context, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.kept import Note
from fuzhou_viewer.core.records import Document, SearchHit, Span
from fuzhou_viewer.services.printing import basket
from fuzhou_viewer.services.printing.blocks import Block, Chart, Paragraph, Table
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.remarks import remarks
from fuzhou_viewer.services.printing.selection import blocks, blocks_of
from fuzhou_viewer.services.printing.wide_marks import full_width


def _texts(report: Document, chosen: list[str]) -> list[str]:
    return _words(blocks(report, chosen))


def _words(told: tuple[Block, ...]) -> list[str]:
    return [block.text for block in told if isinstance(block, Paragraph)]


def test_one_section_brings_its_chapter_heading(report: Document) -> None:
    told = _texts(report, ["s4.1"])
    assert told[:3] == ["2022年全市司法行政工作总结", "（节选）", "四、全力维护社会安定稳定，助力平安福州建设成果丰硕"]
    assert len(told) == 4
    assert told[3].startswith("（一）全力化解社会矛盾纠纷。")
    assert told[3].endswith("经司法确认48件。")


def test_one_item_brings_the_headings_above_but_not_their_text(report: Document) -> None:
    told = _texts(report, ["s1.1.2"])
    assert told[2:] == [
        "一、坚持政治统领党建引领，政治忠诚和组织力不断强化",
        "（一）旗帜鲜明讲政治抓政治。",
        told[-1],
    ]
    assert told[-1].startswith("二是落实政治轮训。")


def test_everything_ticked_is_the_whole_report_without_page_furniture(report: Document) -> None:
    told = _texts(report, [e.key for e in contents(report)])
    lines = full_width(report.text).splitlines()
    assert lines.pop().startswith("扫一扫")
    lines.remove(report.title)
    assert told == [report.title, *lines]


def test_items_of_one_paragraph_stay_one_paragraph(report: Document) -> None:
    told = _texts(report, ["s1.1"])
    assert len(told) == 4
    for words in ("（一）旗帜鲜明", "一是强化理论学习", "三是强化意识形态工作"):
        assert words in told[3]


def test_commas_between_chinese_are_widened_and_numbers_left_alone() -> None:
    assert full_width("第一,第二(草案);1,323件 3.5 a,b") == "第一，第二（草案）；1,323件 3.5 a,b"


@given(st.text(alphabet="中文,;:()!?12ab。”“ ", max_size=40))
def test_widening_keeps_the_length(text: str) -> None:
    assert len(full_width(text)) == len(text)


def test_neighbours_in_one_paragraph_stay_together_and_their_heading_is_told_once(report: Document) -> None:
    told = _texts(report, ["s1.1.1", "s1.1.2", "s1.2"])
    assert told.count("一、坚持政治统领党建引领，政治忠诚和组织力不断强化") == 1
    assert told[4].startswith("一是强化理论学习。")
    assert "二是落实政治轮训。" in told[4]
    assert told[5].startswith("（二）持续强化司法行政党建工作。")


def test_the_basket_keeps_its_own_order(report: Document) -> None:
    picks = [*basket.sections(report, ["s4.1"]), *basket.sections(report, ["s1.2"])]
    told = _words(blocks_of(report, picks))
    assert told[2].startswith("四、")
    assert told[4].startswith("一、")


def test_selected_words_come_out_as_they_were_selected_below_their_headings(report: Document) -> None:
    start = report.text.index("全市各级调解组织")
    picks = basket.passage(report, Span(start - 1, start + 25))
    told = _words(blocks_of(report, picks))
    assert told[2:4] == ["四、全力维护社会安定稳定，助力平安福州建设成果丰硕", "（一）全力化解社会矛盾纠纷。"]
    assert told[4] == full_width(report.text[start - 1 : start + 25])


def test_hits_bring_their_paragraphs_each_once(report: Document) -> None:
    places = [i for i in range(len(report.text)) if report.text.startswith("社区矫正", i)]
    hits = [SearchHit(Span(i, i + 4), None, "", "社区矫正", "") for i in places]
    picks = basket.paragraphs_of(report, hits)
    assert 1 < len(picks) < len(places)
    assert all("社区矫正" in words for words in _words(blocks_of(report, picks, Include(title=False)))[1::2] if words)
    assert picks[0].kind_words == "查找结果"


def test_nothing_is_in_the_basket_twice(report: Document) -> None:
    picks = basket.sections(report, ["s1.2", "s4.1"])
    held = basket.Basket(picks)
    assert held.add(picks) == 0
    held.keep(reversed(picks))
    assert held.picks == tuple(reversed(picks))


def test_an_empty_basket_says_what_to_do(report: Document) -> None:
    with pytest.raises(NothingSelectedError, match="打印篮"):
        blocks_of(report, ())
    with pytest.raises(NothingSelectedError, match="打勾"):
        blocks(report, ["s99"])


def test_tables_and_charts_follow_the_section_whose_numbers_they_show(report: Document) -> None:
    told = blocks(report, ["s4.1"], Include(tables=True, charts=True))
    table, chart = told[-2:]
    assert isinstance(table, Table)
    assert isinstance(chart, Chart)
    place = next(e.span for e in contents(report) if e.key == "s4.1")
    metrics = report.metrics_in(place)
    assert [row[0] for row in table.rows] == [m.name for m in metrics]
    assert sum(len(group.bars) for group in chart.groups) == len(metrics)
    assert all(bar.value <= group.whole for group in chart.groups for bar in group.bars)
    assert "福州市司法局" in table.source


def test_paragraphs_carry_their_number_in_the_report_on_wish(report: Document) -> None:
    told = blocks(report, [e.key for e in contents(report)], Include(numbers=True))
    numbers = [block.number for block in told if isinstance(block, Paragraph) and block.kind != "title"]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1


def test_headings_are_marked_with_level_and_words(report: Document) -> None:
    told = blocks(report, ["s1"])
    marks = [mark for block in told if isinstance(block, Paragraph) for mark in block.marks]
    assert [mark.label for mark in marks] == [
        full_width(e.label) for e in contents(report) if e.key.startswith("s1") and e.key[:3] in ("s1", "s1.")
    ]


def test_lines_parted_by_tabs_are_a_table(read: object) -> None:
    told = blocks(read("年度工作总结\n一、概况\n项目\t件数\n调解\t1,200\n普法宣传活动\t3,500\n完。\n"), ["s1"])
    table = next(block for block in told if isinstance(block, Table))
    assert table.heads == ("项目", "件数")
    assert table.rows == (("调解", "1,200"), ("普法宣传活动", "3,500"))
    assert table.is_number == (False, True)


def test_all_of_the_report_in_another_order_keeps_that_order(report: Document) -> None:
    picks = basket.whole(report)[::-1]
    told = _words(blocks_of(report, picks))
    assert told[1].startswith("七、")
    assert told[-1].startswith("2023年2月2日")


def test_notes_stand_below_the_paragraph_they_belong_to(report: Document) -> None:
    start = report.text.index("全市各级调解组织")
    note = Note(report.key, anchor(report.text, Span(start, start + 8)), "与去年\n口径不同")
    lost = Note(report.key, anchor("别的文字,这里没有", Span(0, 4)), "找不到")
    found = remarks(report, [note, lost, Note(report.key, None, "总的看法")])
    assert [remark.words for remark in found] == ["总的看法", "与去年\n口径不同"]
    told = _words(blocks(report, ["s4.1"], Include(notes=True, remarks=found)))
    assert told[-1] == "〔批注〕与去年 口径不同"
    assert told[-2].startswith("（一）全力化解社会矛盾纠纷。")
    assert not [words for words in _words(blocks(report, ["s4.1"], Include(remarks=found))) if "批注" in words]
