"""Reading as a walk: where the reader has been, going back and forward, citing a place and going to one cited."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from fuzhou_viewer.core.citations import citation, cited
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.ui.text_pane.pane import TextPane

_MOST = 100
_NEAR = 40


class Reading(QObject):
    """Remembers the places a reader jumped from; `said` carries words for the status line."""

    said = Signal(str)

    def __init__(self, text: TextPane, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._report: Document | None = None
        self._back: list[int] = []
        self._forward: list[int] = []
        self._is_walking = False
        text.left_place.connect(self._remember)

    def show_report(self, report: Document) -> None:
        """Another report is read."""
        self._report = report
        self._back, self._forward = [], []

    def go_back(self) -> None:
        """To where the reader was before the last jump."""
        self._walk(self._back, self._forward, "前面没有到过的地方了")

    def go_forward(self) -> None:
        """Again to where the reader went."""
        self._walk(self._forward, self._back, "后面没有到过的地方了")

    def copy_cited(self) -> None:
        """The marked words with their citation to the clipboard; without a mark the paragraph being read."""
        if self._report is None:
            return
        place = self._text.selected_span() or self._text.paragraph_being_read()
        words = self._report.text[place.start : place.end].strip()
        source = citation(self._report, place)
        issuer = f"{self._report.issuer}" if self._report.issuer else ""
        QGuiApplication.clipboard().setText(f"{words}({issuer}{source})")
        self.said.emit(f"已复制,出处:{issuer}{source}")

    def go_to_cited(self, words: str) -> bool:
        """Go to the place `words` cite; False when they cite none of this report."""
        place = cited(self._report, words) if self._report else None
        if place is None:
            return False
        self._text.go_to(place, flash=True)
        return True

    def _remember(self, offset: int) -> None:
        if self._is_walking or (self._back and abs(self._back[-1] - offset) < _NEAR):
            return
        self._back = [*self._back, offset][-_MOST:]
        self._forward = []

    def _walk(self, there: list[int], here: list[int], nothing: str) -> None:
        if not there:
            self.said.emit(nothing)
            return
        here.append(self._text.reading_offset())
        self._is_walking = True
        place = there.pop()
        self._text.go_to(Span(place, place))
        self._is_walking = False
