"""Every reader of files, fed with spoilt ones: each must come back as a text or as a sentence, and nothing gets out.

    python tests/faults/fuzz.py [MINUTES] [SEED]

The originals are real reports (../shared/corpus/office where it is there) and files made for the tests. Each spoilt file
goes through the program's own reading room and through the analysis, under strace where there is one: after a reading
process has given up its rights it must open no file and no socket and start nothing. A file that breaks the promise is
kept in a folder that is named. Exit status 1 when there is one. Writes its figures to results.json, under "fuzz".
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "db")]

from faults.mutations import spoilt  # noqa: E402
from fuzhou_viewer.core.anchors import anchor  # noqa: E402
from fuzhou_viewer.core.errors import UnreadableFileError, ViewerError  # noqa: E402
from fuzhou_viewer.core.handover import Handover  # noqa: E402
from fuzhou_viewer.core.kept import Kept, KeptId, Note  # noqa: E402
from fuzhou_viewer.core.records import Span  # noqa: E402
from fuzhou_viewer.readers.sandbox import ReadingRoom  # noqa: E402
from fuzhou_viewer.services.handing_over import brought, packed, put_together  # noqa: E402
from fuzhou_viewer.services.importing import Importer  # noqa: E402
from office_files import laid_out, number, ofd, report_docx, word, xlsx  # noqa: E402

_CALLS = "open,openat,openat2,creat,socket,connect,execve,execveat,unlink,unlinkat,rename,mkdir,setrlimit,prlimit64"
_ANALYSED_EVERY = 10
_INSIDE = 0.8
_NOTES = (
    b'{"format": "fuzhou-viewer-notes-1", "items": [{"id": "a", "kind": "note", "content": {"document": "k", "anchor":'
    b' {"start": 0, "quote": "a", "before": "", "after": ""}, "text": "b", "tags": ["c"], "colour": "yellow"}}]}'
)
_LATEST_ANSWER_S = 35.0
_WATCHED = "FUZZ_IS_WATCHED"
RESULTS = Path(__file__).with_name("results.json")


def originals() -> dict[str, list[bytes]]:
    """Sound files by kind."""
    lines = ["一、概况", "全年办理案件12件,同比增长3.5%。", "二、下一步", "(一)加强管理。"]
    text = "\n".join(lines)
    message = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>{text}</p></body></html>\r\n--b--\r\n'
    made = {
        "docx": [report_docx()],
        "ofd": [ofd(laid_out(lines))],
        "xlsx": [
            xlsx(
                {"表": [[word("A1", "指标"), word("B1", "2022年")], [word("A2", "案件"), number("B2", "12.5", 1)]]},
                ["0.0%"],
            )
        ],
        "doc": [(ROOT / "tests" / "readers" / "files" / "report.doc").read_bytes()],
        "txt": [text.encode(code) for code in ("utf-8", "gb18030", "utf-16")],
        "mht": [message.encode()],
        "html": [f"<html><body><h1>{text}</h1><table><tr><td colspan=2>1</td></tr></table></body></html>".encode()],
        "pdf": [],
        "fzb": [_handed_over(report_docx(), "a.docx"), _handed_over(text.encode(), "a.txt")],
    }
    folder = ROOT.parent / "shared" / "corpus" / "office"
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        kind = file.suffix[1:].lower()
        if kind in made and file.stat().st_size < 600_000 and len(made[kind]) < 30:
            made[kind].append(file.read_bytes())
    return {kind: found for kind, found in made.items() if found}


def _handed_over(data: bytes, name: str) -> bytes:
    with ReadingRoom() as room:
        report = Importer(ROOT / "resources" / "vocabulary").analysed(room.manuscript(data, name))
    now = datetime.now(UTC)
    return packed(
        report, data, [Kept(KeptId("a"), Note(report.key, anchor(report.text, Span(0, 4)), "批注"), 1, now, now)]
    )


def _spoilt_inside(known: dict[str, list[bytes]], chance: random.Random) -> bytes:
    """A file to hand on whose list is right and whose report or notes are spoilt."""
    kind = chance.choice([one for one in known if one != "fzb"])
    report, notes = chance.choice(known[kind]), _NOTES
    if chance.random() < 0.5:
        report = spoilt(report, known[kind], chance)
    else:
        notes = spoilt(notes, [notes], chance)
    return put_together(Handover("k", f"a.{kind}", report, notes.decode("ascii", "backslashreplace")), "标题")


def fuzz(minutes: float, seed: int, keep_in: Path) -> dict[str, object]:
    """Feed the room for that long; what came of it."""
    known = originals()
    chance = random.Random(seed)
    came: Counter[str] = Counter()
    bad: list[str] = []
    slowest = 0.0
    importer = Importer(ROOT / "resources" / "vocabulary")
    kinds = sorted(known)
    end = time.monotonic() + minutes * 60
    with ReadingRoom() as room:
        while time.monotonic() < end:
            kind = kinds[sum(came.values()) % len(kinds)]
            data = spoilt(chance.choice(known[kind]), known[kind], chance)
            if kind == "fzb" and chance.random() < _INSIDE:
                data = _spoilt_inside(known, chance)
            begun = time.monotonic()
            try:
                read = room.manuscript(data, f"a.{kind}")
                if read.handover is not None:
                    brought(read.handover.notes, read.handover.key)
                came[f"{kind} read"] += 1
                if sum(came.values()) % _ANALYSED_EVERY == 0:
                    importer.analysed(read)
            except UnreadableFileError as fault:
                came[f"{kind} {'failed' if '读取失败' in fault.message else 'refused'}"] += 1
            except ViewerError as fault:
                bad.append(_kept(keep_in, kind, data, f"another error: {fault.message}"))
            except Exception as fault:  # noqa: BLE001 - that is what is looked for
                came[f"{kind} escaped"] += 1
                bad.append(_kept(keep_in, kind, data, f"{type(fault).__name__}: {fault}"))
            took = time.monotonic() - begun
            if took > slowest:
                slowest = took
                _kept(keep_in, f"slowest.{kind}", data, f"{took:.1f} s")
            if took > _LATEST_ANSWER_S:
                bad.append(_kept(keep_in, kind, data, f"took {took:.0f} s"))
    return {
        "seed": seed, "minutes": minutes, "files": sum(came.values()), "came": dict(sorted(came.items())),
        "slowest_s": round(slowest, 1), "bad": bad,
    }  # fmt: skip


def _kept(folder: Path, kind: str, data: bytes, why: str) -> str:
    file = folder / f"{abs(hash(data)):x}.{kind}"
    file.write_bytes(data)
    print(file, why, flush=True)
    return f"{file.name}: {why}"


def got_out(log: Path) -> tuple[list[str], int]:
    """Calls that succeeded in a process after it gave up its rights, and how many processes did."""
    locked: set[str] = set()
    count = 0
    bad: list[str] = []
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            process, _, call = line.partition(" ")
            if "RLIMIT_NOFILE, {rlim_cur=0" in call:
                locked.add(process)
                count += 1
            elif "exited with" in call or "killed by" in call:
                locked.discard(process)
            elif process in locked and re.search(r"= (\d+)$", call.rstrip()) and "rlimit" not in call:
                bad.append(line.strip())
    return bad, count


def main() -> int:
    """Fuzz, and watch the fuzzing."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    if os.environ.get(_WATCHED):
        print("RESULT " + json.dumps(fuzz(minutes, seed, Path(os.environ[_WATCHED])), ensure_ascii=False), flush=True)
        return 0
    keep_in = Path(tempfile.mkdtemp(prefix="fzv-fuzz-"))
    log = keep_in / "calls.log"
    watch = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-q",
        "-s",
        "80",
        "-o",
        str(log),
        "-e",
        f"trace={_CALLS}",
        "-e",
        "signal=none",
    ]
    command = [*(watch if shutil.which("strace") else []), sys.executable, __file__, str(minutes), str(seed)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=False, env=os.environ | {_WATCHED: str(keep_in)}
    )
    told = next((line for line in done.stdout.splitlines() if line.startswith("RESULT ")), "")
    found: dict[str, object] = json.loads(told[7:]) if told else {"bad": [f"ended with {done.returncode}"]}
    out, processes = got_out(log) if log.exists() else ([], 0)
    found |= {"watched_processes": processes, "calls_that_got_out": out[:20], "kept_in": str(keep_in)}
    print(json.dumps(found, ensure_ascii=False, indent=1))
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    results["fuzz"] = {key: value for key, value in found.items() if key != "kept_in"}
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(bool(found["bad"]) or bool(out))


if __name__ == "__main__":
    sys.exit(main())
