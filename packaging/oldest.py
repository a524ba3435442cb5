"""Builds the program for Linux on Debian 11, so that it runs on systems as old as glibc 2.28: UOS 20, Kylin V10.

    sudo python3 packaging/oldest.py [--keep FOLDER] [--bring PATH …]

Unpacks Debian 11 with debootstrap (which must be installed), makes Python 3.11 there from Debian 12's sources
(old_python.sh), and runs packaging/linux.py there on the committed state of this checkout; what it makes is put
into dist/. A folder given with --keep that holds such a machine already is used again, without making Python anew.
PySide6 is 6.9 there, the last whose wheels run on glibc 2.28 (locks/oldest.txt).
"""

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from environment import ROOT
from linux import moment
from machine import HOME, MIRROR, Machine, lay_checkout, told_where, unpacked, usual_variables

_PACKAGES = """
ca-certificates file gcc libc6-dev make patch pkg-config tcl dpkg-dev binutils xz-utils
zlib1g-dev libbz2-dev liblzma-dev libffi-dev libssl-dev uuid-dev
libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libx11-xcb1 libxkbcommon-x11-0
libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render0 libxcb-render-util0
libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
"""
_PYTHON = "/opt/python/bin/python3"


def main() -> int:
    """0 when the program has been made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    return told_where(parser, _build)


def _build(root: Path, asked: argparse.Namespace) -> int:
    machine = _with_python(root, asked)
    lay_checkout(machine)
    dated = replace(machine, variables={**machine.variables, "SOURCE_DATE_EPOCH": moment()})
    dated.must(_PYTHON, "packaging/linux.py", "--lock", "oldest")
    fetch(root / HOME.lstrip("/") / "dist", ROOT / "dist")
    return 0


def fetch(made: Path, target: Path) -> None:
    """Put what was made into `target`, in place of what is called the same there; what only served stays."""
    target.mkdir(exist_ok=True)
    for one in sorted(made.iterdir()):
        there = target / one.name
        if one.name == "work":
            continue
        if one.is_dir():
            shutil.rmtree(there, ignore_errors=True)
            shutil.copytree(one, there, symlinks=True)
        else:
            shutil.copy2(one, there)


def _with_python(root: Path, asked: argparse.Namespace) -> Machine:
    """The machine with the Python that the program is made with."""
    variables = {**usual_variables(), "LANG": "C.UTF-8"}
    if (root / _PYTHON.lstrip("/")).is_file():
        shutil.rmtree(root / HOME.lstrip("/"), ignore_errors=True)
        (root / HOME.lstrip("/")).mkdir()
        return Machine(root, variables)
    machine = unpacked(root, "bullseye", _PACKAGES.split(), asked.bring)
    machine = replace(machine, variables=variables)
    shutil.copy(ROOT / "packaging" / "old_python.sh", root / "root")
    machine.must("sh", "/root/old_python.sh", MIRROR)
    return machine


if __name__ == "__main__":
    sys.exit(main())
