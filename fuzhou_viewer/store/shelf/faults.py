"""What SQLite or the disk says went wrong with a person's own library, in words to do something with."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from fuzhou_viewer.core.errors import DamagedLibraryError, NotStoredError
from fuzhou_viewer.store.result_codes import code_of

_MOVE_AWAY = "原文件没有改动;可把它移开后重新存入报告。"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_WORDS = {
    sqlite3.SQLITE_FULL: ("磁盘已满,报告没有存入。", "请腾出一些空间后再试。"),
    sqlite3.SQLITE_BUSY: ("资料库正被别的程序占用,没有存入。", "请稍等片刻再试。"),
    sqlite3.SQLITE_LOCKED: ("资料库正被别的程序占用,没有存入。", "请稍等片刻再试。"),
    sqlite3.SQLITE_READONLY: ("资料库是只读的,不能存入。", "请检查文件夹的权限,或把程序放到可写的位置。"),
    sqlite3.SQLITE_IOERR: ("磁盘读写出错,没有存入。", "请检查磁盘、U盘或网络盘是否还连着,再试一次。"),
    sqlite3.SQLITE_CANTOPEN: ("资料库打不开。", "请检查文件夹的权限,以及磁盘是否还连着。"),
}


@contextmanager
def explained() -> Iterator[None]:
    """What goes wrong inside is raised as NotStoredError or DamagedLibraryError where a person can be told."""
    try:
        yield
    except OSError as fault:
        raise NotStoredError("资料库写不进去。", "请检查磁盘空间和文件夹的权限。") from fault
    except (DBAPIError, sqlite3.Error) as fault:
        code = code_of(fault)
        if code in _DAMAGED:
            raise DamagedLibraryError("自己的资料库已损坏,无法读取。", _MOVE_AWAY) from fault
        if code not in _WORDS:
            raise
        raise NotStoredError(*_WORDS[code]) from fault
