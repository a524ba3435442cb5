"""The colours of highlights as small pictures, and their names."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from fuzhou_viewer.core.kept import Colour
from fuzhou_viewer.ui.theme import Theme

_SIZE = 14
_SHARPNESS = 2


def colour_name(colour: Colour) -> str:
    """The word for a colour."""
    words = {
        Colour.YELLOW: "黄色",
        Colour.GREEN: "绿色",
        Colour.BLUE: "蓝色",
        Colour.PINK: "粉色",
        Colour.PURPLE: "紫色",
    }
    return words[colour]


def swatch(colour: Colour, theme: Theme) -> QIcon:
    """A dot of `colour` as `theme` shows it."""
    picture = QPixmap(QSize(_SIZE, _SIZE) * _SHARPNESS)
    picture.setDevicePixelRatio(_SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.muted), 1))
    painter.setBrush(QColor(getattr(theme, colour.value)))
    painter.drawEllipse(1, 1, _SIZE - 2, _SIZE - 2)
    painter.end()
    return QIcon(picture)
