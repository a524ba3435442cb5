"""How many slips of the pen the number check notices: one digit of a number in a verified sum, share or rate is changed.

    python tests/benchmarks/check_mutations.py FOLDER… [--edits 2000] [--seed 7] [--kind changed] [--show 20]

FOLDER holds texts (*.txt). Each edit draws one number that takes part in verified arithmetic, with replacement, and
changes one of its digits to another (or, with --kind, swaps two, drops or adds one). It counts as noticed when the
passage then has a finding it did not have. Two figures come out: what was noticed of all edits, and of those that are
not still right by the text's own rounding (12.6万 made 12.7万). As a peer in the same run, the untouched passages with
a finding of 不一致 are told.
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
_FIGURES = re.compile(r"\d(?:[\d., ]*\d)?")


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

    def targets(self, passage: str) -> Iterator[tuple[Relation, Span]]:
        """Every number of the passage's verified arithmetic, once, with the first relation it stands in."""
        seen: set[Span] = set()
        for relation in self.check(passage).of(Verdict.CONSISTENT):
            if relation.rule in ARITHMETIC:
                for span in relation.operands:
                    if span not in seen and _FIGURES.search(passage[span.start : span.end]):
                        seen.add(span)
                        yield relation, span

    def edit(self, passage: str, target: tuple[Relation, Span], kind: str, chance: random.Random) -> Edit | None:
        """The passage with one slip in the number at `target`; None where the number has no slip of that kind."""
        relation, span = target
        written = passage[span.start : span.end]
        figures = _FIGURES.search(written)
        slipped = slip(figures[0], kind, chance) if figures else None
        if figures is None or not slipped or slipped == figures[0]:
            return None
        at = span.start + figures.start()
        changed = passage[:at] + slipped + passage[at + len(figures[0]) :]
        is_share = "%" in written or "％" in written
        return Edit(changed, kind, relation.rule, is_share, written, slipped, span.start)

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
    if not places:
        return None
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
    # a number of more than one digit does not begin with naught, and no number becomes naught
    digits = "0123456789" if place or figures[1:2] == "." else "123456789"
    return figures[:place] + chance.choice([c for c in digits if c != figures[place]]) + figures[place + 1 :]


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
    parser.add_argument("--kind", choices=KINDS, default="changed")
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    folder = paths.resources() / "vocabulary"
    bench = Bench(vocabulary_in(folder), rule_words_in(folder))
    files = sorted({file for at in asked.folders for file in ([at] if at.is_file() else at.glob("*.txt"))})
    passages = [p for file in files for p in bench.passages(file.read_text(encoding="utf-8", errors="replace"))]
    pool = [(passage, target) for passage in passages for target in bench.targets(passage)]
    edits = list(_drawn(bench, pool, asked.edits, asked.kind, random.Random(asked.seed)))
    print(f"{len(edits)} edits ({asked.kind}) drawn from {len(pool)} numbers of {len(passages)} passages")
    _tell(bench, edits, asked.show)
    flagged = sum(bool(bench.check(passage).of(Verdict.INCONSISTENT)) for passage in passages)
    print(f"untouched passages with 不一致: {flagged} / {len(passages)}")


def _drawn(
    bench: Bench, pool: list[tuple[str, tuple[Relation, Span]]], count: int, kind: str, chance: random.Random
) -> Iterator[tuple[str, Edit]]:
    """So many edits, each of a number drawn anew; numbers that have no slip of the kind are drawn again."""
    for _ in range(100 * count):
        passage, target = chance.choice(pool)
        edit = bench.edit(passage, target, kind, chance)
        if edit:
            yield passage, edit
            count -= 1
        if not count:
            return


def _tell(bench: Bench, edits: list[tuple[str, Edit]], show: int) -> None:
    known: dict[Edit, str] = {}
    tried, answers = Counter[str](), Counter[tuple[str, str]]()
    for passage, edit in edits:
        if edit not in known:
            known[edit] = bench.answer(passage, edit)
        keys = ("share" if edit.is_share else "count", f"rule {edit.rule}", "all")
        tried.update(keys)
        answers.update((key, known[edit]) for key in keys)
    for key in sorted(tried):
        noticed, within = answers[key, "noticed"], answers[key, "within"]
        others = tried[key] - within
        print(
            f"{key:10} noticed {noticed:5} / {tried[key]:5}  {noticed / tried[key]:.1%};"
            f"  still right by rounding {within:4}, of the others noticed {noticed / max(1, others):.1%}"
        )
    missed = [edit for edit, answer in known.items() if answer == "missed"]
    for edit in missed[:show]:
        text = edit.passage[max(0, edit.start - 120) : edit.start + 120].replace("\n", "⏎")
        print("missed", edit.rule, edit.before, "→", edit.after, "|", text)


if __name__ == "__main__":
    main()
