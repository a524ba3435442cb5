"""Tries the setup for Windows under Wine, as far as Wine goes: installing, starting, using, upgrading, removing.

    sudo python3 packaging/prove_windows.py [--keep FOLDER]   after packaging/windows.py

Unpacks Debian 13 with debootstrap (which must be installed), whose Wine 10 has what Qt asks of Windows 10 but ICU;
an empty icuuc.dll stands in for that. It lacks functions of complex numbers that numpy takes from the C library, so
the window is only seen to come: when the charts load, a second later, Wine ends it.
Wine is not Windows: what comes out well here may fail there.
"""

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from debian import NAME
from environment import ROOT
from linux import version
from machine import HOME, lay_checkout, tell, told_where, unpacked
from trimming import told

_SETUP = ROOT / "dist" / f"{NAME}-{version()}-setup.exe"
_PACKAGES = ("python3", "wine64", "xvfb", "xdotool", "binutils", "gcc-mingw-w64-x86-64-win32")
_INSIDE = "--in-the-machine"
_WINE = "/usr/lib/wine/wine64"
_DISPLAY = ":86"
_LONGEST_S = 120


@dataclass(frozen=True, slots=True)
class Wine:
    """A Windows in a folder."""

    prefix: Path

    @property
    def local(self) -> Path:
        """Where a person's programs and data lie."""
        (user,) = (folder for folder in (self.prefix / "drive_c" / "users").iterdir() if folder.name != "Public")
        return user / "AppData" / "Local"

    @property
    def installed(self) -> Path:
        """Where the setup puts the program."""
        return self.local / "Programs" / NAME

    def variables(self) -> Mapping[str, str]:
        """What Wine is run with; no network is reached through a proxy either."""
        return os.environ | {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEARCH": "win64",
            "DISPLAY": _DISPLAY,
        }

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        return subprocess.run(
            [_WINE, *map(str, command)],
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST_S,
            check=False,
        )


def main() -> int:
    """0 when everything came out as promised."""
    if sys.argv[1:2] == [_INSIDE]:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _screen():
            return _prove(Wine(Path(folder) / "wine"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    return told_where(parser, _in_machine)


def _in_machine(root: Path, asked: argparse.Namespace) -> int:
    machine = unpacked(root, "trixie", _PACKAGES, asked.bring)
    lay_checkout(machine)
    inside = root / HOME.lstrip("/") / "dist"
    inside.mkdir()
    shutil.copy(_SETUP, inside)
    apart = replace(machine, apart=("--net",), variables={**machine.variables, "LANG": "C.UTF-8", "HOME": "/root"})
    return apart.run("python3", "packaging/prove_windows.py", _INSIDE).returncode


@contextmanager
def _screen() -> Iterator[None]:
    command = ["Xvfb", _DISPLAY, "-screen", "0", "1500x950x24"]
    screen = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        screen.terminate()
        screen.wait()


def _prove(wine: Wine) -> int:
    wine.run("wineboot.exe", "-i")
    wine.run("winecfg.exe", "/v", "win7")
    found = {"旧版 Windows 上说明并不装": wine.run(_SETUP, "/S").returncode == 2 and not wine.installed.exists()}
    wine.run("winecfg.exe", "/v", "win10")
    found["装上,不要管理员"] = wine.run(_SETUP, "/S").returncode == 0 and (wine.installed / f"{NAME}.exe").is_file()
    _stand_in_for_icu(wine.installed / "app" / "PySide6")
    found["开始菜单里有"] = len(list(wine.prefix.rglob("Start Menu/Programs/*.lnk"))) == 1
    found["装好时已备好字节码"] = len(list(wine.installed.rglob("*.pyc"))) > 500
    cli = wine.installed / f"{NAME}-cli.exe"
    found["查找"] = "找到 3 处" in wine.run(cli, "search", "人民调解").stdout
    found["读 Word 文件(另一个进程里)"] = _reads_word(wine, cli)
    found["打开窗口"] = _opens(wine)
    found["存 PDF"] = _writes_pdf(wine, cli)
    found["登记了文件类型"] = "fuzhou-viewer.report" in _registry(wine)
    own = wine.local / NAME / "library" / "library.sqlite3"
    wine.run(cli, "import", "C:\\工作 总结.docx")
    before = _reports(own)
    found["重装(升级)后自己的资料库还在"] = wine.run(_SETUP, "/S").returncode == 0 and _reports(own) == before > 0
    found["卸载干净,自己的资料库留着"] = _removed(wine) and _reports(own) == before
    return tell(found)


def _stand_in_for_icu(folder: Path) -> None:
    """A library whose functions do nothing, with the names that Qt's asks ICU for."""
    listed = told(folder / "Qt6Core.dll").split("DLL Name: icuuc.dll", 1)[1].split("DLL Name:", 1)[0]
    names = re.findall(r"\b(u[cC]?[nN]\w+_\w+|UCNV_\w+)$", listed, re.MULTILINE)
    code = "".join(f"__declspec(dllexport) void *{name}(void) {{ return 0; }}\n" for name in sorted(set(names)))
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "icuuc.c"
        source.write_text(code, encoding="ascii")
        command = ["x86_64-w64-mingw32-gcc", "-shared", "-o", str(folder / "icuuc.dll"), str(source)]
        subprocess.run(command, check=True)


def _reads_word(wine: Wine, cli: Path) -> bool:
    target = wine.prefix / "drive_c" / "工作 总结.docx"
    wine.run(cli, "export", "--sections", "三", "--to", f"C:\\{target.name}")
    return "全面深化依法治市实践" in wine.run(cli, "outline", f"C:\\{target.name}").stdout


def _writes_pdf(wine: Wine, cli: Path) -> bool:
    wine.run(cli, "export", "--sections", "三", "--to", "C:\\三.pdf")
    made = wine.prefix / "drive_c" / "三.pdf"
    return made.is_file() and made.read_bytes().startswith(b"%PDF")


def _opens(wine: Wine) -> bool:
    """Whether the window comes."""
    started = subprocess.Popen([_WINE, str(wine.installed / f"{NAME}.exe")], env=wine.variables())
    window = _awaited(lambda: _keys("search", "--onlyvisible", "--name", "工作总结"))
    wine.run("wineboot.exe", "-e", "-f")
    started.wait()
    return bool(window)


def _keys(*command: str) -> str:
    done = subprocess.run(
        ["xdotool", *command],  # noqa: S607
        env=os.environ | {"DISPLAY": _DISPLAY},
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout.split() or [""])[0]


def _awaited(ask: Callable[[], str]) -> str:
    """What `ask` answers as soon as it answers something; nothing when it never does."""
    until = time.monotonic() + _LONGEST_S
    while not (answer := ask()) and time.monotonic() < until:
        time.sleep(0.5)
    return answer


def _registry(wine: Wine) -> str:
    return wine.run("reg.exe", "query", "HKCU\\Software\\Classes\\.docx\\OpenWithProgids").stdout


def _reports(library: Path) -> int:
    if not library.is_file():
        return -1
    with closing(sqlite3.connect(library)) as opened:
        return int(opened.execute("select count(*) from holding").fetchone()[0])


def _removed(wine: Wine) -> bool:
    # started in place, an uninstaller goes on in a copy of itself and answers at once
    wine.run(wine.installed / "uninstall.exe", "/S", f"_?=C:{_within(wine)}")
    left = [file for file in wine.installed.rglob("*") if file.name != "uninstall.exe"]
    return not left and not list(wine.prefix.rglob("Start Menu/Programs/*.lnk"))


def _within(wine: Wine) -> str:
    return "\\" + str(wine.installed.relative_to(wine.prefix / "drive_c")).replace("/", "\\")


if __name__ == "__main__":
    sys.exit(main())
