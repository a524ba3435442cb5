"""交接包: the report inside is read by the reader it is for; what the file brings beside it is handed out unread."""

from dataclasses import replace

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.handover import MANIFEST, NOTES, REPORT, NewerHandoverError, checked
from fuzhou_viewer.core.records import Manuscript
from fuzhou_viewer.readers.detect import kind_of, reader
from fuzhou_viewer.readers.packages import Package

_DAMAGED = "这个交接包已损坏或被改动过,没有打开。"
_AGAIN = "请让同事重新导出一份。"


def manuscript(data: bytes, _name: str) -> Manuscript:
    """The report in the file, with `handover`. Raises UnreadableFileError."""
    package = Package(data)
    try:
        handed = checked(package.part(MANIFEST), package.part(REPORT), package.part(NOTES))
    except NewerHandoverError as fault:
        raise UnreadableFileError("这个交接包由更新版本的程序制作,没有打开。", "请升级本程序后再打开。") from fault
    except ValueError as fault:
        raise UnreadableFileError(_DAMAGED, _AGAIN) from fault
    kind = kind_of(handed.report, handed.name)
    if kind == "handover":
        raise UnreadableFileError(_DAMAGED, _AGAIN)
    return replace(reader(kind).manuscript(handed.report, handed.name), handover=handed)
