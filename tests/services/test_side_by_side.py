"""A comparison in words: totals, rows, lines for scripts, files and paper."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from fuzhou_viewer.cli import main
from fuzhou_viewer.core.pairing.pairing import paired
from fuzhou_viewer.core.pairing.records import Pairing
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.lists import write_list
from fuzhou_viewer.services.printing.blocks import Table
from fuzhou_viewer.services.side_by_side import (
    comparison_blocks,
    comparison_listing,
    number_rows,
    rows,
    section_rows,
    summary_words,
)

OLD = """2022年全市供水工作总结
一、加强管网建设
改造老旧管网35公里。返修率1.2%。完成投资1.5亿元。新建泵站5座。
二、开展节水宣传
开展宣传活动28场。
"""
NEW = """2023年全市供水工作总结
一、加强管网建设
改造老旧管网41公里。返修率0.8%。完成投资2.1亿元。新建泵站超过6座。
二、建设智慧平台
=调度平台上线，接入终端900台。
"""


@pytest.fixture
def pairing(read: Callable[[str], Document]) -> Pairing:
    return paired(read(OLD), read(NEW))


def test_the_totals_are_told_in_a_sentence(pairing: Pairing, report: Document) -> None:
    assert summary_words(pairing).startswith("新增 1 节,删去 1 节;4 个数字有变化;")
    assert summary_words(paired(report, report)) == "两份报告的文字完全相同"


def test_numbers_are_told_old_and_new_with_what_lies_between(pairing: Pairing) -> None:
    assert [row.cells[1:4] for row in number_rows(pairing)] == [
        ("35公里", "41公里", "+6公里(+17.1%)"),
        ("1.2%", "0.8%", "-0.4 个百分点"),
        ("15000万元", "21000万元", "+6000万元(+40.0%)"),
        ("5座", "≥6座", "不是确数,不相减"),
    ]
    assert {row.cells[4] for row in number_rows(pairing)} == {"一、加强管网建设"}


def test_sections_new_and_dropped_are_told(pairing: Pairing) -> None:
    assert [row.cells for row in section_rows(pairing)] == [
        ("删去", "二、开展节水宣传", "——"),
        ("新增", "——", "二、建设智慧平台"),
    ]


def test_every_line_for_scripts_quotes_the_text_it_is_about(pairing: Pairing) -> None:
    told = [json.loads(json.dumps(row)) for row in rows(pairing)]
    assert told[0]["kind"] == "summary"
    assert {row["kind"] for row in told} == {"summary", "section", "sentence", "number"}
    for row in told:
        for side, report in (("old", pairing.old), ("new", pairing.new)):
            piece = row.get(side)
            if isinstance(piece, dict) and "text" in piece:
                assert report.text[piece["start"] : piece["end"]] == piece["text"]


def test_a_comparison_is_written_as_a_table_that_runs_nothing(pairing: Pairing, tmp_path: Path) -> None:
    write_list(tmp_path / "a.csv", comparison_listing(pairing))
    cells = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert cells[0] == ["序号", "类别", "变化", "旧报告", "新报告", "增减", "章节"]
    assert {row[1] for row in cells[1:]} == {"数字", "章节", "句子"}
    assert not any(cell.startswith(("=", "+", "-")) for row in cells for cell in row)
    write_list(tmp_path / "a.md", comparison_listing(pairing))
    assert "| 数字 | 变化 |" in (tmp_path / "a.md").read_text(encoding="utf-8")
    write_list(tmp_path / "a.xlsx", comparison_listing(pairing))
    with ZipFile(tmp_path / "a.xlsx") as book:
        assert "二、建设智慧平台" in book.read("xl/sharedStrings.xml").decode()


def test_on_paper_stand_the_totals_and_three_tables(pairing: Pairing) -> None:
    tables = [block for block in comparison_blocks(pairing) if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["数字的变化（4）", "章节的变化（2）", "改写的句子（4）"]


def test_two_reports_are_compared_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("旧.txt", OLD), ("新.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / "旧.txt"), str(tmp_path / "新.txt")]
    assert main(["compare", *files]) == 0
    told = capsys.readouterr().out
    assert "+6公里(+17.1%)" in told
    assert "二、建设智慧平台" in told
    assert main(["compare", *files, "--jsonl", "--to", str(tmp_path / "对照.md")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"kind": "summary", "new": 1, "dropped": 1, "moved": 0, "numbers": 4, "unchanged": 0.0}
    assert (tmp_path / "对照.md").exists()
    assert main(["compare", files[0]]) == 2
    assert "还缺 new" in capsys.readouterr().err
