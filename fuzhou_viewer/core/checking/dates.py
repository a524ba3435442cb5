"""R13 days that do not exist and years that run backwards, R16 gaps in numbering."""

import re
from calendar import monthrange
from collections.abc import Iterator

from fuzhou_viewer.core.checking.reading import Reading
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.records import Document, Span

_DAY = re.compile(r"(?<!\d)(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_YEARS = re.compile(r"(?<![\d\-—])(?P<first>(?:19|20)\d{2})年?\s?(?:[-—–~]|至|到){1,2}\s?(?P<last>(?:19|20)\d{2})年")
_LEAP = 2024
_FEWEST_HEADINGS = 3


def dates(reading: Reading, _words: RuleWords) -> Iterator[Relation]:
    """R13 over the whole text."""
    for found in _DAY.finditer(reading.text):
        month, day = int(found["month"]), int(found["day"])
        year = int(found["year"] or _LEAP)
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            yield _relation("R13", Verdict.INCONSISTENT, found, "没有这一天", f"日期:{found[0]}不存在。请核对日期。")
    for found in _YEARS.finditer(reading.text):
        if int(found["last"]) < int(found["first"]):
            yield _relation(
                "R13", Verdict.INCONSISTENT, found, "后年早于前年", f"年份:{found[0]}的后一年早于前一年。请核对年份。"
            )


def numbering(document: Document) -> Iterator[Relation]:
    """R16: what the outline found amiss with the numbers of headings and items, or that nothing is."""
    gaps = [finding for finding in document.findings if "序号" in finding.message]
    headings = [s.heading for s in document.sections if s.level and s.ordinal and s.heading.end > s.heading.start]
    if len(headings) >= _FEWEST_HEADINGS and not gaps:
        yield relation(
            "R16",
            Verdict.CONSISTENT,
            headings[0],
            headings,
            stated=f"{len(headings)}个编号",
            computed="依次相接",
            formula=f"{len(headings)} 个标题编号依次相接",
            tolerance="编号依次相接",
            sentence=f"一致:{len(headings)}个标题的编号依次相接,没有缺号、重号。",
            is_equation=False,
        )
    for finding in gaps:
        span = finding.span
        written = document.text[span.start : span.end].strip()[:20]
        yield relation(
            "R16",
            Verdict.QUERY,
            span,
            [],
            stated=written,
            computed="",
            formula=finding.message,
            tolerance="编号依次相接",
            sentence=f"编号:{finding.message}",
            is_equation=False,
        )


def _relation(rule: str, verdict: Verdict, found: re.Match[str], computed: str, words: str) -> Relation:
    return relation(
        rule,
        verdict,
        Span(*found.span()),
        [],
        stated=found[0],
        computed=computed,
        formula=f"{found[0]}:{computed}",
        tolerance="按历法",
        sentence=words,
        is_equation=False,
    )
