"""Builds the program for Linux: a folder, a tar that runs from any folder, and a .deb.

python3 packaging/linux.py                 everything lands in dist/
python3 packaging/linux.py --lock oldest   with the libraries that old systems can load

Build on the oldest system the program is for: it will not run on one with an older C library. packaging/oldest.py
does so, whatever system it is run on.
The same commit gives the same bytes on the same system; SOURCE_DATE_EPOCH is the commit's time unless it is set.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from debian import NAME, laid_out, packed, with_modes
from environment import ROOT, environment_variables, prepare
from trimming import trim

_PROGRAMS = ("binutils", "xz-utils", "tar")
_DIST = ROOT / "dist"
_BUILD = _DIST / "work"
_LONG_AGO = "315532800"  # 1980: the oldest time a zip archive can tell


def main() -> int:
    """0 when the folder, the tar and the .deb have been made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lock", choices=("runtime", "oldest"), default="runtime")
    prepare(parser.parse_args().lock)
    python = prepare("package", _PROGRAMS)
    when, number = moment(), version()
    os.environ |= {"SOURCE_DATE_EPOCH": when, "PYTHONHASHSEED": "0"}
    folder = _frozen(python)
    print("—— tar", flush=True)
    archive = _archived(folder, _DIST / f"{NAME}-{number}-linux-x86_64.tar.xz", when)
    print("—— deb", flush=True)
    package = _DIST / f"{NAME}_{number}_amd64.deb"
    laid_out(folder, _BUILD / "deb", number, datetime.fromtimestamp(int(when), UTC).date().isoformat())
    packed(_BUILD / "deb", package, number)
    for made in (folder, archive, package):
        print(f"{_size(made) / 1e6:6.1f} MB  {made.relative_to(ROOT)}")
    return 0


def version() -> str:
    """The program's version, as pyproject.toml has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def moment() -> str:
    """Seconds since 1970 that every file is dated with."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return told
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() or _LONG_AGO
    except (OSError, subprocess.CalledProcessError):
        return _LONG_AGO


def _frozen(python: Path) -> Path:
    """The program in a folder that needs no Python."""
    print("—— PyInstaller", flush=True)
    command = [
        *(str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", str(_DIST), "--workpath", str(_BUILD / "work")),
        str(ROOT / "packaging" / "fuzhou_viewer.spec"),
    ]
    if subprocess.run(command, cwd=ROOT, env=environment_variables(), check=False).returncode:
        sys.exit("程序没有打包成功,原因见上面几行。")
    folder = _DIST / NAME
    trim(folder / "_internal")
    told = [str(python), str(ROOT / "packaging" / "bill.py"), str(folder / "_internal")]
    subprocess.run(told, cwd=ROOT, env=environment_variables(), check=True)
    with_modes(folder)
    return folder


def _archived(folder: Path, target: Path, when: str) -> Path:
    command = [
        *("tar", "--sort=name", f"--mtime=@{when}", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu"),
        *("--use-compress-program=xz -9e -T1", "-cf", str(target), "-C", str(folder.parent), folder.name),
    ]
    target.unlink(missing_ok=True)
    subprocess.run(command, check=True)
    return target


def _size(made: Path) -> int:
    files = made.rglob("*") if made.is_dir() else [made]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


if __name__ == "__main__":
    shutil.rmtree(_BUILD, ignore_errors=True)
    sys.exit(main())
