"""A few megabytes held back, so that the last note still fits when the disk is full."""

import os
from pathlib import Path

_SIZE = 4 * 2**20


class Reserve:
    """A file of no use but its size."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def hold(self) -> None:
        """Take the space if it is not taken; a full disk is no reason to complain here."""
        if self._file.exists():
            return
        try:
            with self._file.open("xb") as stream:
                # written, not just declared: a sparse file holds nothing back
                stream.write(os.urandom(_SIZE))
        except OSError:
            self.release()

    def release(self) -> bool:
        """Give the space back; whether there was any."""
        try:
            self._file.unlink()
        except OSError:
            return False
        return True
