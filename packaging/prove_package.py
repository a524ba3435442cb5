"""Proves the .deb and the tar on a bare Debian 12 without Python, without a network and without fonts.

    sudo python3 packaging/prove_package.py [--keep FOLDER] [--suite NAME]   after packaging/linux.py or oldest.py

Unpacks Debian with debootstrap (which must be installed) and what the package asks for, and from then on has no
network: installs, starts under Xvfb, searches, makes a PDF, upgrades from an older version with the notes kept,
removes; then everything that may go wrong on an office PC.
"""

import argparse
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from debian import NAME
from environment import ROOT
from linux import version
from machine import Machine, do, tell, told_where, unpacked

_DEB = ROOT / "dist" / f"{NAME}_{version()}_amd64.deb"
_TAR = ROOT / "dist" / f"{NAME}-{version()}-linux-x86_64.tar.xz"
_INSTALLED = f"/usr/lib/{NAME}"
_SCREEN = ("xvfb", "xdotool", "xz-utils")
_PERSON = "/home/somebody/张 三的 文件夹"
_DEEP = "/opt/" + "/".join(["a-rather-long-folder-name-很长的" * 2] * 4)
"""Over 200 characters, and fewer than the 512 bytes that SQLite opens."""
_OPEN = """
rm -f /tmp/.X9-lock /tmp/.X11-unix/X9
Xvfb :9 -screen 0 1500x950x24 >/dev/null 2>&1 &
screen=$!
export DISPLAY=:9
for _ in $(seq 50); do [ -S /tmp/.X11-unix/X9 ] && break; sleep 0.1; done
"$@" & program=$!
for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible --name 工作总结 2>/dev/null | head -1)
    [ -n "$window" ] && break
    sleep 0.2
done
[ -n "$window" ] || { echo 没有窗口; kill $program $screen; exit 1; }
sleep 4
xdotool windowfocus "$window" key ctrl+f; sleep 1
xdotool type 2022; xdotool key Return; sleep 2
xdotool key Escape ctrl+shift+b; sleep 3
xdotool key ctrl+q
wait $program; status=$?
kill $screen; wait $screen
echo "窗口关上,退出码 $status"
exit $status
"""


def main() -> int:
    """0 when everything came out as promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", default="bookworm", help="Debian's name of the release to try")
    return told_where(parser, _prove)


def _prove(root: Path, asked: argparse.Namespace) -> int:
    machine = unpacked(root, asked.suite, [*_wanted(), *_SCREEN], asked.bring)
    machine = replace(
        machine,
        home="/",
        apart=("--net",),
        variables={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": _PERSON, "LANG": "C.UTF-8"},
    )
    packages = root / "packages"
    packages.mkdir()
    shutil.copy(_DEB, packages / "new.deb")
    _repacked("old", packages, Version="0.0.1")
    _repacked("arm", packages, Architecture="arm64")
    _repacked("glibc", packages, **{"Pre-Depends": "libc6 (>= 99)"})
    _repacked("missing", packages, **{"Pre-Depends": "libnowhere1"})
    machine.run("install", "-d", "-o", "somebody", _PERSON)
    found = {
        "没有 Python,没有网络": machine.run("sh", "-c", "command -v python3; ls /sys/class/net").stdout != ""
        and not _python(machine)
    }
    found |= _refusals(machine)
    found |= _use(machine)
    found |= _tar(machine)
    return tell(found)


def _python(machine: Machine) -> str:
    return machine.run("sh", "-c", "command -v python3 python || true").stdout


def _wanted() -> list[str]:
    """The packages that the .deb asks for; of two that may stand for each other the first."""
    asked = ["dpkg-deb", "-f", str(_DEB), "Pre-Depends"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return [re.split(r"[ |(]", wish.strip())[0] for wish in told.split(",")]


def _repacked(name: str, packages: Path, **fields: str) -> None:
    """The same package with other control data, and little in it where it is to be refused."""
    tree = packages / name
    do("dpkg-deb", "-R", str(_DEB), str(tree))
    control = tree / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    for field, value in fields.items():
        text = re.sub(rf"^{field}: .*$", f"{field}: {value}", text, flags=re.MULTILINE)
    control.write_text(text, encoding="utf-8")
    do("dpkg-deb", "-Zgzip", "-z1", "--build", str(tree), str(packages / f"{name}.deb"))
    shutil.rmtree(tree)


def _refusals(machine: Machine) -> dict[str, bool]:
    """What cannot be installed is refused before anything is unpacked."""
    wrong = {
        "处理器不对:说明,什么也没装": ("arm", "arm64"),
        "glibc 太旧:说明,什么也没装": ("glibc", "libc6"),
        "缺系统组件:说明,什么也没装": ("missing", "libnowhere1"),
    }
    found = {promise: _is_refused(machine, name, said) for promise, (name, said) in wrong.items()}
    place = f"mkdir -p {_INSTALLED} && mount -t tmpfs -o size=60m none {_INSTALLED} && dpkg -i /packages/new.deb"
    told = machine.run("sh", "-c", place)
    found["装到一半磁盘满:说明,恢复原样"] = (
        told.returncode != 0 and "No space left" in told.stdout and _is_absent(machine)
    )
    return found


def _is_refused(machine: Machine, name: str, said: str) -> bool:
    told = machine.run("dpkg", "-i", f"/packages/{name}.deb")
    return told.returncode != 0 and said in told.stdout and _is_absent(machine)


def _is_absent(machine: Machine) -> bool:
    """Whether neither a file nor a mark of half an installation is there."""
    status = machine.run("sh", "-c", f"dpkg-query -W -f='${{db:Status-Status}}' {NAME} 2>/dev/null || true").stdout
    shutil.rmtree(machine.root / _INSTALLED[1:], ignore_errors=True)
    return status in ("", "not-installed") and not (machine.root / "usr" / "bin" / NAME).is_symlink()


def _use(machine: Machine) -> dict[str, bool]:
    """Install the older version, use it, upgrade, use that, remove."""
    notes = machine.root / _PERSON[1:] / ".local" / "share" / NAME / "user.db"
    pdf = machine.root / _PERSON[1:] / "第三章.pdf"
    found = {"没有网络时装上": machine.run("dpkg", "-i", "/packages/old.deb").returncode == 0}
    found["打开窗口、查找、加书签、关上"] = _opens(machine, NAME)
    before = _kept(notes)
    found["升级"] = machine.run("dpkg", "-i", "/packages/new.deb").returncode == 0
    found["升级后再打开,批注都在"] = _opens(machine, NAME) and _kept(notes) >= before > 0
    found["装好的文件与清单一致"] = not machine.run("dpkg", "--verify", NAME).stdout
    found["查找"] = "找到 3 处" in machine.run(NAME, "search", "人民调解", user="somebody").stdout
    machine.run(NAME, "export", "--sections", "三", "--to", f"{_PERSON}/第三章.pdf", user="somebody")
    found["存 PDF"] = pdf.is_file() and pdf.read_bytes().startswith(b"%PDF")
    machine.run(NAME, "export", "--sections", "三", "--to", f"{_PERSON}/三.docx", user="somebody")
    told = machine.run(NAME, "outline", f"{_PERSON}/三.docx", user="somebody").stdout
    found["读 Word 文件(另一个进程里)"] = "全面深化依法治市实践" in told
    removed = machine.run("dpkg", "--purge", NAME).returncode == 0
    found["卸载干净,批注留着"] = removed and not (machine.root / _INSTALLED[1:]).exists() and _kept(notes) > 0
    return found


def _opens(machine: Machine, *program: str) -> bool:
    return machine.run("sh", "-c", _OPEN, "sh", *program, user="somebody").returncode == 0


def _kept(notes: Path) -> int:
    """How many notes and bookmarks the file holds."""
    if not notes.is_file():
        return -1
    with closing(sqlite3.connect(f"file:{notes}?mode=ro", uri=True)) as opened:
        return int(opened.execute("select count(*) from kept").fetchone()[0])


def _tar(machine: Machine) -> dict[str, bool]:
    """The folder that runs from anywhere, and its folder `portable`."""
    deep = machine.root / _DEEP[1:]
    deep.mkdir(parents=True)
    do("tar", "-xf", str(_TAR), "-C", str(deep))
    program, portable = f"{_DEEP}/{NAME}/{NAME}", deep / NAME / "portable"
    found = {"路径超过 200 字也能用": "找到 3 处" in machine.run(program, "search", "人民调解", user="somebody").stdout}
    portable.mkdir()
    report = f"{_PERSON}/报告.txt"
    (machine.root / report[1:]).write_text("一、工作情况\n办理案件12件。\n", encoding="utf-8")
    told = machine.run(program, "import", report, user="somebody")
    found["portable 不能写:说明,存在本机"] = "不能写入" in told.stdout and not list(portable.iterdir())
    portable.chmod(0o777)
    told = machine.run(program, "import", report, user="somebody")
    found["portable 能写:数据都在里面"] = "不能写入" not in told.stdout and (portable / "library").is_dir()
    machine.run("mv", "/usr/lib/x86_64-linux-gnu/libGL.so.1", "/root")
    told = machine.run(program, user="somebody")
    found["缺图形组件:一句话说明"] = (
        told.returncode == 2 and "libGL.so.1" in told.stdout and "Traceback" not in told.stdout
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
