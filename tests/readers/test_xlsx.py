"""A workbook's sheets become tables whose cells say what the sheet shows."""

from datetime import datetime

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.xlsx import manuscript, shown_number
from office_files import number, package, word, xlsx


def test_cells_keep_their_columns_and_lines_of_one_cell_are_text() -> None:
    rows = [
        [word("B1", "2022年司法行政统计表")],
        [word("B2", "指标"), word("C2", "2021年"), word("D2", "2022年")],
        [word("B3", "公证(件)"), number("C3", "130000"), number("D3", "141000")],
        [word("B4", "成功率"), number("D4", "0.99880000000000002", 1)],
    ]
    read = manuscript(xlsx({"表一": rows}, ["0.00%"]), "a.xlsx")
    assert read.text.split("\n") == [
        "2022年司法行政统计表", "指标\t2021年\t2022年", "公证(件)\t130000\t141000", "成功率\t\t99.88%",
    ]  # fmt: skip
    assert len(read.tables) == 1


def test_several_sheets_are_told_by_name() -> None:
    row = [word("A1", "甲"), number("B1", "1")]
    assert manuscript(xlsx({"总表": [row], "附表": [row]}), "a.xlsx").text.split("\n") == [
        "总表",
        "甲\t1",
        "附表",
        "甲\t1",
    ]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [("0.1", "", "0.1"), ("0.10000000000000001", "General", "0.1"), ("1757526", "#,##0", "1757526"), ("3.14159", "0.00", "3.14"),
     ("0.9712", "0.00%", "97.12%"), ("0.5", "0%", "50%"), ("44927", 'yyyy"年"m"月"d"日"', "2023年1月1日"), ("44927", "yyyy-mm", "2023年1月"),
     ("12", '0"件"', "12"), ("1E+2", "", "100"), ("#N/A", "", "#N/A"), ("1e400", "yyyy", "1" + "0" * 400)],
)  # fmt: skip
def test_numbers_are_shown_as_their_format_says(value: str, code: str, shown: str) -> None:
    assert shown_number(value, code, datetime(1899, 12, 30)) == shown  # noqa: DTZ001


def test_an_empty_or_foreign_package_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="没有内容"):
        manuscript(xlsx({"空": []}), "a.xlsx")
    with pytest.raises(UnreadableFileError, match="没有表格"):
        manuscript(package({"a": "b"}), "a.xlsx")
