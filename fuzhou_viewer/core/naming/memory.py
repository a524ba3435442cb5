"""What a sentence has said so far: the object last counted, the names given, and who did it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and the body that did or owns what it counts (where the text says it)."""

    words: str
    body: str = ""


@dataclass(slots=True)
class Memory:
    """`thing` was counted last, `stems` are the names so far without what they end in.

    `deed` is what was done to all things of a list, `base` a metric that goes from one value to
    another, `body` who did it, `listed` the names still to come of A、B分别为 X、Y.
    """

    sentence: int = -1
    thing: str = ""
    deed: str = ""
    base: str = ""
    body: str = ""
    stems: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The last name without what it ends in."""
        return self.stems[-1] if self.stems else ""

    def remember(self, stem: str, thing: str = "") -> str:
        """Keep `stem`, and `thing` if there is one; return `stem`."""
        self.stems.append(stem)
        if thing:
            self.thing = thing
        return stem

    def stem_with(self, root: str) -> str:
        """What stands before `root` in the last stem that holds it."""
        holding = next((stem for stem in reversed(self.stems) if root in stem and not stem.endswith("率")), "")
        return holding[: holding.find(root)]
