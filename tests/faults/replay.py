"""Cutting the power, and killing, at any moment of the real program's work, without changing it.

The program runs once under strace, which writes down each write, cut, rename, removal and sync below its
folder. Then, for any moment, the folder is built as it could be found afterwards:

kill   everything written up to the moment is there
power  only what was synced is certain; of later writes some are there, some are not, some are torn at 512 bytes

Names are taken as ordered and durable (as journalling file systems keep them).
"""

import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,openat,creat"
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})+|[^>]*)>")
_OPENED = re.compile(r"<((?:\\x[0-9a-f]{2})+)>$")
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Event:
    """Something that reached the system: write, cut, create, remove, rename, sync, or a promise (ack)."""

    kind: str
    path: str = ""
    place: int = -1
    data: bytes = b""
    other: str = ""


def recorded(command: list[str], folder: Path) -> list[Event]:
    """What `command` did below `folder`, and what it promised, in order."""
    log = folder.with_name(f"{folder.name}.trace")
    strace = ["strace", "-f", "-y", "-xx", "-s", "300000", "-qq", "-o", str(log), "-e", f"trace={_CALLS}"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*strace, *command], env=environment, check=True, capture_output=True, timeout=120)
    reader = _Reader(str(folder))
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        reader.take(line)
    log.unlink()
    return reader.events


class _Reader:
    def __init__(self, root: str) -> None:
        self.events: list[Event] = []
        self._root = root
        self._begun: dict[str, str] = {}
        self._said = ""

    def take(self, line: str) -> None:
        process, rest = line.split(None, 1)
        if "<unfinished ...>" in rest:
            self._begun[process] = rest.replace("<unfinished ...>", "")
            return
        if resumed := re.match(r"<\.\.\. \w+ resumed>(.*)", rest):
            rest = self._begun.pop(process, "") + resumed[1]
        call = _CALL.match(rest)
        if call and int(call[3]) >= 0:
            self._call(call[1], call[2], rest)

    def _call(self, name: str, arguments: str, line: str) -> None:
        handle = _HANDLE.match(arguments)
        path = _plain(handle[1]).decode(errors="replace") if handle else ""
        text = _TEXT.search(arguments)
        data = _plain(text[1]) if text else b""
        if name == "write" and arguments.startswith("1<"):
            self._print(data.decode(errors="replace"))
        elif name.startswith("rename"):
            names = [self._absolute(_plain(q).decode(), path) for q in _TEXT.findall(arguments)]
            self._add(Event("rename", names[0], other=names[-1]), names[-1])
        elif name.startswith("unlink"):
            self._add(Event("remove", gone := self._absolute(data.decode(), path)), gone)
        elif name in ("openat", "creat"):
            opened = _OPENED.search(line.strip())
            if opened and "O_CREAT" in arguments:
                new = _plain(opened[1]).decode(errors="replace")
                self._add(Event("create", new, place=0 if "O_TRUNC" in arguments else -1), new)
        elif name in ("pwrite64", "write"):
            place = int(arguments.rsplit(",", 1)[1]) if name == "pwrite64" else -1
            self._add(Event("write", path, place, data), path)
        elif name == "ftruncate":
            self._add(Event("cut", path, int(arguments.rsplit(",", 1)[1])), path)
        else:
            self._add(Event("sync", path), path)

    def _print(self, words: str) -> None:
        self._said += words
        while "\n" in self._said:
            line, self._said = self._said.split("\n", 1)
            if line.startswith("ACK "):
                self.events.append(Event("ack", other=line))

    def _add(self, event: Event, path: str) -> None:
        if path.startswith(self._root + "/"):
            self.events.append(event)

    def _absolute(self, name: str, folder: str) -> str:
        return name if name.startswith("/") else os.path.join(folder or self._root, name)  # noqa: PTH118 - text, not files


def _plain(coded: str) -> bytes:
    return bytes.fromhex(coded.replace("\\x", "")) if coded.startswith("\\x") else coded.encode()


def state(start: dict[str, bytes], events: list[Event], chance: random.Random | None) -> dict[str, bytes]:
    """The files (by path) after `events`; with `chance` as after a power cut, without as after a kill."""
    files = {path: bytearray(data) for path, data in start.items()}
    last_sync: dict[str, int] = {}
    for i, event in enumerate(events):
        # a rename moves what was synced under the old name; follow it
        if event.kind == "rename":
            last_sync[event.other] = last_sync.pop(event.path, -1)
        elif event.kind == "sync":
            last_sync[event.path] = i
    for i, event in enumerate(events):
        final = event.path
        for later in events[i + 1 :]:
            if later.kind == "rename" and later.path == final:
                final = later.other
        is_certain = chance is None or i <= last_sync.get(final, -1)
        if event.kind in ("write", "cut") and not is_certain and chance is not None and chance.random() < 0.5:
            continue
        _apply(files, event, None if is_certain else chance)
    return {path: bytes(data) for path, data in files.items()}


def _apply(files: dict[str, bytearray], event: Event, tear: random.Random | None) -> None:
    match event.kind:
        case "write":
            data = files.setdefault(event.path, bytearray())
            place = len(data) if event.place < 0 else event.place
            for begin in range(0, len(event.data), _SECTOR):
                piece = event.data[begin : begin + _SECTOR]
                if tear is None or tear.random() < 0.6:
                    end = place + begin + len(piece)
                    data.extend(bytes(max(0, end - len(data))))
                    data[place + begin : end] = piece
        case "cut":
            data = files.setdefault(event.path, bytearray())
            del data[event.place :]
            data.extend(bytes(event.place - len(data)))
        case "create":
            if event.place == 0:
                files[event.path] = bytearray()
            files.setdefault(event.path, bytearray())
        case "remove":
            files.pop(event.path, None)
        case "rename" if event.path in files:
            files[event.other] = files.pop(event.path)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path."""
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def laid_out(files: dict[str, bytes], before: Path, after: Path) -> None:
    """Write a state of the folder `before` into the new folder `after`."""
    for path, data in files.items():
        target = after / Path(path).relative_to(before)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    after.mkdir(parents=True, exist_ok=True)


def deeds_command(scenario: str, folder: Path) -> list[str]:
    """The command that does a scenario's deeds in `folder`."""
    return [sys.executable, str(Path(__file__).with_name("deeds.py")), scenario, str(folder)]
