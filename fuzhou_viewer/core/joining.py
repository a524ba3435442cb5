"""Notes that come from elsewhere beside one's own: what is new, what is known, what is one's own to decide."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.kept import Content, Kept, KeptId, encoded, kind_of, lasting_id


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What is to be kept under which id; how many things were there already, and how many one's own stands for."""

    wanted: tuple[tuple[KeptId, Content], ...]
    known: int
    own_stands: int

    def words(self) -> str:
        """What came of it, for a person."""
        parts = [f"并入 {len(self.wanted)} 条"]
        if self.known:
            parts.append(f"{self.known} 条原来就有")
        if self.own_stands:
            parts.append(f"{self.own_stands} 条与自己的不同,保留自己的")
        return ",".join(parts)


def sorted_in(
    found: Sequence[tuple[KeptId, Content]], kept: Iterable[Kept[Content]], removed: Iterable[Kept[Content]]
) -> TakenIn:
    """`found` beside what is `kept` and what lies in the bin.

    Of two versions of a note both stay, the incoming one under an id made of its words: taken in twice, it is one.
    """
    mine = {one.id: one.content for one in kept}
    words = {_words(content) for content in mine.values()}
    in_bin = {one.id for one in removed}
    wanted: dict[KeptId, Content] = {}
    known = own_stands = 0
    for own, content in found:
        lasting = lasting_id(content)
        target = lasting or own
        if _words(content) in words:
            known += 1
        elif lasting and target in mine:
            own_stands += 1
        else:
            words.add(_words(content))
            is_taken = target in mine or target in wanted or (target in in_bin and not lasting)
            wanted[_another(content) if is_taken else target] = content
    return TakenIn(tuple(wanted.items()), known, own_stands)


def _words(content: Content) -> tuple[str, str]:
    return kind_of(content), encoded(content)


def _another(content: Content) -> KeptId:
    told = "\x1f".join(_words(content))
    return KeptId(hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32])
