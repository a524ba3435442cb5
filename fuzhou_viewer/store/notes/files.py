"""Files that are there whole or not at all, and for their owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LEFT_BY_SQLITE = ("-journal", "-wal", "-shm")


@contextmanager
def settled(target: Path) -> Iterator[Path]:
    """A draft beside `target` that takes its place when the block ends well, and is gone when it does not.

    Its bytes are on the disk before its name is, and the name before this returns.
    """
    draft = target.with_name(f"{target.name}.new")
    _clear(draft)
    try:
        yield draft
        if os.name == "posix":
            draft.chmod(0o600)
        _sync(draft)
        for ending in _LEFT_BY_SQLITE:  # what belonged to the file replaced would damage its successor
            Path(f"{target}{ending}").unlink(missing_ok=True)
        draft.replace(target)
        _sync_folder(target.parent)
    finally:
        _clear(draft)


def _clear(draft: Path) -> None:
    for ending in ("", *_LEFT_BY_SQLITE):
        with suppress(OSError):
            Path(f"{draft}{ending}").unlink(missing_ok=True)


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows keeps names in its own journal and opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
