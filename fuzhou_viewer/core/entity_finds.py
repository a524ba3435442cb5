"""What the entity readers find: a stretch of text that names something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Find:
    """A name as it stands in the text: its place and kind; `core` is what stood in quotes, without them."""

    start: int
    end: int
    kind: str
    core: str = ""
