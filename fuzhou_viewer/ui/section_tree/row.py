"""A row of the section tree: a bar beside the entry being read, the letters that were looked for underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fuzhou_viewer.core.records import Span
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.section_tree.model import SectionModel

_BAR = 3


class SectionRow(QStyledItemDelegate):
    """Qt paints the row; the bar is in the colour given, so the place is told by more than a colour of letters."""

    def __init__(self, model: SectionModel) -> None:
        super().__init__()
        self._model = model
        self._accent = QColor()

    def set_accent(self, accent: QColor) -> None:
        """The colour of the bar and of letters looked for."""
        self._accent = accent

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row, then the bar; letters looked for are set apart."""
        found = self._model.stretches(index)
        if found:
            self._paint_found(painter, option, index, found)
        else:
            super().paint(painter, option, index)
        if self._model.is_current(index):
            rect: QRect = option.rect
            painter.fillRect(QRect(0, rect.top(), _BAR, rect.height()), self._accent)

    def _paint_found(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        found: Sequence[Span],
    ) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        words: str = bare.text
        view = bare.widget
        style = view.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, bare, view)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, view) + 1
        font: QFont = bare.font
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width() - 2 * margin)
        bare.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, view)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        plain = ink.color() if isinstance(ink, QBrush) else bare.palette.color(QPalette.ColorRole.Text)
        underlined = QFont(font)
        underlined.setUnderline(True)
        painter.save()
        x = float(place.left() + margin)
        y = place.center().y() + (metrics.ascent() - metrics.descent()) / 2
        for piece, is_found in _pieces(shown, found):
            painter.setFont(underlined if is_found else font)
            painter.setPen(self._accent if is_found else plain)
            painter.drawText(QPointF(x, y), piece)
            x += metrics.horizontalAdvance(piece)
        painter.restore()


def _pieces(words: str, found: Sequence[Span]) -> list[tuple[str, bool]]:
    """`words` cut where a stretch begins or ends, each piece with whether it was looked for."""
    pieces: list[tuple[str, bool]] = []
    for i, sign in enumerate(words):
        is_found = any(i in span for span in found)
        if pieces and pieces[-1][1] == is_found:
            pieces[-1] = (pieces[-1][0] + sign, is_found)
        else:
            pieces.append((sign, is_found))
    return pieces
