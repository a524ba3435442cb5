"""What was found in the library told apart by year, issuer and report; each leads to the narrower question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fuzhou_viewer.services.searching.narrowing import Narrowings

_MOST = 30
_LONGEST = 40


class NarrowingButton(QWidget):
    """One button that says how many there are of each kind, and opens a menu of them; hidden while there is nothing."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._button = QPushButton()
        self._button.setProperty("role", "way-on")
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._button.setToolTip("只看某一年、某个单位或某份报告")
        self.menu = QMenu(self._button)
        self._button.setMenu(self.menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 10, 6)
        column.addWidget(self._button)
        self.hide()

    def show_narrowings(self, narrowings: Narrowings) -> None:
        """Replace what is offered."""
        self.menu.clear()
        told = []
        kinds = (
            ("按年份", "年", narrowings.years),
            ("按单位", "个单位", narrowings.issuers),
            ("按报告", "份报告", narrowings.reports),
        )
        for heading, unit, several in kinds:
            if not several:
                continue
            told.append(f"{len(several)} {unit}")
            self.menu.addSection(heading)
            for one in several[:_MOST]:
                words = one.words if len(one.words) <= _LONGEST else f"{one.words[:_LONGEST]}…"
                action = self.menu.addAction(f"{words}  {one.count} 段".replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, typed=one.typed: self.chosen.emit(typed))
        self._button.setText("缩小范围:" + " · ".join(told))
        self.setVisible(bool(told))
