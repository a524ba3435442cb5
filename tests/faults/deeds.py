"""The program's own saving, backing up, restoring and migrating, one deed after another, telling what it promised.

    python tests/faults/deeds.py SCENARIO FOLDER

Prints "ACK id revision" after each promise kept and "SAID sentence" for each refusal a person would read.
`prepare` makes the folder that a scenario starts from.
"""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from fuzhou_viewer.core.anchors import Anchor  # noqa: E402
from fuzhou_viewer.core.errors import ViewerError  # noqa: E402
from fuzhou_viewer.core.kept import Highlight, KeptId, Note  # noqa: E402
from fuzhou_viewer.services.notes import Notes  # noqa: E402

PLACE = Anchor(7, "21304件", "全年受理热线", ",办结")
KNOWN = 12


def prepare(scenario: str, folder: Path) -> None:
    """What lies in `folder` before the scenario: nothing, notes, a damaged file with a backup, an older file."""
    folder.mkdir(parents=True, exist_ok=True)
    if scenario == "first":
        return
    notes = Notes(folder)
    for n in range(KNOWN):
        notes.keep(Note("report", PLACE, f"原有第{n}条" + "字" * 200), KeptId(f"known{n}")).result()
    notes.close()
    if scenario == "restoring":
        with (folder / "user.db").open("rb+") as stream:
            stream.write(bytes(4096))
    if scenario == "migrating":
        with closing(sqlite3.connect(folder / "user.db", isolation_level=None)) as connection:
            connection.execute("PRAGMA user_version = 65535")


def known(scenario: str) -> dict[str, int]:
    """What was promised before the scenario began."""
    return {} if scenario == "first" else {f"known{n}": 1 for n in range(KNOWN)}


def _promise(deed: Callable[[], str]) -> None:
    try:
        print("ACK", deed(), flush=True)
    except ViewerError as told:
        print("SAID", f"{told}".replace("\n", " "), flush=True)


def _saving(notes: Notes) -> None:
    for n in range(6):
        own = KeptId(f"new{n}")

        def keep(own: KeptId = own, n: int = n) -> str:
            return f"{own} {notes.keep(Note('report', PLACE, f'新的第{n}条' + '字' * 300), own).result().revision}"

        _promise(keep)
    _promise(lambda: f"new0 {notes.keep(Note('report', PLACE, '改过'), KeptId('new0')).result().revision}")
    _promise(lambda: f"new1 {notes.remove(KeptId('new1')).result().revision}")
    _promise(lambda: f"mark {notes.keep(Highlight('report', PLACE), KeptId('mark')).result().revision}")


def _backing_up(notes: Notes) -> None:
    _promise(lambda: f"extra {notes.keep(Note('report', PLACE, '备份前'), KeptId('extra')).result().revision}")

    def back_up() -> str:
        notes.back_up().result()
        return "known0 1"

    _promise(back_up)
    _promise(lambda: f"after {notes.keep(Note('report', PLACE, '备份后'), KeptId('after')).result().revision}")


def _restoring(notes: Notes) -> None:
    def recover() -> str:
        told = notes.open().result()
        if not told.is_usable:
            notes.recover(told.offers[0]).result()
        return "known0 1"

    _promise(recover)
    _promise(lambda: f"after {notes.keep(Note('report', PLACE, '恢复后'), KeptId('after')).result().revision}")


def _migrating(notes: Notes) -> None:
    _promise(lambda: f"known0 {1 + 0 * len(notes.everything().result())}")
    _promise(lambda: f"after {notes.keep(Note('report', PLACE, '升级后'), KeptId('after')).result().revision}")


SCENARIOS: dict[str, Callable[[Notes], None]] = {
    "first": _saving,
    "saving": _saving,
    "backing-up": _backing_up,
    "restoring": _restoring,
    "migrating": _migrating,
}


def main() -> None:
    """Do the deeds of a scenario."""
    scenario, folder = sys.argv[1:3]
    notes = Notes(Path(folder))
    SCENARIOS[scenario](notes)
    notes.close()


if __name__ == "__main__":
    main()
