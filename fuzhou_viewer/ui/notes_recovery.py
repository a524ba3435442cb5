"""When the notes do not open: what is the matter, what can be had back, and how many notes each way brings."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from fuzhou_viewer.core.errors import DamagedNotesError
from fuzhou_viewer.ui.messages import show_error
from fuzhou_viewer.ui.plain import plain_label

if TYPE_CHECKING:
    from fuzhou_viewer.services.notes_opening import Opening

_WIDTH = 520


def show_opening(opening: "Opening", recover: Callable[[Any], None], parent: QWidget) -> None:
    """Say nothing when all is well; else a warning, a reason, or the ways on."""
    if opening.is_usable:
        if opening.warning:
            show_error(parent, DamagedNotesError(opening.warning))
    elif opening.offers:
        RecoveryWindow(opening, recover, parent).open()
    else:
        show_error(parent, DamagedNotesError(opening.message, opening.advice))


class RecoveryWindow(QDialog):
    """The ways on, the best one chosen; reading without notes is always possible."""

    def __init__(self, opening: "Opening", recover: Callable[[Any], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("恢复批注")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._opening, self._recover = opening, recover
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        title = plain_label(opening.message)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        column.addWidget(title)
        column.addWidget(plain_label(opening.advice))
        self.ways = [QRadioButton(offer.words) for offer in opening.offers]
        for way in self.ways:
            column.addWidget(way)
        self.ways[0].setChecked(True)
        buttons = QDialogButtonBox()
        go = buttons.addButton("恢复", QDialogButtonBox.ButtonRole.AcceptRole)
        go.setDefault(True)
        buttons.addButton("先不恢复,只读报告", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._go)
        column.addSpacing(6)
        column.addWidget(buttons)

    def _go(self) -> None:
        chosen = next(i for i, way in enumerate(self.ways) if way.isChecked())
        self._recover(self._opening.offers[chosen])
