"""Checking the numbers of a report, and the list of what was found as a file for people to sign."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fuzhou_viewer.core.checking.checker import check
from fuzhou_viewer.core.checking.verdicts import ORDER, RULES, Checked, Relation
from fuzhou_viewer.core.checking.years import against
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.exporting.comma import safe
from fuzhou_viewer.services.exporting.files import write_text
from fuzhou_viewer.services.printing.evidence import sentence
from fuzhou_viewer.services.wordlists import rule_words_in

_COLUMNS = ("序号", "结论", "类别", "位置", "原文", "算式", "文中数", "计算值", "说明", "容差", "处理意见", "核对人")
_OPENING = "数据核对"


class Checker:
    """Checks reports with the words in a folder, which are read anew for each check."""

    def __init__(self, vocabulary_folder: Path) -> None:
        self._folder = vocabulary_folder

    def check(self, document: Document) -> Checked:
        """What the numbers of `document` say about one another. Raises DamagedVocabularyError."""
        return check(document, rule_words_in(self._folder))

    def check_against(self, document: Document, other: Document) -> Checked:
        """The same, with what `other`, of the year before or of the same year, says of it."""
        checked = self.check(document)
        both = sorted((*checked.relations, *against(document, other)), key=lambda r: (r.place.start, r.rule))
        return replace(checked, relations=tuple(both))


def place_of(document: Document, span: Span) -> str:
    """The headings above a place: 四、… / (一)…; 文首 where there are none."""
    section = document.section_at(span.start)
    if section is None or not section.level:
        return "文首"
    return " / ".join(part.label for part in document.path(section))


def rows(document: Document, checked: Checked) -> Iterator[dict[str, object]]:
    """Every relation for scripts; `flag` is error, query or none, spans are [start, end) in the text."""
    for relation in checked.relations:
        yield {
            "flag": relation.verdict.flag, "rule": relation.rule, "kind": RULES[relation.rule],
            "verdict": relation.verdict.value, "sentence": relation.sentence, "formula": relation.formula,
            "stated": relation.stated, "computed": relation.computed, "tolerance": relation.tolerance,
            "start": relation.subject.start, "end": relation.subject.end,
            "operands": [[span.start, span.end] for span in relation.operands],
            "texts": [document.text[span.start : span.end] for span in relation.operands],
            "place": place_of(document, relation.subject),
        }  # fmt: skip


def checklist_csv(document: Document, checked: Checked) -> str:
    """核对清单 as CSV: one row for each relation, findings first, with room for 处理意见 and 核对人."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for number, relation in enumerate(_in_order(checked), 1):
        writer.writerow([safe(cell) for cell in _row(document, number, relation)])
    return out.getvalue()


def checklist_markdown(document: Document, checked: Checked) -> str:
    """核对清单 as Markdown: findings in full, what agrees in short."""
    lines = [f"# {_OPENING}:{document.title}", "", checked.summary + f",未核对 {len(checked.unchecked)} 个数", ""]
    for verdict in ORDER:
        group = checked.of(verdict)
        if not group:
            continue
        lines += [f"## {verdict.value}({len(group)})", ""]
        lines += [
            "| 序号 | 类别 | 位置 | 原文 | 算式 | 说明 | 处理意见 | 核对人 |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for number, relation in enumerate(group, 1):
            row = _row(document, number, relation)
            cells = (row[0], row[2], row[3], row[4], row[5], row[8], "", "")
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines) + f"\n---\n{document.title} {document.issuer}\n"


def write_checklist(target: Path, document: Document, checked: Checked) -> None:
    """Write 核对清单 as what `target` ends in, .md or .csv. Raises NotWrittenError."""
    if target.suffix.lower() == ".md":
        write_text(target, checklist_markdown(document, checked), "utf-8")
    else:
        write_text(target, checklist_csv(document, checked), "utf-8-sig")


def _in_order(checked: Checked) -> list[Relation]:
    return [relation for verdict in ORDER for relation in checked.of(verdict)]


def _row(document: Document, number: int, relation: Relation) -> list[str]:
    return [
        str(number), relation.verdict.value, RULES[relation.rule], place_of(document, relation.subject),
        sentence(document.text, relation.subject), relation.formula, relation.stated, relation.computed,
        relation.sentence, relation.tolerance, "", "",
    ]  # fmt: skip
