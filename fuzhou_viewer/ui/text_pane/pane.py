"""The pane that shows a report, tells where the reader is, and marks what was found or chosen.

`QtCore.Qt` is named only where the first paint is over: building its enums takes 11 ms.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from fuzhou_viewer.core.records import Document, Metric, SearchHit, Span
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.text_pane.laying import coloured, laid
from fuzhou_viewer.ui.text_pane.page import METRIC_PROPERTY, Look, PageDocument, PageMaker
from fuzhou_viewer.ui.text_pane.paragraph_numbers import paint_numbers
from fuzhou_viewer.ui.text_pane.places import Places, share_of
from fuzhou_viewer.ui.text_pane.timers import once_after

if TYPE_CHECKING:
    from fuzhou_viewer.ui.text_pane.check_marks import CheckMarks
    from fuzhou_viewer.ui.text_pane.mark_strip import MarkStrip
    from fuzhou_viewer.ui.text_pane.passages import Passage

_PADDING_CHARACTERS = 2.6
_QUIET_MS = 80
_READING_LINE = 0.15
_FLASH_MS = 1800
_WIDEST_PADDING = 0.07
_NARROWEST_MARGIN = 8
_FIRST_SCREEN = 500
_NEXT_STRETCH = 20_000


class TextPane(QTextEdit):
    """A whole report in one scroll."""

    painted = Signal()
    place_changed = Signal(int)
    metric_chosen = Signal(object)
    metric_hovered = Signal(object, object)
    size_steps_wished = Signal(int)
    menu_wished = Signal(QPoint, int)
    """At a place of the screen, over the character at an offset."""
    left_place = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setCursorWidth(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("正文")
        # paper and desk are the application palette's: a widget's own would outlive a change of theme
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.setAutoFillBackground(True)
        self._report: Document | None = None
        self._paragraphs: tuple[Span, ...] = ()
        self._places = Places()
        self._look: Look | None = None
        self._hits: Sequence[SearchHit] = ()
        self._current_hit: Span | None = None
        self._strip: MarkStrip | None = None
        self._passages: Sequence[Passage] = ()
        self._checks: CheckMarks | None = None
        self._flashed: Span | None = None
        self._around: Span | None = None
        self._pointed_at: Metric | None = None
        self._gone_to = (0, -1)
        self._is_painted = False
        self._maker: PageMaker | None = None
        self._waiting: tuple[Span, ...] = ()
        self._rest = once_after(0, self._set_more, self)
        self._quiet = once_after(_QUIET_MS, self._tell_place, self)
        self._flash_end = once_after(_FLASH_MS, self._end_flash, self)
        # start() would take the scroll bar's value for an interval
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._quiet.start())

    def show_document(self, report: Document, paragraphs: tuple[Span, ...], look: Look) -> None:
        """Show `report` from its beginning."""
        self._report, self._paragraphs = report, paragraphs
        self._hits, self._current_hit, self._flashed, self._around = (), None, None, None
        self._passages, self._checks, self._gone_to = (), None, (0, -1)
        self._set(look)
        self.verticalScrollBar().setValue(0)
        self._quiet.start()

    def set_look(self, look: Look) -> None:
        """Set the page anew in another look; the line being read stays where it is."""
        if self._report is not None:
            self._keep_place(lambda: self._set(look))

    def show_corrected(self, report: Document, look: Look) -> None:
        """Show the same text with other metrics; nothing moves."""
        value = self.verticalScrollBar().value()
        self._report, self._pointed_at = report, None
        self._set(look)
        self._finish_layout()
        self.verticalScrollBar().setValue(value)

    def go_to(self, span: Span, *, flash: bool = False, around: Span | None = None) -> None:
        """Bring `span` into view, near the top; `flash` marks it for a moment, and more softly what is `around` it."""
        self.left_place.emit(self.reading_offset())
        self._scroll_to(span.start, _READING_LINE if flash else 0.02)
        if flash:
            self._flashed, self._around = span, around
            self._flash_end.start()
        self._paint_marks()

    def mark_hits(self, hits: Sequence[SearchHit]) -> None:
        """Mark every hit."""
        self._hits, self._current_hit = hits, None
        self._paint_marks()

    def mark_passages(self, passages: Sequence["Passage"]) -> None:
        """Colour what the reader has marked; what was found is painted over it."""
        self._passages = passages
        self._paint_marks()

    def selected_span(self) -> Span | None:
        """The selected stretch of the report's text, without the blanks at its ends."""
        cursor = self.textCursor()
        if self._report is None or not cursor.hasSelection():
            return None
        start, end = (self._places.offset(p) for p in (cursor.selectionStart(), cursor.selectionEnd()))
        words = self._report.text[start:end]
        left = len(words) - len(words.lstrip())
        return Span(start + left, start + len(words.rstrip())) if words.strip() else None

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def is_untouched(self) -> bool:
        """Whether the reader still sees the report as it was opened."""
        return self.verticalScrollBar().value() == 0 and self._gone_to[1] < 0

    def show_hit(self, hit: SearchHit) -> None:
        """Mark `hit` as the one looked at and bring it into view."""
        self.left_place.emit(self.reading_offset())
        self._current_hit = hit.span
        self._scroll_to(hit.span.start, 0.3)
        self._paint_marks()

    def mark_checks(self, marks: "CheckMarks | None") -> None:
        """Mark what the number check found; None takes the marks away."""
        self._checks = marks
        self._paint_marks()

    def reading_offset(self) -> int:
        """The character last gone to while the view rests there, else the one at the reading line.

        The line lies a little below the top; over the last screen it moves down to the bottom,
        so that the last sections are read too.
        """
        bar = self.verticalScrollBar()
        offset, value = self._gone_to
        if value == bar.value():
            return offset
        height = self.viewport().height()
        near_end = min(1.0, max(0.0, 1.0 - (bar.maximum() - bar.value()) / max(1, height)))
        return self._offset_at(height * (_READING_LINE + (0.98 - _READING_LINE) * near_end))

    def paragraph_being_read(self) -> Span:
        """The paragraph at the reading line."""
        place = self.reading_offset()
        return next((span for span in reversed(self._paragraphs) if span.start <= place), Span(0, 0))

    def marked_hits(self) -> Sequence[SearchHit]:
        """The hits that are marked."""
        return self._hits

    def _set(self, look: Look) -> None:
        assert self._report is not None  # noqa: S101 - private; every caller has a report
        self._look = look
        page = PageDocument(self)
        page.setUndoRedoEnabled(False)
        self._places = Places()
        self._maker = PageMaker(self._report, look)
        self._waiting = self._paragraphs
        self._extend(page, _FIRST_SCREEN)
        before = self.document()
        self.setDocument(page)
        if isinstance(before, PageDocument):  # ours to throw away: Qt deletes only what it made itself
            before.deleteLater()
        # kept by the document's layout, so each new document would show a caret again
        self.setCursorWidth(0)
        self._fit_column()
        self._paint_marks()

    def _fit_column(self) -> None:
        if self._look is None:
            return
        bar = self.verticalScrollBar().sizeHint().width()
        padding = min(_PADDING_CHARACTERS * self._look.pixels, (self.width() - bar) * _WIDEST_PADDING)
        column = self._look.column * self._look.pixels + 2 * padding
        side = max(_NARROWEST_MARGIN, round((self.width() - bar - column) / 2))
        if abs(self.document().documentMargin() - padding) >= 1:
            self.document().setDocumentMargin(padding)
        self.setViewportMargins(side, 0, side, 0)

    def _scroll_to(self, offset: int, height: float) -> None:
        self._finish_layout()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places.position(offset))
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(round(top - self.viewport().height() * height))
        self._gone_to = (offset, self.verticalScrollBar().value())
        self._quiet.start()

    def _offset_at(self, y: float) -> int:
        self._finish_layout()
        x = self.viewport().width() // 2
        return self._places.offset(self.cursorForPosition(QPoint(x, round(y))).position())

    def _top_offset(self) -> int:
        return self._offset_at(2)

    def _keep_place(self, change: Callable[[], None]) -> None:
        """Do what sets the text anew; the line at the top stays there, and what was gone to counts as read."""
        is_at_top = self.verticalScrollBar().value() == 0
        is_resting = self._gone_to[1] == self.verticalScrollBar().value()
        offset = 0 if is_at_top else self._top_offset()
        change()
        if is_at_top:
            self.verticalScrollBar().setValue(0)
        else:
            read = self._gone_to[0]
            self._scroll_to(offset, 0.0)
            self._gone_to = (read, self._gone_to[1]) if is_resting else (0, -1)

    def _resize(self, event: QResizeEvent) -> None:
        self._fit_column()
        super().resizeEvent(event)

    def _extend(self, page: QTextDocument, characters: int) -> None:
        """Set the next paragraphs, about as many as hold `characters`."""
        count = size = 0
        while count < len(self._waiting) and size < characters:
            size += self._waiting[count].end - self._waiting[count].start
            count += 1
        if self._maker:
            self._maker.extend(page, self._places, self._waiting[:count])
        self._waiting = self._waiting[count:]

    def _set_more(self) -> None:
        self._extend(self.document(), _NEXT_STRETCH)
        if self._waiting:
            self._rest.start()
        else:
            self._paint_marks()

    def _finish_layout(self) -> None:
        """Set what still waits; and Qt, too, lays text out when it must and would answer with the end."""
        while self._waiting:
            self._extend(self.document(), _NEXT_STRETCH)
        self.document().size()

    def _tell_painted(self) -> None:
        # asking for any QWidget makes Qt's Python side build all kinds of widgets: 20 ms, only now
        self.viewport().setMouseTracking(True)
        flags = QtCore.Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.painted.emit()

    def _tell_place(self) -> None:
        if self._report is not None:
            self.place_changed.emit(self.reading_offset())

    def _end_flash(self) -> None:
        self._flashed = self._around = None
        self._paint_marks()

    def _paint_marks(self) -> None:
        if self._look is None:
            return
        if self._hits or self._current_hit or self._flashed or self._passages:
            self._finish_layout()
        theme = self._look.theme
        marks = [(self._around, theme.accent_soft)] if self._around else []
        marks += [(hit.span, theme.mark) for hit in self._hits if hit.span != self._current_hit]
        marks += [(span, theme.mark_current) for span in (self._current_hit, self._flashed) if span]
        formats = [(p.span, coloured(p.colour, theme.accent if p.has_note else "")) for p in self._passages]
        if self._checks and not self._waiting:
            formats += self._checks.formats(theme)
        formats += [(span, coloured(colour)) for span, colour in marks]
        self.setExtraSelections([laid(self.document(), self._places, span, format_) for span, format_ in formats])
        self._paint_strip()

    def _paint_strip(self) -> None:
        """A tick at the scroll bar for each hit; the strip is made when it is first needed."""
        if self._look is None or (self._strip is None and not self._hits):
            return
        if self._strip is None:
            # imported here because the first paint has no hits
            from fuzhou_viewer.ui.text_pane.mark_strip import MarkStrip  # noqa: PLC0415

            self._strip = MarkStrip(self.verticalScrollBar())
        theme = self._look.theme
        current = self._share(self._current_hit.start) if self._current_hit else None
        self._strip.show_places(
            [self._share(hit.span.start) for hit in self._hits], current, (theme.mark_current, theme.accent)
        )

    def _share(self, offset: int) -> float:
        return share_of(self.document(), self._places.position(offset))

    def _metric_at(self, point: QPoint) -> Metric | None:
        if self._report is None:
            return None
        layout = self.document().documentLayout()
        place = layout.hitTest(
            (point + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())).toPointF(),
            QtCore.Qt.HitTestAccuracy.ExactHit,
        )
        if place < 0:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place + 1, self.document().characterCount() - 1))
        number = cursor.charFormat().property(METRIC_PROPERTY)
        return self._report.metrics[number] if isinstance(number, int) else None

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done here is asked for; a key asks for where the text cursor is."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.textCursor().selectionStart() if is_key else self.cursorForPosition(event.pos()).position()
        at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if is_key else event.globalPos()
        self.menu_wished.emit(at, self._places.offset(place))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over numbers."""
        super().mouseMoveEvent(event)
        metric = self._metric_at(event.position().toPoint())
        shape = QtCore.Qt.CursorShape
        self.viewport().setCursor(shape.PointingHandCursor if metric else shape.IBeamCursor)
        if metric is not self._pointed_at:
            self._pointed_at = metric
            self.metric_hovered.emit(metric, event.globalPosition().toPoint())

    @override
    def leaveEvent(self, event: QtCore.QEvent) -> None:
        """The pointer has gone; so do cards."""
        super().leaveEvent(event)
        if self._pointed_at is not None:
            self._pointed_at = None
            self.metric_hovered.emit(None, QPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a number chooses its metric."""
        super().mouseReleaseEvent(event)
        if event.button() == QtCore.Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            metric = self._metric_at(event.position().toPoint())
            if metric:
                self.metric_chosen.emit(metric)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the text."""
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.size_steps_wished.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """What is in view first, the rest of the report after it."""
        super().paintEvent(event)
        if self._checks and self._look and not self._waiting:
            self._checks.paint(self, self._places, self._look)
        if self._look and self._look.has_numbers:
            paint_numbers(self, self._look)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._tell_painted)
        if self._waiting:
            self._rest.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column keeps its width and the reader's line its place."""
        self._keep_place(lambda: self._resize(event))
        if self._strip is not None:
            self._strip.fit()
