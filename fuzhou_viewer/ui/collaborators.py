"""What a window works with; the composition root makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.theme import Themes
from fuzhou_viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from fuzhou_viewer.services.collection import Collection
    from fuzhou_viewer.services.notes import Notes
    from fuzhou_viewer.services.searching.everywhere import Everywhere


@dataclass(frozen=True, slots=True)
class Collaborators:
    """Services and settings by what the window asks of them; the calls give what is imported late."""

    themes: Themes
    typefaces: Typefaces
    preferences: Preferences
    read_file: Callable[[Path], Document]
    notes: Callable[[], "Notes"]
    collection: Callable[[], "Collection"]
    everywhere: Callable[[], "Everywhere"]
