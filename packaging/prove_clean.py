"""Proves the two commands on a bare Debian 12: only Python, no compiler, no screen, no fonts.

    sudo python3 packaging/prove_clean.py [--keep FOLDER] [--bring PATH …]

Unpacks Debian with debootstrap (which must be installed), puts the committed state of this checkout
into it and runs there, as somebody who may install nothing and then as root, what the README says.
Where packages come through a proxy or a mirror, `--bring` takes pip's configuration or certificates
along, each to the same path; variables PIP_* and SSL_* go along by themselves.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT

_SUITE, _MIRROR = "bookworm", "http://deb.debian.org/debian"
_HOME = "/opt/viewer"
_ENTER = 'mount --make-rprivate / && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && shift && exec "$@"'
_PNG = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class Machine:
    """An unpacked Debian that commands run in."""

    root: Path
    variables: Mapping[str, str]

    def run(self, *command: str, user: str = "root") -> subprocess.CompletedProcess[str]:
        """Run `command` in the checkout; its words are shown and kept."""
        print(f"\n$ ({user}) {' '.join(command)}", flush=True)
        variables = [f"{name}={value}" for name, value in self.variables.items()]
        inside = ["chroot", str(self.root), "env", "-i", *variables, "sh", "-c", f'cd {_HOME} && exec "$@"', "sh"]
        within = ["unshare", "--mount", "--pid", "--fork", "sh", "-c", _ENTER, "sh", str(self.root), *inside]
        alone = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
        done = subprocess.run(
            [*within, *alone, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        print(done.stdout, end="", flush=True)
        return done


def main() -> int:
    """0 when everything came out as promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="put the machine here and leave it for looking")
    parser.add_argument("--bring", type=Path, nargs="*", default=[], help="files and folders to take along")
    asked = parser.parse_args()
    if asked.keep:
        return _prove(asked.keep, asked.bring)
    with tempfile.TemporaryDirectory() as folder:
        # a folder below it, for the temporary one is closed to everybody else, and it would be the machine's root
        return _prove(Path(folder) / "debian", asked.bring)


def _prove(root: Path, brought: Sequence[Path]) -> int:
    machine = _machine(root, brought)
    found = {
        "没有编译器、图形界面和字体": _is_bare(machine),
        "不能安装的人得到要输入的那一行": _says_what_to_type(machine),
        "运行命令画出窗口并说明": _draws_the_window(machine, "root"),
        "装好后普通用户也能运行": _draws_the_window(machine, "somebody"),
        "测试命令全部通过": machine.run("python3", "packaging/check.py").returncode == 0,
    }
    print()
    for promise, is_kept in found.items():
        print(f"{'是' if is_kept else '否'}  {promise}")
    return 0 if all(found.values()) else 1


def _machine(root: Path, brought: Sequence[Path]) -> Machine:
    _do("debootstrap", "--variant=minbase", "--include=python3,ca-certificates", _SUITE, str(root), _MIRROR)
    for path in brought:
        _bring(path, root / path.absolute().relative_to("/"))
    home = root / _HOME.lstrip("/")
    home.mkdir()
    _do("git", "-C", str(ROOT), "archive", "--output", str(root / "viewer.tar"), "HEAD")
    _do("tar", "-x", "-f", str(root / "viewer.tar"), "-C", str(home))
    _do("chroot", str(root), "useradd", "--create-home", "somebody")
    shutil.copy("/etc/resolv.conf", root / "etc")
    taken = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_"))}
    return Machine(root, {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C", **taken})


def _do(*command: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        sys.exit(f"缺少命令 {command[0]}。")
    subprocess.run([program, *command[1:]], check=True)


def _bring(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(
            source, target, dirs_exist_ok=True, ignore_dangling_symlinks=True, copy_function=_copy_in_place_of
        )
    else:
        _copy_in_place_of(source, target)


def _copy_in_place_of(source: str | Path, target: str | Path) -> None:
    # a link in the machine names a file by its place there; written through, it would be this machine's
    Path(target).unlink(missing_ok=True)
    shutil.copy2(source, target)


def _is_bare(machine: Machine) -> bool:
    tools = machine.run("sh", "-c", "command -v gcc cc Xvfb Xorg fc-list; ls -d /usr/share/fonts 2>/dev/null; true")
    return not tools.stdout and machine.run("python3", "--version").stdout.startswith("Python 3.11")


def _says_what_to_type(machine: Machine) -> bool:
    told = machine.run("python3", "packaging/start.py", user="somebody")
    return told.returncode == 1 and "su - -c 'apt-get update && apt-get install " in told.stdout


def _draws_the_window(machine: Machine, user: str) -> bool:
    picture = machine.root / "home" / "somebody" / "fuzhou-viewer.png"
    picture.unlink(missing_ok=True)
    told = machine.run("sh", "-c", f"cd ~somebody && python3 {_HOME}/packaging/start.py", user=user)
    return told.returncode == 0 and "没有图形界面" in told.stdout and picture.read_bytes().startswith(_PNG)


if __name__ == "__main__":
    sys.exit(main())
