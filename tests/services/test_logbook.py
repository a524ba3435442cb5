"""The log tells where the program went wrong and never what anybody wrote."""

import logging
from pathlib import Path

from fuzhou_viewer.services.logbook import Logbook, note_fault, places

PRIVATE = "私密的批注\n\x1b[31m"


def _fault() -> Exception:
    fault = _raised(ValueError(PRIVATE))
    fault.__cause__ = _raised(KeyError(PRIVATE))
    return fault


def _raised(fault: Exception) -> Exception:
    try:
        raise fault
    except (ValueError, KeyError) as caught:
        return caught


def test_kinds_and_places_are_told_and_words_are_not(tmp_path: Path) -> None:
    log = Logbook(tmp_path / "log")
    log.begin()
    note_fault(_fault())
    log.end()
    told = (tmp_path / "log" / "viewer.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "test_logbook.py" in told
    assert "私密" not in told
    assert "\x1b" not in told


def test_a_log_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in its place", encoding="utf-8")
    log = Logbook(tmp_path / "log")
    log.begin()
    note_fault(_fault())
    log.end()


def test_the_log_is_rotated_and_never_grows_without_end(tmp_path: Path) -> None:
    log = Logbook(tmp_path)
    log.begin()
    for _ in range(200):
        logging.getLogger("fuzhou_viewer").info("x" * 20_000)
    log.end()
    files = sorted(p.name for p in tmp_path.glob("viewer.log*"))
    assert files == ["viewer.log", "viewer.log.1", "viewer.log.2", "viewer.log.3"]
    assert all(p.stat().st_size <= 540_000 for p in tmp_path.glob("viewer.log*"))


def test_places_are_the_last_parts_of_paths_alone() -> None:
    fault = _fault()
    assert all(str(Path.home()) not in line for line in places(fault, fault.__traceback__))
