"""The composition root of the window."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.settings import WELCOMED
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.ui.collaborators import Collaborators
from fuzhou_viewer.ui.fault_teller import FaultTeller
from fuzhou_viewer.ui.garbage import GarbageKeeper
from fuzhou_viewer.ui.instance import Instance
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.theme import Themes
from fuzhou_viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from fuzhou_viewer.services.collection import Collection
    from fuzhou_viewer.services.notes import Notes
    from fuzhou_viewer.services.searching.everywhere import Everywhere

NAME = "工作总结阅读器"
_UI_PIXELS = 14
_OFF_SCREEN = "offscreen"


@dataclass(frozen=True, slots=True)
class Program:
    """The running application and what its windows work with."""

    application: QApplication
    collaborators: Collaborators


def application() -> QApplication:
    """Qt, made once in a process, with Chinese buttons; on a screen when one answers, else off-screen."""
    made = QApplication.instance()
    if not isinstance(made, QApplication):
        if sys.platform == "linux":
            # the order Qt itself would take; without the last, a screen that does not answer ends the process
            os.environ.setdefault("QT_QPA_PLATFORM", ";".join([*_screens(), _OFF_SCREEN]))
        made = QApplication(sys.argv[:1])
    GarbageKeeper.serve(made)
    if made.applicationName() != NAME:
        _speak_chinese(made)
    return made


def _speak_chinese(made: QApplication) -> None:
    made.setApplicationName(NAME)
    made.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(made)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        made.installTranslator(translator)


def _screens() -> list[str]:
    wayland = bool(os.environ.get("WAYLAND_DISPLAY")) or os.environ.get("XDG_SESSION_TYPE") == "wayland"
    return ["wayland"] * wayland + ["xcb"] * bool(os.environ.get("DISPLAY"))


def program(settings_folder: Path | None = None, notes: "Callable[[], Notes] | None" = None) -> Program:
    """The application and what its windows work with; settings are kept in `settings_folder`."""
    made = application()
    own_notes = notes or _late_notes(settings_folder or paths.user_data())
    typefaces = Typefaces(paths.resources() / "fonts")
    made.setFont(typefaces.font("window", _UI_PIXELS))
    library = settings_folder / "library" if settings_folder else paths.own_library()
    collection = _late_collection(library)
    collaborators = Collaborators(
        themes=Themes(paths.resources() / "styles", paths.resources() / "icons"),
        typefaces=typefaces,
        preferences=Preferences(settings_folder or paths.user_data()),
        read_file=lambda file: read_file(file, own_notes),
        notes=own_notes,
        collection=collection,
        everywhere=_late_everywhere(collection, library),
    )
    return Program(made, collaborators)


def read_file(file: Path, notes: "Callable[[], Notes] | None" = None) -> Document:
    """The report in a file; the reading engine is imported only when a file is opened.

    Notes that were handed on with it are put beside one's own `notes`, to be read.
    """
    from fuzhou_viewer.services.importing import Importer  # noqa: PLC0415 - 40 ms that the first paint can do without

    incoming = Importer(paths.resources() / "vocabulary").incoming(file)
    if incoming.notes and notes is not None:
        from fuzhou_viewer.services.handing_over import brought  # noqa: PLC0415 - as above

        notes().hand_in(incoming.document.key, brought(incoming.notes, incoming.document.key))
    return incoming.document


def _late_notes(folder: Path) -> Callable[[], "Notes"]:
    """What gives the reader's own layer, always the same; it is imported when first asked for."""

    @cache
    def notes() -> "Notes":
        from fuzhou_viewer.services.notes import Notes  # noqa: PLC0415 - 15 ms that the first paint can do without

        return Notes(folder)

    return notes


def _late_collection(folder: Path) -> Callable[[], "Collection"]:
    """What gives the person's own library, always the same; it is imported when first asked for."""

    @cache
    def collection() -> "Collection":
        from fuzhou_viewer.services.collection import Collection  # noqa: PLC0415 - as above
        from fuzhou_viewer.services.importing import Importer  # noqa: PLC0415

        return Collection(folder, Importer(paths.resources() / "vocabulary"))

    return collection


def _late_everywhere(collection: Callable[[], "Collection"], folder: Path) -> Callable[[], "Everywhere"]:
    """What gives the search of all reports, always the same; it is imported when first asked for."""

    @cache
    def everywhere() -> "Everywhere":
        from fuzhou_viewer.services.searching.everywhere import Everywhere  # noqa: PLC0415 - as above
        from fuzhou_viewer.services.searching.shelf import INDEX, WholeLibrary  # noqa: PLC0415

        return Everywhere(WholeLibrary(Library(paths.library()), collection()), folder / INDEX)

    return everywhere


def report_to_show(file: Path | None, notes: "Callable[[], Notes] | None" = None) -> Document:
    """The report in `file`, or the embedded one. Raises ViewerError."""
    return read_file(file, notes) if file else Library(paths.library()).document()


def window(report: Document, made: Program) -> MainWindow:
    """A window on `report`; its charts load when it has been painted."""
    shown = MainWindow(report, made.collaborators)
    shown.text.painted.connect(shown.complete_later)
    return shown


def open_window(file: Path | None) -> tuple[Program, MainWindow]:
    """The program and its first window, shown. Raises ViewerError before there is a window.

    The garbage collector rests until the first paint: what start-up makes is there to stay. From then on
    it works on the window's thread alone.
    """
    gc.disable()
    notes = _late_notes(paths.user_data())
    report = report_to_show(file, notes)
    made = program(notes=notes)
    shown = window(report, made)
    shown.text.painted.connect(GarbageKeeper.settle)
    shown.show()
    return made, shown


def run(file: Path | None) -> int:
    """Open the window and stay until it is closed.

    Raises ViewerError when there is nothing to show; the person has then been told in a dialog,
    because who double-clicks a file sees no command line.
    """
    folder = paths.user_data()
    with suppress(OSError):
        paths.private_folder(folder)
    instance = Instance(folder)
    if not instance.is_first():
        return _hand_over(instance, file)
    try:
        made, shown = open_window(file)
    except ViewerError as error:
        program()
        _tell(error)
        raise
    teller = FaultTeller()
    teller.begin()
    shown.text.painted.connect(lambda: _settle_in(made, shown, instance))
    status = made.application.exec()
    made.collaborators.notes().close()
    instance.leave()
    teller.end()
    return status


def _hand_over(instance: Instance, file: Path | None) -> int:
    if instance.hand_over([file] if file else []):
        return 0
    program()
    error = ViewerError("程序已经在运行,但没有回应。", "请先在任务管理器里结束它,或重新启动电脑,再打开。")
    _tell(error)
    raise error


def _settle_in(made: Program, shown: MainWindow, instance: Instance) -> None:
    """What may wait until the window has been painted: further starts, the log, being told to end."""
    from fuzhou_viewer.services.logbook import Logbook  # noqa: PLC0415
    from fuzhou_viewer.ui.farewell import Farewell  # noqa: PLC0415

    log = Logbook(paths.user_data() / "log")
    log.begin()
    made.application.aboutToQuit.connect(log.end)
    farewell = Farewell(made.application)
    farewell.wished.connect(shown.close)
    farewell.begin()
    made.application.aboutToQuit.connect(farewell.end)
    made.application.commitDataRequest.connect(lambda _manager: shown.close())
    _welcome(made.collaborators.preferences, shown)
    if remark := paths.data_folder().remark:
        shown.tell(remark)
    instance.asked.connect(lambda files: _come_forward(shown, files))
    instance.listen()


def _welcome(preferences: Preferences, shown: MainWindow) -> None:
    """At the first start, what can be chosen and done, beside the report that is open already."""
    if not preferences.number(WELCOMED, 0, 1):
        from fuzhou_viewer.ui.welcome import Welcome  # noqa: PLC0415 - once in a life

        Welcome(shown.appearance, preferences, shown).show()


def _come_forward(shown: MainWindow, files: list[str]) -> None:
    """Another start of the program asks: show the window, and the first file it was given."""
    shown.setWindowState(shown.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    for file in files[:1]:
        shown.open_file(Path(file))


def _tell(error: ViewerError) -> None:
    from fuzhou_viewer.ui.messages import error_box  # noqa: PLC0415 - dialogs cost 15 ms before the first paint

    error_box(None, error).exec()


def _tell_without_remarks(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt says goes to stderr, but for the off-screen plug-in's remarks on what it lacks."""
    if "This plugin does not support" not in message:
        print(message, file=sys.stderr)


def has_display() -> bool:
    """Whether a window can be shown here: somebody chose how, or a screen answers."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(_screens()) and application().platformName() != _OFF_SCREEN


def draw_off_screen(scale: float = 1.0) -> None:
    """Let windows of this process be drawn without a display; to be called before `program`."""
    qInstallMessageHandler(_tell_without_remarks)
    if QGuiApplication.instance() is not None:
        if scale != 1.0 or QGuiApplication.platformName() != _OFF_SCREEN:
            raise RuntimeError("too late: the application exists")
        return
    os.environ["QT_QPA_PLATFORM"] = _OFF_SCREEN
    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(scale)
