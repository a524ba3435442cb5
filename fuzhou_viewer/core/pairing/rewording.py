"""What two wordings of one sentence have in common: runs of characters that stayed."""

from difflib import SequenceMatcher

from fuzhou_viewer.core.pairing.records import Pairing, SentencePair
from fuzhou_viewer.core.records import Span

_SHORTEST = 4
_MOST_WORK = 400_000
"""Characters of one times characters of the other: beyond that two wordings are not compared."""


def kept_runs(pairing: Pairing, pair: SentencePair) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The runs of at least four characters that stand in both sentences of `pair`, in the old and in the new report."""
    if pair.old is None or pair.new is None:
        return (), ()
    old, new = pair.old, pair.new
    if (old.end - old.start) * (new.end - new.start) > _MOST_WORK:
        return (), ()
    before, after = pairing.old.text[old.start : old.end], pairing.new.text[new.start : new.end]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    runs = [block for block in blocks if block.size >= _SHORTEST]
    return (
        tuple(Span(old.start + run.a, old.start + run.a + run.size) for run in runs),
        tuple(Span(new.start + run.b, new.start + run.b + run.size) for run in runs),
    )
