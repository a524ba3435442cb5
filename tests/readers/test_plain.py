"""Bytes become exactly the text that was saved, whatever the office's encoding."""

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.plain import manuscript

_TEXT = "一、总体情况\n　　2022年，全市办理公证14.1万件。\r\n\n二、下步打算"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_the_text_is_recovered_exactly(encoding: str) -> None:
    assert manuscript(_TEXT.encode(encoding), "a.txt").text == _TEXT


def test_paragraphs_are_lines_without_the_blanks_around_them() -> None:
    read = manuscript(_TEXT.encode(), "a.txt")
    assert [read.text[p.start : p.end] for p in read.paragraphs] == [
        "一、总体情况", "2022年，全市办理公证14.1万件。", "二、下步打算",
    ]  # fmt: skip


def test_a_short_gbk_phrase_is_not_mistaken() -> None:
    assert manuscript("结案率".encode("gbk"), "a.txt").text == "结案率"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\r\n", "　　".encode()])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="是空的"):
        manuscript(data, "a.txt")


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x7fELF\x02\x01\x01" + b"\x00" * 64, b"\xff" * 99])
def test_a_binary_file_is_said_to_be_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="不是文本文件"):
        manuscript(data, "a.txt")
