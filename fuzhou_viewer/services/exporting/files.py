"""Files are written whole or not at all."""

import os
import re
import tempfile
from pathlib import Path

from fuzhou_viewer.core.errors import NotWrittenError

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST_NAME = 60


def write_text(target: Path, text: str, encoding: str) -> None:
    """Write `text` whole or not at all. Raises NotWrittenError."""
    write_bytes(target, text.encode(encoding, "replace"))


def write_bytes(target: Path, data: bytes) -> None:
    """Write `data` whole or not at all; what stood at `target` stays until then. Raises NotWrittenError."""
    try:
        # a folder of its own, so that the file gets the permissions any new file here gets
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as folder:
            draft = Path(folder, "draft")
            with draft.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if draft.stat().st_size != len(data):
                raise NotWrittenError(f"“{target.name}”没有写完整,没有保存。", "磁盘可能已满,请换一个位置再试。")
            draft.replace(target)
    except (OSError, ValueError) as fault:
        raise NotWrittenError(
            f"无法写入“{target}”。", "请检查文件夹是否存在、是否可写、磁盘是否已满,文件是否正被打开,或换一个位置。"
        ) from fault


def file_name(words: str, suffix: str) -> str:
    """`words` as the name of a file on any system, with `suffix` (.pdf)."""
    name = _FORBIDDEN.sub("_", words)[:_LONGEST_NAME].strip(" .") or "打印"
    return f"_{name}{suffix}" if _RESERVED.fullmatch(name) else f"{name}{suffix}"
