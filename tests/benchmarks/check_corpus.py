"""Every 不一致, 口径 and 请核对 over a folder of reports, for a person to read; and how long it took beside reading them.

    python tests/benchmarks/check_corpus.py FOLDER [--all]

With --all the relations that agree are listed too. Asserts nothing.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.checking.checker import check
from fuzhou_viewer.core.checking.verdicts import Verdict
from fuzhou_viewer.core.documents import document
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.wordlists import rule_words_in, vocabulary_in


def main() -> None:
    """Check every text and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    vocabulary = paths.resources() / "vocabulary"
    words, rules = vocabulary_in(vocabulary), rule_words_in(vocabulary)
    counts = Counter[str]()
    characters, reading, checking = 0, 0.0, 0.0
    for file in sorted(asked.folder.glob("*.txt")):
        began = time.perf_counter()
        report = document(manuscript(file.read_bytes(), file.name), words)
        read = time.perf_counter()
        checked = check(report, rules)
        checking += time.perf_counter() - read
        reading += read - began
        characters += len(report.text)
        counts.update(f"{r.verdict.value} {r.rule}" for r in checked.relations)
        for r in checked.relations:
            if asked.all or r.verdict is not Verdict.CONSISTENT:
                around = report.text[max(0, r.place.start - 50) : r.place.end + 30][:260].replace("\n", "⏎")
                print(f"{file.stem} | {r.verdict.value} | {r.rule} | {r.formula} | {around}")
    for kind, count in sorted(counts.items()):
        print(f"{kind:12} {count}")
    print(f"{characters} characters; checking took {checking / reading:.2f} of the time of reading them")


if __name__ == "__main__":
    main()
