"""Makes the packed folder smaller without changing what it does: symbols, libraries and data nobody asks for."""

import re
import subprocess
from pathlib import Path

from locales import cut_library_down

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_STRIPPED = ("libpython3*.so*", "python3*/lib-dynload/*.so", "sqlalchemy/**/*.so", "lxml/**/*.so", "pypdfium2_raw/*.so")
"""Python itself, and wheels that link to nothing of their own; the others do not survive being stripped."""


def told(file: Path) -> str:
    """What the ELF file `file` says of itself."""
    return subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=True).stdout  # noqa: S607


def elf_files(folder: Path) -> list[Path]:
    """The programs and libraries in `folder`, links left out."""
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink() and _is_elf(file)]


def _is_elf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def needed(text: str) -> set[str]:
    """The libraries named in what an ELF file says of itself."""
    return set(_NEEDED.findall(text))


def trim(inside: Path) -> None:
    """Strip what can be stripped in `inside` and take away what nothing in it asks for."""
    for pattern in _STRIPPED:
        for file in sorted(inside.glob(pattern)):
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)  # noqa: S607
    for file in elf_files(inside):
        if file.name.startswith("libicudata.so."):
            cut_library_down(file)
    asked = {file: needed(told(file)) for file in elf_files(inside)}
    while idle := _idle(inside, asked):
        for file in idle:
            file.unlink()
            del asked[file]
    for file in inside.rglob("*"):
        if file.is_symlink() and not file.exists():
            file.unlink()


def _idle(inside: Path, asked: dict[Path, set[str]]) -> list[Path]:
    """Libraries, the system's and Qt's, that no file asks for; Python's own is opened by name."""
    wanted = {name for names in asked.values() for name in names}
    return [
        file
        for file in asked
        if file.parent in (inside, inside / "PySide6" / "Qt" / "lib")
        and file.name not in wanted
        and "libpython" not in file.name
    ]
