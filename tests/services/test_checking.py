"""The check as a service: places, lists for people, rows for scripts."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fuzhou_viewer import paths
from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.checking.marking import finding_keys, marked
from fuzhou_viewer.core.checking.verdicts import RULES, Checked, Verdict
from fuzhou_viewer.core.errors import DamagedVocabularyError, NotWrittenError
from fuzhou_viewer.core.kept import CheckMark, Decision
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services import checking


@pytest.fixture(scope="module")
def checked(report: Document) -> Checked:
    return checking.Checker(paths.resources() / "vocabulary").check(report)


def test_the_list_has_findings_first_and_room_for_a_signature(report: Document, checked: Checked) -> None:
    heads, first, *rest = csv.reader(io.StringIO(checking.checklist_csv(report, checked)))
    assert heads[-2:] == ["处理意见", "核对人"]
    row = dict(zip(heads, first, strict=True))
    assert row["结论"] == "不一致"
    assert row["位置"] == "四、全力维护社会安定稳定,助力平安福州建设成果丰硕 / (一)全力化解社会矛盾纠纷"
    assert row["原文"].startswith("市医患纠纷调解处置中心接访334件,立案282件")
    assert row["计算"] == "276 ÷ 282 = 97.87% ≠ 91%"
    assert [line[1] for line in rest][:2] == ["请核对", "请核对"]
    assert len(rest) + 1 == len(checked.relations)


def test_no_cell_is_a_formula_to_a_spreadsheet(report: Document, checked: Checked) -> None:
    for line in csv.reader(io.StringIO(checking.checklist_csv(report, checked))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)


def test_markdown_groups_by_verdict_with_counts(report: Document, checked: Checked) -> None:
    text = checking.checklist_markdown(report, checked)
    assert "## 不一致(1)" in text
    assert "## 请核对(2)" in text
    assert checked.summary in text
    assert "错误" not in text


@pytest.mark.parametrize("name", ["清单.csv", "清单.md"])
def test_the_list_is_written_as_its_name_says(report: Document, checked: Checked, tmp_path: Path, name: str) -> None:
    checking.write_checklist(tmp_path / name, report, checked)
    data = (tmp_path / name).read_bytes()
    assert data.startswith("\ufeff".encode()) == name.endswith(".csv")
    assert "276 ÷ 282" in data.decode("utf-8-sig")


def test_the_workbook_holds_every_row_with_the_readers_own_words(
    report: Document, checked: Checked, tmp_path: Path
) -> None:
    (found,) = checked.of(Verdict.INCONSISTENT)
    mark = CheckMark(
        report.key,
        Anchor(0, "91%", "", ""),
        "R1",
        Decision.TO_CORRECT,
        "=1+1",
        finding_keys(report.text, checked)[found],
    )
    checking.write_checklist(tmp_path / "清单.xlsx", report, marked(report.text, checked, [mark]))
    sheet = load_workbook(tmp_path / "清单.xlsx")["核对清单"]
    heads, first, *rest = sheet.iter_rows(values_only=True)
    row = dict(zip(heads, first, strict=True))
    assert (row["序号"], row["结论"], row["处理意见"]) == (1, "不一致", "属实待改:=1+1")
    assert len(rest) + 1 == len(checked.relations)
    assert sheet.print_title_rows == "$1:$1"


def test_a_list_that_cannot_be_written_is_said(report: Document, checked: Checked, tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError):
        checking.write_checklist(tmp_path / "没有" / "清单.csv", report, checked)


def test_rows_for_scripts_carry_flag_and_operands(report: Document, checked: Checked) -> None:
    (row,) = [row for row in checking.rows(report, checked) if row["flag"] == "error"]
    assert row["rule"] == "R1"
    assert row["texts"] == ["282件", "276件", "91%"]
    assert [report.text[start:end] for start, end in row["operands"]] == row["texts"]  # type: ignore[attr-defined]


def test_every_rule_has_a_name_for_readers(checked: Checked) -> None:
    assert {r.rule for r in checked.relations} <= RULES.keys()


def test_a_broken_word_list_is_said_with_its_line(report: Document, tmp_path: Path) -> None:
    for name in ("checking.toml", "rates.toml"):
        (tmp_path / name).write_bytes((paths.resources() / "vocabulary" / name).read_bytes())
    broken = (tmp_path / "checking.toml").read_text(encoding="utf-8").replace('name = "化解率"', "", 1)
    (tmp_path / "checking.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(DamagedVocabularyError, match=r"checking\.toml 第 \d+ 行"):
        checking.Checker(tmp_path).check(report)
