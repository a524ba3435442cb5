"""R13 the day a report was issued against the days it tells of: what has happened cannot lie after it."""

import re
from collections.abc import Iterator
from datetime import date

from fuzhou_viewer.core.checking.verdicts import Relation, Verdict, relation
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.core.sentences import Sentences

_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_HAPPENED = re.compile(
    r"召开|举办|举行|印发|出台|发布|颁布|通过|批准|成立|挂牌|启动|竣工|开工|签订|签署|审结|完成了|获评|荣获|开展了"
)
_TO_COME = re.compile(
    r"将[^军领]|拟|计划|预计|力争|确保|争取|目标|打算|下一步|明年|[之以]?前(?!来|往|期|列|沿|述|后|瞻|提|款|置|进)|"
    r"截[至止]|至|到|起|施行|实施|生效|有效期|期限|底|以后|之后|届时|应当|须|需|要求"
)
_PLAN = re.compile(r"安排|任务|打算|计划|下一步|思路|目标|要点|工作重点|明年|展望|附件")


def issuing(document: Document) -> Iterator[Relation]:
    """Days on which something is said to have happened, later than the day under the report; one doubt for each.

    Only a day with its year, in a sentence that tells of what was done and of nothing to come, is held against it.
    """
    issued, place = document.issued_on, _signature(document)
    if issued is None or place is None:
        return
    sentences = Sentences(document.text)
    for found in _DAY.finditer(document.text):
        span = Span(*found.span())
        told = _date(found)
        if told is None or told <= issued or span == place:
            continue
        start, end = sentences.start(span.start), sentences.end(span.start)
        words = document.text[start:end]
        is_apart = sentences.apart(span.start) >= 0
        if is_apart or not _HAPPENED.search(words) or _TO_COME.search(words) or _is_planned(document, span.start):
            continue
        yield _doubt(document.text, span, place, issued)


def _signature(document: Document) -> Span | None:
    """Where the day of issue stands, if it stands under the text and reads as that day."""
    for section in reversed(document.sections):
        if section.kind == "date":
            found = _DAY.search(document.text, section.span.start, section.span.end)
            if found and _date(found) == document.issued_on:
                return Span(*found.span())
    return None


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _is_planned(document: Document, offset: int) -> bool:
    section = document.section_at(offset)
    return section is not None and any(_PLAN.search(part.label) for part in document.path(section))


def _doubt(text: str, span: Span, place: Span, issued: date) -> Relation:
    written, signed = text[span.start : span.end], text[place.start : place.end]
    return relation(
        "R13",
        Verdict.QUERY,
        span,
        [place],
        stated=written,
        computed=f"不晚于{issued.year}年{issued.month}月{issued.day}日",
        formula=f"{written} 晚于落款 {signed}",
        tolerance="已发生的事不晚于落款日期",
        sentence=f"日期:文中{written}的事晚于落款日期{signed}。请核对日期。",
        is_equation=False,
    )
