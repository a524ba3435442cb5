"""Part B of the catalogue: what lies where the notes should be is told at once, left as it is, and got over."""

import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faults.databases import COUNT, VARIANTS, Variant, good_file
from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.errors import DamagedNotesError, NotKeptError
from fuzhou_viewer.core.kept import Bookmark, Note
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.services.notes_opening import Opening
from fuzhou_viewer.store.notes.care import Care
from fuzhou_viewer.store.notes.checkup import Condition, Examined, examine
from fuzhou_viewer.store.notes.connection import schema_of_ours
from fuzhou_viewer.store.notes.migrations import Step, migrate
from fuzhou_viewer.store.notes.rebuilding import read_revisions
from fuzhou_viewer.store.notes.salvage import salvaged

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
OURS = schema_of_ours()


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good folder's files: the notes and the backup made when the program ended."""
    folder = tmp_path_factory.mktemp("good")
    good_file(folder)
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.db")}


@pytest.fixture
def folder(good: dict[str, bytes], tmp_path: Path) -> Path:
    for name, data in good.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def _state(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "no file"
        for p in folder.rglob("*")
    }


def _named(variant: Variant) -> str:
    return f"{variant.fault}-{variant.name.replace(' ', '-')}"


def _opened(folder: Path) -> Iterator[tuple[Notes, Opening]]:
    notes = Notes(folder)
    yield notes, notes.open().result()
    notes.close()


def test_the_catalogue_holds_enough_of_them() -> None:
    assert len(VARIANTS) >= 35
    assert len({_named(variant) for variant in VARIANTS}) == len(VARIANTS)


@pytest.mark.parametrize("variant", VARIANTS, ids=_named)
def test_what_it_is_is_told_and_nothing_of_it_changes(variant: Variant, folder: Path) -> None:
    variant.spoil(folder / "user.db")
    before = _state(folder)
    begun = time.monotonic()
    found = examine(folder / "user.db", OURS)
    print(f"{found.condition:8} {time.monotonic() - begun:.3f} s {found.reason}")
    assert found.condition in variant.wanted
    assert _state(folder) == before


@pytest.mark.parametrize("variant", VARIANTS, ids=_named)
def test_there_is_a_way_on_and_what_was_found_is_kept(variant: Variant, folder: Path) -> None:
    variant.spoil(folder / "user.db")
    before = _state(folder)
    spoiled = (folder / "user.db").read_bytes() if (folder / "user.db").is_file() else None
    for notes, told in _opened(folder):
        if told.is_usable:
            notes.keep(Note("report", None, "还能写")).result()
            return
        assert told.message
        assert told.advice
        assert _state(folder) == before
        with pytest.raises(DamagedNotesError):
            notes.everything().result()
        if not told.offers:
            assert before == _state(folder)
            return
        again = notes.recover(told.offers[0]).result()
        assert again.is_usable
        assert again.count == told.offers[0].choice.count == COUNT
        assert len(notes.kept(Note).result()) == COUNT
        if spoiled is not None:
            assert spoiled in [p.read_bytes() for p in folder.glob("user-damaged-*.db")]


def test_b04_salvage_from_a_good_file_gives_every_revision(folder: Path) -> None:
    assert set(salvaged(folder / "user.db")) == set(read_revisions(folder / "user.db"))


@pytest.mark.parametrize("place", [0, 4096 * 3])
def test_b04_salvage_needs_no_page_but_those_it_reads(folder: Path, place: int) -> None:
    whole = set(read_revisions(folder / "user.db"))
    data = bytearray((folder / "user.db").read_bytes())
    data[place : place + 4096] = bytes(4096)
    (folder / "user.db").write_bytes(data)
    found = set(salvaged(folder / "user.db"))
    assert found <= whole
    assert len(found) > 0.5 * len(whole)


def test_b04_what_is_in_the_backup_and_what_is_in_the_damaged_file_come_back_together(folder: Path) -> None:
    notes = Notes(folder)
    later = notes.keep(Note("report", None, "备份以后写的")).result()
    notes._changes = 0  # as if killed: no backup at the end
    notes.close()
    data = bytearray((folder / "user.db").read_bytes())
    data[:4096] = bytes(4096)
    (folder / "user.db").write_bytes(data)
    for again, told in _opened(folder):
        assert "合在一起" in told.offers[0].words
        assert again.recover(told.offers[0]).result().count == COUNT + 1
        assert later.id in {kept.id for kept in again.kept(Note).result()}


def test_b04_two_pasts_of_one_note_are_both_kept(folder: Path) -> None:
    notes = Notes(folder)
    first = notes.keep(Note("report", None, "甲")).result()
    notes.back_up().result()
    notes.keep(Note("report", None, "乙"), first.id).result()
    damaged = (folder / "user.db").read_bytes()
    notes.recover(notes.offers().result()[0]).result()
    notes.keep(Note("report", None, "丙"), first.id).result()
    notes.back_up().result()
    notes.close()
    (folder / "user.db").write_bytes(bytes(4096) + damaged[4096:])
    for again, told in _opened(folder):
        again.recover(told.offers[0]).result()
        saved = [kept.content for kept in again.revisions(first.id).result()]
        assert [one.text for one in saved if isinstance(one, Note)] == ["甲", "乙", "丙"]


def test_b07_a_migration_goes_on_a_copy_and_is_whole_or_not_at_all(folder: Path) -> None:
    file = folder / "user.db"
    before = file.read_bytes()
    bad = Step(65537, ("CREATE TABLE extra (a TEXT)", "this is no statement"))
    with pytest.raises(DamagedNotesError, match="没能升级"):
        migrate(file, OURS, [bad], 65537)
    assert file.read_bytes() == before
    wiping = Step(65536, ("DROP TABLE draft",))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 1")
    before = file.read_bytes()
    with pytest.raises(DamagedNotesError, match="没有通过核对"):
        migrate(file, OURS, [wiping], 65536)
    assert file.read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["user.db", "backups"] or not list(folder.glob("*.new*"))


def test_b07_an_older_file_is_backed_up_brought_up_to_date_and_keeps_everything(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "user.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 65535")
    whole = set(read_revisions(folder / "user.db"))
    copies = len(list((folder / "backups").iterdir()))
    assert examine(folder / "user.db", OURS).condition is Condition.OLDER
    assert Care(folder).ready(NOW).condition is Condition.GOOD
    assert set(read_revisions(folder / "user.db")) == whole
    assert len(list((folder / "backups").iterdir())) == copies + 1


def test_b11_when_much_is_gone_it_is_said_and_no_backup_goes(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "user.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("DELETE FROM kept WHERE rowid > 5")
    for notes, told in _opened(folder):
        assert told.is_usable
        assert "少了一半以上" in told.warning
        notes.back_up().result()
        offers = notes.offers().result()
        assert [offer.choice.count for offer in offers] == [5, COUNT]
        assert notes.recover(offers[1]).result().count == COUNT


def test_b14_a_damaged_backup_is_passed_over_for_the_next(folder: Path) -> None:
    notes = Notes(folder)
    notes.keep(Bookmark("report", Anchor(0, "一", "", ""), "新")).result()
    newest = notes.back_up().result()
    notes.close()
    newest.write_bytes(newest.read_bytes()[:5000])
    (folder / "user.db").write_bytes(b"")
    for again, told in _opened(folder):
        assert [offer.choice.count for offer in told.offers] == [COUNT, 0]
        assert again.recover(told.offers[0]).result().count == COUNT


def test_b14_a_backup_that_does_not_hold_everything_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(source: Path, target: Path) -> None:
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            connection.execute("DELETE FROM revision WHERE sequence = 3")

    monkeypatch.setattr("fuzhou_viewer.store.notes.backups._copy", half)
    before = _state(folder)
    notes = Notes(folder)
    with pytest.raises(Exception, match="没有通过核对"):
        notes.back_up().result()
    notes.close()
    assert {k: v for k, v in _state(folder).items() if k != "reserve.bin"} == before


def test_c08_a_file_that_another_program_holds_is_waited_for(folder: Path) -> None:
    holder = sqlite3.connect(folder / "user.db", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    assert examine(folder / "user.db", OURS).condition is Condition.LOCKED
    release = threading.Timer(0.5, lambda: holder.execute("ROLLBACK"))
    release.start()
    assert Care(folder).ready(NOW).condition is Condition.GOOD
    release.join()
    holder.execute("BEGIN EXCLUSIVE")
    assert Care(folder).ready(NOW, patience_s=0.3).condition is Condition.LOCKED
    holder.close()


def test_recovering_that_is_interrupted_begins_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "user.db").write_bytes(b"damaged" * 999)
    before = (folder / "user.db").read_bytes()

    class PullTheCordError(OSError):
        pass

    def cut_off(*_: object) -> int:
        raise PullTheCordError

    for notes, told in _opened(folder):
        with monkeypatch.context() as patch:
            patch.setattr("fuzhou_viewer.store.notes.recovery.rebuild", cut_off)
            with pytest.raises(NotKeptError, match="恢复没有完成"):
                notes.recover(told.offers[0]).result()
        assert (folder / "user.db").read_bytes() == before
        assert notes.recover(told.offers[0]).result().count == COUNT
    assert {p.read_bytes() for p in folder.glob("user-damaged-*.db")} == {before}


def test_the_newest_backup_is_made_at_the_end_of_a_day_with_changes_and_not_without(folder: Path) -> None:
    copies = set((folder / "backups").glob("*.db"))
    for notes, _ in _opened(folder):
        notes.everything().result()
    assert set((folder / "backups").glob("*.db")) == copies
    for notes, _ in _opened(folder):
        notes.keep(Note("report", None, "新")).result()
    (made,) = set((folder / "backups").glob("*.db")) - copies
    assert examine(made, OURS) == Examined(Condition.GOOD, count=COUNT + 1)
