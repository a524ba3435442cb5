"""A tour of the whole program in one process: open, import, search, chart, mark, write, export, print to PDF.

    python tests/faults/tour.py FOLDER

The report it imports names files, shares and addresses in every way that has ever made a program open them;
all of them hold the word CANARY. To be watched with `faults.watch`.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "db")]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

HOSTILE_REPORT = """<img src="/tmp/CANARY-1.png"><b>2023年全市供水工作总结</b>
<link rel=stylesheet href="file:///tmp/CANARY-2.css"><style>@import '/tmp/CANARY-3.css';</style>
一、<img src=//CANARY-HOST/share/a.png>加强管网建设<table background="/tmp/CANARY-4.png">
新建管网35公里。<a href="file:///tmp/CANARY-5">链接</a><svg><image href="/tmp/CANARY-6.svg"/></svg>
二、优化服务
受理热线21304件,办结21290件。http://CANARY-HOST/x ![图](/tmp/CANARY-7.png)
"""


def main() -> None:
    """Walk through the program; the folder is the person's own for this time."""
    folder = Path(sys.argv[1])
    os.environ["XDG_DATA_HOME"] = str(folder)
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - after the platform was named

    from fuzhou_viewer import app  # noqa: PLC0415
    from fuzhou_viewer.core.records import Span  # noqa: PLC0415

    def rest(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    made = app.program(folder / "fuzhou-viewer")
    window = app.window(app.report_to_show(None), made)
    window.show()
    loop = QEventLoop()
    window.chart_loaded.connect(loop.quit)
    QTimer.singleShot(60_000, loop.quit)
    loop.exec()
    rest(1500)
    window.search_line.setText("法治 <img src=/tmp/CANARY-8.png>")
    rest(300)
    hostile = folder / "CANARY.html.txt"
    hostile.write_text(HOSTILE_REPORT, encoding="utf-8")
    window.open_file(hostile)
    rest(2500)
    report = window.report
    print("opened", report.title)
    window.search_line.setText("热线")
    rest(400)
    if report.metrics:
        window.text.metric_chosen.emit(report.metrics[0])
    window.notes.write_note(Span(0, 20))
    window.notes.panel.editor._sheet.setPlainText("<img src='/tmp/CANARY-9.png'> ![](/tmp/CANARY-10.png)")
    window.notes.panel.editor._wish_saving()
    rest(800)
    window.appearance.show_theme("dark")
    window.grab()
    window.text.copy()
    window.close()
    made.collaborators.notes().close()
    export = [sys.executable, "-m", "fuzhou_viewer", "export", "--to", str(folder / "out.pdf"), "--file", str(hostile)]
    subprocess.run(export, check=True, cwd=ROOT)
    print("done", (folder / "out.pdf").stat().st_size)


if __name__ == "__main__":
    main()
