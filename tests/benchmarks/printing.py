"""Printing against LibreOffice, in one run: a report to PDF, growth with the text, 300 pages, marks at line ends.

    python tests/benchmarks/printing.py [runs]

Prints times and ratios; asserts nothing, because machines are shared and noisy. LibreOffice is asked
where `soffice` is installed; it is given the same report as the Word document we write.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, SignalInstance

from fuzhou_viewer import app
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing import basket
from fuzhou_viewer.services.printing.blocks import Paragraph
from fuzhou_viewer.services.printing.breaking import NEVER_FIRST, NEVER_LAST
from fuzhou_viewer.services.printing.composition import Composition
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.layouts import LAYOUTS, OFFICIAL, Layout
from fuzhou_viewer.services.printing.selection import blocks, blocks_of
from fuzhou_viewer.services.printing.typesetting import Typesetter
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.window import Matter, PrintWindow

_ROOT = Path(__file__).resolve().parents[2]
_CORPUS = _ROOT.parent / "shared" / "corpus"
_MANY = 26
_TICK_MS = 2
_LONGEST_MS = 60_000


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _worked(work: Callable[[], object]) -> float:
    """Seconds of the processor's time, which other programs do not lengthen."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _waited(signal: SignalInstance) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(_LONGEST_MS, loop.quit)
    loop.exec()


def _from_the_command_line(folder: Path, runs: int) -> float:
    """Seconds for a report to PDF with the start of the program."""
    command = [sys.executable, "-m", "fuzhou_viewer", "export", "--to", str(folder / "a.pdf")]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def once() -> None:
        subprocess.run(command, cwd=_ROOT, env=environment, check=True, capture_output=True)

    once()
    return statistics.median(_timed(once) for _ in range(runs))


def _from_libreoffice(folder: Path, runs: int) -> float | None:
    """Seconds for the same report, as a Word document, to PDF; None where LibreOffice is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    word = folder / "a.docx"
    subprocess.run(
        [sys.executable, "-m", "fuzhou_viewer", "export", "--to", str(word)], cwd=_ROOT, check=True, capture_output=True
    )
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office"), str(word)]

    def once() -> None:
        subprocess.run(command, check=True, capture_output=True)

    once()
    return statistics.median(_timed(once) for _ in range(runs))


class _Heart:
    """Beats on the window's thread; `longest` is the longest pause between two beats, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(QCoreApplication.instance(), interval=_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> float:
        """The longest pause; it beats no more."""
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - _TICK_MS)
        self._last = now


def _window(report: Document, made: app.Program) -> PrintWindow:
    theme = made.collaborators.themes.theme("light")
    return PrintWindow(Matter(report, {"全文": basket.whole(report)}, "全文", (), made.collaborators.typefaces, theme))


def _from_the_window(report: Document, made: app.Program, folder: Path, runs: int) -> tuple[float, float]:
    """Seconds from an open print window to the file on the disk, and the longest stall meanwhile in milliseconds."""
    window = _window(report, made)
    window.show()
    _waited(window.composed)
    heart = _Heart()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        window.save_pdf(folder / "b.pdf")
        _waited(window.saved)
        times.append(time.perf_counter() - began)
    window.close()
    return statistics.median(times), heart.stop()


def _many_pages(report: Document, made: app.Program, folder: Path) -> dict[str, float]:
    """A selection of 300 pages: first page, all pages, PDF (ms), longest stall of the window after it is shown (ms)."""
    began = time.perf_counter()
    window = _window(report, made)
    window.show()
    opened = time.perf_counter()
    heart = _Heart()
    told = {"开窗": (opened - began) * 1000}
    while window.document is None:
        loop = QEventLoop()
        QTimer.singleShot(1, loop.quit)
        loop.exec()
    window.pages.grab()
    told["首页"] = (time.perf_counter() - began) * 1000
    _waited(window.composed)
    told["全部"] = (time.perf_counter() - began) * 1000
    told["页数"] = len(window.sides)
    began = time.perf_counter()
    window.save_pdf(folder / "c.pdf")
    _waited(window.saved)
    told["存盘"] = (time.perf_counter() - began) * 1000
    told["停顿"] = heart.stop()
    window.close()
    return told


def _composed(report: Document, measure: FontMeasure) -> None:
    composition = Composition(report, blocks_of(report, basket.whole(report)), measure, OFFICIAL, Include())
    while composition.advance():
        pass


def _growth(once: Document, ten_times: Document, measure: FontMeasure, runs: int) -> float:
    """How much more work ten times the text is to be set on pages."""
    _composed(once, measure)
    small = min(_worked(lambda: _composed(once, measure)) for _ in range(runs))
    large = min(_worked(lambda: _composed(ten_times, measure)) for _ in range(runs))
    return large / small


def _violations(measure: FontMeasure, layout: Layout) -> tuple[int, int]:
    """Lines of all known reports that break the rules for marks, and lines altogether, in the fonts at hand."""
    setter = Typesetter(layout, measure)
    broken = lines = 0
    for file in sorted(_CORPUS.rglob("*.txt")):
        report = app.read_file(file)
        for block in blocks(report, [entry.key for entry in contents(report)]):
            told = setter.lines(block) if isinstance(block, Paragraph) else []
            lines += len(told)
            broken += sum(line.text[0] in NEVER_FIRST for line in told[1:])
            broken += sum(line.text.rstrip()[-1:] in NEVER_LAST for line in told[:-1])
    return broken, lines


def main(runs: int) -> None:
    """Measure and print what came out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command, office = _from_the_command_line(folder, runs), _from_libreoffice(folder, runs)
        print(f"命令行:全文存为 PDF(含启动){command * 1000:.0f} ms")
        if office:
            print(f"LibreOffice:同一报告 docx 转 PDF {office * 1000:.0f} ms,为本程序的 {office / command:.1f} 倍")
        made = app.program(folder / "settings")
        report = app.report_to_show(None)
        seconds, stall = _from_the_window(report, made, folder, runs)
        print(f"打印窗口:全文存为 PDF {seconds * 1000:.0f} ms,窗口最长停顿 {stall:.0f} ms")
        texts = {}
        for times in (10, _MANY):
            file = folder / f"{times}.txt"
            file.write_text("\n".join([report.text] * times), encoding="utf-8")
            texts[times] = app.read_file(file)
        measure = FontMeasure(made.collaborators.typefaces)
        print(f"排版:10 倍文字用 {_growth(report, texts[10], measure, runs):.1f} 倍时间")
        told = _many_pages(texts[_MANY], made, folder)
        print(
            f"{told['页数']:.0f} 页:开窗 {told['开窗']:.0f} ms,第一页可见 {told['首页']:.0f} ms,全部排好 {told['全部']:.0f} ms,"
            f"存为 PDF {told['存盘']:.0f} ms,窗口最长停顿 {told['停顿']:.0f} ms"
        )
        if _CORPUS.is_dir():
            for layout in LAYOUTS:
                broken, lines = _violations(measure, layout)
                print(f"避头尾({layout.name}):{lines} 行,违反 {broken} 处")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
