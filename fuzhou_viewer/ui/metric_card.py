"""The card of a metric: shown beside a number in the text or a row of the chart, plain words only."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from fuzhou_viewer.services.charting.wording import Card

_WIDEST = 380
_AWAY = 14
_STAYS_MS = 300


class MetricCard(QFrame):
    """One card for a window; it goes when the pointer has gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFixedWidth(_WIDEST)
        self._name, self._value, self._rest = (QLabel() for _ in range(3))
        layout = self._lines = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(4)
        for label, role in ((self._name, "card-name"), (self._value, "card-value"), (self._rest, "card-rest")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
            layout.addWidget(label)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_STAYS_MS)
        self._leaving.timeout.connect(self.hide)

    def show_card(self, card: Card, at: QPoint) -> None:
        """Show `card` below and right of `at`, a place on the screen, or above where there is no room."""
        self._leaving.stop()
        self._name.setText(card.name)
        self._value.setText("  ".join(part for part in (card.value, card.exact) if part))
        rest = [line for line in (card.about, card.kind, card.sentence) if line]
        self._rest.setText("\n".join(rest))
        self._rest.setVisible(bool(rest))
        self.setAccessibleName(card.words())
        # labels that wrap tell their height only for a width
        self.setFixedHeight(self._lines.heightForWidth(_WIDEST))
        self.move(self._place(at))
        self.show()

    def leave(self) -> None:
        """Go in a moment, unless another card is shown first."""
        self._leaving.start()

    def _place(self, at: QPoint) -> QPoint:
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = min(max(room.left(), at.x() + _AWAY), room.right() - self.width())
        y = at.y() + _AWAY
        return QPoint(x, y if y + self.height() <= room.bottom() else at.y() - _AWAY - self.height())
