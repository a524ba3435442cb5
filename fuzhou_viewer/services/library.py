"""The one door to the reports the program keeps."""

from pathlib import Path

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.store.opening import first_document


class Library:
    """The embedded library: what it holds is read once, when first asked for."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._document: Document | None = None

    def document(self) -> Document:
        """The newest report. Raises DamagedLibraryError."""
        if self._document is None:
            self._document = first_document(self._file)
        return self._document
