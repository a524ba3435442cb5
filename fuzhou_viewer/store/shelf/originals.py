"""The files as they came in: each written once, under the name of its content."""

import os
from pathlib import Path


def keep(folder: Path, sha256: str, data: bytes) -> Path:
    """Write `data` if it is not there yet; whole, or not at all. Raises OSError."""
    file = place(folder, sha256)
    if file.is_file() and file.stat().st_size == len(data):
        return file
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(f".{os.getpid()}.part")
    try:
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(0o400)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return file


def forget(folder: Path, sha256: str) -> None:
    """Take the file away; nothing happens when it is not there."""
    file = place(folder, sha256)
    if file.is_file():
        # Windows removes no file that is read-only
        file.chmod(0o600)
        file.unlink()


def place(folder: Path, sha256: str) -> Path:
    """Where the file with this hash stands."""
    return folder / sha256[:2] / sha256
