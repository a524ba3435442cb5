"""Once a week there is a readable copy beside the backups, whatever the clock does; the oldest ones go."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.kept import Bookmark, Note
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.services.notes_readable import KEPT

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Clock:
    """Tells what it was set to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def notes(tmp_path: Path, clock: Clock) -> Iterator[Notes]:
    made = Notes(tmp_path, clock)
    made.keep(Note("r<1>", Anchor(0, "办结21290件", "热线", ","), "# 请核实\n<b>", heading="二、优化服务")).result()
    made.keep(Bookmark("r<1>", Anchor(0, "字", "", ""), "书签")).result()
    yield made
    made.close()


def _copies(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "backups").glob("*.md"))


def test_a_copy_is_made_with_the_first_backup_then_once_a_week(notes: Notes, clock: Clock, tmp_path: Path) -> None:
    for day in range(15):
        clock.now = START + timedelta(days=day)
        notes.back_up().result()
    assert _copies(tmp_path) == ["批注-2026-01-05.md", "批注-2026-01-12.md", "批注-2026-01-19.md"]


def test_the_oldest_copies_go(notes: Notes, clock: Clock, tmp_path: Path) -> None:
    for week in range(KEPT + 4):
        clock.now = START + timedelta(weeks=week)
        notes.back_up().result()
    assert len(_copies(tmp_path)) == KEPT
    assert _copies(tmp_path)[-1] == f"批注-{clock.now:%Y-%m-%d}.md"


def test_a_clock_set_back_does_not_stop_the_copies(notes: Notes, clock: Clock, tmp_path: Path) -> None:
    clock.now = START + timedelta(days=4000)
    notes.back_up().result()
    clock.now = START
    notes.back_up().result()
    assert "批注-2026-01-05.md" in _copies(tmp_path)


def test_what_was_written_is_in_it_as_text_alone_and_for_its_owner_alone(notes: Notes, tmp_path: Path) -> None:
    notes.back_up().result()
    (file,) = (tmp_path / "backups").glob("*.md")
    text = file.read_text(encoding="utf-8")
    assert "\\# 请核实" in text
    assert "\\<b\\>" in text
    assert "### 二、优化服务" in text
    assert "书签:书签" in text
    assert file.stat().st_mode & 0o077 == 0


def test_without_notes_there_is_none(tmp_path: Path, clock: Clock) -> None:
    notes = Notes(tmp_path, clock)
    notes.open().result()
    notes.back_up().result()
    notes.close()
    assert _copies(tmp_path) == []
