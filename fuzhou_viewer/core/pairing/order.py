"""What keeps its order among things that were moved about."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(numbers: Sequence[float]) -> set[int]:
    """The places in `numbers` of a longest rising run of them, not necessarily neighbours."""
    tails: list[float] = []
    at: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        k = bisect_left(tails, number)
        before.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(number)
            at.append(i)
        else:
            tails[k], at[k] = number, i
    kept = set()
    i = at[-1] if at else -1
    while i >= 0:
        kept.add(i)
        i = before[i]
    return kept
