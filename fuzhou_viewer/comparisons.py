"""The compare command: two reports side by side, as a table for people or lines for scripts."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fuzhou_viewer.core.pairing.pairing import paired
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.lists import write_list
from fuzhou_viewer.services.side_by_side import comparison_listing, number_rows, rows, section_rows, summary_words
from fuzhou_viewer.targets import refuse_unknown_ending, refuse_what_is_read

if TYPE_CHECKING:
    from fuzhou_viewer.core.pairing.records import Pairing

_ENDINGS = (".xlsx", ".csv", ".md")
NUMBERS = (("指标", "name"), ("旧", "old"), ("新", "new"), ("增减", "change"), ("章节", "place"))
SECTIONS = (("变化", "fate"), ("旧报告的章节", "old"), ("新报告的章节", "new"))


def declare(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--jsonl", action="store_true")
    parser.add_argument("--to", type=Path)


class Comparison:
    """What was asked for, compared; a list is written too if wanted."""

    def __init__(self, asked: Namespace, read: Callable[[Path | None], Document]) -> None:
        if asked.to:
            refuse_unknown_ending(asked.to, _ENDINGS)
            refuse_what_is_read(asked.to, asked.old, asked.new)
        self._pairing: Pairing = paired(read(asked.old), read(asked.new))
        if asked.to:
            write_list(asked.to, comparison_listing(self._pairing))

    @property
    def summary(self) -> str:
        """The totals in a line."""
        return summary_words(self._pairing)

    def numbers(self) -> list[dict[str, object]]:
        """The numbers that changed, by the keys of NUMBERS."""
        keys = [key for _, key in NUMBERS]
        return [dict(zip(keys, row.cells, strict=True)) for row in number_rows(self._pairing)]

    def sections(self) -> list[dict[str, object]]:
        """The sections new, dropped and moved, by the keys of SECTIONS."""
        keys = [key for _, key in SECTIONS]
        return [dict(zip(keys, row.cells, strict=True)) for row in section_rows(self._pairing)]

    def lines(self) -> Iterator[dict[str, object]]:
        """Everything for scripts."""
        return rows(self._pairing)
