"""Where the sentences of a text begin and end, and what stands in quotes, titles and brackets."""

import re
from bisect import bisect_left, bisect_right

_END = re.compile("[。！!？?\n]")
_SET_APART = re.compile(r"《[^《》\n]{0,80}》|“[^“”\n]{0,40}”|[（(][^（）()\n]{0,80}[）)]")


class Sentences:
    """The sentences of a text, found once; every question is answered in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in _END.finditer(text)]
        spans = [found.span() for found in _SET_APART.finditer(text)]
        self._apart_starts = [start for start, _ in spans]
        self._apart_ends = [end for _, end in spans]
        self._length = len(text)

    def start(self, offset: int) -> int:
        """Where the sentence begins that holds the character at `offset`."""
        at = bisect_left(self._ends, offset)
        return self._ends[at - 1] + 1 if at else 0

    def end(self, offset: int) -> int:
        """Where that sentence ends."""
        at = bisect_left(self._ends, offset)
        return self._ends[at] if at < len(self._ends) else self._length

    def apart(self, offset: int) -> int:
        """The start of the quotation, title or bracket around `offset`; -1 outside all of them."""
        at = bisect_right(self._apart_starts, offset) - 1
        return self._apart_starts[at] if at >= 0 and offset < self._apart_ends[at] else -1
