"""An OFD file is read as it is printed: lines become paragraphs, page furniture stays out."""

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.ofd import manuscript
from office_files import laid_out, ofd, package


def test_the_built_in_report_comes_back_character_by_character(report_text: str) -> None:
    lines = [line.strip() for line in report_text.split("\n") if line.strip()]
    pages = laid_out(lines)
    assert len(pages) > 10
    read = manuscript(ofd(pages), "a.ofd").text.split("\n")
    assert "".join(read) == "".join(lines)
    assert read == lines


def test_columns_of_a_table_stay_columns() -> None:
    rows = [("指标", "2021年", "2022年"), ("受理(件)", "100", "120"), ("办结(件)", "", "118")]
    lines = [(28.0 + 45 * k, 60 + 9.0 * r, words) for r, row in enumerate(rows) for k, words in enumerate(row) if words]
    read = manuscript(ofd([lines]), "a.ofd")
    assert read.text.split("\n") == ["指标\t2021年\t2022年", "受理(件)\t100\t120", "办结(件)\t\t118"]
    assert len(read.tables) == 1


def test_the_number_of_a_list_that_stands_apart_goes_with_its_item() -> None:
    lines = [(28.0, 60.0, "1."), (42.0, 60.0, "抓进度。"), (28.0, 70.0, "2."), (42.0, 70.0, "抓质量。")]
    assert manuscript(ofd([lines]), "a.ofd").text.split("\n") == ["1.抓进度。", "2.抓质量。"]


def test_running_heads_and_page_numbers_are_left_out(report_text: str) -> None:
    lines = [line.strip() for line in report_text.split("\n") if line.strip()]
    pages = [
        [(80.0, 15.0, "市司法局文件"), *page[:-1], (100.0, 280.0, str(n))] for n, page in enumerate(laid_out(lines), 1)
    ]
    assert manuscript(ofd(pages), "a.ofd").text.split("\n") == lines


def test_a_file_of_outlines_only_is_said_to_be_a_scan() -> None:
    with pytest.raises(UnreadableFileError, match="扫描件"):
        manuscript(ofd([[], []]), "a.ofd")


def test_a_page_that_leads_out_of_the_package_is_refused() -> None:
    names = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    data = package(
        {"OFD.xml": f"<ofd:OFD {names}><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:OFD>",
         "Doc_0/Document.xml": f'<ofd:Document {names}><ofd:Page BaseLoc="../../../../etc/passwd"/></ofd:Document>'}
    )  # fmt: skip
    with pytest.raises(UnreadableFileError, match="损坏"):
        manuscript(data, "a.ofd")
