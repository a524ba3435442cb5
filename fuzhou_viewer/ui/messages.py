"""What the window tells the person: a line for what can be explained, a calm dialog for a bug."""

import logging
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from fuzhou_viewer.core.errors import ViewerError


def show_error(parent: QWidget | None, error: ViewerError) -> None:
    """Tell it without stopping the work."""
    error_box(parent, error).open()


def error_box(parent: QWidget | None, error: ViewerError) -> QMessageBox:
    """One clear sentence and the way on; plain text, because a file's name is foreign text."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.applicationName())
    box.setText(error.message)
    box.setInformativeText(error.advice)
    return box


def show_bug(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """For sys.excepthook: an explained error as such, anything else with details to copy; work goes on."""
    if isinstance(fault, ViewerError):
        show_error(None, fault)
        return
    details = "".join(traceback.format_exception(kind, fault, trace))
    logging.getLogger(__name__).error("%s", details)
    box = QMessageBox()
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(QCoreApplication.applicationName())
    box.setText("程序遇到一个没有预料到的问题,刚才的操作没有完成,其他内容不受影响。")
    box.setInformativeText("可以继续使用。若反复出现,请把下面的详细信息复制给维护人员。")
    box.setDetailedText(details)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
