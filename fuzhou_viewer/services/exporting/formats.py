"""The formats a report can leave in, by the end of the file's name."""

from collections.abc import Sequence

from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.selection import blocks_of

FORMATS = {".md": "Markdown", ".csv": "CSV 数据表"}


def exported(suffix: str, document: Document, picks: Sequence[Pick], include: Include) -> bytes:
    """The file of a format (.md …) with what was picked. Raises NothingSelectedError."""
    if not picks:
        raise NothingSelectedError("没有要导出的内容。", "请勾选章节,或把段落放进打印篮。")
    if suffix == ".csv":
        from fuzhou_viewer.services.exporting.comma import metric_table  # noqa: PLC0415 - formats come when wanted

        return metric_table(document, picks).encode("utf-8-sig")
    from fuzhou_viewer.services.exporting.markdown import markdown  # noqa: PLC0415 - as above

    return markdown(document, blocks_of(document, picks, include)).encode("utf-8")
