"""A small chart with its name, its newest value, whose it is, and what must be known of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from fuzhou_viewer.services.boards import Tile
from fuzhou_viewer.services.comparing import remarks_of
from fuzhou_viewer.ui.plain import plain_label, plain_tip
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.year_plot import YearPlot

WIDTH = 262
_PLOT = 92


class TileCard(QFrame):
    """Shows a tile on the board's axis of years; `point_chosen` carries the point that was clicked."""

    point_chosen = Signal(object)

    def __init__(self, tile: Tile, years: tuple[int, ...], theme: Theme, font: QFont) -> None:
        super().__init__()
        self.tile = tile
        self.setProperty("role", "tile")
        series = tile.series
        self.plot = YearPlot(theme, font)
        self.plot.setFixedHeight(_PLOT)
        self.plot.show_series(series, years, is_line=tile.is_line)
        self.plot.point_chosen.connect(self.point_chosen)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 8)
        rows.setSpacing(2)
        rows.addWidget(_line(series.name, "card-name"))
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(_line(tile.latest, "card-value"))
        growth = _line(f"比上年 {tile.growth}" if tile.growth else "", "card-rest")
        growth.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        told.addWidget(growth, 1)
        rows.addLayout(told)
        rows.addWidget(self.plot)
        about = "、".join(part for part in (series.owner, series.scope) if part)
        rows.addWidget(_line(about, "card-rest"))
        doubts = " ".join(part for part in (tile.gaps, *remarks_of(series)) if part)
        rows.addWidget(_line(doubts, "card-rest"))


def _line(words: str, role: str) -> QLabel:
    """One line, cut where the tile ends; all of it in the tip."""
    label = plain_label(words, role)
    label.setWordWrap(False)
    label.setToolTip(plain_tip(words))
    label.setSizePolicy(
        QSizePolicy.Policy.Ignored if role != "card-value" else QSizePolicy.Policy.Preferred,
        label.sizePolicy().verticalPolicy(),
    )
    return label
