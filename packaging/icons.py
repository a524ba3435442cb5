"""Draws the icons that are kept as pictures: the style sheet's, and the program's own for Windows.

Loading Qt's SVG plug-in costs 12 ms before the first paint; resources/icons/*.png at single and double size do not.

    .venv/bin/python packaging/icons.py
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from debian import DESKTOP, NAME
from environment import ROOT

_SIZE = 14
_SIDES = (16, 24, 32, 48, 256)
_WINDOWS_ICON = ROOT / "packaging" / "windows_files" / f"{NAME}.ico"


def main() -> None:
    """Draw every icon."""
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    for source in sorted((ROOT / "resources" / "icons").glob("*.svg")):
        for scale, suffix in ((1, ""), (2, "@2x")):
            _drawn(source, _SIZE * scale).save(str(source.with_name(f"{source.stem}{suffix}.png")))
    _WINDOWS_ICON.write_bytes(_windows_icon(DESKTOP / f"{NAME}.svg"))
    application.quit()


def _drawn(source: Path, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    return image


def _windows_icon(source: Path) -> bytes:
    """An .ico of PNG pictures in the sizes Windows asks for; see Microsoft's ICONDIR and ICONDIRENTRY."""
    pictures = [_png(_drawn(source, side)) for side in _SIDES]
    place, table = 6 + 16 * len(_SIDES), struct.pack("<HHH", 0, 1, len(_SIDES))
    for side, picture in zip(_SIDES, pictures, strict=True):
        # a side of 256 is written as 0
        table += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return table + b"".join(pictures)


def _png(image: QImage) -> bytes:
    held = QBuffer()
    image.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


if __name__ == "__main__":
    main()
