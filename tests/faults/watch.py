"""Watching a run of the program for what it must never do: sockets, and files that a text named."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_CALLS = "open,openat,creat,connect,bind,sendto,execve,stat,newfstatat,access,faccessat2,readlink,statx"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a watched run did: its exit status and words, sockets reached, and calls that name CANARY."""

    status: int
    words: str
    sockets: tuple[str, ...]
    canaries: tuple[str, ...]
    is_cut_off: bool


def watched_tour(folder: Path) -> Seen:
    """Run the tour under strace, in a network namespace with nothing in it where that is allowed."""
    log = folder / "watch.log"
    is_cut_off = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    own = folder / "own"
    own.mkdir()
    command = [
        *(["unshare", "-n"] if is_cut_off else []),
        *["strace", "-f", "-qq", "-s", "300", "-o", str(log), "-e", f"trace={_CALLS}"],
        *[sys.executable, str(Path(__file__).with_name("tour.py")), str(own)],
    ]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    mine = re.escape(str(own))
    sockets = tuple(line for line in lines if re.search(r"\b(connect|bind|sendto)\(", line) and "AF_INET" in line)
    # the report itself and the program's own command line bear the word too
    canaries = tuple(
        line for line in lines if "CANARY" in line and not re.search(f"execve|{mine}/CANARY.html.txt", line)
    )
    shutil.rmtree(own, ignore_errors=True)
    return Seen(done.returncode, done.stdout + done.stderr[-2000:], sockets, canaries, is_cut_off)
