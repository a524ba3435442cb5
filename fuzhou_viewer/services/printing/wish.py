"""How picked parts are wanted on paper."""

from dataclasses import dataclass, field

from fuzhou_viewer.services.printing.imposition import SINGLE
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.layouts import OFFICIAL, Layout
from fuzhou_viewer.services.printing.page_list import ALL


@dataclass(frozen=True, slots=True)
class Wish:
    """The layout, what stands with the text, which pages (2,3,12-18; all, odd, even), how they lie on the sheet."""

    layout: Layout = OFFICIAL
    include: Include = field(default_factory=Include)
    pages: str = ""
    which: str = ALL
    way: str = SINGLE
