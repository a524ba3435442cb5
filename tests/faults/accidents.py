"""Accidents while the program works: the power cut, a kill, a disk that is full or fails."""

import os
import random
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from faults.deeds import known, prepare
from faults.promises import broken_promises, promises
from faults.replay import deeds_command, files_below, laid_out, recorded, state

_WRITES = "pwrite64,write,ftruncate,fsync,fdatasync"
_WHAT = {
    "enospc": "error=ENOSPC:when={n}+",
    "enospc-once": "error=ENOSPC:when={n}",
    "eio": "error=EIO:when={n}+",
    "eio-once": "error=EIO:when={n}",
    "kill": "signal=KILL:when={n}",
}


@dataclass
class Outcome:
    """How many accidents there were, how many promises were made before them, and which were broken."""

    accidents: int = 0
    promised: int = 0
    refusals: int = 0
    broken: list[str] = field(default_factory=list)


def cut_off(scenario: str, moments: int, seed: int, place: Path) -> Outcome:
    """Replay the scenario up to `moments` moments, twice each: after a kill and after a power cut."""
    # rename keeps inode identity; the folder must have one fixed path for the recorded names to fit
    folder = place / f"cut-{scenario}"
    prepare(scenario, folder)
    start = files_below(folder)
    events = recorded(deeds_command(scenario, folder), folder)
    chance = random.Random(seed)
    outcome = Outcome()
    cuts = sorted(chance.sample(range(1, len(events) + 1), min(moments, len(events))))
    for cut in cuts:
        told = [event.other for event in events[:cut] if event.kind == "ack"]
        wanted = known(scenario) | promises(told)
        for mode in ("kill", "power"):
            with tempfile.TemporaryDirectory(dir=place) as found:
                files = state(start, events[:cut], chance if mode == "power" else None)
                laid_out(files, folder, Path(found, "own"))
                outcome.accidents += 1
                outcome.promised += len(wanted)
                outcome.broken += [
                    f"{scenario} {mode} at {cut}: {b}" for b in broken_promises(Path(found, "own"), wanted)
                ]
    return outcome


def failing(scenario: str, fault: str, numbers: list[int], place: Path) -> Outcome:
    """Let the N-th write, cut or sync below the folder fail (and for enospc and eio all later ones)."""
    base = place / f"base-{scenario}"
    if not base.exists():
        prepare(scenario, base)
    outcome = Outcome()
    for number in numbers:
        folder = place / f"fail-{scenario}-{fault}-{number}"
        shutil.copytree(base, folder)
        done = _run_with(fault, number, scenario, folder)
        lines = done.stdout.splitlines()
        wanted = known(scenario) | promises([line for line in lines if line.startswith("ACK ")])
        outcome.accidents += 1
        outcome.promised += len(wanted)
        outcome.refusals += sum(line.startswith("SAID ") for line in lines)
        where = f"{scenario} {fault} {number}"
        outcome.broken += [f"{where}: {b}" for b in broken_promises(folder, wanted)]
        if done.returncode not in (0, -9, 137):
            outcome.broken.append(f"{where}: ended with {done.returncode}: {done.stderr[-400:]}")
        shutil.rmtree(folder)
    return outcome


def _run_with(fault: str, number: int, scenario: str, folder: Path) -> subprocess.CompletedProcess[str]:
    inject = f"inject={_WRITES}:{_WHAT[fault].format(n=number)}"
    names = ("user.db", "user.db.new", "reserve.bin", "backups")
    paths = [f"{folder}/{name}{ending}" for name in names for ending in ("", "-journal")]
    only = [part for path in paths for part in ("-P", path)]
    command = ["strace", "-f", "-qq", "-o", f"{folder}.log", "-e", f"trace={_WRITES}", "-e", inject, *only]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, *deeds_command(scenario, folder)],
        capture_output=True, text=True, timeout=120, check=False, env=environment,
    )  # fmt: skip
    log = Path(f"{folder}.log")
    done.stderr += (
        "" if re.search("INJECTED|SIGKILL", log.read_text(encoding="utf-8", errors="replace")) else "\nno fault"
    )
    log.unlink()
    return done
