"""What the number check marks in the text: ticks where it agrees, wavy lines under findings, numbers looked at."""

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from fuzhou_viewer.core.records import Span
from fuzhou_viewer.ui.text_pane.page import Look
from fuzhou_viewer.ui.text_pane.places import Places
from fuzhou_viewer.ui.theme import Theme

_SIZE = 0.34
_WIDTH = 1.6


@dataclass(frozen=True, slots=True)
class CheckMarks:
    """Spans by what is drawn at them; `firm` are those of `waves` that do not compute. `ticks` in the text's order."""

    ticks: tuple[Span, ...]
    waves: tuple[Span, ...]
    firm: frozenset[Span]
    lit: tuple[Span, ...]

    def formats(self, theme: Theme) -> list[tuple[Span, QTextCharFormat]]:
        """The words to be underlined or lit, in the order they are laid over one another."""
        out = []
        for span in self.lit:
            format_ = QTextCharFormat()
            format_.setBackground(QColor(theme.mark))
            out.append((span, format_))
        for span in self.waves:
            format_ = QTextCharFormat()
            format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            format_.setUnderlineColor(QColor(theme.differ if span in self.firm else theme.ask))
            out.append((span, format_))
        return out

    def paint(self, text: QTextEdit, places: Places, look: Look) -> None:
        """Draw the ticks of what is in view of `text`."""
        if not self.ticks:
            return
        viewport = text.viewport()
        top, bottom = (places.offset(text.cursorForPosition(at).position()) for at in _ends(viewport))
        first = bisect_left(self.ticks, top, key=lambda span: span.end)
        painter = QPainter(viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(look.theme.agree), _WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        cursor = QTextCursor(text.document())
        for span in self.ticks[first:]:
            if span.start > bottom:
                break
            cursor.setPosition(places.position(span.end))
            painter.drawPolyline(_tick(text.cursorRect(cursor), look.pixels * _SIZE))
        painter.end()


def _ends(viewport: QWidget) -> tuple[QPoint, QPoint]:
    return QPoint(0, 0), QPoint(viewport.width(), viewport.height())


def _tick(caret: QRect, size: float) -> list[QPointF]:
    """A tick whose right end hangs below the last character before the caret."""
    right, top = caret.left() - 1.0, caret.bottom() - size * 0.1
    return [
        QPointF(right - size, top + size * 0.45),
        QPointF(right - size * 0.62, top + size * 0.8),
        QPointF(right, top),
    ]
