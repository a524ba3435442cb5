"""Widths of words in the fonts at hand, and which characters none of them has."""

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from fuzhou_viewer.services.printing.official_format import POINT
from fuzhou_viewer.ui.typefaces import Typefaces


class FontMeasure:
    """Implements services.printing's Measure with the office's fonts; one unit is a tenth of a point."""

    def __init__(self, typefaces: Typefaces) -> None:
        self._typefaces = typefaces
        self._fonts: dict[tuple[str, float], tuple[QFont, QFontMetricsF, dict[str, float]]] = {}

    def font(self, role: str, size: float) -> QFont:
        """The font of a role, `size` points high, in units of a tenth of a point."""
        return self._known(role, size)[0]

    def advance(self, text: str, role: str, size: float) -> float:
        """The width of `text` in tenths of a point."""
        _, metrics, widths = self._known(role, size)
        if text not in widths:
            widths[text] = metrics.horizontalAdvance(text)
        return widths[text]

    def missing(self, words: str) -> str:
        """The characters of `words` that no font can draw and that would come out as boxes."""
        return "".join(c for c in sorted(set(words)) if not c.isspace() and self._is_box(c))

    def _is_box(self, character: str) -> bool:
        layout = QTextLayout(character, self.font("body", 16))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return any(glyph == 0 for run in layout.glyphRuns() for glyph in run.glyphIndexes())

    def _known(self, role: str, size: float) -> tuple[QFont, QFontMetricsF, dict[str, float]]:
        if (role, size) not in self._fonts:
            font = self._typefaces.font(role, size * POINT)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
            self._fonts[role, size] = (font, QFontMetricsF(font), {})
        return self._fonts[role, size]
