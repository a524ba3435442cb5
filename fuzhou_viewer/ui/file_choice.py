"""Asking the person for a file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def file_to_open(parent: QWidget) -> Path | None:
    """A report the person points at; None when they think better of it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开报告", "", "文本 (*.txt);;所有文件 (*)")
    return Path(chosen) if chosen else None
