"""Short phrases in the encodings of Chinese offices are read as what they are."""

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.decoding import decoded
from fuzhou_viewer.readers.plain import manuscript

_PHRASES = [
    "结案率",
    "福州市司法局",
    "总结",
    "人民调解",
    "法律援助",
    "2022年",
    "公证",
    "一、总体情况",
    "目标",
    "行政复议",
    "同比增长5%",
    "社区矫正",
    "仲裁",
    "普法",
    "律师",
    "全市",
    "办结276件",
    "机关党建",
    "下步打算",
    "年度",
    "通知",
    "关于印发",
    "工作要点",
    "附件",
    "市政府",
    "依法治市",
    "立法",
    "督察",
    "执法监督",
    "安置帮教",
]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_thirty_of_thirty_short_phrases_are_right(encoding: str) -> None:
    assert len(_PHRASES) == 30
    assert [decoded(phrase.encode(encoding)).text for phrase in _PHRASES] == _PHRASES


def test_a_file_cut_inside_a_character_is_read_and_the_loss_told() -> None:
    data = ("全市办理公证件。" * 9).encode()[:-1]
    read = manuscript(data, "a.txt")
    assert read.text == "全市办理公证件。" * 8 + "全市办理公证件\ufffd"
    assert "1 处" in read.remarks[0]


def test_two_encodings_in_one_file_are_both_read() -> None:
    data = "一、概况\n全市公证\n".encode() + "二、问题\n人手不足\n".encode("gb18030")
    assert manuscript(data, "a.txt").text == "一、概况\n全市公证\n二、问题\n人手不足\n"


def test_characters_that_steer_or_turn_are_taken_out() -> None:
    read = manuscript(("总\x00结\u202e报\x1b[31m告" + "文" * 400).encode(), "a.txt")
    assert read.text == "总结报[31m告" + "文" * 400
    assert "3 个" in read.remarks[0]


def test_noise_is_no_text() -> None:
    with pytest.raises(UnreadableFileError, match="不是文本文件"):
        decoded(bytes((7 * i * i + 13 * i) % 256 for i in range(5000)))


@pytest.mark.parametrize("lost", range(60, 90))
def test_a_byte_lost_from_a_paragraph_costs_a_character_and_no_more(lost: int) -> None:
    paragraph = "全市办理公证14.1万件,公证收费7887.8万元;调解案件37798件,调解成功37754件,成功率达99.88%。" * 3
    whole = paragraph.encode()
    found = decoded(whole[:lost] + whole[lost + 1 :])
    assert found.text[:15] == paragraph[:15]
    assert found.text[-100:] == paragraph[-100:]


def test_a_short_text_too_damaged_to_read_is_refused_and_never_read_as_other_characters() -> None:
    with pytest.raises(UnreadableFileError):
        decoded("办理3件".encode() + b"\xed\xa0\x80" + "结案".encode())
