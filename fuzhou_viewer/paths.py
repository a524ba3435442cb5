"""Where things lie: in a checkout, in an installed wheel, in a frozen program, in portable mode."""

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_LIBRARY_NAME = "library.sqlite3"
_SHARES = ("nfs", "cifs", "smb", "fuse.sshfs", "davfs", "9p", "afs")
_REMOTE_DRIVE = 4  # GetDriveTypeW's DRIVE_REMOTE


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where the person's own data lie, and what a person who put a folder `portable` there must be told of it."""

    place: Path
    remark: str = ""


def resources() -> Path:
    """The folder of texts, vocabulary, styles, icons and fonts."""
    bundled = _PACKAGE / "bundled" / "resources"
    return bundled if bundled.is_dir() else _PACKAGE.parent / "resources"


def library() -> Path:
    """The embedded library: built reports, opened read-only."""
    bundled = _PACKAGE / "bundled" / _LIBRARY_NAME
    return bundled if bundled.is_file() else _PACKAGE.parent / "db" / _LIBRARY_NAME


def own_library() -> Path:
    """The folder of the person's own library: its database and the files that were imported."""
    return user_data() / "library"


def private_folder(folder: Path) -> None:
    """Make `folder`, readable by its owner alone. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        with suppress(PermissionError):  # another's folder that we may use is used
            folder.chmod(0o700)


def user_data() -> Path:
    """The person's own folder: beside a portable program, else where the system keeps such data."""
    return data_folder().place


def data_folder() -> DataFolder:
    """The person's own folder, with a remark when `portable` beside the program cannot be it.

    Databases on another machine's disk lose what is written, so a program that runs from there keeps them here.
    """
    # a packed program started by its bare name has no folder in argv[0]
    program = sys.executable if getattr(sys, "frozen", False) else sys.argv[0]
    portable = Path(program).resolve().parent / "portable"
    if not portable.is_dir():
        return DataFolder(_system_data())
    if is_share(portable):
        return DataFolder(_system_data(), f"程序在网络盘上,数据改存在本机:{_system_data()}")
    if not _takes_files(portable):
        return DataFolder(_system_data(), f"程序旁边的 portable 文件夹不能写入,数据改存在本机:{_system_data()}")
    return DataFolder(portable)


def is_share(folder: Path) -> bool:
    """Whether the folder lies on another machine, as far as the system tells."""
    place = str(folder.absolute())
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where a folder is asked about

        return place.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False
    holding = [m for m in mounts if place == m[0] or place.startswith(m[0].rstrip("/") + "/")]
    return bool(holding) and max(holding, key=lambda m: len(m[0]))[1].startswith(_SHARES)


def _takes_files(folder: Path) -> bool:
    """Whether files can be made in the folder. A full disk is another matter: what lies there is still the person's."""
    probe = folder / f"probe-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return error.errno == errno.ENOSPC
    return True


def _system_data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "fuzhou-viewer"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fuzhou-viewer"
