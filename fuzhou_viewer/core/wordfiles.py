"""The files of `resources/vocabulary`, read strictly: what a person broke is said with file and line."""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from fuzhou_viewer.core.errors import DamagedVocabularyError

Row = Mapping[str, str]
_ADVICE = "请用记事本改正这一行,或换回原来的文件。"


def damaged(file: str, line: int, what: str) -> DamagedVocabularyError:
    """The error for `file`: one sentence that names the line (0: the whole file)."""
    place = f"第 {line} 行" if line else ""
    return DamagedVocabularyError(f"词表 {file} {place}{what}。", _ADVICE)


class WordFile:
    """A TOML file of words; what is asked for and not there, or not words, is said with its line."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._lines = text.splitlines()
        try:
            self._tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            line = re.search(r"at line (\d+)", str(fault))
            raise damaged(
                name, int(line[1]) if line else len(self._lines), "的写法不对,引号、括号或逗号可能漏了"
            ) from fault

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """The list of words `key` in `[table]`."""
        found = self._tables.get(table)
        if not isinstance(found, dict) or key not in found:
            raise damaged(self.name, self._line(rf"\s*\[{table}\]"), f"[{table}] 里缺少 {key}")
        return self._word_list(found[key], key, self._line(rf"\s*{key}\s*="))

    def groups(self, table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every list of words in `[table]` with its key."""
        found = self._tables.get(table)
        if not isinstance(found, dict):
            raise damaged(self.name, 0, f"里缺少 [{table}]")
        return tuple(
            (key, self._word_list(words, key, self._line(rf"\s*\"?{re.escape(key)}\"?\s*=")))
            for key, words in found.items()
        )

    def entries(self, table: str) -> Iterator["Entry"]:
        """The `[[table]]` entries in order."""
        found = self._tables.get(table)
        if not isinstance(found, list) or not found:
            raise damaged(self.name, 0, f"里缺少 [[{table}]]")
        heads = [i for i, line in enumerate(self._lines, 1) if re.match(rf"\s*\[\[{table}\]\]", line)]
        for values, line in zip(found, heads, strict=True):
            yield Entry(self.name, line, values)

    def _word_list(self, value: object, key: str, line: int) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            raise damaged(self.name, line, f"的 {key} 应是一列带引号的词")
        return tuple(value)

    def _line(self, pattern: str) -> int:
        return next((i for i, line in enumerate(self._lines, 1) if re.match(pattern, line)), 0)


class Entry:
    """One `[[…]]` of a TOML file."""

    def __init__(self, file: str, line: int, values: Mapping[str, object]) -> None:
        self._file = file
        self.line = line
        self._values = values

    def word(self, key: str) -> str:
        """The single word `key`."""
        value = self._values.get(key)
        if not isinstance(value, str) or not value:
            raise damaged(self._file, self.line, f"起的这一项缺少 {key}")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """The list of words `key`."""
        value = self._values.get(key)
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            raise damaged(self._file, self.line, f"起的这一项里,{key} 应是一列带引号的词")
        return tuple(value)

    def is_set(self, key: str) -> bool:
        """Whether `key` is there and true."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise damaged(self._file, self.line, f"起的这一项里,{key} 应写 true 或 false")
        return value

    def factors(self, key: str) -> dict[str, Decimal]:
        """Words with a positive number each; none where `key` is not there."""
        value = self._values.get(key, {})
        try:
            numbers = {str(word): Decimal(str(number)) for word, number in dict(value).items()}  # type: ignore[call-overload]
        except (TypeError, ValueError, InvalidOperation):
            numbers = {"": Decimal(0)}
        if any(not number.is_finite() or number <= 0 for number in numbers.values()):
            raise damaged(self._file, self.line, f"起的这一项里,{key} 应写成“单位 = 数”")
        return numbers

    def wrong(self, what: str) -> DamagedVocabularyError:
        """The error that says `what` is wrong with this entry."""
        return damaged(self._file, self.line, f"起的这一项{what}")


def rows(name: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file with their line numbers; the first line must name `columns`, in any order."""
    reader = csv.reader(text.lstrip("\ufeff").splitlines(keepends=True), strict=True)
    try:
        heads = [head.strip() for head in next(reader, [])]
        missing = [column for column in columns if column not in heads]
        if missing:
            raise damaged(name, 1, f"(表头)缺少“{missing[0]}”一列")
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heads):
                raise damaged(name, reader.line_num, f"有 {len(cells)} 格,表头有 {len(heads)} 格")
            yield reader.line_num, {head: cell.strip() for head, cell in zip(heads, cells, strict=True)}
    except csv.Error as fault:
        raise damaged(name, reader.line_num, "的引号不成对") from fault
