"""Word lists are data a person may edit; what was broken is said with file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import DamagedVocabularyError
from fuzhou_viewer.services.wordlists import vocabulary_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the word lists that a test may spoil."""
    return Path(shutil.copytree(paths.resources() / "vocabulary", tmp_path / "vocabulary"))


@pytest.fixture
def spoiled(folder: Path) -> Callable[[str, str, str], str]:
    """The sentence said when `old` was replaced by `new` in a file, once."""

    def sentence(name: str, old: str, new: str) -> str:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DamagedVocabularyError) as caught:
            vocabulary_in(folder)
        assert caught.value.message.count("。") == 1
        assert caught.value.advice
        return caught.value.message

    return sentence


def _line(name: str, words: str) -> int:
    lines = (paths.resources() / "vocabulary" / name).read_text(encoding="utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if words in line)


def test_a_quote_left_open_is_said_with_its_line(spoiled: Callable[[str, str, str], str]) -> None:
    message = spoiled("units.toml", 'words = ["人次"]', 'words = ["人次]')
    line = _line("units.toml", '["人次"]')
    assert f"units.toml 第 {line} 行" in message


def test_a_list_that_is_no_list_is_said_with_its_line(spoiled: Callable[[str, str, str], str]) -> None:
    line = _line("quantities.toml", "approx =")
    message = spoiled("quantities.toml", 'approx = ["大约", "约"]', 'approx = "大约"')
    assert f"quantities.toml 第 {line} 行" in message


def test_a_missing_list_is_named(spoiled: Callable[[str, str, str], str]) -> None:
    assert "缺少 openers" in spoiled("quantities.toml", "openers = ", "opener = ")


def test_a_unit_written_twice_is_said(spoiled: Callable[[str, str, str], str]) -> None:
    message = spoiled("units.toml", 'words = ["户"]', 'words = ["户", "人次"]')
    assert "单位“人次”在前面已经写过" in message
    assert "行" in message


def test_a_base_unit_outside_its_own_list_is_said(spoiled: Callable[[str, str, str], str]) -> None:
    assert "“本”不在 words 里" in spoiled(
        "units.toml", 'base = "份"\nwords = ["份", "册", "本"]', 'base = "本"\nwords = ["份", "册"]'
    )


def test_a_factor_must_be_a_number(spoiled: Callable[[str, str, str], str]) -> None:
    assert "factors" in spoiled("units.toml", '"兆瓦" = 1000', '"兆瓦" = "一千"')


def test_a_scope_written_twice_is_said(spoiled: Callable[[str, str, str], str]) -> None:
    assert "“我省”在前面已经写过" in spoiled("scopes.toml", '"我市", ', '"我市", "我省", ')


def test_a_rate_without_its_whole_is_said(spoiled: Callable[[str, str, str], str]) -> None:
    message = spoiled("rates.toml", 'whole = ["调解", "调处", "化解"]', "")
    assert "whole" in message
    assert f"第 {_line('rates.toml', '[[rate]]')} 行" in message


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "stops.toml").unlink()
    with pytest.raises(DamagedVocabularyError, match=r"stops\.toml"):
        vocabulary_in(folder)


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "stops.toml").write_bytes(b"\xff\xff\xff\x00")
    with pytest.raises(DamagedVocabularyError, match=r"stops\.toml"):
        vocabulary_in(folder)


def test_a_list_saved_in_the_old_chinese_encoding_is_read(folder: Path) -> None:
    before = vocabulary_in(folder)
    file = folder / "rates.toml"
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    assert vocabulary_in(folder) == before


def test_units_of_one_kind_are_measured_in_one_base_unit(folder: Path) -> None:
    measures = vocabulary_in(folder).measures
    assert {measures[word].dimension for word in ("件", "起", "条")} == {"件数"}
    assert measures["人"].dimension != measures["人次"].dimension
    assert measures["公里"].base == "米"
    assert measures["公里"].factor == 1000


def test_an_indicator_with_a_strange_unit_is_said(spoiled: Callable[[str, str, str], str]) -> None:
    line = _line("indicators.csv", "TJ02,")
    message = spoiled("indicators.csv", "调解成功纠纷,件,", "调解成功纠纷,箱,")
    assert f"indicators.csv 第 {line} 行" in message
    assert "“箱”不在 units.toml 里" in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("代码,名称", "编码,名称", "缺少“代码”一列"),
        ("TJ02,调解成功数", "TJ01,调解成功数", "前面已经用过"),
        ("TJ02,调解成功数,", "TJ02,调解成功数,,", "格"),
        (",<=TJ01,", ",<=TJ99,", "不认识的代码“TJ99”"),
        (",人民调解,流量,", ",人民调节,流量,", "主题“人民调节”"),
        (",人民调解,流量,", ",人民调解,流水,", "类型“流水”"),
        ("TJ02,调解成功数", "TJ02,", "缺少代码或名称"),
        ("TJ02,调解成功数,", 'TJ02,"调解成功数,', "引号"),
    ],
)
def test_a_broken_row_of_the_indicators_is_said(
    spoiled: Callable[[str, str, str], str], old: str, new: str, said: str
) -> None:
    message = spoiled("indicators.csv", old, new)
    assert said in message
    assert "行" in message


def test_indicators_saved_by_a_spreadsheet_are_read(folder: Path) -> None:
    before = vocabulary_in(folder).indicators
    file = folder / "indicators.csv"
    rows = file.read_text(encoding="utf-8-sig").replace("\n", "\r\n")
    file.write_bytes(rows.encode("gb18030"))
    assert vocabulary_in(folder).indicators == before


def test_an_alias_added_by_a_person_binds_at_once(folder: Path) -> None:
    file = folder / "indicators.csv"
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("办理公证|", "办理公证|公证出证|", 1), encoding="utf-8-sig")
    indicator = next(i for i in vocabulary_in(folder).indicators if i.name == "办理公证数")
    assert "公证出证" in indicator.aliases
