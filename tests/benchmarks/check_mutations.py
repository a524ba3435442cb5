"""How many slips of the pen the number check notices: one digit of a number in a verified sum, share or rate is changed.

    python tests/benchmarks/check_mutations.py FOLDER… [--edits 2000] [--seed 7] [--show 20]

FOLDER holds texts (*.txt). Each edit swaps two digits, changes, drops or adds one; it counts as noticed when the
paragraph then has a finding it did not have. Prints what was noticed by kind of edit and kind of number, and by rule;
and, as a peer in the same run, how many untouched passages have a finding of 不一致.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.checking.checker import check
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict
from fuzhou_viewer.core.documents import document
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.wordlists import rule_words_in, vocabulary_in

ARITHMETIC = {"R1", "R2", "R3", "R4", "R7", "R8", "R9"}
KINDS = ("swapped", "changed", "dropped", "added")
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage with one number changed."""

    passage: str
    kind: str
    rule: str
    is_share: bool
    before: str
    after: str
    start: int


class Bench:
    """Checks passages with the real engine."""

    def __init__(self, words: Vocabulary, rules: RuleWords) -> None:
        self._words, self._rules = words, rules

    def check(self, text: str) -> Checked:
        """What the check says of `text`."""
        return check(document(manuscript(text.encode("utf-8"), "报告.txt"), self._words), self._rules)

    def passages(self, text: str) -> Iterator[str]:
        """The stretches of `text` around its verified arithmetic, short enough to be read again for each edit."""
        lines = paragraphs(text)
        told: set[int] = set()
        for relation in self.check(text).relations:
            if relation.rule in ARITHMETIC:
                first = next(i for i, line in enumerate(lines) if line.end >= relation.place.start)
                last = next(i for i, line in enumerate(lines) if line.end >= relation.place.end)
                if first not in told and last - first <= _AROUND:
                    told.update(range(first, last + 1))
                    start, end = lines[max(0, first - _AROUND)].start, lines[min(len(lines) - 1, last)].end
                    yield text[start:end]

    def edits(self, passage: str, chance: random.Random) -> Iterator[Edit]:
        """Every number of the passage's verified arithmetic with each kind of slip, twice."""
        seen: set[Span] = set()
        for relation in self.check(passage).of(Verdict.CONSISTENT):
            if relation.rule not in ARITHMETIC:
                continue
            for span in relation.operands:
                if span in seen:
                    continue
                seen.add(span)
                yield from self._slips(passage, span, relation, chance)

    def _slips(self, passage: str, span: Span, relation: Relation, chance: random.Random) -> Iterator[Edit]:
        written = passage[span.start : span.end]
        figures = re.search(r"\d[\d.]*", written)
        if not figures:
            return
        for kind in KINDS:
            for _ in range(2):
                slipped = slip(figures[0], kind, chance)
                if slipped and slipped != figures[0]:
                    at = span.start + figures.start()
                    changed = passage[:at] + slipped + passage[at + len(figures[0]) :]
                    yield Edit(
                        changed, kind, relation.rule, "%" in written or "％" in written, written, slipped, span.start
                    )

    def answer(self, before: str, edit: Edit) -> str:
        """noticed: the passage has a finding it did not have; within: the changed number still agrees; missed."""
        checked = self.check(edit.passage)
        if _findings(checked) - _findings(self.check(before)):
            return "noticed"
        agrees = any(
            r.rule == edit.rule and any(span.start == edit.start for span in r.operands)
            for r in checked.of(Verdict.CONSISTENT)
        )
        return "within" if agrees else "missed"


def slip(figures: str, kind: str, chance: random.Random) -> str | None:
    """`figures` with one slip of the pen; None where there is none of that kind."""
    places = [i for i, c in enumerate(figures) if c.isdigit()]
    made: dict[str, Callable[[], str | None]] = {
        "swapped": lambda: _swapped(figures, places, chance),
        "changed": lambda: _changed(figures, chance.choice(places), chance),
        "dropped": lambda: _dropped(figures, chance.choice(places)) if len(places) > 1 else None,
        "added": lambda: _added(figures, chance.choice(places), chance),
    }
    return made[kind]()


def _swapped(figures: str, places: list[int], chance: random.Random) -> str | None:
    pairs = [i for i in places if figures[i + 1 : i + 2].isdigit() and figures[i] != figures[i + 1]]
    if not pairs:
        return None
    i = chance.choice(pairs)
    slipped = figures[:i] + figures[i + 1] + figures[i] + figures[i + 2 :]
    return None if slipped[0] == "0" and slipped[1:2] != "." else slipped


def _changed(figures: str, place: int, chance: random.Random) -> str:
    return figures[:place] + chance.choice([c for c in "123456789" if c != figures[place]]) + figures[place + 1 :]


def _dropped(figures: str, place: int) -> str | None:
    slipped = figures[:place] + figures[place + 1 :]
    return None if slipped[0] in "0." or slipped[-1] == "." else slipped


def _added(figures: str, place: int, chance: random.Random) -> str:
    return figures[:place] + chance.choice("123456789") + figures[place:]


def _findings(checked: Checked) -> set[tuple[str, str]]:
    return {(r.rule, r.formula) for r in checked.relations if r.verdict is not Verdict.CONSISTENT}


def main() -> None:
    """Run the test and print its figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    folder = paths.resources() / "vocabulary"
    bench = Bench(vocabulary_in(folder), rule_words_in(folder))
    files = sorted({file for at in asked.folders for file in ([at] if at.is_file() else at.glob("*.txt"))})
    passages = [p for file in files for p in bench.passages(file.read_text(encoding="utf-8", errors="replace"))]
    edits = [(passage, edit) for passage in passages for edit in bench.edits(passage, chance)]
    chance.shuffle(edits)
    tried, noticed = Counter[str](), Counter[str]()
    missed = []
    within = 0
    for passage, edit in edits[: asked.edits]:
        keys = (f"{edit.kind} {'share' if edit.is_share else 'count'}", f"rule {edit.rule}", "all")
        tried.update(keys)
        answer = bench.answer(passage, edit)
        if answer == "noticed":
            noticed.update(keys)
        elif answer == "within":
            within += 1
        else:
            missed.append(edit)
    for key in sorted(tried):
        print(f"{key:16} {noticed[key]:5} / {tried[key]:5}  {noticed[key] / tried[key]:.0%}")
    told = tried["all"] - within
    print(
        f"still within what the text's own rounding allows: {within}; of the others noticed: {noticed['all'] / told:.0%}"
    )
    flagged = sum(bool(bench.check(passage).of(Verdict.INCONSISTENT)) for passage in passages)
    print(f"untouched passages with 不一致: {flagged} / {len(passages)}")
    for edit in missed[: asked.show]:
        print("missed", edit.rule, edit.kind, edit.before, "→", edit.after, "|", edit.passage[-160:].replace("\n", "⏎"))


if __name__ == "__main__":
    main()
