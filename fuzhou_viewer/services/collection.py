"""The person's own reports: read, looked at, kept, found again, thrown away and taken back.

Nothing is opened before it is asked for; the store and its libraries cost 0.4 s when they are.
"""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from fuzhou_viewer.core.boundaries import BoundaryEdit, reshaped
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.holdings import Holding, Kept
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.importing import Importer, Incoming

if TYPE_CHECKING:
    from fuzhou_viewer.store.shelf.keeping import Shelf

_SUFFIXES = frozenset(
    (".txt", ".docx", ".docm", ".doc", ".wps", ".pdf", ".ofd", ".html", ".htm", ".mht", ".mhtml", ".xlsx", ".xlsm")
)
_MOST_FILES = 100_000
_WORDS = {"added": "存入", "duplicate": "已有", "newer": "新版本"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: kept, or why not (`reason`, empty when it was kept)."""

    file: Path
    kept: Kept | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: files done and in all, seconds passed and (guessed) to go, the latest outcome."""

    done: int
    total: int
    passed: float
    left: float
    latest: Outcome


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person knows better than the program."""

    title: str
    year: int | None
    issuer: str
    boundaries: tuple[BoundaryEdit, ...] = ()


class Collection:
    """The one door to the person's own library."""

    def __init__(self, folder: Path, importer: Importer) -> None:
        self._folder = folder
        self._importer = importer
        self._opened: Shelf | None = None

    def holdings(self) -> tuple[Holding, ...]:
        """Every report, those in the bin too, the newest first. Raises DamagedLibraryError."""
        return self._shelf().holdings()

    def document(self, holding: Holding) -> Document:
        """A report, to be read: it counts as read now."""
        shelf = self._shelf()
        report = shelf.document(holding.id)
        shelf.note_opened(holding.id)
        return report

    def look_into(self, holding: Holding) -> Document:
        """A report, to be searched or compared; that does not count as reading it."""
        return self._shelf().document(holding.id)

    def read(self, file: Path) -> Incoming:
        """A file as it would be kept. Raises UnreadableFileError."""
        return self._importer.incoming(file)

    def same(self, incoming: Incoming) -> Kept | None:
        """The report that `incoming` duplicates or is a newer version of."""
        return self._shelf().same(incoming.document)

    def keep(self, incoming: Incoming, corrections: Corrections | None = None) -> Kept:
        """Keep a report with what the person corrected. Raises NotStoredError."""
        report, is_corrected = incoming.document, False
        if corrections is not None:
            told = replace(report, title=corrections.title, year=corrections.year, issuer=corrections.issuer)
            is_corrected = told != report
            report = reshaped(told, corrections.boundaries)
        edits = corrections.boundaries if corrections is not None else ()
        return self._shelf().add(report, incoming.data, is_corrected=is_corrected, boundaries=edits)

    def correct(self, holding: Holding, corrections: Corrections) -> Holding:
        """Change title, year and issuer of a report."""
        return self._shelf().correct(holding.id, corrections.title, corrections.year, corrections.issuer)

    def reshape(self, holding: Holding, edits: Sequence[BoundaryEdit]) -> Callable[[], Holding]:
        """Change where the sections of a kept report begin; what is given back takes the change back."""
        shelf = self._shelf()
        before, known = shelf.document(holding.id), shelf.boundaries(holding.id)
        shelf.reshape(holding.id, reshaped(before, edits), (*known, *edits))
        return lambda: shelf.reshape(holding.id, before, known)

    def remove(self, holdings: Sequence[Holding]) -> None:
        """Put reports into the bin; `restore` takes them out again."""
        self._shelf().remove([holding.id for holding in holdings])

    def restore(self, holdings: Sequence[Holding]) -> None:
        """Take reports out of the bin."""
        self._shelf().restore([holding.id for holding in holdings])

    def erase(self, holdings: Sequence[Holding]) -> None:
        """Take reports away for good."""
        self._shelf().erase([holding.id for holding in holdings])

    def original(self, holding: Holding) -> Path | None:
        """The file a report was read from, as it came in; None where it was not kept."""
        return self._shelf().original(holding)

    def original_bytes(self, sha256: str) -> bytes | None:
        """The file with this hash, if it was kept and is still what it was."""
        found = next((one for one in self.holdings() if one.sha256 == sha256), None)
        file = self.original(found) if found else None
        data = file.read_bytes() if file else b""
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def import_all(self, files: Sequence[Path], cancelled: Event | None = None) -> Iterator[Progress]:
        """Read and keep file after file, each in a transaction of its own; a failure stops only its own file."""
        begun = time.monotonic()
        with self._importer.session() as reading:
            for done, file in enumerate(files, 1):
                if cancelled is not None and cancelled.is_set():
                    return
                outcome = self._outcome(file, reading)
                passed = time.monotonic() - begun
                yield Progress(done, len(files), passed, passed / done * (len(files) - done), outcome)

    def _outcome(self, file: Path, reading: Callable[[Path], Incoming]) -> Outcome:
        try:
            return Outcome(file, self.keep(reading(file)))
        except ViewerError as error:
            return Outcome(file, None, error.message)

    def _shelf(self) -> "Shelf":
        if self._opened is None:
            from fuzhou_viewer.store.shelf.identity import VERSION  # noqa: PLC0415 - 0.4 s that only a library costs
            from fuzhou_viewer.store.shelf.keeping import Shelf  # noqa: PLC0415

            shelf = Shelf(self._folder)
            version = shelf.version()
            if version is not None and version < VERSION:
                from fuzhou_viewer.store.shelf.renewing import renew  # noqa: PLC0415

                renew(shelf.file, self._importer.analysed)
            self._opened = shelf
        return self._opened


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many files came to what, as in 存入 95 份,已有 2 份,没有存入 1 份."""
    count = Counter(outcome.kept.kind for outcome in outcomes if outcome.kept is not None)
    parts = [f"{words} {count[kind]} 份" for kind, words in _WORDS.items() if count[kind]]
    if failed := sum(outcome.kept is None for outcome in outcomes):
        parts.append(f"没有存入 {failed} 份")
    return ",".join(parts) + "。"


def reports_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that were named, and those in named folders and below whose name ends like a report's.

    Links in folders are not followed, so nothing is read twice and nothing outside.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for folder, below, names in os.walk(path):
                below[:] = sorted(name for name in below if not name.startswith("."))
                inside = (Path(folder, name) for name in sorted(names) if _is_report(name))
                found.update((file, None) for file in inside if not file.is_symlink())
        else:
            found[path] = None
    return tuple(found)[:_MOST_FILES]


def _is_report(name: str) -> bool:
    # ~$ and .~ are what Word and WPS leave beside a file that is open
    return Path(name).suffix.lower() in _SUFFIXES and not name.startswith((".", "~$"))
