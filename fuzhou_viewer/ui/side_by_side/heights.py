"""How far down one report is what stands at a height of the other: straight lines between places that answer."""

from bisect import bisect_right
from collections.abc import Sequence

from fuzhou_viewer.core.pairing.order import longest_rising


class Heights:
    """Pairs of heights; those out of order are left out, and what lies between two is found by share."""

    def __init__(self, pairs: Sequence[tuple[float, float]]) -> None:
        ordered = sorted(dict(pairs).items())
        rising = longest_rising([other for _, other in ordered])
        kept = [pair for i, pair in enumerate(ordered) if i in rising]
        self._ones = [one for one, _ in kept]
        self._others = [other for _, other in kept]

    def other(self, one: float) -> float:
        """The height in the other report; beyond the last pair it goes on as it is."""
        if not self._ones:
            return one
        k = bisect_right(self._ones, one)
        if k == 0:
            return self._others[0] + one - self._ones[0]
        if k == len(self._ones):
            return self._others[-1] + one - self._ones[-1]
        low, high = self._ones[k - 1], self._ones[k]
        share = (one - low) / (high - low)
        return self._others[k - 1] + share * (self._others[k] - self._others[k - 1])
