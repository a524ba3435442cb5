"""The packed program's first paint against the checkout's, with and without bytecode, in one run.

    python tests/benchmarks/installed.py [runs] [program]

`program` is dist/fuzhou-viewer/fuzhou-viewer unless told (packaging/linux.py makes it). Each is started in turn on a
screen of its own (Xvfb), with a new folder for its data; the clock stops when text stands in the window's middle, as
the screen's memory shows. Prints ratios; asserts nothing, because machines are shared and noisy.
"""

import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_DISPLAY = ":84"
_WIDTH, _HEIGHT, _BYTES = 1500, 950, 4
_STRIP = (700, 300, 500)
"""Where text is sure to stand: the first pixel across and down, and how many across."""
_SHADES = 12
"""So many values of a byte come only with letters, whose edges are shaded."""
_LONGEST_S = 60


@contextmanager
def _screen(folder: Path) -> Iterator[mmap.mmap]:
    """A screen whose memory can be read."""
    command = ["Xvfb", _DISPLAY, "-screen", "0", f"{_WIDTH}x{_HEIGHT}x24", "-fbdir", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory = folder / "Xvfb_screen0"
    try:
        while not (memory.is_file() and memory.stat().st_size >= _WIDTH * _HEIGHT * _BYTES):
            time.sleep(0.05)
        with memory.open("rb") as opened, mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ) as shown:
            yield shown
    finally:
        running.terminate()
        running.wait()


def _has_text(shown: mmap.mmap) -> bool:
    """Whether letters stand in some line of the strip's neighbourhood."""
    across, down, count = _STRIP
    head = len(shown) - _WIDTH * _HEIGHT * _BYTES
    for line in range(down, down + 40, 8):
        start = head + (line * _WIDTH + across) * _BYTES
        if len(set(shown[start : start + count * _BYTES])) >= _SHADES:
            return True
    return False


def _first_paint(command: list[str], variables: Mapping[str, str], shown: mmap.mmap) -> float:
    """Milliseconds from the start to text in the window."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "PYTHON"))}
        environment |= {"DISPLAY": _DISPLAY, "XDG_DATA_HOME": data, **variables}
        began = time.monotonic()
        running = subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while not _has_text(shown) and time.monotonic() - began < _LONGEST_S:
            time.sleep(0.002)
        painted = (time.monotonic() - began) * 1000
        time.sleep(1)
        running.kill()
        running.wait()
        while _has_text(shown):
            time.sleep(0.02)
        return painted


def main(runs: int, program: Path) -> None:
    """Start each in turn and print what came out."""
    checkout = [sys.executable, "-m", "fuzhou_viewer"]
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as memory:
        without = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": empty}
        ways: dict[str, tuple[list[str], dict[str, str]]] = {
            "源码": (checkout, {}),
            "源码,没有字节码": (checkout, without),
            "安装的程序": ([str(program)], {}),
        }
        if not program.is_file():
            del ways["安装的程序"]
        found: dict[str, list[float]] = {way: [] for way in ways}
        with _screen(Path(memory)) as shown:
            for turn in range(runs + 1):
                for way, (command, variables) in ways.items():
                    painted = _first_paint(command, variables, shown)
                    if turn:  # the first fills the system's caches
                        found[way].append(painted)
    usual = found["源码"]
    for way, times in found.items():
        middle, best = statistics.median(times), min(times)
        ratios = f"{middle / statistics.median(usual):.2f} / {best / min(usual):.2f}"
        print(f"首次绘制 {way}:中位数 {middle:.0f} ms,最好值 {best:.0f} ms,与源码之比 {ratios}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 7,
        Path(sys.argv[2]) if len(sys.argv) > 2 else _ROOT / "dist" / "fuzhou-viewer" / "fuzhou-viewer",
    )
