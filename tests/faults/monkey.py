"""A monkey at the keyboard: the same seed, the same keys, clicks and actions; no exception, little growth.

    python tests/faults/monkey.py [MINUTES] [SEED]

Works on the real window, off-screen, with a folder of its own. Prints how many deeds it did, what went wrong and how
much memory grew after the first third. Exit status 1 when anything went wrong or more than 50 MB were gained.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "db")]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget  # noqa: E402

from faults.strings import HOSTILE  # noqa: E402
from fuzhou_viewer import app  # noqa: E402

_SAFE = ("highlight", "note", "bookmark", "notes", "undo", "redo", "larger", "smaller", "normal_size", "next_pane",
         "to_text", "theme", "next_hit", "previous_hit", "search", "before_search", "next_plain", "health")  # fmt: skip
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End,
         Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_A)  # fmt: skip
_MOST_MB = 50
_READINGS = 12


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


class Monkey:
    """Does one thing after another to a window."""

    def __init__(self, window: "app.MainWindow", chance: random.Random) -> None:
        self._window, self._chance = window, chance

    def act(self) -> None:
        """One deed."""
        deeds = (
            self._action, self._key, self._click, self._type, self._select, self._resize, self._write, self._close,
        )  # fmt: skip
        self._chance.choice(deeds)()

    def _action(self) -> None:
        name = self._chance.choice(_SAFE)
        try:
            self._window.actions_by_name[name].trigger()
        except KeyError:
            return

    def _key(self) -> None:
        modifier = self._chance.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
        QTest.keyClick(QApplication.focusWidget() or self._window, self._chance.choice(_KEYS), modifier)

    def _click(self) -> None:
        shown = [w for w in self._window.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.width() > 4]
        target = self._chance.choice(shown)
        # its own tools open dialogs of the system, which nobody here would answer
        if type(target).__name__ in ("QToolButton", "QPushButton", "QToolBar"):
            return
        place = QPoint(self._chance.randrange(target.width()), self._chance.randrange(target.height()))
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def _type(self) -> None:
        self._window.search_line.setText(self._chance.choice((*HOSTILE, "法治", "公证 律师", ">1000件", "")))

    def _select(self) -> None:
        cursor = self._window.text.textCursor()
        size = self._window.text.document().characterCount()
        cursor.setPosition(self._chance.randrange(size))
        cursor.setPosition(min(size - 1, cursor.position() + self._chance.randrange(60)), cursor.MoveMode.KeepAnchor)
        self._window.text.setTextCursor(cursor)

    def _resize(self) -> None:
        self._window.resize(self._chance.randrange(300, 2600), self._chance.randrange(200, 1600))

    def _write(self) -> None:
        editor = self._window.notes.panel.editor
        if editor.isVisible():
            editor._sheet.insertPlainText(self._chance.choice(HOSTILE)[:500])
            if self._chance.random() < 0.5:
                self._chance.choice((editor._wish_saving, editor._give_up))()

    @staticmethod
    def _close() -> None:
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, QDialog | QMenu) and shown.isVisible():
                shown.close()


def main() -> int:
    """Let the monkey at it."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    faults: list[str] = []
    sys.excepthook = lambda kind, fault, _trace: faults.append(f"{kind.__name__}: {fault}")
    with tempfile.TemporaryDirectory() as folder:
        made = app.program(Path(folder))
        window = app.window(app.report_to_show(None), made)
        window.show()
        _rest(4000)
        monkey = Monkey(window, random.Random(seed))
        end = time.monotonic() + minutes * 60
        each = minutes * 60 / _READINGS
        readings: list[float] = []
        count, begun = 0, time.monotonic()
        while time.monotonic() < end:
            monkey.act()
            count += 1
            _rest(3)
            if time.monotonic() > begun + each * (len(readings) + 1):
                readings.append(_memory_mb())
        Monkey._close()
        readings.append(_memory_mb())
        grown = readings[-1] - readings[len(readings) // 3]
        window.notes.panel.editor._give_up()
        window.close()
        made.collaborators.notes().close()
    print(f"seed {seed}: {count} deeds in {minutes:g} minutes, {len(faults)} exceptions, {grown:+.0f} MB")
    print("memory, MB:", *(f"{mb:.0f}" for mb in readings))
    for fault in sorted(set(faults)):
        print(fault)
    return int(bool(faults) or grown > _MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
