"""An old Word file is read as Word shows it; what was deleted in it stays deleted.

The file was written by LibreOffice from the docx of the same report, with a text box, hidden words and a link added.
"""

from pathlib import Path

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.word import manuscript
from office_files import REPORT_LINES

_FILE = Path(__file__).parent / "files" / "report.doc"


def test_a_report_comes_back_whole() -> None:
    read = manuscript(_FILE.read_bytes(), "a.doc")
    assert read.text.split("\n") == [*REPORT_LINES, "框旁的段落。", "看得见的话。", "链接文字", "框里的文字"]
    assert [read.text[t.start : t.end].count("\n") for t in read.tables] == [3]


def test_deleted_and_hidden_words_and_field_codes_do_not_leak() -> None:
    read = manuscript(_FILE.read_bytes(), "a.doc")
    assert not any(word in read.text for word in ("228", "藏起来", "HYPERLINK", "example"))
    assert any("隐藏" in remark for remark in read.remarks)


@pytest.mark.parametrize("size", [8, 512, 600, 2000, 8000, 12_000, 15_000])
def test_a_cut_file_is_refused_or_read_but_never_crashes(size: int) -> None:
    data = _FILE.read_bytes()
    assert size < len(data)
    assert _text_or_sentence(data[:size])


@pytest.mark.parametrize("step", range(97, 1200, 97))
def test_flipped_bytes_never_crash_the_reader(step: int) -> None:
    data = bytearray(_FILE.read_bytes())
    for i in range(512, len(data), step):
        data[i] ^= 0xFF
    assert _text_or_sentence(bytes(data))


def _text_or_sentence(data: bytes) -> str:
    try:
        return manuscript(data, "a.doc").text
    except UnreadableFileError as error:
        return error.message
