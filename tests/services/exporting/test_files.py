"""What leaves the program is whole, says where it came from, and runs nothing."""

import csv
import io
from pathlib import Path

import pytest

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.errors import NothingSelectedError, NotWrittenError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.files import file_name, write_bytes
from fuzhou_viewer.services.exporting.formats import exported
from fuzhou_viewer.services.printing.basket import sections
from fuzhou_viewer.services.printing.blocks import Chart
from fuzhou_viewer.services.printing.include import Include


class NoPictures:
    def png(self, chart: Chart) -> bytes:
        raise AssertionError(chart)

    svg = png


def _text(suffix: str, report: Document, chosen: list[str]) -> str:
    return exported(suffix, report, sections(report, chosen), Include(), NoPictures()).decode("utf-8-sig")


def test_markdown_has_headings_and_source(small: Document) -> None:
    text = _text(".md", small, [e.key for e in contents(small)])
    assert "# 2023年全市供水工作总结" in text
    assert "\n## 一、加强管网建设\n" in text
    assert text.rstrip().endswith("来源：《2023年全市供水工作总结》")


def test_nothing_chosen_is_said(small: Document) -> None:
    with pytest.raises(NothingSelectedError):
        _text(".md", small, [])


def test_the_table_carries_value_unit_and_sentence(report: Document) -> None:
    rows = list(csv.DictReader(io.StringIO(_text(".csv", report, ["s4.1"]))))
    rate = next(row for row in rows if row["指标"].endswith("结案率"))
    assert (rate["数值"], rate["单位"], rate["原文数字"]) == ("91", "%", "91%")
    assert rate["原句"].startswith("市医患纠纷调解处置中心接访334件")
    assert all(row["章节"] == "(一)全力化解社会矛盾纠纷" for row in rows)


def test_a_cell_that_looks_like_a_formula_is_text(read: object) -> None:
    evil = read("=HYPERLINK(1)年度工作总结\n一、概况\n+1+1=2后办理12件。\n")
    rows = list(csv.DictReader(io.StringIO(_text(".csv", evil, [e.key for e in contents(evil)]))))
    assert rows
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError, match="无法写入"):
        write_bytes(tmp_path / "没有的文件夹" / "a.csv", b"x")
    folder = tmp_path / "占着.csv"
    folder.mkdir()
    with pytest.raises(NotWrittenError):
        write_bytes(folder, b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["占着.csv"]


def test_a_written_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    write_bytes(tmp_path / "b", b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_title_with_a_slash_gives_a_name_every_system_takes() -> None:
    assert file_name("2021/2022年总结:一", ".pdf") == "2021_2022年总结_一.pdf"
    assert file_name("CON", ".docx") == "_CON.docx"
    assert file_name(" .. ", ".md") == "打印.md"
    assert len(file_name("国" * 200, ".pdf")) == 64


def test_a_target_that_is_locked_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def refuse(_draft: Path, _target: Path) -> Path:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotWrittenError, match="正被打开"):
        write_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
