"""交接包: a report and what was kept of it in one file that can be handed on: its parts, and the list of them.

A zip. The first part, `mimetype`, stands uncompressed and tells what the file is; `manifest.json` gives the report's
key, title and file name, and size and SHA-256 of the two parts that count: `report` (the file as it was received, or
the text where that is not at hand) and `notes.json` (as notes are exported). Other parts are not looked at.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import cast

ENDING = ".fzb"
MIME = "application/x-fuzhou-viewer-handover"
SIGN = b"mimetype" + MIME.encode("ascii")
"""What such a file holds within its first 128 bytes."""

MANIFEST, REPORT, NOTES = "manifest.json", "report", "notes.json"
VERSION = 1
_KEY = re.compile(r"[\w.:-]{1,100}")
_LONGEST = 300


class NewerHandoverError(ValueError):
    """A later version of the program made it."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What a file that was handed on brings: the report's key, the name and bytes of its file, the notes as JSON."""

    key: str
    name: str
    report: bytes
    notes: str


def manifest(handover: Handover, title: str) -> str:
    """The list of the parts."""
    parts = {REPORT: handover.report, NOTES: handover.notes.encode("ascii")}
    told = {
        "format": MIME,
        "version": VERSION,
        "key": handover.key,
        "title": title,
        "name": handover.name,
        "parts": {name: {"size": len(data), "sha256": _hash(data)} for name, data in parts.items()},
    }
    return json.dumps(told, ensure_ascii=True, indent=1) + "\n"


def checked(told: bytes, report: bytes, notes: bytes) -> Handover:
    """The parts, if they are what the list `told` says. Raises ValueError, of a later version NewerHandoverError."""
    try:
        whole = cast("dict[str, object]", json.loads(told))
        if whole["format"] != MIME:
            raise ValueError("another format")
        if cast("int", whole["version"]) > VERSION:
            raise NewerHandoverError("made by a later version")
        parts = cast("dict[str, dict[str, object]]", whole["parts"])
        for name, data in ((REPORT, report), (NOTES, notes)):
            if parts[name]["size"] != len(data) or parts[name]["sha256"] != _hash(data):
                raise ValueError(name)
        key, name = str(whole["key"]), str(whole["name"])
        if not _KEY.fullmatch(key):
            raise ValueError("key")
        return Handover(key, name[:_LONGEST], report, notes.decode("ascii"))
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError("no list") from fault


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
