"""Widths of words in the fonts at hand, and which characters none of them has."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontMetricsF, QRawFont, QTextLayout

from fuzhou_viewer.services.printing.layouts import POINT
from fuzhou_viewer.ui.typefaces import Typefaces

_ROLES = ("body", "title", "h1", "h2")


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
        """The characters of `words` that no font can draw and that would come out as boxes.

        The font of rare characters is loaded when, and only when, a text needs it.
        """
        lacking = self._boxes(words)
        if lacking and self._typefaces.load_rare():
            self._fonts.clear()
            lacking = self._boxes("".join(lacking))
        return "".join(lacking)

    def replaced(self) -> tuple[tuple[str, str], ...]:
        """Typefaces this computer lacks, each with what stands in for it."""
        return self._typefaces.replaced()

    def twins(self, strangers: Iterable[str], words: str) -> dict[str, str]:
        """For characters a PDF's glyphs are said to stand for, those of `words` drawn with the same glyph."""
        wanted = set(strangers)
        told: dict[str, str] = {}
        for role in (*_ROLES, "number"):
            for family in self._typefaces.families(role):
                raw = QRawFont.fromFont(QFont(family))
                if raw.familyName() == family and wanted - told.keys():
                    by_glyph = _glyphs(raw, sorted(set(words)))
                    for stranger, glyph in _glyphs(raw, sorted(wanted), by_character=True).items():
                        if glyph in by_glyph:
                            told.setdefault(str(stranger), str(by_glyph[glyph]))
        return told

    def _boxes(self, words: str) -> list[str]:
        wanted = sorted({c for c in words if not c.isspace()})
        # what a role's own typeface lacks is drawn by the same families for all roles
        font = self.font("body", 16)
        return [c for c in wanted if _has_box(c, font)] if _has_box("".join(wanted), font) else []

    def _known(self, role: str, size: float) -> tuple[QFont, QFontMetricsF, dict[str, float]]:
        if (role, size) not in self._fonts:
            font = self._typefaces.font(role, size * POINT)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
            self._fonts[role, size] = (font, QFontMetricsF(font), {})
        return self._fonts[role, size]


def _has_box(words: str, font: QFont) -> bool:
    layout = QTextLayout(words, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(glyph == 0 for run in layout.glyphRuns() for glyph in run.glyphIndexes())


def _glyphs(font: QRawFont, characters: list[str], *, by_character: bool = False) -> dict[object, object]:
    """Glyph to character, or character to glyph, for what the font has."""
    told: dict[object, object] = {}
    for c in characters:
        glyphs = font.glyphIndexesForString(c)
        if len(glyphs) == 1 and glyphs[0]:
            told[c if by_character else glyphs[0]] = glyphs[0] if by_character else c
    return told
