"""Ticked parts come out with the headings that give them context, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.selection import blocks, full_width


def _texts(report: Document, chosen: list[str]) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in blocks(report, chosen)]


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
