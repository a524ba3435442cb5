"""What a reader decided about findings, put over what was found: a finding is known by its words, not its place."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.kept import CheckMark, Decision
from fuzhou_viewer.core.sentences import Sentences

DECISIONS = {
    Decision.TO_CORRECT: "属实待改",
    Decision.OTHER_SCOPE: "口径不同",
    Decision.HUSHED: "不再提示此类",
    Decision.RIGHT: "原文无误",
    Decision.WRONG: "确有出入",
    Decision.LATER: "留待再核",
}
"""What each decision is called for a reader."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A check with a reader's marks over it: the mark of each decided relation, and the rules that are hushed."""

    checked: Checked
    marks: dict[Relation, CheckMark] = field(default_factory=dict)
    hushed: frozenset[str] = frozenset()

    def is_hushed(self, relation: Relation) -> bool:
        """Whether a finding is of a rule the reader wants to hear no more of; what agrees is never hushed."""
        return relation.rule in self.hushed and relation.verdict is not Verdict.CONSISTENT

    def waiting(self, verdict: Verdict) -> tuple[Relation, ...]:
        """The relations of a verdict that nobody has decided about."""
        return tuple(r for r in self.checked.of(verdict) if r not in self.marks and not self.is_hushed(r))

    def decided(self, verdict: Verdict) -> tuple[Relation, ...]:
        """Those that somebody has."""
        return tuple(r for r in self.checked.of(verdict) if r in self.marks and not self.is_hushed(r))

    def silenced(self) -> tuple[Relation, ...]:
        """The findings of hushed rules, in the order of the text."""
        return tuple(r for r in self.checked.relations if self.is_hushed(r))

    def opinion(self, relation: Relation) -> str:
        """What the reader said of a relation, for 处理意见: 口径不同:按上年口径; empty where nothing was said."""
        mark = self.marks.get(relation)
        if mark:
            return ":".join(part for part in (DECISIONS[mark.decision], mark.remark) if part)
        return DECISIONS[Decision.HUSHED] if self.is_hushed(relation) else ""

    @property
    def summary(self) -> str:
        """The totals in one line, with how many findings were decided about and how many are not shown."""
        words = self.checked.summary
        silenced = len(self.silenced())
        decided = sum(not self.is_hushed(r) for r in self.marks)
        words += f",已处理 {decided} 处" if decided else ""
        return words + (f",不再提示 {silenced} 处" if silenced else "")


def finding_keys(text: str, checked: Checked) -> dict[Relation, str]:
    """What each finding is known by: a hash of its rule, the words of its operands and its sentence.

    However wide or spaced the words are. Of findings that have all these in common each has a key of its own, by
    its turn in the text; the first has the key it would have alone.
    """
    sentences = Sentences(text)
    turns = Counter[tuple[str, ...]]()
    keys: dict[Relation, str] = {}
    findings = (r for r in checked.relations if r.verdict is not Verdict.CONSISTENT)
    for relation in sorted(findings, key=lambda r: (r.place.start, r.subject.start)):
        parts = _parts(text, relation, sentences)
        told = (*parts, str(turns[parts])) if turns[parts] else parts
        turns[parts] += 1
        keys[relation] = hashlib.sha256("\x1f".join(told).encode("utf-8", "surrogatepass")).hexdigest()
    return keys


def marked(text: str, checked: Checked, marks: Iterable[CheckMark]) -> Marked:
    """`checked`, a check of `text`, with `marks` over it; marks whose finding is no longer there change nothing."""
    told = tuple(marks)
    by_key = {mark.finding: mark for mark in told if mark.finding and mark.decision is not Decision.HUSHED}
    hushed = frozenset(mark.rule for mark in told if mark.decision is Decision.HUSHED)
    if not by_key:
        return Marked(checked, {}, hushed)
    keys = finding_keys(text, checked)
    return Marked(checked, {r: by_key[key] for r, key in keys.items() if key in by_key}, hushed)


def _parts(text: str, relation: Relation, sentences: Sentences) -> tuple[str, ...]:
    start, end = sentences.start(relation.subject.start), sentences.end(relation.subject.start)
    words = [text[span.start : span.end] for span in (relation.subject, *relation.operands)]
    return (relation.rule, *map(_bare, words), _bare(text[start:end]))


def _bare(words: str) -> str:
    return "".join(folded(words).split())
