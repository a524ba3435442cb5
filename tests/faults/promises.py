"""Whether what was promised is there, in a folder as an accident left it."""

from pathlib import Path

from fuzhou_viewer.services.notes import Notes


def broken_promises(folder: Path, promised: dict[str, int]) -> list[str]:
    """What is missing of `promised` (id to revision) once the program has been started again; none is right.

    When the notes do not open by themselves, the first way on that is offered is gone.
    """
    notes = Notes(folder)
    try:
        told = notes.open().result()
        if not told.is_usable:
            if not told.offers:
                return [f"no way on: {told.message}"]
            told = notes.recover(told.offers[0]).result()
        everything = (*notes.everything().result(), *notes.in_bin().result())
        found = {kept.id: kept.revision for kept in everything}
        lost = [f"{own} {number}" for own, number in promised.items() if found.get(own, 0) < number]
        return lost + [f"damaged {own}" for own in notes.damaged().result()]
    finally:
        notes._changes = 0  # the backup at the end is none of this check's business
        notes.close()


def promises(lines: list[str]) -> dict[str, int]:
    """The newest revision promised of each thing, from the lines "ACK id revision"."""
    out: dict[str, int] = {}
    for line in lines:
        own, number = line.removeprefix("ACK ").split()
        out[own] = max(out.get(own, 0), int(number))
    return out
