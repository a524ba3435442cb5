"""Two reports side by side against difflib on the same sentences; twelve years of a metric against reading one report.

    python tests/benchmarks/comparing.py

Prints times and ratios; asserts nothing, because machines are shared and noisy.
"""

import time
from collections.abc import Callable
from difflib import SequenceMatcher

from fuzhou_viewer import paths
from fuzhou_viewer.core.documents import document
from fuzhou_viewer.core.pairing.pairing import paired
from fuzhou_viewer.core.pairing.passages import passages
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.comparing import gathered
from fuzhou_viewer.services.wordlists import vocabulary_in

_ROUNDS = 5
_YEARS = range(2013, 2025)


def _best(deed: Callable[[], object]) -> float:
    """The least of some rounds, in ms."""
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        deed()
        times.append(1000 * (time.perf_counter() - began))
    return min(times)


def _by_difflib(old: Document, new: Document) -> int:
    """For each sentence of the new report its likest of the old: what a first attempt would do."""
    one, other = passages(old).sentences, passages(new).sentences
    best = 0
    for sentence in other:
        matcher = SequenceMatcher(None, "", sentence.skeleton, autojunk=False)
        for candidate in one:
            matcher.set_seq1(candidate.skeleton)
            best += matcher.quick_ratio() > 0.5
    return best


def main() -> None:
    """Measure and print."""
    words = vocabulary_in(paths.resources() / "vocabulary")
    seed = (paths.resources() / "texts" / "fuzhou-justice-2022.txt").read_text(encoding="utf-8")

    def made(text: str) -> Document:
        return document(manuscript(text.encode("utf-8"), "a.txt"), words)

    began = time.perf_counter()
    old = made(seed)
    reading = 1000 * (time.perf_counter() - began)
    for times in (1, 2, 4):
        one, other = made(seed * times), made(seed.replace("1", "7").replace("推进", "推动") * times)
        took = _best(lambda one=one, other=other: paired(one, other))
        print(
            f"{len(one.text):7} characters a side: {took:7.1f} ms, {took / reading / times:.2f} of reading one of them"
        )
    began = time.perf_counter()
    _by_difflib(old, made(seed.replace("1", "7")))
    print(f"difflib on the sentences of the first pair: {1000 * (time.perf_counter() - began):.0f} ms")
    reports = [made(seed.replace("2022年", f"{year}年").replace("2023年", f"{year + 1}年")) for year in _YEARS]
    took = _best(lambda: gathered(reports))
    print(
        f"{len(reports)} years of {len(old.metrics)} metrics: {took:.1f} ms, {took / reading:.2f} of reading one report"
    )


if __name__ == "__main__":
    main()
