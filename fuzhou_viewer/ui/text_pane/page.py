"""A report set as a page: blocks by paragraph, typefaces by the role of what stands in them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import (
    QImage,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.text_pane.places import Places
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.typefaces import Typefaces

METRIC_PROPERTY = QTextCharFormat.Property.UserProperty.value + 1
# the values of Qt.AlignmentFlag; naming it would build all enums of Qt, 11 ms of the first paint
_RIGHT, _CENTRED, _JUSTIFIED = 2, 4, 8
_ALIGNMENTS = {"title": _CENTRED, "junk": _CENTRED, "issuer": _RIGHT, "date": _RIGHT}
_TITLE_SIZE = 1.5
_JUNK_SIZE = 0.75


class PageDocument(QTextDocument):
    """A document that loads nothing: no file or share that a text names is ever opened."""

    @override
    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Nothing; an empty answer would make Qt open the path itself."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return QImage(1, 1, QImage.Format.Format_ARGB32)
        return QByteArray(b"\n")


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is set: colours, typefaces, body size in pixels, line height by it, characters in a line."""

    theme: Theme
    palette: QPalette
    typefaces: Typefaces
    pixels: float
    line_height: float = 1.8
    column: int = 36
    has_numbers: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    span: Span
    role: str
    metric: int = -1


class PageMaker:
    """Sets one report into a document in one look."""

    def __init__(self, report: Document, look: Look) -> None:
        self._report = report
        self._look = look
        self._formats: dict[tuple[str, str], QTextCharFormat] = {}
        self._kinds = {s.span.start: s.kind for s in report.sections if s.level in (None, 0)}
        self._stretches = _stretches(report)
        self._starts = [stretch.span.start for stretch in self._stretches]

    def extend(self, document: QTextDocument, places: Places, paragraphs: Sequence[Span]) -> None:
        """Set `paragraphs` after what `document` shows already, and note in `places` where each went."""
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for span in paragraphs:
            kind = self._kinds.get(span.start, "")
            own = self._inside(span)
            is_heading = bool(own) and own[0].role == "h1" and own[0].span.end >= span.end - 1
            if cursor.position():
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(kind, is_heading=is_heading))
            places.add(span, cursor.position(), self._report.text[span.start : span.end])
            for stretch in own:
                words = self._report.text[stretch.span.start : stretch.span.end]
                cursor.insertText(words, self._char_format(kind, stretch))
        cursor.endEditBlock()

    def _block_format(self, kind: str, *, is_heading: bool) -> QTextBlockFormat:
        pixels = self._look.pixels
        block = QTextBlockFormat()
        size = _TITLE_SIZE if kind == "title" else 1.0
        block.setLineHeight(pixels * self._look.line_height * size, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setTextIndent(0 if kind in ("title", "addressee", "issuer", "date", "junk") else 2 * pixels)
        block.setProperty(QTextFormat.Property.BlockAlignment, _ALIGNMENTS.get(kind, _JUSTIFIED))
        if kind in ("issuer", "date"):
            block.setRightMargin(2 * pixels)
        block.setTopMargin({"title": 1.6, "junk": 1.5}.get(kind, 0.5 if is_heading else 0) * pixels)
        block.setBottomMargin({"title": 1.2}.get(kind, 0.25) * pixels)
        return block

    def _inside(self, paragraph: Span) -> list[_Stretch]:
        """The paragraph cut into stretches: the marked ones, and body text between them."""
        out: list[_Stretch] = []
        place = paragraph.start
        first, last = bisect_left(self._starts, paragraph.start), bisect_left(self._starts, paragraph.end)
        for stretch in self._stretches[first:last]:
            start, end = max(stretch.span.start, place), min(stretch.span.end, paragraph.end)
            if start >= end:
                continue
            if start > place:
                out.append(_Stretch(Span(place, start), "body"))
            out.append(_Stretch(Span(start, end), stretch.role, stretch.metric))
            place = end
        if place < paragraph.end:
            out.append(_Stretch(Span(place, paragraph.end), "body"))
        return out

    def _char_format(self, kind: str, stretch: _Stretch) -> QTextCharFormat:
        role = {"title": "title", "junk": "window"}.get(kind, stretch.role)
        if (kind, role) not in self._formats:
            self._formats[kind, role] = self._new_format(kind, role)
        if stretch.metric < 0:
            return self._formats[kind, role]
        format_ = QTextCharFormat(self._formats[kind, role])
        format_.setProperty(METRIC_PROPERTY, stretch.metric)
        return format_

    def _new_format(self, kind: str, role: str) -> QTextCharFormat:
        size = {"title": _TITLE_SIZE, "junk": _JUNK_SIZE}.get(kind, 1.0) * self._look.pixels
        format_ = QTextCharFormat()
        font = self._look.typefaces.font("body" if role in ("number", "item") else role, size)
        font.setBold(role == "item")
        format_.setFont(font)
        # the theme's colours come from its palette; ink is the default
        if kind == "junk":
            format_.setForeground(self._look.palette.placeholderText())
        elif role == "number":
            format_.setForeground(self._look.palette.link())
            format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        return format_


def _role(level: int | None) -> str:
    return {1: "h1", 2: "h2"}.get(level or 0, "item")


def _stretches(report: Document) -> list[_Stretch]:
    stretches = [
        _Stretch(s.heading, _role(s.level)) for s in report.sections if s.level and s.heading.end > s.heading.start
    ]
    stretches += [_Stretch(metric.quantity.span, "number", i) for i, metric in enumerate(report.metrics)]
    return sorted(stretches, key=lambda stretch: (stretch.span.start, stretch.metric))
