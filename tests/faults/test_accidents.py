"""Parts C and G of the catalogue, the quick part: a handful of moments; tests/faults/long.py does a thousand."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from build import ROOT
from faults.accidents import cut_off, failing
from faults.replay import Event, state
from fuzhou_viewer.core.errors import NotKeptError
from fuzhou_viewer.core.kept import Note
from fuzhou_viewer.services.notes import Notes

needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="replays and injected faults need strace")


def _fill(notes: Notes) -> None:
    for n in range(200):
        notes.keep(Note("r", None, f"{n}" + "字" * 900)).result()


@needs_strace
@pytest.mark.parametrize("scenario", ["first", "saving", "backing-up", "restoring", "migrating"])
def test_c01_c02_c10_nothing_promised_is_lost_by_a_kill_or_a_power_cut(scenario: str, tmp_path: Path) -> None:
    outcome = cut_off(scenario, 6, 7, tmp_path)
    assert outcome.accidents == 12
    assert outcome.broken == []


@needs_strace
@pytest.mark.parametrize("fault", ["enospc", "eio-once", "kill"])
def test_c03_c09_a_disk_that_fails_loses_nothing_and_is_said(fault: str, tmp_path: Path) -> None:
    outcome = failing("saving", fault, [random.Random(fault).randrange(2, 20)], tmp_path)
    assert outcome.broken == []
    if fault == "enospc":
        assert outcome.refusals > 0


def test_the_replay_itself_loses_what_was_not_synced() -> None:
    written = [Event("create", "/d/f"), Event("write", "/d/f", 0, b"x" * 4096)]
    after = [state({}, [*written, Event("sync", "/d/f")], random.Random(n))["/d/f"] for n in range(20)]
    assert set(after) == {b"x" * 4096}
    unsynced = [state({}, written, random.Random(n))["/d/f"] for n in range(20)]
    assert len(set(unsynced)) > 3
    assert state({}, written, None)["/d/f"] == b"x" * 4096


def test_c03_on_a_full_disk_the_reserve_takes_the_last_note(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    notes.open().result()
    assert (tmp_path / "reserve.bin").stat().st_size >= 4 * 2**20
    file = notes._file_made
    pages = 40
    assert file is not None
    file._engine.raw_connection().driver_connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotKeptError, match="磁盘已满"):
        _fill(notes)
    assert not (tmp_path / "reserve.bin").exists()
    kept = len(notes.kept(Note).result())
    assert kept > 10
    notes.keep(Note("r", None, "又有地方了")).result()
    assert len(notes.kept(Note).result()) == kept + 1
    notes.close()


def test_c07_where_nothing_can_be_written_notes_are_read_and_refused_in_words(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    notes.keep(Note("r", None, "旧")).result()
    notes.close()
    (tmp_path / "user.db").chmod(0o400)
    again = Notes(tmp_path)
    assert again.open().result().count == 1
    if os.geteuid() != 0:  # root writes what it likes
        with pytest.raises(NotKeptError, match="只读"):
            again.keep(Note("r", None, "新")).result()
    again.close()


def test_c08_a_held_file_is_waited_for_and_the_note_is_kept(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    notes.open().result()
    with closing(sqlite3.connect(tmp_path / "user.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        answer = notes.keep(Note("r", None, "等一等"))
        time.sleep(0.3)
        assert not answer.done()
        holder.execute("ROLLBACK")
        assert answer.result(timeout=10).revision == 1
    notes.close()


def test_g04_eight_threads_write_at_once_and_none_is_lost(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda t: [notes.keep(Note("r", None, f"{t}/{n}")).result() for n in range(25)], range(8)))
    assert {kept.content.text for kept in notes.kept(Note).result()} == {
        f"{t}/{n}" for t in range(8) for n in range(25)
    }
    notes.close()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_g01_d04_of_four_starts_at_once_one_stays_and_ends_when_told(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "fuzhou_viewer"]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(4)
    ]
    try:
        end = time.monotonic() + 60
        while sum(one.poll() is None for one in started) > 1 and time.monotonic() < end:
            time.sleep(0.1)
        running = [one for one in started if one.poll() is None]
        assert len(running) == 1
        assert [one.returncode for one in started if one not in running] == [0, 0, 0]
        notes = tmp_path / "fuzhou-viewer" / "user.db"
        while not notes.exists() and time.monotonic() < end:
            time.sleep(0.1)
        running[0].send_signal(signal.SIGTERM)
        assert running[0].wait(timeout=30) == 0
        folder = tmp_path / "fuzhou-viewer"
        assert folder.stat().st_mode & 0o777 == 0o700
        open_to_others = [p.name for p in folder.rglob("*.db") if p.stat().st_mode & 0o077]
        assert open_to_others == []
    finally:
        for one in started:
            one.kill()
            one.wait()
