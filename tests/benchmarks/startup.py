"""Start-up against a bare window, in one run: first paint, memory at rest, longest stall.

    python tests/benchmarks/startup.py [runs]

Prints ratios; asserts nothing, because machines are shared and noisy. Processor times change little
when something else runs; so does the best value.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_REST_MS = 2500
_TICK_MS = 5

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1400, 880)
"""
_VIEWER = """
import os, pathlib
os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = FOLDER
from fuzhou_viewer import app
made, window = app.open_window(None)
application = made.application
"""
# asking Qt for the viewport would cost what the program takes care not to pay
_WATCH_BARE = """
from PySide6.QtCore import QEvent, QObject
class Filter(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watch.paints()
        return False
filter = Filter()
window.installEventFilter(filter)
"""
_WATCH_VIEWER = """
paint = type(window.text).paintEvent
def paint_and_tell(pane, event):
    watch.paints()
    paint(pane, event)
type(window.text).paintEvent = paint_and_tell
"""
_MEASURE = """
import json, sys, time
from PySide6.QtCore import QObject, QTimer
class Watch(QObject):
    painted = None
    last = None
    stall = busy = 0.0
    def paints(self):
        if self.painted is None:
            QTimer.singleShot(0, self.note)
            self.painted = 0
    def note(self):
        self.painted = time.monotonic() - BEGAN
        self.work = time.process_time()
        self.last = time.monotonic()
        self.last_work = time.thread_time()
        self.timer = QTimer(interval=TICK)
        self.timer.timeout.connect(self.tick)
        self.timer.start()
        QTimer.singleShot(REST, self.tell)
    def tick(self):
        now = time.monotonic()
        self.stall = max(self.stall, now - self.last - TICK / 1000)
        self.last = now
        work = time.thread_time()
        self.busy = max(self.busy, work - self.last_work)
        self.last_work = work
    def tell(self):
        memory = {}
        for line in open("/proc/self/status"):
            if line.startswith(("VmHWM", "VmRSS")):
                memory[line[:5]] = int(line.split()[1]) / 1024
        print(json.dumps({
            "paint": self.painted * 1000, "work": self.work * 1000, "stall": self.stall * 1000, "busy": self.busy * 1000,
            "charts": "pyqtgraph" in sys.modules, **memory,
        }))
        application.exit()
watch = Watch()
"""
_RUN = """
window.show()
application.exec()
"""


def _measured(kind: str, folder: str) -> dict[str, float]:
    body, way = {"bare": (_BARE, _WATCH_BARE), "viewer": (_VIEWER, _WATCH_VIEWER)}[kind]
    head = f"BEGAN={time.monotonic()!r};TICK={_TICK_MS};REST={_REST_MS};FOLDER={folder!r}\n"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", head + body + _MEASURE + way + _RUN],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _largest(rows: list[dict[str, float]], key: str) -> int:
    return round(max(row[key] for row in rows))


def main(runs: int) -> None:
    """Measure both kinds in turn and print what came out."""
    folder = str(_ROOT / "build" / "benchmark-settings")
    for kind in ("bare", "viewer"):
        _measured(kind, folder)
    rows: dict[str, list[dict[str, float]]] = {"bare": [], "viewer": []}
    for _ in range(runs):
        for kind, measured in rows.items():
            measured.append(_measured(kind, folder))
    for key, words in (("paint", "首次绘制"), ("work", "首次绘制所用处理器时间")):
        for name, kind_of in (("中位数", statistics.median), ("最好值", min)):
            bare, viewer = (kind_of(row[key] for row in rows[kind]) for kind in ("bare", "viewer"))
            print(f"{words} {name}:空窗口 {bare:.0f} ms,本程序 {viewer:.0f} ms,比值 {viewer / bare:.2f}")
    opened = rows["viewer"]
    print(f"静置内存:峰值 {_largest(opened, 'VmHWM')} MB,常驻 {_largest(opened, 'VmRSS')} MB")
    for key, words in (("stall", "打开时最长停顿"), ("busy", "其中界面线程在算")):
        middle = statistics.median(row[key] for row in opened)
        print(f"{words}:中位数 {middle:.0f} ms,最大 {_largest(opened, key)} ms")
    print(f"图表已载入:{all(r['charts'] for r in opened)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
