"""Asking the person for a file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

FORMATS = (
    "报告 (*.docx *.docm *.doc *.wps *.pdf *.ofd *.txt *.html *.htm *.mht *.mhtml *.xlsx *.xlsm)"
    ";;Word 与 WPS 文档 (*.docx *.docm *.doc *.wps);;版式文件 (*.pdf *.ofd);;网页 (*.html *.htm *.mht *.mhtml)"
    ";;统计表 (*.xlsx *.xlsm);;文本 (*.txt);;所有文件 (*)"
)
"""What a file dialog offers: every format that can be read, then each kind alone."""


def file_to_open(parent: QWidget) -> Path | None:
    """A report the person points at; None when they think better of it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开报告", "", FORMATS)
    return Path(chosen) if chosen else None
