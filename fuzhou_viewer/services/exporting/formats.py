"""The formats a report can leave in, by the end of the file's name."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import Chart
from fuzhou_viewer.services.printing.include import Include

FORMATS = {
    ".docx": "Word 文档",
    ".xlsx": "Excel 工作簿",
    ".csv": "CSV 数据表",
    ".md": "Markdown 文本",
    ".html": "网页",
}
"""The formats that need no drawing of pages."""
_MODULES = {".docx": "word", ".xlsx": "workbook", ".csv": "comma", ".md": "markdown", ".html": "web_page"}


class Pictures(Protocol):
    """Draws charts."""

    def png(self, chart: Chart) -> bytes:
        """The chart as a picture, 156 mm wide at 300 dots an inch."""

    def svg(self, chart: Chart) -> bytes:
        """The chart as vectors."""


def exported(suffix: str, document: Document, picks: Sequence[Pick], include: Include, pictures: Pictures) -> bytes:
    """The file of a format (.md …) with what was picked. Raises NothingSelectedError.

    A format's module, and the library it speaks to, is imported when the format is wanted.
    """
    if not picks:
        raise NothingSelectedError("没有要导出的内容。", "请勾选章节,或把段落放进打印篮。")
    module = import_module(f"fuzhou_viewer.services.exporting.{_MODULES[suffix]}")
    data: bytes = module.exported(document, picks, include, pictures)
    return data
