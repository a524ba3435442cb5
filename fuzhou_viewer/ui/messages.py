"""What the window tells the person: a line for what can be explained, a calm dialog for a bug."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.services.logbook import places

_LONGEST_DETAILS = 20_000


def show_error(parent: QWidget | None, error: ViewerError) -> None:
    """Tell it without stopping the work."""
    box = error_box(parent, error)
    # holds the dialog while it is shown: without a parent nothing else does
    box.finished.connect(lambda _result: box.deleteLater())
    box.open()


def error_box(parent: QWidget | None, error: ViewerError) -> QMessageBox:
    """One clear sentence and the way on; plain text, because a file's name is foreign text."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.applicationName())
    box.setText(error.message)
    box.setInformativeText(error.advice)
    return box


def show_bug(fault: BaseException) -> None:
    """An explained error as such, anything else with details to copy; work goes on.

    There is one such dialog at a time: what goes wrong meanwhile is added to its details.
    """
    if isinstance(fault, ViewerError):
        show_error(None, fault)
        return
    details = "\n".join(places(fault, fault.__traceback__))
    shown = next((box for box in QApplication.topLevelWidgets() if isinstance(box, BugBox) and box.isVisible()), None)
    if shown is None:
        shown = made = BugBox()
        # as in show_error
        made.finished.connect(lambda _result: made.deleteLater())
        made.open()
    shown.add(details)


class BugBox(QMessageBox):
    """Says that something unexpected happened, and offers what a maintainer needs to know."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(QCoreApplication.applicationName())
        self.setText("程序遇到一个没有预料到的问题,刚才的操作没有完成,其他内容不受影响。")
        self.setInformativeText("可以继续使用。若反复出现,请把详细信息复制给维护人员,里面没有报告和批注的内容。")
        copy = self.addButton("复制详细信息", QMessageBox.ButtonRole.ActionRole)
        self.setDefaultButton(self.addButton("继续使用", QMessageBox.ButtonRole.AcceptRole))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.detailedText()))

    def add(self, details: str) -> None:
        """One more thing that went wrong; the same one counts once."""
        known = self.detailedText()
        if details not in known and len(known) < _LONGEST_DETAILS:
            self.setDetailedText(f"{known}\n\n{details}".strip())
