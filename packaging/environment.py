"""What the two commands share: an environment with the locked packages, and the system's libraries.

Runs on a bare Python 3.11 or newer with nothing installed; knows Debian's packages by name.
An older Python, too, must be able to read this file, so that it can be told what is wrong.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
_OLDEST = (3, 11)
_WHEELS = ROOT / "packaging" / "wheels"
_STAMP = ENVIRONMENT / "ready.txt"
_LIBRARY = ROOT / "db" / "library.sqlite3"
_LIBRARY_STAMP = ENVIRONMENT / "library.txt"
# all that decides the bytes of the library
_LIBRARY_SOURCES = (
    "db/build.py",
    "resources/texts/*",
    "resources/vocabulary/*",
    "fuzhou_viewer/core/**/*.py",
    "fuzhou_viewer/readers/**/*.py",
    "fuzhou_viewer/store/**/*.py",
)

_DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
_SCREEN = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def prepare(lock: str, programs: Sequence[str] = ()) -> Path:
    """Make everything ready for `lock` (runtime, develop or package); the environment's python.

    `programs` are commands to be there too, named like their Debian packages.
    Leaves with one clear line when something must be done by hand first.
    """
    _speak_utf8()
    if sys.version_info < _OLDEST:
        sys.exit(f"需要 Python 3.11 或更新的版本,这里是 {sys.version.split()[0]}。")
    needed = _DRAWING if not (programs or _names_display()) else {**_DRAWING, **_SCREEN}
    _install_system_packages([*_missing_libraries(needed), *(p for p in programs if not _has_program(p))])
    python = _python()
    # without the stamp an earlier run was stopped half-way, and what it left may lack even pip
    if not (python.is_file() and _STAMP.is_file()):
        _make_environment()
    _install_packages(python, lock)
    _build_library(python)
    return python


def environment_variables() -> dict[str, str]:
    """The variables to run with.

    Bytecode is kept, because starting without it takes three times as long; what programs write
    into a pipe is UTF-8 on every system.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONUTF8": "1"}


def _speak_utf8() -> None:
    """Chinese must not fail on a stream that knows none: a pipe on an English Windows, LANG=C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _python() -> Path:
    return ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _has_program(package: str) -> bool:
    program = {
        "poppler-utils": "pdftoppm",
        "xvfb": "Xvfb",
        "binutils": "objdump",
        "xz-utils": "xz",
        "nsis": "makensis",
        "gcc-mingw-w64-x86-64-win32": "x86_64-w64-mingw32-gcc",
    }.get(package, package)
    return sys.platform != "linux" or shutil.which(program) is not None


def _names_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _missing_libraries(needed: dict[str, str]) -> list[str]:
    if sys.platform != "linux":
        return []
    missing = [package for library, package in needed.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install_system_packages(packages: Sequence[str]) -> None:
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        sys.exit(
            f"缺少系统组件,请用本系统的软件包管理器安装与这些 Debian 软件包相当的组件,再重新执行本命令:\n  {names}"
        )
    install = f"apt-get install -y --no-install-recommends {names}"
    allowed = _allowed_to_install()
    if allowed is None:
        sys.exit(f"缺少系统组件,请先运行这一行(需要管理员权限),再重新执行本命令:\n  {_line_to_type(install)}")
    print(f"安装系统组件:{names}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # refreshing the lists may fail for one source and the packages still be there
    subprocess.run([*allowed, "apt-get", "update", "-qq"], env=quiet, check=False)
    if subprocess.run(
        [*allowed, *install.split(), "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL
    ).returncode:
        sys.exit(f"系统组件没有装上,请检查网络或软件源后运行这一行,再重新执行本命令:\n  {_line_to_type(install)}")


def _line_to_type(install: str) -> str:
    """The whole line for a terminal; a Debian set up with a password for root has no sudo."""
    both = f"apt-get update && {install}"
    return f"sudo sh -c '{both}'" if shutil.which("sudo") else f"su - -c '{both}'"


def _allowed_to_install() -> list[str] | None:
    """What to put before apt-get; None where installing is not allowed."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _make_environment() -> None:
    print("建立运行环境 .venv …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=False).returncode:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        sys.exit("运行环境没有建成,请检查磁盘空间和文件夹权限后重试。")


def _install_packages(python: Path, lock: str) -> None:
    """Install what is locked, then the program itself, each unless that has been done for the same files."""
    locked = ROOT / "packaging" / "locks" / f"{lock}.txt"
    packages = f"{lock} {sys.version_info[:2]} {_digest([locked])}"
    program = f"fuzhou-viewer {_digest([ROOT / 'pyproject.toml'])} {ROOT}"
    known = _STAMP.read_text(encoding="utf-8").splitlines() if _STAMP.is_file() else []
    if packages not in known:
        print("安装锁定版本的依赖包(第一次需要几分钟)…", flush=True)
        _pip(python, "install", "--require-hashes", "--only-binary", ":all:", "-r", str(locked))
    if program not in known:
        _pip(python, "install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    if {packages, program} - set(known):
        _STAMP.write_text("\n".join(sorted({*known, packages, program})) + "\n", encoding="utf-8")


def _pip(python: Path, *arguments: str) -> None:
    offline = ["--no-index", "--find-links", str(_WHEELS)] if _WHEELS.is_dir() else []
    command = [str(python), "-m", "pip", "--disable-pip-version-check", *arguments[:1], "-q", *offline, *arguments[1:]]
    if subprocess.run(command, env=environment_variables(), check=False).returncode:
        sys.exit("依赖包没有装上。请检查网络和磁盘空间;没有网络时,先把 .whl 文件放进 packaging/wheels 再执行本命令。")


def _build_library(python: Path) -> None:
    """Build the embedded library anew unless it is the one that these sources made.

    Contents are compared, because times say nothing after a pull, a copy or a restored backup.
    """
    sources = _digest(file for pattern in _LIBRARY_SOURCES for file in ROOT.glob(pattern))
    if _LIBRARY_STAMP.is_file() and _LIBRARY_STAMP.read_text(encoding="utf-8") == f"{sources} {_digest([_LIBRARY])}":
        return
    command = [str(python), str(ROOT / "db" / "build.py")]
    if subprocess.run(command, env=environment_variables(), check=False).returncode:
        sys.exit("内置资料库没有建成,请把上面的信息交给维护人员。")
    _LIBRARY_STAMP.write_text(f"{sources} {_digest([_LIBRARY])}", encoding="utf-8")


def _digest(files: Iterable[Path]) -> str:
    """One hash over the names and contents of `files`, whatever their order."""
    whole = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        whole.update(f"{file.relative_to(ROOT).as_posix()}\0{file.stat().st_size}\0".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()
