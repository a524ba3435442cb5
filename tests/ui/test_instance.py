"""The program runs once for each person, and whoever starts it again finds it."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fuzhou_viewer.ui.instance import Instance


@pytest.fixture
def first(qapp: object, tmp_path: Path) -> Instance:
    instance = Instance(tmp_path)
    assert instance.is_first()
    yield instance
    instance.leave()


def test_the_second_is_not_the_first_until_that_has_left(first: Instance, tmp_path: Path) -> None:
    second = Instance(tmp_path)
    assert not second.is_first()
    first.leave()
    assert second.is_first()
    second.leave()


def test_files_are_handed_to_the_first_whatever_their_names(first: Instance, tmp_path: Path, qtbot: object) -> None:
    names = ["报告 100%?#.txt", "--help", "'); DROP TABLE kept;--", "a\nb", "<b>粗</b>"]
    taken: list[bool] = []
    second = Instance(tmp_path)
    letter = threading.Thread(target=lambda: taken.append(second.hand_over([tmp_path / n for n in names])))
    letter.start()
    with qtbot.waitSignal(first.asked, timeout=10_000) as told:
        first.listen()
    letter.join()
    assert told.args == [[str(tmp_path / name) for name in names]]
    assert taken == [True]


def test_what_is_no_letter_of_ours_is_passed_over(first: Instance, tmp_path: Path, qtbot: object) -> None:
    first.listen()
    box = tmp_path / "inbox"
    heard: list[object] = []
    first.asked.connect(heard.append)
    for number, data in enumerate((b"", b"no json", b"[1]", b'{"a": 1}', b"[" * 9000, b'["' + b"a" * 70_000 + b'"]')):
        draft = box / f"{number}.new"
        draft.write_bytes(data)
        draft.replace(box / f"{number}.json")
    qtbot.waitUntil(lambda: not list(box.glob("*.json")), timeout=10_000)
    assert heard == []
    if os.name == "posix":
        assert stat.S_IMODE(box.stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "instance.lock").stat().st_mode) == 0o600


def test_the_lock_of_a_program_that_died_is_taken_over(qapp: object, tmp_path: Path) -> None:
    dying = (
        "import os, sys; from pathlib import Path; from fuzhou_viewer.ui.instance import Instance;"
        "i = Instance(Path(sys.argv[1])); assert i.is_first(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", dying, str(tmp_path)], check=False)
    assert (tmp_path / "instance.lock").exists()
    instance = Instance(tmp_path)
    assert instance.is_first()
    instance.leave()


def test_where_nothing_can_be_written_the_program_runs_all_the_same(qapp: object, tmp_path: Path) -> None:
    instance = Instance(tmp_path / "missing" / "folder")
    assert instance.is_first()
    instance.listen()
    assert not Instance(Path("/proc/nowhere")).hand_over([Path("a")])
