"""What the two commands share: an environment with the locked packages, and the system's libraries.

Runs on a bare Python 3.11 or newer with nothing installed; knows Debian's packages by name.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
_OLDEST = (3, 11)
_WHEELS = ROOT / "packaging" / "wheels"
_STAMP = ENVIRONMENT / "ready.txt"

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
    """Make everything ready for `lock` (runtime or develop); the environment's python.

    `programs` are commands to be there too, named like their Debian packages.
    Leaves with one clear line when something must be done by hand first.
    """
    if sys.version_info < _OLDEST:
        sys.exit(f"需要 Python 3.11 或更新的版本,这里是 {sys.version.split()[0]}。")
    _install_system_packages([*_missing_libraries(), *(p for p in programs if not _has_program(p))])
    python = _python()
    if not python.is_file():
        _make_environment()
    _install_packages(python, lock)
    return python


def environment_variables() -> dict[str, str]:
    """The variables to run with: bytecode is kept, because starting without it takes three times as long."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _python() -> Path:
    return ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _has_program(package: str) -> bool:
    program = {"poppler-utils": "pdftoppm", "xvfb": "Xvfb"}.get(package, package)
    return sys.platform != "linux" or shutil.which(program) is not None


def _missing_libraries() -> list[str]:
    if sys.platform != "linux":
        return []
    missing = [package for library, package in (_DRAWING | _SCREEN).items() if not _loads(library)]
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
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    allowed = _allowed_to_install()
    if allowed is None:
        sys.exit(f"缺少系统组件,请先运行这一行(需要管理员权限),再重新执行本命令:\n  sudo {line}")
    print(f"安装系统组件:{' '.join(packages)}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # refreshing the lists may fail for one source and the packages still be there
    subprocess.run([*allowed, "apt-get", "update", "-qq"], env=quiet, check=False)
    if subprocess.run([*allowed, *line.split(), "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"系统组件没有装上,请检查网络或软件源后运行:\n  sudo {line}")


def _allowed_to_install() -> list[str] | None:
    """What to put before apt-get; None where installing is not allowed."""
    if not shutil.which("apt-get"):
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _make_environment() -> None:
    print("建立运行环境 .venv …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=False).returncode:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        sys.exit("运行环境没有建成,请检查磁盘空间和文件夹权限后重试。")


def _install_packages(python: Path, lock: str) -> None:
    locked = ROOT / "packaging" / "locks" / f"{lock}.txt"
    wanted = f"{lock} {sys.version_info[:2]} {hashlib.sha256(locked.read_bytes()).hexdigest()} {ROOT}"
    known = _STAMP.read_text(encoding="utf-8").splitlines() if _STAMP.is_file() else []
    if wanted not in known:
        print("安装锁定版本的依赖包(第一次需要几分钟)…", flush=True)
        _pip(python, "install", "--require-hashes", "--only-binary", ":all:", "-r", str(locked))
        _pip(python, "install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
        _STAMP.write_text("\n".join([*known, wanted]) + "\n", encoding="utf-8")
    _build_library(python)


def _pip(python: Path, *arguments: str) -> None:
    offline = ["--no-index", "--find-links", str(_WHEELS)] if _WHEELS.is_dir() else []
    command = [str(python), "-m", "pip", "--disable-pip-version-check", *arguments[:1], "-q", *offline, *arguments[1:]]
    if subprocess.run(command, env=environment_variables(), check=False).returncode:
        sys.exit("依赖包没有装上。请检查网络;没有网络时,先把 .whl 文件放进 packaging/wheels 再执行本命令。")


def _build_library(python: Path) -> None:
    """Build the embedded library anew when what it is made from has changed."""
    library = ROOT / "db" / "library.sqlite3"
    made_from = [
        *(ROOT / "resources").glob("*/*.t*"),
        *(ROOT / "fuzhou_viewer").glob("[crs]*/*.py"),
        ROOT / "db" / "build.py",
    ]
    newest = max(file.stat().st_mtime for file in made_from)
    if library.is_file() and library.stat().st_mtime >= newest:
        return
    if subprocess.run(
        [str(python), str(ROOT / "db" / "build.py")], env=environment_variables(), check=False
    ).returncode:
        sys.exit("内置资料库没有建成。")
