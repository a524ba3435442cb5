"""Proves the two commands on a bare Debian 12: only Python, no compiler, no screen, no fonts.

    sudo python3 packaging/prove_clean.py [--keep FOLDER] [--bring PATH …]

Unpacks Debian with debootstrap (which must be installed), puts the committed state of this checkout
into it and runs there, as somebody who may install nothing and then as root, what the README says.
"""

import argparse
import sys
from pathlib import Path

from machine import HOME, Machine, lay_checkout, tell, told_where, unpacked

_PNG = b"\x89PNG"


def main() -> int:
    """0 when everything came out as promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    return told_where(parser, _prove)


def _prove(root: Path, asked: argparse.Namespace) -> int:
    machine = unpacked(root, "bookworm", ("python3", "ca-certificates"), asked.bring)
    lay_checkout(machine)
    return tell(
        {
            "没有编译器、图形界面和字体": _is_bare(machine),
            "不能安装的人得到要输入的那一行": _says_what_to_type(machine),
            "运行命令画出窗口并说明": _draws_the_window(machine, "root"),
            "装好后普通用户也能运行": _draws_the_window(machine, "somebody"),
            "测试命令全部通过": machine.run("python3", "packaging/check.py").returncode == 0,
        }
    )


def _is_bare(machine: Machine) -> bool:
    tools = machine.run("sh", "-c", "command -v gcc cc Xvfb Xorg fc-list; ls -d /usr/share/fonts 2>/dev/null; true")
    return not tools.stdout and machine.run("python3", "--version").stdout.startswith("Python 3.11")


def _says_what_to_type(machine: Machine) -> bool:
    told = machine.run("python3", "packaging/start.py", user="somebody")
    return told.returncode == 1 and "su - -c 'apt-get update && apt-get install " in told.stdout


def _draws_the_window(machine: Machine, user: str) -> bool:
    picture = machine.root / "home" / "somebody" / "fuzhou-viewer.png"
    picture.unlink(missing_ok=True)
    told = machine.run("sh", "-c", f"cd ~somebody && python3 {HOME}/packaging/start.py", user=user)
    return told.returncode == 0 and "没有图形界面" in told.stdout and picture.read_bytes().startswith(_PNG)


if __name__ == "__main__":
    sys.exit(main())
