"""What a rule has to say: a verdict with everything needed to follow it on paper."""

from dataclasses import dataclass
from enum import StrEnum

from fuzhou_viewer.core.records import Span


class Verdict(StrEnum):
    """How the numbers of a relation agree; never more than a person should look at."""

    INCONSISTENT = "不一致"
    SCOPE = "口径"
    QUERY = "请核对"
    CONSISTENT = "一致"

    @property
    def flag(self) -> str:
        """The verdict for scripts: error, query or none."""
        return {"不一致": "error", "口径": "query", "请核对": "query", "一致": "none"}[self.value]


ORDER = (Verdict.INCONSISTENT, Verdict.SCOPE, Verdict.QUERY, Verdict.CONSISTENT)
"""The verdicts as they are shown, what matters most first."""

RULES = {
    "R1": "比率", "R2": "占比", "R3": "占比合计", "R4": "分项合计", "R5": "部分与总体", "R6": "占比大小", "R7": "平均",
    "R8": "增减", "R9": "收支存", "R10": "同一指标", "R11": "同比", "R12": "量级", "R13": "日期",
    "R14": "重复语句", "R15": "列举", "R16": "编号",
    "OWN": "自定核对",
}  # fmt: skip
"""What each rule is called for a reader."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Numbers of a text that belong together, and what came of checking them.

    `subject` is the number (or words) in question, `operands` are all places that take part, the
    subject among them, in the order of the text. `formula` is one line for the formula strip,
    `sentence` says the same in plain words. `stated` and `computed` are as the text writes it and
    as it should be; `tolerance` says what counted as agreement.
    """

    rule: str
    verdict: Verdict
    subject: Span
    operands: tuple[Span, ...]
    stated: str
    computed: str
    formula: str
    tolerance: str
    sentence: str
    is_equation: bool = True

    @property
    def place(self) -> Span:
        """From the first to the last character that takes part."""
        return Span(self.operands[0].start, max(span.end for span in self.operands))


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for a document: every relation in the order of the text, and the numbers in none."""

    relations: tuple[Relation, ...]
    unchecked: tuple[Span, ...]

    def of(self, verdict: Verdict) -> tuple[Relation, ...]:
        """The relations with this verdict."""
        return tuple(r for r in self.relations if r.verdict is verdict)

    @property
    def summary(self) -> str:
        """The totals in one line."""
        counts = {verdict: len(self.of(verdict)) for verdict in Verdict}
        words = f"核对了 {len(self.relations)} 处,其中一致 {counts[Verdict.CONSISTENT]} 处"
        for verdict in (Verdict.INCONSISTENT, Verdict.SCOPE, Verdict.QUERY):
            if counts[verdict]:
                words += f",{verdict} {counts[verdict]} 处"
        return words


def relation(  # noqa: PLR0913 - a record with all its parts
    rule: str,
    verdict: Verdict,
    subject: Span,
    others: "list[Span]",
    *,
    stated: str,
    computed: str,
    formula: str,
    tolerance: str,
    sentence: str,
    is_equation: bool = True,
) -> Relation:
    """A relation with its operands put in the order of the text, each once."""
    operands = tuple(sorted({subject, *others}, key=lambda span: (span.start, span.end)))
    return Relation(rule, verdict, subject, operands, stated, computed, formula, tolerance, sentence, is_equation)
