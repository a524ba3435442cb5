"""A question that is asked once: whether two names of numbers mean the same; or what was answered, to be taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from fuzhou_viewer.core.doubts import Doubt
from fuzhou_viewer.core.series import Point, Series
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.ui.library_panel.details import plain_label


class DoubtLine(QFrame):
    """Asks about one doubt; `answered` carries it and whether it is the same, `parted` a series to be taken apart."""

    answered = Signal(object, bool)
    parted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self._doubt: Doubt | None = None
        self._series: Series | None = None
        self._later: set[tuple[str, str, str]] = set()
        self.words = plain_label("")
        self.same, self.other, self.later = QPushButton("是,合在一起"), QPushButton("不是"), QPushButton("以后再说")
        self.part = QPushButton("重新分开")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 9, 12, 9)
        rows.addWidget(self.words)
        row = QHBoxLayout()
        for button in (self.same, self.other, self.later, self.part):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        rows.addLayout(row)
        self.same.clicked.connect(lambda: self._answer(is_same=True))
        self.other.clicked.connect(lambda: self._answer(is_same=False))
        self.later.clicked.connect(self._put_off)
        self.part.clicked.connect(lambda: self.parted.emit(self._series))

    def show_about(self, series: Series, doubt: Doubt | None) -> None:
        """Ask about `doubt`; where there is none, offer to take apart what was put together; else nothing."""
        if doubt is not None and _key(doubt) in self._later:
            doubt = None
        self._doubt, self._series = doubt, series
        self.setVisible(doubt is not None or bool(series.merged))
        for button in (self.same, self.other, self.later):
            button.setVisible(doubt is not None)
        self.part.setVisible(doubt is None)
        if doubt is not None:
            self.words.setText(
                f"“{doubt.name}”({_told(doubt.of_name)})和“{doubt.other}”({_told(doubt.of_other)})是同一个指标吗?"
                "回答一次就记住,各份报告都按它算。"
            )
        elif series.merged:
            self.words.setText(f"“{'”“'.join(series.merged)}”按您的回答合在“{series.name}”里。")

    def _answer(self, *, is_same: bool) -> None:
        if self._doubt is not None:
            self.answered.emit(self._doubt, is_same)

    def _put_off(self) -> None:
        """Not asked again in this window."""
        if self._doubt is not None and self._series is not None:
            self._later.add(_key(self._doubt))
            self.show_about(self._series, None)


def _key(doubt: Doubt) -> tuple[str, str, str]:
    return doubt.name, doubt.other, doubt.unit


def _told(point: Point) -> str:
    return f"{point.year}年 {value_words(point.metric.quantity)}"
