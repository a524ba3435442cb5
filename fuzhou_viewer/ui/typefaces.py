"""The typefaces of official documents by role, each with what may stand in for it.

A missing family silently becomes whatever Qt finds, down to boxes; so each chain is cut
to the families that exist, and the ones shipped with the program end it.
"""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

_SHIPPED = {
    "FandolFang": "FandolFang-Regular.otf",
    "FandolHei": "FandolHei-Regular.otf",
    "FandolSong": "FandolSong-Bold.otf",
    "Viewer Kai": "ViewerKai-Regular.ttf",
}
_CHAINS = {
    "title": ("方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05S", "FandolSong"),
    "body": ("仿宋_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang"),
    "h1": ("黑体", "SimHei", "STHeiti", "FandolHei"),
    "h3": ("仿宋_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang"),
    "h2": ("楷体_GB2312", "楷体", "KaiTi", "STKaiti", "Viewer Kai"),
    "number": ("宋体", "SimSun", "Noto Serif CJK SC", "FandolFang"),
    "window": (
        "Microsoft YaHei UI",
        "Microsoft YaHei",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "WenQuanYi Micro Hei",
        "FandolHei",
    ),
}
_RARE = ("Noto Serif CJK SC", "SimSun", "Viewer Kai")
_RAREST = "ViewerKaiRare-Regular.ttf"
_RAREST_FAMILY = "Viewer Kai Rare"
_WANTED = {"title": "小标宋", "body": "仿宋", "h1": "黑体", "h2": "楷体", "number": "宋体"}


class Typefaces:
    """Fonts by role; shipped files are loaded when a role first needs them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._installed = frozenset(QFontDatabase.families())
        self._loaded: dict[str, str] = {}
        self._chains: dict[str, list[str]] = {}

    def font(self, role: str, pixels: float) -> QFont:
        """The font of a role (title, body, h1, h2, number, window) at a height in pixels."""
        font = QFont()
        font.setFamilies(self.families(role))
        font.setPixelSize(max(1, round(pixels)))
        return font

    def families(self, role: str) -> list[str]:
        """The first family of the role's chain that exists, then what draws its rare characters."""
        if role not in self._chains:
            chain = [name for name in map(self._available, _CHAINS[role]) if name][:1]
            rare = [name for name in map(self._available, _RARE) if name and name not in chain]
            # fonts handed out before the rare one is loaded find it too: Qt asks for stand-ins when it draws
            QFont.insertSubstitution(chain[0], _RAREST_FAMILY)
            self._chains[role] = chain + rare + [name for name in [self._loaded.get(_RAREST, "")] if name]
        return self._chains[role]

    def is_shipped(self, role: str) -> bool:
        """Whether the role is drawn with a font of the program instead of the office's own."""
        return self.families(role)[:1] == [self._loaded.get(_CHAINS[role][-1], "")]

    def replaced(self) -> tuple[tuple[str, str], ...]:
        """The typefaces of an official document that this computer lacks, each with what stands in for it."""
        return tuple((words, self.families(role)[0]) for role, words in _WANTED.items() if self.is_shipped(role))

    def prepare(self, words: str) -> None:
        """Have every character of `words` drawn: the font of rare ones is loaded when no other has them all."""
        lacking = {character for character in words if not character.isspace()}
        for family in self.families("body"):
            raw = QRawFont.fromFont(QFont(family))
            lacking = {character for character in lacking if not raw.supportsCharacter(ord(character))}
            if not lacking:
                return
        self.load_rare()

    def load_rare(self) -> bool:
        """Load the font of rare characters, for every window; False when it was there already or is missing."""
        if _RAREST in self._loaded:
            return False
        number = QFontDatabase.addApplicationFont(str(self._folder / _RAREST))
        names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        self._loaded[_RAREST] = names[0] if names else ""
        for families in self._chains.values():
            families.extend(names[:1])
        return bool(names)

    def _available(self, family: str) -> str:
        if family in self._installed:
            return family
        if family in _SHIPPED and family not in self._loaded:
            number = QFontDatabase.addApplicationFont(str(self._folder / _SHIPPED[family]))
            names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
            self._loaded[family] = names[0] if names else ""
        return self._loaded.get(family, "")
