"""The long part: a thousand moments, hundreds of failing writes, thousands of notes. One command, about 10 minutes.

    python tests/faults/long.py

Writes what it found to tests/faults/results.json and prints it.
"""

import json
import platform
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent), str(HERE.parents[1] / "db")]

from faults.accidents import Outcome, cut_off, failing  # noqa: E402
from faults.databases import VARIANTS, good_file  # noqa: E402
from faults.watch import watched_tour  # noqa: E402
from fuzhou_viewer.core.kept import Note  # noqa: E402
from fuzhou_viewer.services.notes import Notes  # noqa: E402
from fuzhou_viewer.store.notes.checkup import examine  # noqa: E402
from fuzhou_viewer.store.notes.connection import schema_of_ours  # noqa: E402

_SCENARIOS = ("first", "saving", "backing-up", "restoring", "migrating")
_MOMENTS = 130
_FAULTS = ("enospc", "enospc-once", "eio", "eio-once", "kill")
_NUMBERS = list(range(1, 26, 2))


def _told(outcomes: list[Outcome]) -> dict[str, object]:
    return {
        "accidents": sum(o.accidents for o in outcomes),
        "promises_before_them": sum(o.promised for o in outcomes),
        "refused_in_words": sum(o.refusals for o in outcomes),
        "broken": [b for o in outcomes for b in o.broken],
    }


def _replayed(place: Path) -> dict[str, object]:
    return _told([cut_off(scenario, _MOMENTS, seed, place) for seed, scenario in enumerate(_SCENARIOS)])


def _failed(place: Path) -> dict[str, object]:
    return _told([failing(scenario, fault, _NUMBERS, place) for scenario in _SCENARIOS for fault in _FAULTS])


def _databases(place: Path) -> dict[str, object]:
    good = good_file(place / "good").read_bytes()
    ours = schema_of_ours()
    slowest, wrong, changed = 0.0, [], []
    for i, variant in enumerate(VARIANTS):
        file = place / f"variant{i}" / "user.db"
        file.parent.mkdir()
        file.write_bytes(good)
        variant.spoil(file)
        before = {p.name: p.read_bytes() for p in file.parent.iterdir() if p.is_file()}
        begun = time.monotonic()
        found = examine(file, ours)
        slowest = max(slowest, time.monotonic() - begun)
        if found.condition not in variant.wanted:
            wrong.append(variant.name)
        if before != {p.name: p.read_bytes() for p in file.parent.iterdir() if p.is_file()}:
            changed.append(variant.name)
    return {"variants": len(VARIANTS), "slowest_s": round(slowest, 3), "wrong": wrong, "changed": changed}


def _at_once(place: Path) -> dict[str, object]:
    notes = Notes(place / "threads")
    notes.open().result()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda t: [notes.keep(Note("r", None, f"{t}/{n}")).result() for n in range(500)], range(8)))
    found = {kept.content.text for kept in notes.kept(Note).result()}
    notes.close()
    return {"threads": 8, "written": 4000, "found": len(found)}


def _commits(place: Path) -> dict[str, object]:
    notes = Notes(place / "commits")
    notes.open().result()
    times = []
    for n in range(300):
        begun = time.perf_counter()
        notes.keep(Note("r", None, f"第{n}条" + "字" * 100)).result()
        times.append((time.perf_counter() - begun) * 1000)
    notes.close()
    return {"notes": 300, "median_ms": round(statistics.median(times), 2), "p95_ms": round(sorted(times)[285], 2)}


def _tour(place: Path) -> dict[str, object]:
    place.mkdir()
    seen = watched_tour(place)
    return {
        "status": seen.status,
        "in_an_empty_network": seen.is_cut_off,
        "sockets": list(seen.sockets),
        "files_named_by_a_text": list(seen.canaries),
    }


def main() -> None:
    """Do all of it, write the results down."""
    results: dict[str, object] = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    results |= {
        "when": datetime.now(UTC).strftime("%Y-%m-%d"),
        "where": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, deed in {
            "commits": _commits,
            "threads": _at_once,
            "databases": _databases,
            "tour": lambda p: _tour(p / "tour"),
            "power_cuts_and_kills": _replayed,
            "failing_writes": _failed,
        }.items():
            begun = time.monotonic()
            results[name] = {**deed(place), "took_s": round(time.monotonic() - begun)}
            print(name, json.dumps(results[name], ensure_ascii=False), flush=True)
    (HERE / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
