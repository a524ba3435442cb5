"""The theme board in a window: themes at the left, the charts of one of them at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.services.boards import MOST_OF_OTHERS, OTHERS, Board
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.plain import plain_label
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.theme_board.tile import WIDTH, TileCard
from fuzhou_viewer.ui.ways_out import WaysOut

_SPACE = 12
_EMPTY = "资料库里的报告还没有能归入主题的指标。\n\n存入几年的工作总结后,这里按主题逐年列出全部指标。"
_NONE = "这个主题里没有叫这个名称的指标。"


class ThemeBoard(QDialog):
    """Shows boards; `point_chosen` carries the point whose report is to be opened, `ways` are the ways out."""

    point_chosen = Signal(object)

    def __init__(
        self, boards: Sequence[Board], reports: int, look: tuple[Theme, QFont], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"主题总览:{reports} 份报告")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._theme, self._font = look
        self._boards = tuple(boards)
        self._columns = 0
        self.cards: list[TileCard] = []
        self.themes, self.filter = QListWidget(), QLineEdit()
        self.ways = WaysOut()
        self._title, self._note = plain_label("", "title"), plain_label("", "note-line")
        self._said = plain_label("", "note-line")
        self._scroll, self._held = _Scroll(), QWidget()
        self._grid = QGridLayout(self._held)
        self._arrange()
        self._fill()
        self.resize(1180, 780)

    def board(self) -> Board | None:
        """The board that is shown."""
        row = self.themes.currentRow()
        return self._boards[row] if row >= 0 else None

    def say(self, words: str) -> None:
        """Tell something at the foot."""
        self._said.setText(words)

    def _arrange(self) -> None:
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        self.themes.setAccessibleName("主题")
        self.themes.setFixedWidth(210)
        self.themes.setProperty("role", "themes")
        self.themes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns.addWidget(self.themes)
        right = QVBoxLayout()
        right.setContentsMargins(18, 14, 12, 8)
        right.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        self.filter.setPlaceholderText("按名称筛选")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(220)
        top.addWidget(self.filter)
        top.addWidget(self.ways)
        right.addLayout(top)
        right.addWidget(self._note)
        self._grid.setContentsMargins(0, 4, 6, 4)
        self._grid.setSpacing(_SPACE)
        self._scroll.setWidget(self._held)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right.addWidget(self._scroll, 1)
        right.addWidget(self._said)
        columns.addLayout(right, 1)
        self.themes.currentItemChanged.connect(lambda _now, _before: self._show())
        self.filter.textChanged.connect(lambda _words: self._lay())
        self._scroll.resized.connect(self._relay)

    def _fill(self) -> None:
        for board in self._boards:
            self.themes.addItem(f"{board.theme}  {len(board.tiles)}")
        self.ways.setEnabled(bool(self._boards))
        self.filter.setEnabled(bool(self._boards))
        if self._boards:
            self.themes.setCurrentRow(0)
        else:
            self._title.setText("没有可以列出的指标")
            self._note.setText(_EMPTY)

    def _show(self) -> None:
        board = self.board()
        if board is None:
            return
        for card in self.cards:
            card.setParent(None)
            card.deleteLater()
        self.cards = [TileCard(tile, board.years, self._theme, self._font) for tile in board.tiles]
        for card in self.cards:
            card.point_chosen.connect(self.point_chosen)
        first, last = board.years[0], board.years[-1]
        span = f"{first}年" if first == last else f"{first}—{last}年"
        self._title.setText(f"{board.theme} · {len(board.tiles)} 项 · {span}")
        self._scroll.verticalScrollBar().setValue(0)
        self._lay()

    def _lay(self) -> None:
        """Tiles that hold the typed words, as many beside each other as there is room for."""
        words = folded(self.filter.text()).split()
        shown = [card for card in self.cards if all(word in folded(card.tile.series.name) for word in words)]
        count = self._fitting()
        for card in self.cards:
            self._grid.removeWidget(card)
            card.setVisible(False)
        for i, card in enumerate(shown):
            self._grid.addWidget(card, i // count, i % count)
            card.setVisible(True)
        for column in range(max(count, self._columns)):
            self._grid.setColumnStretch(column, int(column < count))
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(shown) // count + 1, 1)
        self._columns = count
        hint = "每个小图只有一种单位;斜纹是没有数据的年份;点一个年份打开报告里的原文。"
        board = self.board()
        if board and board.theme == OTHERS and len(board.tiles) == MOST_OF_OTHERS:
            hint = f"只列出年份最多的 {MOST_OF_OTHERS} 项,其余在“对比指标”里。{hint}"
        self._note.setText(hint if shown else _NONE)

    def _fitting(self) -> int:
        return max(1, (self._scroll.viewport().width() - 6 + _SPACE) // (WIDTH + _SPACE))

    def _relay(self) -> None:
        """More or fewer columns."""
        if self.cards and self._fitting() != self._columns:
            self._lay()


class _Scroll(QScrollArea):
    """Tells when there is more or less room."""

    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt."""
        super().resizeEvent(event)
        self.resized.emit()
