"""An unpacked Debian that commands run in: what a program does on a machine where nothing was prepared.

Needs root and debootstrap. Where packages come through a proxy or a mirror, what is brought along
(pip's configuration, certificates) lies at the same path inside; variables PIP_* and SSL_* go along by themselves.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from environment import ROOT

HOME = "/opt/viewer"
"""Where the checkout lies in a machine."""
MIRROR = "http://deb.debian.org/debian"
_ENTER = 'mount --make-rprivate / && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && shift && exec "$@"'


@dataclass(frozen=True, slots=True)
class Machine:
    """An unpacked Debian that commands run in."""

    root: Path
    variables: Mapping[str, str]
    home: str = HOME
    """The folder that commands run in."""
    apart: tuple[str, ...] = field(default=())
    """Further namespaces of its own, as unshare names them: --net for no network."""

    def run(self, *command: str, user: str = "root") -> subprocess.CompletedProcess[str]:
        """Run `command`; its words are shown and kept."""
        print(f"\n$ ({user}) {' '.join(command)}", flush=True)
        variables = [f"{name}={value}" for name, value in self.variables.items()]
        inside = ["chroot", str(self.root), "env", "-i", *variables, "sh", "-c", 'cd "$0" && exec "$@"', self.home]
        apart = ["unshare", "--mount", "--pid", "--fork", *self.apart]
        within = [*apart, "sh", "-c", _ENTER, "sh", str(self.root), *inside]
        alone = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
        done = subprocess.run(
            [*within, *alone, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        print(done.stdout, end="", flush=True)
        return done

    def must(self, *command: str) -> None:
        """Run `command` as root. Leaves when it fails."""
        if self.run(*command).returncode:
            sys.exit(f"没有做成:{' '.join(command)}")


def unpacked(root: Path, suite: str, packages: Sequence[str], brought: Sequence[Path]) -> Machine:
    """Debian's `suite` in the new folder `root` with `packages`, and a person called somebody."""
    do("debootstrap", "--variant=minbase", f"--include={','.join(packages)}", suite, str(root), MIRROR)
    for path in brought:
        _bring(path, root / path.absolute().relative_to("/"))
    (root / HOME.lstrip("/")).mkdir()
    do("chroot", str(root), "useradd", "--create-home", "somebody")
    shutil.copy("/etc/resolv.conf", root / "etc")
    return Machine(root, usual_variables())


def usual_variables() -> dict[str, str]:
    """The variables that commands run with."""
    taken = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_"))}
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C", **taken}


def lay_checkout(machine: Machine) -> None:
    """Put the committed state of this checkout into the machine."""
    do("git", "-C", str(ROOT), "archive", "--output", str(machine.root / "viewer.tar"), "HEAD")
    do("tar", "-x", "-f", str(machine.root / "viewer.tar"), "-C", str(machine.root / HOME.lstrip("/")))


def told_where(parser: argparse.ArgumentParser, work: Callable[[Path, argparse.Namespace], int]) -> int:
    """Do `work` in the folder asked for with --keep, or in one that is gone afterwards."""
    parser.add_argument("--keep", type=Path, help="put the machine here and leave it for looking")
    parser.add_argument("--bring", type=Path, nargs="*", default=[], help="files and folders to take along")
    asked = parser.parse_args()
    if asked.keep:
        return work(asked.keep, asked)
    with tempfile.TemporaryDirectory() as folder:
        # a folder below it, for the temporary one is closed to everybody else, and it would be the machine's root
        return work(Path(folder) / "debian", asked)


def tell(found: Mapping[str, bool]) -> int:
    """Say which promises were kept; 0 when all were."""
    print()
    for promise, is_kept in found.items():
        print(f"{'是' if is_kept else '否'}  {promise}")
    return 0 if all(found.values()) else 1


def do(*command: str) -> None:
    """Run `command` on this machine. Leaves when it is not there."""
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
