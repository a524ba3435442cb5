"""A file to a document: checked, read, analysed. Nothing is stored."""

import stat
from pathlib import Path

from fuzhou_viewer.core.documents import document
from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.readers.detect import kind_of, reader
from fuzhou_viewer.services.wordlists import vocabulary_in

_LARGEST = 200 * 2**20


class Importer:
    """Reads files as reports with the vocabulary in a folder."""

    def __init__(self, vocabulary_folder: Path) -> None:
        self._words = vocabulary_in(vocabulary_folder)

    def document(self, file: Path) -> Document:
        """The report in `file`. Raises UnreadableFileError."""
        data = _bytes(file)
        return document(reader(kind_of(data, file.name)).manuscript(data, file.name), self._words)


def _bytes(file: Path) -> bytes:
    another = "请另选一个文件。"
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFileError(f"“{file.name}”是文件夹,不是文件。", another)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFileError(f"“{file.name}”不是普通文件,不能打开。", another)
        if status.st_size > _LARGEST:
            raise UnreadableFileError(f"“{file.name}”超过 200 MB,不像是工作总结。", another)
        return file.read_bytes()
    except FileNotFoundError as fault:
        raise UnreadableFileError(f"找不到文件“{file}”。", "请检查文件名和所在文件夹。") from fault
    except PermissionError as fault:
        raise UnreadableFileError(
            f"没有权限读取“{file.name}”。", "请检查文件权限,或复制到自己的文件夹后再打开。"
        ) from fault
    except (OSError, ValueError) as fault:
        raise UnreadableFileError(f"文件“{file.name}”读不出来。", "请检查磁盘或U盘,或另选一个文件。") from fault
