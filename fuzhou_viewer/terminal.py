"""Words to and from a terminal or a pipe: UTF-8, tables, JSON lines, and what a command line means."""

import argparse
import errno
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from typing_extensions import override

from fuzhou_viewer.core.errors import NotWrittenError, UnreadableFileError, ViewerError

Row = dict[str, object]
Table = tuple[tuple[str, str], ...]
"""Column heads with the keys of the rows they show."""

BAD_INPUT = 2
_STOPPED = 130
_HELP = "用 fuzhou-viewer --help 查看用法。"
# Windows says EINVAL where others say EPIPE
_READER_GONE = (errno.EPIPE, errno.EINVAL)
# how the loader of Linux tells that a library is not there, or is too old
_LIBRARY = re.compile(r"(?:\S*/)?(lib[^\s:/]+\.so[.\d]*)[^:]*: (?:cannot open shared object|version .* not found)")
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"还缺 \1"),
    (r"argument ([^:]+): expected .*", r"\1 后面还缺内容"),
    (r"argument ([^:]+): invalid choice: (\S+) \(choose from (.+)\)", r"\1 不能是 \2,可用 \3"),
    (r"argument ([^:]+): invalid \S+ value: (.+)", r"\1 的值 \2 不合要求"),
    (r"argument ([^:]+): (?:ignored explicit argument|not allowed).*", r"\1 用法不对"),
    (r"unrecognized arguments: (.+)", r"多出了 \1"),
    (r"ambiguous option: (\S+) .*", r"\1 不完整"),
)


class Arguments(argparse.ArgumentParser):
    """Says in one Chinese line what it did not understand."""

    def __init__(self) -> None:
        super().__init__(add_help=False, allow_abbrev=False)

    @override
    def error(self, message: str) -> NoReturn:
        for pattern, words in _COMPLAINTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                raise UnreadableFileError(f"看不懂这条命令:{found.expand(words)}。", _HELP)
        raise UnreadableFileError("看不懂这条命令。", _HELP)


def answer(deed: Callable[[], int]) -> int:
    """Do it and see the words out; the exit status, with one line on stderr when it could not be done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = deed()
        if sys.stdout:
            sys.stdout.flush()
    except (ViewerError, MemoryError, ImportError) as fault:
        return _refuse(_explained(fault))
    except KeyboardInterrupt:
        return _STOPPED
    except OSError as fault:
        # what is left in the buffer must not complain once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if fault.errno in _READER_GONE:
            return 0
        return _refuse(NotWrittenError("结果没有写完整。", "请检查磁盘是否已满,或换一个位置。"))
    return status


def _explained(fault: Exception) -> ViewerError:
    """What to tell a person of it. Raises it again when it is a bug."""
    if isinstance(fault, ViewerError):
        return fault
    if isinstance(fault, MemoryError):
        return ViewerError("内存不够,没有做完。", "请关闭一些程序,或换一个小一些的文件。")
    if missing := _LIBRARY.match(str(fault)):
        advice = "请让管理员安装它(Debian、UOS、麒麟上通常随桌面就有),再打开。"
        return ViewerError(f"缺少系统组件 {missing[1]},打不开。", advice)
    raise fault


def tell(words: str) -> None:
    """A line for a person on stdout."""
    print(plain(words))


def remark(words: str) -> None:
    """A line for a person on stderr, out of the way of the results."""
    if sys.stderr:
        print(plain(words), file=sys.stderr)


def print_jsonl(rows: Iterable[Row]) -> None:
    """One JSON object a line."""
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def print_table(columns: Table, rows: Sequence[Row]) -> None:
    """Columns as wide as their widest cell; Chinese characters take two places."""
    heads = tuple(head for head, _ in columns)
    table = [heads, *(tuple(_cell(row[key]) for _, key in columns) for row in rows)]
    widths = [max(_places(line[i]) for line in table) for i in range(len(heads))]
    for line in table:
        cells = [cell + " " * (width - _places(cell)) for cell, width in zip(line, widths, strict=True)]
        print("  ".join(cells).rstrip())


def plain(words: str) -> str:
    """`words` in one line, without what would move the cursor or colour the terminal: they may be foreign."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in words)


def _refuse(error: ViewerError) -> int:
    remark(str(error))
    return BAD_INPUT


def _cell(value: object) -> str:
    return "" if value is None else plain(str(value))


def _places(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
