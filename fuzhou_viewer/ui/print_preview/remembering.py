"""What the print window remembers for each report, as a line of JSON; a damaged line means defaults."""

import json
from dataclasses import dataclass

from fuzhou_viewer.core.records import SectionId
from fuzhou_viewer.services.printing.imposition import SINGLE, WAYS
from fuzhou_viewer.services.printing.include import WORDS, Include, included
from fuzhou_viewer.services.printing.layouts import OFFICIAL, layout_named
from fuzhou_viewer.services.printing.page_list import ALL, SIDES
from fuzhou_viewer.services.printing.wish import Wish


@dataclass(frozen=True, slots=True)
class Memory:
    """How the report was printed last, the sections ticked then, and the zoom (0 fits the width)."""

    wish: Wish
    ticked: tuple[SectionId, ...] = ()
    zoom: int = 0


def told(memory: Memory) -> str:
    """`memory` as a line to keep."""
    wish = memory.wish
    parts = {name: getattr(wish.include, name) for name in WORDS}
    return json.dumps(
        {
            "layout": wish.layout.name, "include": parts, "pages": wish.pages, "which": wish.which,
            "way": wish.way, "ticked": list(memory.ticked), "zoom": memory.zoom,
        },
        ensure_ascii=False,
    )  # fmt: skip


def understood(line: str) -> Memory:
    """What `line` tells; defaults for what it does not tell."""
    try:
        known = json.loads(line) if line else {}
    except ValueError:
        known = {}
    if not isinstance(known, dict):
        known = {}
    parts = known.get("include")
    parts = parts if isinstance(parts, dict) else {}
    include = included({str(name): bool(value) for name, value in parts.items()}, Include())
    ticked = known.get("ticked")
    keys = tuple(SectionId(str(key)) for key in ticked) if isinstance(ticked, list) else ()
    wish = Wish(
        layout_named(str(known.get("layout"))) or OFFICIAL, include, str(known.get("pages", "")),
        _one_of(known.get("which"), SIDES, ALL), _one_of(known.get("way"), WAYS, SINGLE),
    )  # fmt: skip
    zoom = known.get("zoom")
    return Memory(wish, keys, zoom if isinstance(zoom, int) and 0 <= zoom <= 400 else 0)


def _one_of(value: object, known: tuple[str, ...], default: str) -> str:
    return value if isinstance(value, str) and value in known else default
