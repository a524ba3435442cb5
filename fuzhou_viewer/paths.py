"""Where things lie: in a checkout, in an installed wheel, in a frozen program, in portable mode."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_LIBRARY_NAME = "library.sqlite3"


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
    # a packed program started by its bare name has no folder in argv[0]
    program = sys.executable if getattr(sys, "frozen", False) else sys.argv[0]
    portable = Path(program).resolve().parent / "portable"
    if portable.is_dir() and os.access(portable, os.W_OK):
        return portable
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "fuzhou-viewer"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fuzhou-viewer"
