"""What goes into the packed program: which modules, which of Qt's files, which data.

Read by fuzhou_viewer.spec inside PyInstaller; plain lists and one question, so that tests can ask them too.
"""

import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_ASKED_BY_NAME = ("readers", "services/exporting", "ui/chart_panel")
"""Rooms whose modules are imported by a name put together at run time."""

UNUSED = (
    "tkinter", "unittest", "pydoc_data", "test", "lib2to3", "setuptools", "pip", "pkg_resources",
    "ensurepip", "idlelib",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtDBus", "PySide6.QtDesigner", "PySide6.QtTest",
    "PySide6.QtUiTools", "PySide6.QtHelp", "PySide6.QtSql", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "numpy.f2py", "numpy.testing", "numpy.distutils", "numpy.random", "numpy.fft",
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.jupyter",
    "pygments", "_pytest", "pytest", "hypothesis", "mypy", "IPython", "matplotlib", "scipy", "OpenGL", "h5py", "cupy",
    "numba", "ssl", "_ssl", "_hashlib", "readline", "lxml.objectify", "lxml.isoschematron", "lxml.html", "lxml.sax",
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.mssql", "sqlalchemy.testing", "sqlalchemy.ext.asyncio", "sqlalchemy.ext.mypy",
    "hatchling", "editables", "openpyxl", "PIL", "pandas", "psycopg2", "MySQLdb", "greenlet",
)  # fmt: skip
"""Modules the libraries would use if they were there, and those of developing. No OpenSSL: there is no network.

pyqtgraph asks for PySide6.QtOpenGL as it loads; launch.py puts an empty one there.
"""

_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "imageformats": ("qjpeg", "qsvg", "qgif", "qico"),
    "iconengines": ("qsvgicon",),
    "printsupport": ("cupsprintersupport", "windowsprintersupport"),
    "wayland-decoration-client": ("bradient", "adwaita"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
    "wayland-shell-integration": ("xdg-shell",),
}
_TRANSLATIONS = ("qtbase_zh_CN.qm",)
_QT_UNUSED = re.compile(r"libQt6(Quick|Qml|Network|VirtualKeyboard|Pdf|Designer|Sql|Test|EglF|WaylandCompositor)")
# what belongs to the desktop: its own version must be used, or is missed by nobody
_SYSTEM = re.compile(
    r"lib(gtk-3|gdk-3|gdk_pixbuf|atk|cairo|pango|cups|gnutls|avahi|gssapi|krb5|k5crypto|com_err|keyutils|glib-2"
    r"|gio-2|gobject-2|gmodule-2|gthread-2|fontconfig|freetype|dbus-1|systemd|X11|Xau|Xdmcp|stdc\+\+|gcc_s)[-.\w]*\.so"
    r"|libxcb\.so"
)
# of PySide6's wheels for Windows, whose libraries and tools lie together in one folder
_WINDOWS = re.compile(
    r"(PySide6|shiboken6)/(Qt6?(Core|Gui|Widgets|Svg|PrintSupport)\.(dll|pyd)|(pyside6|shiboken6)\.abi3\.dll|Shiboken\.pyd"
    r"|(msvcp140(_\d)?|vcruntime140(_1)?)\.dll|\w+\.py|plugins/.*|translations/.*)"
)
# every Windows 10 and 11 has fonts with these characters: SimSun, SimSun-ExtB, Microsoft YaHei
_FONTS_OF_WINDOWS = "ViewerKaiRare-Regular.ttf"
_DISTRIBUTION = re.compile(r"\.dist-info/(?!METADATA$|licenses?/|LICEN[CS]E)", re.IGNORECASE)
_LEFTOVERS = re.compile(
    r"(default-docx-template/|icons/peegee/|_tests\.c|/_simd\.|/isoschematron/|lxml/includes/|/tests?/|\.pyi$|\.pxd$|/include/|/py\.typed$|__pyinstaller/)"
)


def modules_asked_by_name() -> list[str]:
    """The program's modules that no import statement names, and SQLAlchemy's dialect."""
    package = ROOT / "fuzhou_viewer"
    files = [file for room in _ASKED_BY_NAME for file in sorted((package / room).rglob("*.py"))]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return [*names, "PySide6.QtPrintSupport", "PySide6.QtSvg", "sqlalchemy.dialects.sqlite"]


def data() -> list[tuple[str, str]]:
    """The program's own data: (file or folder of the checkout, folder in the packed program); see paths.py."""
    bundled = "fuzhou_viewer/bundled"
    return [
        (str(ROOT / "resources"), f"{bundled}/resources"),
        (str(ROOT / "db" / "library.sqlite3"), bundled),
        (str(ROOT / "LICENSE"), "."),
        # python-docx looks for its templates from this folder, which must be there
        (str(_folder("docx") / "parts" / "__init__.py"), "docx/parts"),
    ]


def _folder(package: str) -> Path:
    return Path(find_spec(package).submodule_search_locations[0])  # type: ignore[union-attr, index]


def is_kept(target: str) -> bool:
    """Whether the file PyInstaller wants to put at `target`, a path inside the program, is one we use."""
    target = target.replace("\\", "/")
    parts = target.split("/")
    if "plugins" in parts[:-1]:
        kind, name = parts[-2], parts[-1].removeprefix("lib").split(".")[0]
        return name in _PLUGINS.get(kind, ())
    if "translations" in parts[:-1] and "PySide6" in parts:
        return parts[-1] in _TRANSLATIONS
    return not any(unwanted.search(target) for unwanted in (_QT_UNUSED, _SYSTEM, _DISTRIBUTION, _LEFTOVERS))


def is_kept_on_windows(target: str) -> bool:
    """Whether the file that a wheel for Windows puts at `target`, with / between folders, is one we use."""
    if target.startswith(("PySide6/", "shiboken6/")) and not _WINDOWS.fullmatch(target):
        return False
    # bin/ holds scripts of pip's, which name the Python they were made by
    is_idle = is_unused(target) or target.startswith("bin/") or target.endswith(_FONTS_OF_WINDOWS)
    return is_kept(target) and not is_idle


def is_unused(target: str) -> bool:
    """Whether the file at `target`, with / between folders, is a module that is left out, or lies in one."""
    folder, _, name = target.rpartition("/")
    words = [*folder.split("/"), name.split(".")[0]] if name.endswith((".py", ".pyc", ".pyd")) else folder.split("/")
    module = ".".join(word for word in words if word and word != "__init__")
    return any(module == idle or module.startswith(f"{idle}.") for idle in UNUSED)


def kept(entries: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those of PyInstaller's (target, source, kind) that are used, in a fixed order."""
    asked = is_kept_on_windows if sys.platform == "win32" else is_kept
    return sorted(entry for entry in entries if asked(entry[0].replace("\\", "/")))
