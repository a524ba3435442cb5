"""Qt without a window, for commands whose result is drawn."""

import os
import sys
from typing import TYPE_CHECKING

from fuzhou_viewer import paths

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from fuzhou_viewer.ui.typefaces import Typefaces


def drawing() -> "tuple[QCoreApplication, Typefaces]":
    """An application, to be held while something is drawn, without a window system, and the typefaces."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - Qt is imported only for what is drawn

    from fuzhou_viewer.ui.typefaces import Typefaces  # noqa: PLC0415 - as above

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    return application, Typefaces(paths.resources() / "fonts")
