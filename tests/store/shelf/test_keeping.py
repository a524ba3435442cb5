"""Reports go onto the shelf whole or not at all, come out as they were, and are lost by no single deed."""

import sqlite3
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fuzhou_viewer.core.boundaries import BoundaryEdit, Change, reshaped
from fuzhou_viewer.core.errors import DamagedLibraryError, NotStoredError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.store.shelf import keeping
from fuzhou_viewer.store.shelf.identity import VERSION
from fuzhou_viewer.store.shelf.keeping import Shelf
from fuzhou_viewer.store.shelf.renewing import renew

_TEXT = """2023年全市供水工作总结
一、加强管网建设
全市供水1200万吨,同比增长5%。新建管网35公里,返修率0.8%。抽检水样462份,合格460份。
二、优化服务
受理热线21304件,办结21290件。窗口接待群众9800人次,满意率99%。开展志愿服务活动120场次。
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "资料 库#%?")


def _titles(shelf: Shelf) -> list[str]:
    return [holding.title for holding in shelf.holdings()]


def test_an_empty_shelf_is_not_even_a_file(shelf: Shelf) -> None:
    assert shelf.holdings() == ()
    assert not shelf.file.exists()


def test_a_report_comes_out_as_it_went_in(shelf: Shelf, small: Document, report: Document) -> None:
    small = replace(small, remarks=("文件里的宏已忽略。", "有 2 张图片或图表没有导入。"))
    first, second = shelf.add(small, b"one"), shelf.add(report, b"two")
    assert (first.kind, second.kind) == ("added", "added")
    for kept, document in ((first, small), (second, report)):
        assert shelf.document(kept.holding.id) == document
    assert _titles(shelf) == [small.title, report.title]
    assert shelf.holdings()[0].metrics == len(small.metrics)


def test_the_file_as_it_came_in_is_kept_once_and_cannot_be_changed(shelf: Shelf, small: Document) -> None:
    holding = shelf.add(small, b"as received").holding
    original = shelf.original(holding)
    assert original is not None
    assert original.read_bytes() == b"as received"
    assert not original.stat().st_mode & stat.S_IWUSR


def test_what_others_may_not_read_they_cannot(shelf: Shelf, small: Document) -> None:
    if sys.platform == "win32":
        pytest.skip("the profile's own rights hold there")
    shelf.add(small)
    assert stat.S_IMODE(shelf.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.file.parent.stat().st_mode) == 0o700


def test_the_same_words_in_another_file_are_not_kept_twice(shelf: Shelf, read: Callable[[str], Document]) -> None:
    kept = shelf.add(read(_TEXT))
    again = shelf.add(read(_TEXT.replace(",", ", ").replace("\n", "\r\n")))
    assert (again.kind, again.holding.id) == ("duplicate", kept.holding.id)
    assert len(shelf.holdings()) == 1


def test_a_changed_report_is_a_newer_version_and_both_are_kept(shelf: Shelf, read: Callable[[str], Document]) -> None:
    old = shelf.add(read(_TEXT))
    new = shelf.add(read(_TEXT.replace("35公里", "36公里")))
    assert (new.kind, new.other and new.other.id) == ("newer", old.holding.id)
    assert [holding.newer for holding in shelf.holdings()] == [None, new.holding.id]


def test_another_report_of_the_same_title_is_no_version(shelf: Shelf, read: Callable[[str], Document]) -> None:
    shelf.add(read(_TEXT))
    other = "2023年全市供水工作总结\n一、完全不同的内容\n本地去年新建水厂两座,每日供水三万吨,覆盖全部乡镇。\n"
    assert shelf.add(read(other)).kind == "added"


def test_the_bin_gives_back_what_it_took(shelf: Shelf, small: Document) -> None:
    number = shelf.add(small).holding.id
    shelf.remove([number])
    assert shelf.holdings()[0].removed_at is not None
    shelf.restore([number])
    assert shelf.holdings()[0].removed_at is None
    shelf.remove([number])
    assert shelf.add(small).kind == "duplicate"
    assert shelf.holdings()[0].removed_at is None


def test_what_is_erased_is_gone_with_its_file(shelf: Shelf, small: Document, report: Document) -> None:
    gone, stays = shelf.add(small, b"one").holding, shelf.add(report, b"two").holding
    shelf.erase([gone.id])
    assert _titles(shelf) == [report.title]
    assert shelf.original(gone) is None
    assert shelf.original(stays) is not None
    with pytest.raises(DamagedLibraryError, match="已经不在"):
        shelf.document(gone.id)
    assert shelf.add(small).kind == "added"


def test_corrections_and_reading_are_remembered(shelf: Shelf, small: Document) -> None:
    number = shelf.add(small).holding.id
    shelf.correct(number, "改过的题目", 2021, "市供水局")
    shelf.note_opened(number)
    holding = shelf.holdings()[0]
    assert (holding.title, holding.year, holding.issuer) == ("改过的题目", 2021, "市供水局")
    assert holding.opened_at is not None
    assert shelf.document(number).title == "改过的题目"


def test_nothing_is_kept_when_something_goes_wrong_half_way(
    shelf: Shelf, small: Document, report: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add(small)

    def fails(*_anything: object, **_more: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "holding_row", fails)
    with pytest.raises(NotStoredError, match="写不进去"):
        shelf.add(report)
    assert _titles(shelf) == [small.title]


def test_a_busy_shelf_says_so(shelf: Shelf, small: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzhou_viewer.store.shelf.connection.BUSY_S", 0.05)
    shelf.add(small)
    other = sqlite3.connect(shelf.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(NotStoredError, match="正被别的程序占用"):
        Shelf(shelf.file.parent).remove([1])
    other.close()


@pytest.mark.parametrize("data", [b"no database at all" * 20, b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_shelf_is_refused_and_left_alone(shelf: Shelf, small: Document, data: bytes) -> None:
    shelf.file.parent.mkdir(parents=True)
    shelf.file.write_bytes(data)
    for deed in (shelf.holdings, lambda: shelf.add(small)):
        with pytest.raises(DamagedLibraryError, match="不是自己的资料库"):
            deed()
    assert shelf.file.read_bytes() == data


def test_a_damaged_shelf_is_said_to_be_damaged(shelf: Shelf, small: Document) -> None:
    shelf.add(small)
    whole = shelf.file.read_bytes()
    shelf.file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(DamagedLibraryError, match="已损坏"):
        Shelf(shelf.file.parent).holdings()


def test_a_shelf_of_a_newer_program_is_refused(shelf: Shelf, small: Document) -> None:
    shelf.add(small)
    _set_version(shelf.file, VERSION + 1)
    with pytest.raises(DamagedLibraryError, match="更新版本"):
        Shelf(shelf.file.parent).holdings()


def test_an_older_shelf_is_made_anew_from_its_texts(
    shelf: Shelf, small: Document, report: Document, read: Callable[[str], Document]
) -> None:
    first, second = shelf.add(small, b"one").holding.id, shelf.add(report).holding.id
    shelf.correct(first, "改过的题目", 2021, "市供水局")
    shelf.remove([second])
    with sqlite3.connect(shelf.file) as connection:
        connection.execute("ALTER TABLE section DROP COLUMN clause")
        connection.execute("DELETE FROM metric")
    connection.close()
    _set_version(shelf.file, VERSION - 1)
    renew(shelf.file, lambda manuscript, key: replace(read(manuscript.text), key=key, source=manuscript.source))
    again = Shelf(shelf.file.parent)
    assert again.version() == VERSION
    assert {(h.id, h.title, h.removed_at is None) for h in again.holdings()} == {
        (first, "改过的题目", True), (second, report.title, False),
    }  # fmt: skip
    assert again.document(first).metrics == small.metrics
    assert [file for file in shelf.file.parent.iterdir() if "前一版本" in file.name]


def test_changed_sections_are_kept_whole_and_hold_when_the_shelf_is_made_anew(
    shelf: Shelf, small: Document, read: Callable[[str], Document]
) -> None:
    section = next(s for s in small.headings() if s.level == 2)
    edits = (BoundaryEdit(Change.RAISE, section.span.start),)
    told = reshaped(small, edits)
    number = shelf.add(small).holding.id
    assert shelf.reshape(number, told, edits).chapters == 3
    assert shelf.document(number) == told
    assert shelf.boundaries(number) == edits
    _set_version(shelf.file, VERSION - 1)
    renew(shelf.file, lambda manuscript, key: replace(read(manuscript.text), key=key, source=manuscript.source))
    again = Shelf(shelf.file.parent)
    assert again.document(number).sections == told.sections
    assert again.boundaries(number) == edits


def test_a_shelf_of_before_sections_could_be_changed_is_made_anew(
    shelf: Shelf, small: Document, read: Callable[[str], Document]
) -> None:
    number = shelf.add(small).holding.id
    with sqlite3.connect(shelf.file) as connection:
        connection.execute("ALTER TABLE holding DROP COLUMN boundaries")
    connection.close()
    _set_version(shelf.file, VERSION - 1)
    renew(shelf.file, lambda manuscript, key: replace(read(manuscript.text), key=key, source=manuscript.source))
    again = Shelf(shelf.file.parent)
    assert again.boundaries(number) == ()
    assert again.document(number).sections == small.sections


def test_who_takes_a_new_version_back_has_the_old_one_as_it_was(shelf: Shelf, read: Callable[[str], Document]) -> None:
    old, new, newest = (
        replace(read(_TEXT.replace("21304", number)), key=number, source=replace(read(_TEXT).source, sha256=number))
        for number in ("21304", "21305", "21306")
    )
    first, second = shelf.add(old).holding.id, shelf.add(new)
    assert second.kind == "newer"
    shelf.remove([second.holding.id])
    assert [h.newer for h in shelf.holdings() if h.id == first] == [None]
    third = shelf.add(newest)
    assert (third.kind, third.other.id if third.other else 0) == ("newer", first)
    shelf.remove([third.holding.id])
    shelf.restore([third.holding.id])
    assert [h.newer for h in shelf.holdings() if h.id == first] == [third.holding.id]


def _set_version(file: Path, version: int) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
