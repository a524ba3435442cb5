"""What went wrong, for whoever looks after the program: kinds of errors and places in the code, never a text.

An exception's own words may quote a note or a report, so they are left out.
"""

import faulthandler
import logging
import platform
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

_SIZE = 512 * 1024
_OLD_ONES = 3
_NAME = "fuzhou_viewer"


class Logbook:
    """A rotated file in a folder of its own; where it cannot be written there is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handler: RotatingFileHandler | None = None
        self._crashes: TextIO | None = None

    def begin(self) -> None:
        """Write from now on; crashes of the machine code go to a file of their own."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                self.folder / "viewer.log", maxBytes=_SIZE, backupCount=_OLD_ONES, encoding="utf-8"
            )
            self._crashes = (self.folder / "crash.log").open("a", encoding="utf-8")
        except OSError:
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._handler = handler
        logger = logging.getLogger(_NAME)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        faulthandler.enable(self._crashes)
        logger.info("start: %s, Python %s", platform.platform(), platform.python_version())

    def end(self) -> None:
        """Write no more."""
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
            self._crashes = None
        if self._handler is not None:
            logging.getLogger(_NAME).removeHandler(self._handler)
            self._handler.close()
            self._handler = None


def note_fault(fault: BaseException) -> None:
    """Write down an error nobody expected."""
    logging.getLogger(_NAME).error("%s", "\n".join(places(fault, fault.__traceback__)))


def places(fault: BaseException, trace: TracebackType | None) -> list[str]:
    """The kind of an error and where in the code it came from, a line each; none of its words."""
    lines = [f"{type(fault).__module__}.{type(fault).__qualname__}"]
    for frame in traceback.extract_tb(trace):
        file = Path(frame.filename)
        lines.append(f"  {'/'.join(file.parts[-3:])}:{frame.lineno} {frame.name}")
    behind = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return lines if behind is None else [*lines, "behind it:", *places(behind, behind.__traceback__)]
