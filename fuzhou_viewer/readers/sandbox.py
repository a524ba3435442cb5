"""A file is read in a process of its own, which may do nothing but read.

The bytes go in through one pipe and a manuscript comes out through another, so the reading process
opens no file at all; limits end it when a file asks for too much, and what comes back is checked.
"""

import base64
import hashlib
import json
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.handover import Handover
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import HeadingMark, Manuscript, Particulars, Source, Span
from fuzhou_viewer.readers.drafting import MOST_CHARACTERS, cleaned

SECONDS = 30.0
"""How long one file may take, from its first byte to its manuscript."""

_LARGEST_ANSWER = 256 * 2**20
_LONGEST_WORDS = 300
_MOST_MARKS = 2_000_000
_FORMATS = frozenset(("txt", "html", "docx", "doc", "pdf", "ofd", "xlsx"))
_AGAIN = "请检查文件来源,或在原来的软件里另存一份。"
_ENDS = {
    "memory": "文件太复杂,读取时内存不够,没有导入。",
    "time": "读取超时,没有导入。",
    "broken": "文件读取失败,可能已损坏,没有导入。",
}
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); from fuzhou_viewer.readers.sandbox_child import serve; serve()"


class ReadingRoom:
    """Reads one file after another, each in a fresh process; the room itself may be kept for many files."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False

    def __enter__(self) -> Self:
        self.prepare()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def prepare(self) -> None:
        """Start the process now, so that it is ready when the first file comes. Raises UnreadableFileError."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        try:
            self._process = _started()
        except OSError as fault:
            raise UnreadableFileError("系统不允许启动读取文件的进程。", "请检查安全软件的设置。") from fault

    def manuscript(self, data: bytes, name: str) -> Manuscript:
        """The text in `data`. Raises UnreadableFileError when it cannot be read within the limits."""
        answer = self._answer(data, name)
        try:
            told = json.loads(answer)
        except ValueError as fault:
            raise UnreadableFileError(_ENDS["broken"], _AGAIN) from fault
        if isinstance(told, dict) and isinstance(told.get("message"), str):
            raise UnreadableFileError(_short(told["message"]), _short(str(told.get("advice", ""))))
        if isinstance(told, dict) and told.get("ended") in _ENDS:
            raise UnreadableFileError(_ENDS[told["ended"]], _AGAIN)
        return _checked(told, data, name)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        _end(process)
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", stream).close()

    def _answer(self, data: bytes, name: str) -> bytes:
        self.prepare()
        process = cast("subprocess.Popen[bytes]", self._process)
        self._is_late = False
        watch = threading.Timer(self._seconds, self._give_up, (process,))
        watch.start()
        try:
            into, out = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            for part in (name.encode("utf-8", "replace"), data):
                into.write(len(part).to_bytes(8, "big"))
                into.write(part)
            into.flush()
            answer = _frame(out)
        except OSError:
            answer = b""
        finally:
            watch.cancel()
        if not answer:
            self.close()
            return json.dumps({"ended": "time" if self._is_late else "broken"}).encode()
        return answer

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._is_late = True
        _end(process)


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "--reading-room"]
    if not getattr(sys, "frozen", False):
        root = str(Path(__file__).resolve().parents[2])
        command = [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, root]
    if sys.platform == "win32":
        from fuzhou_viewer.readers.windows_job import confined  # noqa: PLC0415 - exists on Windows only

        return confined(command)
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it has started."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            import os  # noqa: PLC0415
            import signal  # noqa: PLC0415

            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _frame(out: IO[bytes]) -> bytes:
    """The next answer, whole; empty when the process has ended or answers out of all measure."""
    size = int.from_bytes(out.read(8), "big")
    if not 0 < size <= _LARGEST_ANSWER:
        return b""
    answer = out.read(size)
    return answer if len(answer) == size else b""


def _checked(told: object, data: bytes, name: str) -> Manuscript:
    """A manuscript of what came back, each part of the kind and size it must have."""
    try:
        answer = cast("dict[str, object]", told)
        text = answer["text"]
        format_name = answer["format"]
        if not isinstance(text, str) or len(text) > MOST_CHARACTERS or format_name not in _FORMATS:
            raise ValueError("text")  # noqa: TRY301 - one way out for all that does not fit
        handover = _handover(answer.get("handover"))
        report, own = (handover.report, handover.name) if handover else (data, name)
        lines = paragraphs(text)
        if not lines or cleaned(text)[0] != text:
            raise ValueError("signs")  # noqa: TRY301
        return Manuscript(
            text,
            lines,
            Source(own, str(format_name), hashlib.sha256(report).hexdigest()),
            tables=tuple(_span(pair, text) for pair in _list(answer["tables"])),
            headings=tuple(_heading(mark, text) for mark in _list(answer["headings"])),
            remarks=tuple(_short(str(words)) for words in _list(answer["remarks"])[:50]),
            particulars=_particulars(_list(answer["particulars"])),
            handover=handover,
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise UnreadableFileError(_ENDS["broken"], _AGAIN) from fault


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > _MOST_MARKS:
        raise ValueError("list")
    return value


def _span(pair: object, text: str) -> Span:
    start, end = _list(pair)
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError("span")
    return Span(start, end)


def _heading(mark: object, text: str) -> HeadingMark:
    start, end, level = _list(mark)
    if not isinstance(level, int) or not 1 <= level <= 9:
        raise ValueError("level")
    return HeadingMark(_span([start, end], text), level)


def _particulars(values: list[object]) -> Particulars:
    title, issuer, when = (_short(str(value)) for value in values)
    return Particulars(title, issuer, date.fromisoformat(when) if when else None)


def _handover(values: object) -> Handover | None:
    """What was handed on; the notes are looked at by those who know them."""
    if values is None:
        return None
    key, name, report, notes = (str(value) for value in _list(values))
    return Handover(key, _short(name), base64.b64decode(report, validate=True), notes)


def _short(words: str) -> str:
    return " ".join(cleaned(words)[0].split())[:_LONGEST_WORDS]
