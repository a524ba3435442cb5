"""Reading, measured in the real window off-screen: selecting sections, pointing at numbers, scrolling.

    python tests/benchmarks/reading.py [rounds]

Each figure is from the deed to the last pane painted. Prints figures beside what is wished; asserts nothing,
because machines are shared and noisy. The longer reports are the built-in one, several times over.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QPoint, QTimer

from fuzhou_viewer import app, paths
from fuzhou_viewer.core.documents import document
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.wordlists import vocabulary_in
from fuzhou_viewer.ui.main_window import MainWindow

_SECTION_MS, _MANY_SECTION_MS, _CARD_MS, _FRAME_MS = 50, 100, 50, 16
_MANY_METRICS = 500
_LARGE_BYTES = 1_000_000
_FRAMES = 600
_FRAME_STEP = 60
_QUIET_MS = 3000


def main(rounds: int) -> None:
    """Measure all, print a line for each."""
    app.draw_off_screen()
    text = (paths.resources() / "texts" / "fuzhou-justice-2022.txt").read_text(encoding="utf-8")
    with TemporaryDirectory() as settings:
        program = app.program(Path(settings))
        built_in = app.report_to_show(None)
        window = app.window(built_in, program)
        window.show()
        _wait(_QUIET_MS)
        _tell("select a section, built-in report", _selecting(window, rounds), _SECTION_MS)
        _tell("show the card of a number", _cards(window), _CARD_MS)
        many = _several(text, -(-_MANY_METRICS // len(built_in.metrics)))
        window.show_report(many)
        _wait(_QUIET_MS)
        _tell(f"select a section, {len(many.metrics)} metrics", _selecting(window, rounds), _MANY_SECTION_MS)
        large = _several(text, -(-_LARGE_BYTES // len(text.encode("utf-8"))))
        window.show_report(large)
        _wait(_QUIET_MS * 3)
        size = len(large.text.encode("utf-8")) / 1_000_000
        _tell(f"scroll a frame, {size:.2f} MB", _scrolling(window), _FRAME_MS)
        window.close()


def _several(text: str, times: int) -> Document:
    data = "\n".join([text] * times).encode("utf-8")
    return document(manuscript(data, "长报告.txt"), vocabulary_in(paths.resources() / "vocabulary"))


def _selecting(window: MainWindow, rounds: int) -> list[float]:
    panes = (window.text, window.tree._view, window.chart._plot)

    def select(number: int) -> None:
        window.open_entry(window.entries[number])
        for pane in panes:
            pane.viewport().repaint()

    count = len(window.entries)
    order = [(i * 7) % count for i in range(count)] * rounds
    return _times(select, order[: 200 * rounds])


def _cards(window: MainWindow) -> list[float]:
    def point(number: int) -> None:
        window.numbers._show_card(window.report.metrics[number], QPoint(300, 300))
        window.numbers._card.repaint()

    return _times(point, range(len(window.report.metrics)))


def _scrolling(window: MainWindow) -> list[float]:
    bar = window.text.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    _wait(500)

    def scroll(_number: int) -> None:
        bar.setValue(bar.value() + _FRAME_STEP)
        window.text.viewport().repaint()

    return _times(scroll, range(_FRAMES))


def _times(deed: Callable[[int], None], numbers: "range | list[int]") -> list[float]:
    taken = []
    for number in numbers:
        began = time.perf_counter()
        deed(number)
        taken.append((time.perf_counter() - began) * 1000)
        _wait(0)
    return taken


def _tell(what: str, taken: list[float], wished: float) -> None:
    ordered = sorted(taken)
    at = {share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)}
    within = sum(one <= wished for one in taken) / len(taken)
    figures = " ".join(f"p{share * 100:.0f} {value:.1f} ms" for share, value in at.items())
    print(f"{what}: {figures} max {ordered[-1]:.1f} ms; {within:.1%} within {wished} ms, n={len(taken)}")


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
