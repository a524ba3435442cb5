"""Time of the number check against the reading of the same text, and against itself at twice the length.

    python tests/benchmarks/check_speed.py

Prints ratios; asserts nothing, because machines are shared and noisy.
"""

import time

from fuzhou_viewer import paths
from fuzhou_viewer.core.checking.checker import check
from fuzhou_viewer.core.documents import document
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.wordlists import rule_words_in, vocabulary_in


def _paragraph(numbers: int) -> str:
    """One paragraph with about that many numbers, a third of them shares."""
    clauses = (f"办理第{i % 7}类案件{i + 100}件,其中办结{i}件,占{i % 100}.5%," for i in range(numbers // 3))
    return f"全市{''.join(clauses)}完成。"


def main() -> None:
    """Measure and print."""
    folder = paths.resources() / "vocabulary"
    words, rules = vocabulary_in(folder), rule_words_in(folder)
    seed = (paths.resources() / "texts" / "fuzhou-justice-2022.txt").read_text(encoding="utf-8")
    texts = {"the built-in report": seed, "twice": seed * 2, "ten times": seed * 10}
    texts |= {f"{n} numbers in one paragraph": _paragraph(n) for n in (1000, 2000, 4000)}
    for name, text in texts.items():
        began = time.perf_counter()
        report = document(manuscript(text.encode("utf-8"), "a.txt"), words)
        read = time.perf_counter()
        check(report, rules)
        done = time.perf_counter()
        per = (done - read) / max(1, len(report.metrics)) * 1e6
        print(
            f"{name:32} {1000 * (done - read):7.1f} ms, {per:5.0f} µs a number, {(done - read) / (read - began):.2f} of reading"
        )


if __name__ == "__main__":
    main()
