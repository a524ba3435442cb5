"""Formats laid over words of the shown document: extra selections, which change nothing in it."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from fuzhou_viewer.core.records import Span
from fuzhou_viewer.ui.text_pane.places import Places


def coloured(colour: str, underline: str = "") -> QTextCharFormat:
    """A ground of `colour`, with a line under the words in the colour `underline` if there is one."""
    format_ = QTextCharFormat()
    format_.setBackground(QColor(colour))
    if underline:
        format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        format_.setUnderlineColor(QColor(underline))
    return format_


def laid(page: QTextDocument, places: Places, span: Span, format_: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """`format_` over the words of `span`."""
    cursor = QTextCursor(page)
    cursor.setPosition(places.position(span.start))
    cursor.setPosition(places.position(span.end), QTextCursor.MoveMode.KeepAnchor)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = format_
    return selection
