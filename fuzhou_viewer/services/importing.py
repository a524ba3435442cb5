"""A file to a document: checked, read, analysed. Nothing is stored."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer.core.documents import DocumentReader
from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Document, Manuscript
from fuzhou_viewer.readers.sandbox import ReadingRoom
from fuzhou_viewer.services.wordlists import vocabulary_in

LARGEST = 200 * 2**20
"""The largest file that is read, in bytes."""

_ANOTHER = "请另选一个文件。"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report as it was read from a file, the bytes of its file, and the notes (JSON) that were handed on with it."""

    document: Document
    data: bytes
    notes: str = ""


class Importer:
    """Reads files as reports with the vocabulary in a folder, each in a process of its own."""

    def __init__(self, vocabulary_folder: Path) -> None:
        self._folder = vocabulary_folder
        self._reader: DocumentReader | None = None

    def document(self, file: Path) -> Document:
        """The report in `file`. Raises UnreadableFileError."""
        return self.incoming(file).document

    def incoming(self, file: Path) -> Incoming:
        """The report in `file`, with the file's bytes. Raises UnreadableFileError."""
        with self.session() as read:
            return read(file)

    @contextmanager
    def session(self) -> Iterator[Callable[[Path], Incoming]]:
        """A function that reads one file after another, its reading process kept ready in between."""
        with ReadingRoom() as room:
            # the vocabulary is read while the process starts
            self._ready()

            def read(file: Path) -> Incoming:
                data = _bytes(file)
                text = room.manuscript(data, file.name)
                if text.handover is None:
                    return Incoming(self.analysed(text), data)
                # the report counts as itself, so that it is the one that others know
                return Incoming(self.analysed(text, text.handover.key), text.handover.report, text.handover.notes)

            yield read

    def analysed(self, manuscript: Manuscript, key: str = "") -> Document:
        """What the program knows of a manuscript."""
        return self._ready().document(manuscript, key)

    def _ready(self) -> DocumentReader:
        if self._reader is None:
            self._reader = DocumentReader(vocabulary_in(self._folder))
        return self._reader


def _bytes(file: Path) -> bytes:
    """What is in a file, looked at only after it is open: nothing can be put in its place in between."""
    try:
        # a pipe would otherwise wait for someone to write
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            _check(os.fstat(descriptor), file)
            data = stream.read(LARGEST + 1)
    except FileNotFoundError as fault:
        raise UnreadableFileError(f"找不到文件“{file}”。", "请检查文件名和所在文件夹。") from fault
    except IsADirectoryError as fault:
        raise _folder(file) from fault
    except PermissionError as fault:
        if file.is_dir():
            raise _folder(file) from fault
        raise UnreadableFileError(
            f"没有权限读取“{file.name}”。", "请检查文件权限,或复制到自己的文件夹后再打开。"
        ) from fault
    except (OSError, ValueError) as fault:
        raise UnreadableFileError(f"文件“{file.name}”读不出来。", "请检查磁盘或U盘,或另选一个文件。") from fault
    if len(data) > LARGEST:
        raise UnreadableFileError(f"“{file.name}”超过 200 MB,不像是工作总结。", _ANOTHER)
    return data


def _folder(file: Path) -> UnreadableFileError:
    # a path like "." has no name
    return UnreadableFileError(f"“{file.name or file}”是文件夹,不是文件。", _ANOTHER)


def _check(status: os.stat_result, file: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _folder(file)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(f"“{file.name}”不是普通文件,不能打开。", _ANOTHER)
