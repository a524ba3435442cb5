"""What reading in a process of its own costs, and how fast many reports are imported.

python tests/benchmarks/importing.py [reports]

Ratios are against the same work in the same run: reading in this process, and the parts of an import alone.
"""

import resource
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fuzhou_viewer import paths  # noqa: E402
from fuzhou_viewer.readers.detect import kind_of, reader  # noqa: E402
from fuzhou_viewer.readers.sandbox import ReadingRoom  # noqa: E402
from fuzhou_viewer.services.collection import Collection  # noqa: E402
from fuzhou_viewer.services.importing import Importer  # noqa: E402
from office_files import docx, laid_out, ofd, paragraph  # noqa: E402

_TEXT = (ROOT / "resources" / "texts" / "fuzhou-justice-2022.txt").read_text(encoding="utf-8")
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_LINES = [line.strip() for line in _TEXT.split("\n") if line.strip()]


def main(count: int) -> None:
    """Print the costs of one file, then of `count`."""
    samples = {
        "txt": _TEXT.encode("gb18030"),
        "docx": docx("".join(map(paragraph, _LINES))),
        "html": ("<html>" + "".join(f"<p>{line}</p>" for line in _LINES)).encode(),
        "ofd": ofd(laid_out(_LINES)),
    }
    print("one report of 7 000 characters, ms: here, in a kept room, in a new room")
    for name, data in samples.items():
        here = _median(lambda data=data: reader(kind_of(data)).manuscript(data, "a"))
        with ReadingRoom() as room:
            kept = _median(lambda data=data, room=room: room.manuscript(data, "a"))
        new = _median(lambda data=data: _alone(data), 5)
        print(
            f"  {name:5} {here:7.1f} {kept:7.1f} {new:7.1f}   kept room {kept / here:.1f} x, new room {new / here:.1f} x"
        )
    _import_many(count)


def _import_many(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(count):
            file = Path(folder, f"{number}.docx")
            # every report differs in every sentence, so that none is taken for a version of another
            lines = [line.replace("。", f"之{number}。") for line in _LINES]
            file.write_bytes(docx("".join(map(paragraph, lines))))
            files.append(file)
        collection = Collection(Path(folder, "library"), Importer(paths.resources() / "vocabulary"))
        # what is made ready once is not counted
        next(collection.import_all(files[:1]))
        begun, worked = perf_counter(), _processor_time()
        kinds = [step.latest.kept and step.latest.kept.kind for step in collection.import_all(files[1:])]
        passed, used = perf_counter() - begun, _processor_time() - worked
        most = max(resource.getrusage(who).ru_maxrss for who in _WHO) / 1024
        print(
            f"{len(kinds)} reports imported: {len(kinds) / passed:.1f} a second, {len(kinds) / used:.1f} a second of processor time"
        )
        print(f"  largest process {most:.0f} MB, outcomes {Counter(kinds)}")


def _processor_time() -> float:
    """Seconds of processor time of this process and those that have ended in it."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _WHO))


def _alone(data: bytes) -> None:
    with ReadingRoom() as room:
        room.manuscript(data, "a")


def _median(deed: Callable[[], object], times: int = 15) -> float:
    """The median time of `deed` in milliseconds."""
    taken = []
    for _ in range(times):
        begun = perf_counter()
        deed()
        taken.append((perf_counter() - begun) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
