"""The first file of the packed program."""

import sys
from types import ModuleType


def do_without_opengl() -> None:
    """Put empty modules where pyqtgraph looks for OpenGL as it loads.

    It draws curves with it when told to, which this program never does; the real ones are 10 MB.
    """
    for name in ("QtOpenGL", "QtOpenGLWidgets"):
        sys.modules.setdefault(f"PySide6.{name}", ModuleType(f"PySide6.{name}"))
    # a class is made of this one, and no object of that
    sys.modules["PySide6.QtOpenGLWidgets"].__dict__.setdefault("QOpenGLWidget", object)


def begin() -> None:
    """Run the program and leave with its exit status."""
    from fuzhou_viewer.__main__ import run  # noqa: PLC0415 - asked for by name in the tests, without the program

    do_without_opengl()
    run()


if __name__ == "__main__":
    begin()
