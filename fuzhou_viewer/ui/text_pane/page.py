"""A report set as a page: blocks by paragraph, typefaces by the role of what stands in them."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from typing_extensions import override

from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.ui.text_pane.places import Places
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.typefaces import Typefaces

METRIC_PROPERTY = QTextCharFormat.Property.UserProperty.value + 1
_LINE_HEIGHT = 1.8
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
    """How a page is set: colours, typefaces, body size in pixels."""

    theme: Theme
    typefaces: Typefaces
    pixels: float


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
        self._kinds = {s.span.start: s.kind for s in report.sections if s.level in (None, 0)}
        self._roles = [(s.heading, _role(s.level)) for s in report.sections if s.level]

    def fill(self, document: QTextDocument, paragraphs: tuple[Span, ...]) -> Places:
        """Replace what `document` shows by the report; says where each paragraph went."""
        places = Places()
        document.clear()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        stretches = self._stretches()
        for number, span in enumerate(paragraphs):
            kind = self._kinds.get(span.start, "")
            own = _inside(stretches, span)
            is_heading = bool(own) and own[0].role == "h1" and own[0].span.end >= span.end - 1
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(kind, is_heading=is_heading))
            places.add(span, cursor.position(), self._report.text[span.start : span.end])
            for stretch in own:
                words = self._report.text[stretch.span.start : stretch.span.end]
                cursor.insertText(words, self._char_format(kind, stretch))
        cursor.endEditBlock()
        return places

    def _stretches(self) -> list[_Stretch]:
        stretches = [_Stretch(span, role) for span, role in self._roles if span.end > span.start]
        for i, metric in enumerate(self._report.metrics):
            stretches.append(_Stretch(metric.quantity.span, "number", i))
        return sorted(stretches, key=lambda s: (s.span.start, s.metric))

    def _block_format(self, kind: str, *, is_heading: bool) -> QTextBlockFormat:
        pixels = self._look.pixels
        block = QTextBlockFormat()
        size = _TITLE_SIZE if kind == "title" else 1.0
        block.setLineHeight(pixels * _LINE_HEIGHT * size, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setTextIndent(0 if kind in ("title", "addressee", "issuer", "date", "junk") else 2 * pixels)
        alignment = Qt.AlignmentFlag.AlignJustify
        if kind in ("title", "junk"):
            alignment = Qt.AlignmentFlag.AlignHCenter
        elif kind in ("issuer", "date"):
            alignment = Qt.AlignmentFlag.AlignRight
            block.setRightMargin(2 * pixels)
        block.setAlignment(alignment)
        block.setTopMargin({"title": 1.6, "junk": 1.5}.get(kind, 0.5 if is_heading else 0) * pixels)
        block.setBottomMargin({"title": 1.2}.get(kind, 0.25) * pixels)
        return block

    def _char_format(self, kind: str, stretch: _Stretch) -> QTextCharFormat:
        theme = self._look.theme
        role = {"title": "title", "junk": "window"}.get(kind, stretch.role)
        size = {"title": _TITLE_SIZE, "junk": _JUNK_SIZE}.get(kind, 1.0) * self._look.pixels
        format_ = QTextCharFormat()
        font = self._look.typefaces.font("body" if role in ("number", "item") else role, size)
        font.setBold(role == "item")
        format_.setFont(font)
        format_.setForeground(QColor(theme.muted if kind == "junk" else theme.ink))
        if stretch.metric >= 0:
            format_.setProperty(METRIC_PROPERTY, stretch.metric)
            format_.setForeground(QColor(theme.number))
            format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            format_.setUnderlineColor(QColor(theme.number))
        return format_


def _role(level: int | None) -> str:
    return {1: "h1", 2: "h2"}.get(level or 0, "item")


def _inside(stretches: list[_Stretch], paragraph: Span) -> list[_Stretch]:
    """The paragraph cut into stretches: the marked ones, and body text between them."""
    out: list[_Stretch] = []
    place = paragraph.start
    for stretch in stretches:
        start, end = max(stretch.span.start, place), min(stretch.span.end, paragraph.end)
        if start >= end or stretch.span.start < paragraph.start:
            continue
        if start > place:
            out.append(_Stretch(Span(place, start), "body"))
        out.append(_Stretch(Span(start, end), stretch.role, stretch.metric))
        place = end
    if place < paragraph.end:
        out.append(_Stretch(Span(place, paragraph.end), "body"))
    return out
