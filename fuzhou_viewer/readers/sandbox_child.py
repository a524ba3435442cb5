"""What runs in the reading process: bytes from one pipe, a manuscript into the other, nothing else.

Where the system can fork, a process with the readers loaded forks for every file (2 ms); elsewhere
a process reads one file and ends. Before it looks at the file, it gives up what it does not need:
it can open no file and no socket, start no program, and has a bound on memory and time.
"""

import base64
import codecs
import gc
import json
import os
import sys
from typing import NoReturn

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.handover import SIGN
from fuzhou_viewer.core.records import Manuscript
from fuzhou_viewer.readers.detect import KINDS, kind_of, reader

MEMORY = 1024 * 2**20
"""The address space of a reading process, in bytes."""

PROCESSOR_SECONDS = 20
"""The processor time of a reading process."""

_CODECS = ("utf-8", "gb18030", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp437")
_DENIED = (
    "open", "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.listdir", "os.scandir", "os.chdir", "os.putenv", "os.kill", "shutil.", "ctypes.dlopen", "winreg.", "pty.",
    "webbrowser.", "urllib.", "ftplib.", "http.", "smtplib.", "sqlite3.", "mmap.", "signal.",
)  # fmt: skip


def serve() -> None:
    """Answer one file after another until the pipe is closed."""
    _load()
    while True:
        name = _received()
        data = _received()
        if name is None or data is None:
            return
        if b"%PDF-" in data[:1024] or SIGN in data[:128]:
            # 60 ms that only PDFs need, alone or handed on; loaded before the process locks itself in
            reader("pdf")
        if hasattr(os, "fork"):
            _send(_forked(data, name.decode("utf-8", "replace")))
        else:
            _send(_read_locked(data, name.decode("utf-8", "replace")))
            return


def _load() -> None:
    for kind in KINDS:
        if kind != "pdf":
            reader(kind)
    for name in _CODECS:
        codecs.lookup(name)
    for late in ("bz2", "lzma", "zlib", "_strptime", "unicodedata", "heapq"):
        # what the readers' libraries import only when they need it
        __import__(late)
    # a forked process then shares what is loaded, and looks through none of it for garbage
    gc.freeze()
    gc.disable()


def _forked(data: bytes, name: str) -> bytes:
    """The answer of a process forked for this file; how it ended when it gave none."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _answer_and_end(data, name, into)
    os.close(into)
    parts = []
    while part := os.read(out, 2**20):
        parts.append(part)
    os.close(out)
    _, status = os.waitpid(child, 0)
    answer = b"".join(parts)
    if answer and os.WIFEXITED(status):
        return answer
    ran_out = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (24, 9)
    return _told({"ended": "time" if ran_out else "broken"})


def _answer_and_end(data: bytes, name: str, into: int) -> NoReturn:
    try:
        _limit()
        view = memoryview(_read_locked(data, name))
        while view:
            view = view[os.write(into, view) :]
    finally:
        os._exit(0)


def _limit() -> None:
    """Bounds that the system keeps, native code included: with no descriptors left, nothing can be opened."""
    import resource  # noqa: PLC0415 - Unix only

    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _read_locked(data: bytes, name: str) -> bytes:
    sys.addaudithook(_deny)
    try:
        return _told(_as_record(reader(kind_of(data, name)).manuscript(data, name)))
    except ViewerError as error:
        return _told({"message": error.message, "advice": error.advice})
    except (MemoryError, RecursionError):
        return _told({"ended": "memory"})
    except Exception:  # noqa: BLE001 - whatever a hostile file brings about ends here, and is told
        return _told({"ended": "broken"})


def _deny(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_DENIED):
        raise PermissionError(event)


def _as_record(read: Manuscript) -> dict[str, object]:
    told, handed = read.particulars, read.handover
    return {
        "format": read.source.format,
        "text": read.text,
        "tables": [[span.start, span.end] for span in read.tables],
        "headings": [[mark.span.start, mark.span.end, mark.level] for mark in read.headings],
        "remarks": list(read.remarks),
        "particulars": [told.title, told.issuer, told.issued_on.isoformat() if told.issued_on else ""],
        "handover": handed and [handed.key, handed.name, base64.b64encode(handed.report).decode("ascii"), handed.notes],
    }


def _told(record: dict[str, object]) -> bytes:
    return json.dumps(record).encode("ascii")


def _received() -> bytes | None:
    """The next part of a request; None when the pipe is closed."""
    head = _exactly(8)
    return None if len(head) < 8 else _exactly(int.from_bytes(head, "big"))


def _exactly(size: int) -> bytes:
    taken = bytearray()
    while len(taken) < size and (part := os.read(0, min(2**20, size - len(taken)))):
        taken += part
    return bytes(taken)


def _send(answer: bytes) -> None:
    view = memoryview(len(answer).to_bytes(8, "big") + answer)
    while view:
        view = view[os.write(1, view) :]
