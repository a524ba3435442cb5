"""The list of hits on paper."""

from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

_POINTS = 11


def print_list(listed: str, font: QFont, parent: QWidget) -> None:
    """Ask for a printer and print the list; nothing happens when the person thinks better of it."""
    # QPrinter talks to the print service as soon as it exists, so it is imported and made only now
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted:
        page(listed, font).print_(printer)


def page(listed: str, font: QFont) -> QTextDocument:
    """The list as a document of plain text."""
    document = QTextDocument()
    small = QFont(font)
    small.setPointSize(_POINTS)
    document.setDefaultFont(small)
    document.setPlainText(listed)
    return document
