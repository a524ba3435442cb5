"""What SQLite says went wrong, in words a reader can do something with."""

import sqlite3

from fuzhou_viewer.core.errors import NotKeptError
from fuzhou_viewer.store.result_codes import code_of

_SAFE = "刚才的内容还在编辑框里,没有丢失。"
_WORDS = {
    sqlite3.SQLITE_FULL: ("磁盘已满,批注尚未保存。", "请腾出一些空间后再试。"),
    sqlite3.SQLITE_BUSY: ("批注文件正被别的程序占用,尚未保存。", "请稍等片刻再试。"),
    sqlite3.SQLITE_LOCKED: ("批注文件正被别的程序占用,尚未保存。", "请稍等片刻再试。"),
    sqlite3.SQLITE_READONLY: ("批注文件是只读的,不能保存。", "请检查文件夹的权限,或把程序放到可写的位置。"),
    sqlite3.SQLITE_PERM: ("没有权限写批注文件,尚未保存。", "请检查文件夹的权限。"),
    sqlite3.SQLITE_IOERR: ("磁盘读写出错,批注尚未保存。", "请检查磁盘、U盘或网络盘是否还连着,再试一次。"),
    sqlite3.SQLITE_CANTOPEN: ("批注文件打不开,尚未保存。", "请检查磁盘、U盘或网络盘是否还连着,再试一次。"),
    sqlite3.SQLITE_CORRUPT: ("批注文件已损坏,尚未保存。", "请重新启动程序,按提示从备份恢复。"),
    sqlite3.SQLITE_NOTADB: ("批注文件已损坏,尚未保存。", "请重新启动程序,按提示从备份恢复。"),
    sqlite3.SQLITE_TOOBIG: ("这条批注太长,不能保存。", "请分成几条。"),
}


def explained(fault: BaseException) -> NotKeptError | None:
    """`fault` as a person can be told, if it is SQLite's or the disk's and no bug of ours."""
    if isinstance(fault, OSError):
        return NotKeptError("批注尚未保存:文件写不进去。", f"请检查磁盘空间和权限。{_SAFE}")
    words = _WORDS.get(code_of(fault))
    return NotKeptError(words[0], words[1] + _SAFE) if words else None
