"""Start-up against a bare window, in one run: first paint, memory at rest, longest stall.

    python tests/benchmarks/startup.py [runs]

Prints ratios; asserts nothing, because machines are shared and noisy.
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
watched = window
window.resize(1400, 880)
"""
_VIEWER = """
import os, pathlib
os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = FOLDER
from fuzhou_viewer import app
made, window = app.open_window(None)
application = made.application
watched = window.text.viewport()
"""
_MEASURE = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    painted = None
    last = None
    stall = 0.0
    def eventFilter(self, watched, event):
        if self.painted is None and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.note)
            self.painted = 0
        return False
    def note(self):
        self.painted = time.monotonic() - BEGAN
        self.last = time.monotonic()
        self.timer = QTimer(interval=TICK)
        self.timer.timeout.connect(self.tick)
        self.timer.start()
        QTimer.singleShot(REST, self.tell)
    def tick(self):
        now = time.monotonic()
        self.stall = max(self.stall, now - self.last - TICK / 1000)
        self.last = now
    def tell(self):
        memory = {}
        for line in open("/proc/self/status"):
            if line.startswith(("VmHWM", "VmRSS")):
                memory[line[:5]] = int(line.split()[1]) / 1024
        print(json.dumps({"paint": self.painted * 1000, "stall": self.stall * 1000, "charts": "pyqtgraph" in sys.modules, **memory}))
        application.exit()
watch = Watch()
watched.installEventFilter(watch)
window.show()
application.exec()
"""


def _measured(kind: str, folder: str) -> dict[str, float]:
    body = {"bare": _BARE, "viewer": _VIEWER}[kind]
    head = f"BEGAN={time.monotonic()!r};TICK={_TICK_MS};REST={_REST_MS};FOLDER={folder!r}\n"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", head + body + _MEASURE],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def main(runs: int) -> None:
    """Measure both kinds in turn and print what came out."""
    folder = str(_ROOT / "build" / "benchmark-settings")
    for kind in ("bare", "viewer"):
        _measured(kind, folder)
    rows: dict[str, list[dict[str, float]]] = {"bare": [], "viewer": []}
    for _ in range(runs):
        for kind, measured in rows.items():
            measured.append(_measured(kind, folder))
    paint = {kind: statistics.median(row["paint"] for row in measured) for kind, measured in rows.items()}
    best = {kind: min(row["paint"] for row in measured) for kind, measured in rows.items()}
    viewer = rows["viewer"]
    print(
        f"首次绘制 中位数:空窗口 {paint['bare']:.0f} ms,本程序 {paint['viewer']:.0f} ms,比值 {paint['viewer'] / paint['bare']:.2f}"
    )
    print(
        f"首次绘制 最好值:空窗口 {best['bare']:.0f} ms,本程序 {best['viewer']:.0f} ms,比值 {best['viewer'] / best['bare']:.2f}"
    )
    print(
        f"静置内存:峰值 {max(r['VmHWM'] for r in viewer):.0f} MB,常驻 {statistics.median(r['VmRSS'] for r in viewer):.0f} MB"
    )
    print(
        f"打开时最长停顿:中位数 {statistics.median(r['stall'] for r in viewer):.0f} ms,最大 {max(r['stall'] for r in viewer):.0f} ms"
    )
    print(f"图表已载入:{all(r['charts'] for r in viewer)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
