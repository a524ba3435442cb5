"""Draws resources/icons/*.svg into the PNG files the style sheet uses, at single and double size.

Loading Qt's SVG plug-in costs 12 ms before the first paint; four small pictures do not.

    .venv/bin/python packaging/icons.py
"""

from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from environment import ROOT

_SIZE = 14


def main() -> None:
    """Draw every icon."""
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    for source in sorted((ROOT / "resources" / "icons").glob("*.svg")):
        for scale, suffix in ((1, ""), (2, "@2x")):
            image = QImage(_SIZE * scale, _SIZE * scale, QImage.Format.Format_ARGB32)
            image.fill(0)
            painter = QPainter(image)
            QSvgRenderer(str(source)).render(painter)
            painter.end()
            image.save(str(source.with_name(f"{source.stem}{suffix}.png")))
    application.quit()


if __name__ == "__main__":
    main()
