"""The library opens read-only and says clearly why when it cannot."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import DamagedLibraryError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.store.opening import first_document


def _copy(library_file: Path, tmp_path: Path, name: str = "资料库 100%?#.sqlite3") -> Path:
    return Path(shutil.copy(library_file, tmp_path / name))


def _changed(library_file: Path, tmp_path: Path, statement: str) -> Path:
    copy = _copy(library_file, tmp_path)
    with sqlite3.connect(copy) as connection:
        connection.execute(statement)
    connection.close()
    return copy


def test_what_was_kept_comes_back_whole(report: Document) -> None:
    assert report.text == (paths.resources() / "texts" / "fuzhou-justice-2022.txt").read_text(encoding="utf-8")
    assert report.issuer == "福州市司法局"
    assert report.metrics
    assert all(m.quantity.low <= m.quantity.value <= m.quantity.high for m in report.metrics)


def test_a_name_with_signs_of_an_address_is_the_name_it_is(library_file: Path, tmp_path: Path) -> None:
    assert first_document(_copy(library_file, tmp_path)).title == "2022年全市司法行政工作总结"


def test_opening_leaves_the_file_as_it_was(library_file: Path, tmp_path: Path) -> None:
    copy = _copy(library_file, tmp_path)
    before = copy.read_bytes()
    first_document(copy)
    assert copy.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [copy.name]


def test_a_missing_library_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DamagedLibraryError, match="找不到"):
        first_document(tmp_path / "无.sqlite3")


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0", "不是数据库".encode() * 99])
def test_what_is_no_database_is_said_to_be_damaged(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "library.sqlite3"
    file.write_bytes(data)
    with pytest.raises(DamagedLibraryError, match="已损坏"):
        first_document(file)


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(DamagedLibraryError, match="无法打开"):
        first_document(tmp_path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE document (id)")
    connection.close()
    with pytest.raises(DamagedLibraryError, match="不是本程序"):
        first_document(file)


def test_a_newer_library_is_refused_and_left_alone(library_file: Path, tmp_path: Path) -> None:
    copy = _changed(library_file, tmp_path, "PRAGMA user_version = 999")
    before = copy.read_bytes()
    with pytest.raises(DamagedLibraryError, match="更新版本"):
        first_document(copy)
    assert copy.read_bytes() == before


def test_an_older_library_is_said_not_to_fit(library_file: Path, tmp_path: Path) -> None:
    copy = _changed(library_file, tmp_path, "PRAGMA user_version = 1")
    with pytest.raises(DamagedLibraryError, match="旧版本"):
        first_document(copy)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE section SET end = 99999999 WHERE position = 3",
        "UPDATE metric SET start = -1 WHERE position = 3",
        "UPDATE metric SET start = 5, end = 4 WHERE position = 3",
        "UPDATE section SET parent = 's99' WHERE position = 3",
        "UPDATE document SET issued_on = 'gestern'",
        "UPDATE metric SET value = 'viel' WHERE position = 3",
        "DELETE FROM document",
    ],
)
def test_contents_that_cannot_be_are_said_to_be_damaged(library_file: Path, tmp_path: Path, change: str) -> None:
    copy = _changed(library_file, tmp_path, change)
    with pytest.raises(DamagedLibraryError, match=r"已损坏|没有报告"):
        first_document(copy)


def test_a_cut_or_overwritten_library_is_said_to_be_damaged(library_file: Path, tmp_path: Path) -> None:
    whole = library_file.read_bytes()
    for name, data in {"cut": whole[:5000], "hole": whole[:200] + b"\xff" * 8000 + whole[8200:]}.items():
        file = tmp_path / f"{name}.sqlite3"
        file.write_bytes(data)
        with pytest.raises(DamagedLibraryError, match="已损坏"):
            first_document(file)


@pytest.mark.skipif(os.name != "posix", reason="SQLite's limit on Unix")
def test_a_path_longer_than_sqlite_opens_is_told_as_such_and_a_long_one_works(
    library_file: Path, tmp_path: Path
) -> None:
    for depth, is_told in ((4, False), (9, True)):
        folder = tmp_path.joinpath(*["很长的文件夹名字" * 3] * depth)
        folder.mkdir(parents=True)
        file = Path(shutil.copy(library_file, folder))
        if is_told:
            with pytest.raises(DamagedLibraryError, match="路径太长"):
                first_document(file)
        else:
            assert first_document(file).text
