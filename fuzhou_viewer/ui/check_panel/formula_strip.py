"""The formula of the relation looked at: 276 ÷ 282 = 97.87% ≠ 91%, what it means, and what counts as agreement."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from fuzhou_viewer.core.checking.verdicts import Relation
from fuzhou_viewer.ui.check_panel.check_row import verdict_colour
from fuzhou_viewer.ui.theme import Theme

_HINT = "点一条,或点正文里的数字,这里给出算式,正文里标出参加计算的各数。"


class FormulaStrip(QFrame):
    """A card above the list; before anything is chosen it says how to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "formula-strip")
        self._theme: Theme | None = None
        self._relation: Relation | None = None
        self._formula, self._sentence, self._tolerance = QLabel(), QLabel(_HINT), QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        for label, role in (
            (self._formula, "formula"),
            (self._sentence, "card-rest"),
            (self._tolerance, "card-rest"),
        ):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", role)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        self._formula.hide()
        self._tolerance.hide()

    def show_relation(self, relation: Relation | None) -> None:
        """Show a relation; None shows the hint."""
        self._relation = relation
        self._formula.setVisible(relation is not None)
        self._tolerance.setVisible(relation is not None)
        if relation is None:
            self._sentence.setText(_HINT)
            self.setAccessibleName(_HINT)
            return
        self._formula.setText(relation.formula)
        self._sentence.setText(relation.sentence)
        self._tolerance.setText(f"容差:{relation.tolerance}")
        self.setAccessibleName(f"{relation.formula} {relation.sentence}")
        self._colour()

    def set_theme(self, theme: Theme) -> None:
        """The formula has its verdict's colour."""
        self._theme = theme
        self._colour()

    def _colour(self) -> None:
        if self._theme and self._relation:
            colour = verdict_colour(self._theme, self._relation.verdict.value)
            self._formula.setStyleSheet(f"color: {colour}")
