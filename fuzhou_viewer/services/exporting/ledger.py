"""Some metrics of a report as a workbook or a CSV file, each with its sentence, section and document."""

from collections.abc import Sequence
from importlib import import_module

from fuzhou_viewer.core.errors import NothingSelectedError
from fuzhou_viewer.core.records import Document, Metric
from fuzhou_viewer.services.printing.basket import TABLE, Pick
from fuzhou_viewer.services.printing.include import Include

FORMATS = {".xlsx": "Excel 工作簿", ".csv": "CSV 数据表"}
"""The formats, by the end of the file's name."""
_MODULES = {".xlsx": "workbook", ".csv": "comma"}


def ledger(suffix: str, document: Document, metrics: Sequence[Metric]) -> bytes:
    """The file of a format with exactly `metrics`. Raises NothingSelectedError when there are none."""
    if not metrics:
        raise NothingSelectedError("没有可导出的数据。", "请换一个范围,或清空筛选。")
    picks = tuple(Pick(TABLE, metric.quantity.span, metric.name) for metric in metrics)
    module = import_module(f"fuzhou_viewer.services.exporting.{_MODULES[suffix]}")
    data: bytes = module.exported(document, picks, Include(), None)
    return data
