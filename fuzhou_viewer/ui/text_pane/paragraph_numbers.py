"""Numbers of paragraphs in the margin of the page, small and grey, beside each first line."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from fuzhou_viewer.ui.text_pane.page import Look

_SMALL = 0.58
_GAP = 6.0
_RIGHT_MIDDLE = 0x0002 | 0x0080  # Qt.AlignmentFlag.AlignRight | AlignVCenter; see page.py on naming it


def paint_numbers(pane: QTextEdit, look: Look) -> None:
    """Paint the numbers of the paragraphs in view; they count the paragraphs of the whole report."""
    document = pane.document()
    layout = document.documentLayout()
    top = pane.verticalScrollBar().value()
    height = pane.viewport().height()
    painter = QPainter(pane.viewport())
    font = QFont(look.typefaces.font("window", look.pixels * _SMALL))
    painter.setFont(font)
    painter.setPen(QColor(look.theme.muted))
    block = pane.cursorForPosition(pane.viewport().rect().topLeft()).block()
    while block.isValid():
        frame = layout.blockBoundingRect(block)
        if frame.top() - top > height:
            break
        _paint(painter, block, frame.translated(0, -top), look, document.documentMargin())
        block = block.next()
    painter.end()


def _paint(painter: QPainter, block: QTextBlock, frame: QRectF, look: Look, margin: float) -> None:
    place = QRectF(0, frame.top(), max(0.0, margin - _GAP), look.pixels * look.line_height)
    painter.drawText(place, _RIGHT_MIDDLE, str(block.blockNumber() + 1))
