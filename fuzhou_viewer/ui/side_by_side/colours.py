"""How what became of a sentence is shown: grounds for new and dropped, faded letters for what stayed."""

from PySide6.QtGui import QColor

from fuzhou_viewer.ui.theme import Theme

_FADED = 0.82
_TINT = 0.62


class Colours:
    """The colours of a comparison in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.paper, self.ink = QColor(theme.paper), QColor(theme.ink)
        self.faded = _mixed(QColor(theme.muted), self.paper, _FADED)
        self.new = _mixed(QColor(theme.green), self.paper, _TINT)
        self.dropped = _mixed(QColor(theme.pink), self.paper, _TINT)
        self.number, self.number_ground = QColor(theme.number), QColor(theme.yellow)
        self.new_edge, self.dropped_edge = QColor(theme.agree), QColor(theme.differ)
        self.moved_edge, self.chosen = QColor(theme.ask), QColor(theme.accent)
        self.chosen_ground = QColor(theme.selection)
        self.quiet, self.window, self.line = QColor(theme.muted), QColor(theme.window), QColor(theme.line)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of one colour, the rest of the other."""
    return QColor(
        round(one.red() * share + other.red() * (1 - share)),
        round(one.green() * share + other.green() * (1 - share)),
        round(one.blue() * share + other.blue() * (1 - share)),
    )
