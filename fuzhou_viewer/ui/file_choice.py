"""Asking the person for a file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from fuzhou_viewer.services.exporting.files import file_name

FORMATS = (
    "报告 (*.docx *.docm *.doc *.wps *.pdf *.ofd *.txt *.html *.htm *.mht *.mhtml *.xlsx *.xlsm *.fzb)"
    ";;Word 与 WPS 文档 (*.docx *.docm *.doc *.wps);;版式文件 (*.pdf *.ofd);;网页 (*.html *.htm *.mht *.mhtml)"
    ";;统计表 (*.xlsx *.xlsm);;文本 (*.txt);;交接包 (*.fzb);;所有文件 (*)"
)
"""What a file dialog offers: every format that can be read, then each kind alone."""


def notes_to_write(parent: QWidget, title: str, ending: str) -> Path | None:
    """Where notes are to be written; the name made from `title` can stand on any disk."""
    words = {
        "md": "Markdown 文本 (*.md)",
        "json": "批注数据 (*.json)",
        "docx": "Word 文档 (*.docx)",
        "fzb": "交接包 (*.fzb)",
    }[ending]
    chosen, _ = QFileDialog.getSaveFileName(parent, "导出批注", file_name(title, f".{ending}"), words)
    if not chosen:
        return None
    target = Path(chosen)
    return target if target.suffix.lower() == f".{ending}" else target.with_name(f"{target.name}.{ending}")


def notes_to_import(parent: QWidget) -> Path | None:
    """A file of notes that was exported."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "导入批注", "", "批注数据 (*.json);;所有文件 (*)")
    return Path(chosen) if chosen else None


def file_to_open(parent: QWidget) -> Path | None:
    """A report the person points at; None when they think better of it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开报告", "", FORMATS)
    return Path(chosen) if chosen else None


def checklist_to_write(parent: QWidget, title: str) -> Path | None:
    """Where the checklist of a report is to go, .xlsx, .pdf, .csv or .md; None when they think better of it."""
    return list_to_write(parent, "导出核对清单", f"核对清单 {title}")


def list_to_write(parent: QWidget, caption: str, name: str) -> Path | None:
    """Where a list is to go, .xlsx, .pdf, .csv or .md; None when they think better of it."""
    kinds = {
        ".xlsx": "Excel 工作簿 (*.xlsx)",
        ".pdf": "PDF,可打印 (*.pdf)",
        ".csv": "CSV 表格 (*.csv)",
        ".md": "Markdown (*.md)",
    }
    chosen, kind = QFileDialog.getSaveFileName(parent, caption, file_name(name, ".xlsx"), ";;".join(kinds.values()))
    if not chosen:
        return None
    target = Path(chosen)
    if target.suffix.lower() in kinds:
        return target
    return target.with_name(target.name + next((end for end, words in kinds.items() if words == kind), ".xlsx"))
