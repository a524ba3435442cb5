"""An error nobody expected is told once, calmly, from any thread, and the program lives on."""

import os
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.ui.farewell import Farewell
from fuzhou_viewer.ui.fault_teller import FaultTeller
from fuzhou_viewer.ui.messages import BugBox


@pytest.fixture
def teller(qapp: QApplication) -> Iterator[FaultTeller]:
    before = sys.excepthook, threading.excepthook
    made = FaultTeller()
    made.begin()
    yield made
    made.end()
    assert (sys.excepthook, threading.excepthook) == before
    for box in _boxes():
        box.close()


def _boxes() -> list[BugBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, BugBox) and w.isVisible()]


def _fail(words: str) -> None:
    raise RuntimeError(words)


@pytest.mark.usefixtures("teller")
def test_errors_of_slots_and_threads_come_to_one_dialog_without_their_words(qtbot: object) -> None:
    with qtbot.capture_exceptions():
        pass
    try:
        _fail("私密的话")
    except RuntimeError as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    thread = threading.Thread(target=_fail, args=("另一句",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(_boxes()) and "threading.py" in _boxes()[0].detailedText())
    (box,) = _boxes()
    assert "可以继续使用" in box.informativeText()
    assert "RuntimeError" in box.detailedText()
    assert "私密" not in box.detailedText()
    copy = next(button for button in box.buttons() if "复制" in button.text())
    copy.click()
    assert "RuntimeError" in QGuiApplication.clipboard().text()


@pytest.mark.usefixtures("teller")
def test_what_can_be_explained_is_explained(qtbot: object) -> None:
    fault = UnreadableFileError("读不了。", "换一个。")
    sys.excepthook(type(fault), fault, None)
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.text() == "读不了。"]
    assert len(boxes) == 1
    assert not _boxes()
    boxes[0].close()


@pytest.mark.skipif(os.name != "posix", reason="Windows asks windows, not programs")
def test_being_told_to_end_is_heard_while_nothing_happens(qapp: QApplication, qtbot: object) -> None:
    farewell = Farewell()
    farewell.begin()
    with qtbot.waitSignal(farewell.wished, timeout=10_000):
        QTimer.singleShot(50, lambda: os.kill(os.getpid(), 15))
    farewell.end()
