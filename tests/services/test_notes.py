"""What a reader keeps is there when the program says so, and still there after what was done to it."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.errors import NotKeptError
from fuzhou_viewer.core.kept import (
    Bookmark,
    CheckMark,
    Colour,
    Content,
    Decision,
    Highlight,
    Kept,
    KeptId,
    Note,
    ReadingPosition,
    SavedSearch,
)
from fuzhou_viewer.services.notes import Notes

PLACE = Anchor(7, "21304件", "全年受理热线", ",办结")
HOSTILE = "'); DROP TABLE kept;--<b>\x00\x1b[31m\ud800😀\u202e=cmd|' /C calc'!A0\r\n"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def notes(tmp_path: Path, clock: Clock) -> Iterator[Notes]:
    made = Notes(tmp_path / "自己的 100%?#", clock)
    yield made
    made.close()


def _texts(notes: Notes) -> list[str]:
    return [kept.content.text for kept in notes.kept(Note).result()]


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "own")
    notes.close()
    assert not (tmp_path / "own").exists()


def test_what_was_kept_is_there_for_the_next_start(notes: Notes, clock: Clock) -> None:
    saved = notes.keep(Note("r", PLACE, HOSTILE, tags=("口径", HOSTILE))).result()
    notes.close()
    again = Notes(notes.folder, clock)
    assert again.kept(Note).result() == (saved,)
    assert again.open().result().count == 1
    again.close()


def test_the_folder_and_its_files_are_for_their_owner_alone(notes: Notes) -> None:
    notes.open().result()
    if os.name != "posix":
        pytest.skip("Windows keeps a person's folder to that person")
    assert stat.S_IMODE(notes.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((notes.folder / "user.db").stat().st_mode) == 0o600


def test_a_change_is_a_new_revision_and_the_old_one_stays(notes: Notes) -> None:
    first = notes.keep(Note("r", PLACE, "一")).result()
    second = notes.keep(Note("r", PLACE, "二"), first.id).result()
    assert (second.id, second.revision, second.created_at) == (first.id, 2, first.created_at)
    assert _texts(notes) == ["二"]
    assert [one.content.text for one in notes.revisions(first.id).result() if isinstance(one.content, Note)] == [
        "一",
        "二",
    ]
    notes.restore(first.id, 1).result()
    assert _texts(notes) == ["一"]


def test_what_is_removed_lies_in_the_bin_and_comes_back(notes: Notes) -> None:
    saved = notes.keep(Bookmark("r", PLACE, "热线")).result()
    assert notes.remove(saved.id).result().is_deleted
    assert notes.kept(Bookmark).result() == ()
    assert [kept.id for kept in notes.in_bin().result()] == [saved.id]
    notes.restore(saved.id).result()
    assert [kept.content for kept in notes.kept(Bookmark).result()] == [saved.content]


def test_the_bin_is_emptied_of_what_is_older_than_30_days_alone(notes: Notes, clock: Clock) -> None:
    old = notes.keep(SavedSearch("旧", "旧")).result()
    notes.remove(old.id).result()
    clock.now += timedelta(days=31)
    new = notes.keep(SavedSearch("新", "新")).result()
    notes.remove(new.id).result()
    assert notes.empty_bin().result() == 1
    assert [kept.id for kept in notes.in_bin().result()] == [new.id]
    assert notes.revisions(old.id).result() == ()


def test_removing_what_is_not_there_is_said(notes: Notes) -> None:
    with pytest.raises(NotKeptError):
        notes.remove(KeptId("none")).result()


def test_of_some_things_there_is_one_for_each_place(notes: Notes) -> None:
    said = [decision for decision in Decision if decision is not Decision.HUSHED]
    for decision in said:
        notes.keep(CheckMark("r", PLACE, "sum", decision)).result()
    (mark,) = notes.kept(CheckMark).result()
    assert (mark.content.decision, mark.revision) == (said[-1], len(said))
    # of a whole rule nothing is said by a mark on one finding
    notes.keep(CheckMark("r", PLACE, "sum", Decision.HUSHED)).result()
    assert len(notes.kept(CheckMark).result()) == 2


def test_of_reading_positions_only_the_newest_is_kept(notes: Notes) -> None:
    for start in range(20):
        saved = notes.keep(ReadingPosition("r", Anchor(start, "字", "", ""))).result()
    assert saved.revision == 20
    assert len(notes.revisions(saved.id).result()) == 1
    assert not notes.can_undo()


def test_questions_can_be_about_one_report(notes: Notes) -> None:
    for document in ("a", "b"):
        notes.keep(Highlight(document, PLACE)).result()
        notes.keep(Note(document, None, document)).result()
    assert {kept.content.document for kept in notes.kept(Highlight, "a").result()} == {"a"}
    assert len(notes.everything("b").result()) == 2
    assert len(notes.everything().result()) == 4


def test_undo_and_redo_go_through_all_kinds(notes: Notes) -> None:
    note = notes.keep(Note("r", PLACE, "一")).result()
    notes.keep(Note("r", PLACE, "二"), note.id).result()
    mark = notes.keep(Highlight("r", PLACE, Colour.BLUE)).result()
    notes.remove(mark.id).result()
    states = []
    while notes.undo().result():
        states.append((_texts(notes), len(notes.kept(Highlight).result())))
    assert states == [(["二"], 1), (["二"], 0), (["一"], 0), ([], 0)]
    while notes.redo().result():
        pass
    assert (_texts(notes), len(notes.kept(Highlight).result())) == (["二"], 0)


def test_a_new_deed_ends_what_could_be_done_again(notes: Notes) -> None:
    notes.keep(Note("r", None, "一")).result()
    notes.undo().result()
    notes.keep(Note("r", None, "二")).result()
    assert not notes.can_redo()
    assert notes.redo().result() is None


def test_a_draft_is_there_until_the_thing_is_saved(notes: Notes) -> None:
    own = KeptId("n1")
    notes.keep_draft(own, Note("r", PLACE, "写到一")).result()
    notes.keep_draft(own, Note("r", PLACE, "写到一半")).result()
    (draft,) = notes.drafts().result()
    assert isinstance(draft.content, Note)
    assert draft.content.text == "写到一半"
    assert _texts(notes) == []
    notes.keep(Note("r", PLACE, "写完了"), own).result()
    assert notes.drafts().result() == ()


def test_listeners_hear_of_a_change_after_it_is_on_the_disk(notes: Notes) -> None:
    heard: list[tuple[Kept[Content], int]] = []

    def listen(change: Kept[Content]) -> None:
        with sqlite3.connect(notes.folder / "user.db") as other:
            heard.append((change, other.execute("SELECT count(*) FROM revision").fetchone()[0]))
        other.close()

    notes.subscribe(listen)
    saved = notes.keep(Note("r", None, "一")).result()
    removed = notes.remove(saved.id).result()
    assert heard == [(saved, 1), (removed, 2)]


def test_a_damaged_row_spoils_itself_alone(notes: Notes) -> None:
    saved = [notes.keep(Note("r", None, str(n))).result() for n in range(4)]
    with sqlite3.connect(notes.folder / "user.db") as other:
        changes = (
            """UPDATE revision SET content = replace(content, '"0"', '"9"') WHERE kept_id = ?""",
            "UPDATE revision SET content = CAST(x'ff00fe' AS TEXT) WHERE kept_id = ?",
            "UPDATE revision SET saved_at = 'gestern' WHERE kept_id = ?",
        )
        for change, own in zip(changes, saved, strict=False):
            other.execute(change, (own.id,))
    other.close()
    assert _texts(notes) == ["3"]
    assert set(notes.damaged().result()) == {one.id for one in saved[:3]}


def test_eight_threads_with_twenty_notes_each_lose_none(notes: Notes) -> None:
    def write(thread: int) -> None:
        for n in range(20):
            notes.keep(Note("r", None, f"{thread}/{n}")).result()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert sorted(_texts(notes)) == sorted(f"{thread}/{n}" for thread in range(8) for n in range(20))


def test_after_the_end_saving_is_refused_in_words(notes: Notes) -> None:
    notes.close()
    with pytest.raises(NotKeptError, match="正在退出"):
        notes.keep(Note("r", None, "晚了")).result()


def test_an_error_of_the_database_never_tells_what_was_written(notes: Notes) -> None:
    notes.open().result()
    with sqlite3.connect(notes.folder / "user.db") as other:
        other.execute("CREATE TRIGGER no BEFORE INSERT ON revision BEGIN SELECT RAISE(ABORT, 'no'); END")
    other.close()
    with pytest.raises(Exception, match="no") as caught:
        notes.keep(Note("r", None, "私密的话")).result()
    assert "私密的话" not in repr(caught.value) + str(caught.value) + str(caught.value.__cause__)
