"""Checking the numbers of a report, and the list of what was found as a file for people to sign."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fuzhou_viewer.core.checking.checker import check
from fuzhou_viewer.core.checking.marking import Marked
from fuzhou_viewer.core.checking.verdicts import ORDER, RULES, Checked, Relation, Verdict
from fuzhou_viewer.core.checking.years import against
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.exporting.comma import safe
from fuzhou_viewer.services.exporting.files import write_bytes, write_text
from fuzhou_viewer.services.printing.basket import CHECK, Pick
from fuzhou_viewer.services.printing.blocks import Block, Paragraph, Run, Table
from fuzhou_viewer.services.printing.evidence import sentence, source_line
from fuzhou_viewer.services.printing.wide_marks import full_width
from fuzhou_viewer.services.wordlists import rule_words_in

_COLUMNS = ("序号", "结论", "类别", "位置", "原文", "计算", "文中数", "计算值", "说明", "容差", "处理意见", "核对人")
_CELL_WIDTHS = (6, 8, 10, 26, 44, 30, 12, 12, 44, 24, 22, 10)
_PRINTED = tuple(_COLUMNS.index(name) for name in ("序号", "结论", "位置", "原文", "计算", "处理意见", "核对人"))
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


def checklist_rows(document: Document, told: Checked | Marked) -> list[list[str]]:
    """核对清单 as cells, the heads first: one row for each relation, findings first, the reader's words in 处理意见."""
    marks = _marked(told)
    relations = [relation for verdict in ORDER for relation in marks.checked.of(verdict)]
    return [list(_COLUMNS), *(_row(document, number, each, marks) for number, each in enumerate(relations, 1))]


def checklist_csv(document: Document, told: Checked | Marked) -> str:
    """核对清单 as CSV; nothing in it is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in checklist_rows(document, told))
    return out.getvalue()


def checklist_markdown(document: Document, told: Checked | Marked) -> str:
    """核对清单 as Markdown: findings in full, what agrees in short."""
    marks = _marked(told)
    checked = marks.checked
    lines = [f"# {_OPENING}:{document.title}", "", marks.summary + f",未核对 {len(checked.unchecked)} 个数", ""]
    for verdict in ORDER:
        group = checked.of(verdict)
        if not group:
            continue
        lines += [f"## {verdict.value}({len(group)})", ""]
        lines += [
            "| 序号 | 类别 | 位置 | 原文 | 计算 | 说明 | 处理意见 | 核对人 |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for number, relation in enumerate(group, 1):
            row = _row(document, number, relation, marks)
            cells = (row[0], row[2], row[3], row[4], row[5], row[8], row[10], "")
            lines.append("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines) + f"\n---\n{document.title} {document.issuer}\n"


def write_checklist(target: Path, document: Document, told: Checked | Marked) -> None:
    """Write 核对清单 as what `target` ends in, .md, .xlsx or .csv. Raises NotWrittenError."""
    match target.suffix.lower():
        case ".md":
            write_text(target, checklist_markdown(document, told), "utf-8")
        case ".xlsx":
            # the library takes a while to load and most lists are not workbooks
            from fuzhou_viewer.services.exporting.workbook import list_workbook  # noqa: PLC0415

            heads, *rows = checklist_rows(document, told)
            data = list_workbook(f"核对清单:{document.title}", "核对清单", heads, rows, _CELL_WIDTHS)
            write_bytes(target, data)
        case _:
            write_text(target, checklist_csv(document, told), "utf-8-sig")


def checklist_blocks(document: Document, told: Checked | Marked) -> tuple[Block, ...]:
    """核对清单 to be set on paper: the title, the totals, what needs a person, then what agrees."""
    marks = _marked(told)
    _, *rows = checklist_rows(document, marks)
    agreeing = len(marks.checked.of(Verdict.CONSISTENT))
    parts = (("需要处理", rows[: len(rows) - agreeing]), ("核对一致", rows[len(rows) - agreeing :]))
    blocks: list[Block] = [
        Paragraph((Run(full_width(f"核对清单：{document.title}"), "title"),), "title"),
        Paragraph((Run(full_width(marks.summary) + "。", "body"),)),
    ]
    for name, held in parts:
        if held:
            cells = tuple(tuple(full_width(row[i]) for i in _PRINTED) for row in held)
            heads = tuple(_COLUMNS[i] for i in _PRINTED)
            blocks.append(Table(f"{name}（{len(held)}）", heads, cells, source=source_line(document)))
    return tuple(blocks)


def checklist_pick(document: Document, told: Checked | Marked) -> Pick:
    """核对清单 as one thing to print."""
    place = Span(0, len(document.text))
    return Pick(CHECK, place, f"核对清单:{document.title}", blocks=checklist_blocks(document, told))


def finding_pick(document: Document, relation: Relation, told: Checked | Marked) -> Pick:
    """A relation as one thing to print: a small table that leaves room to sign."""
    row = _row(document, 1, relation, _marked(told))
    names = ("结论", "位置", "原文", "计算", "说明", "处理意见", "核对人")
    cells = tuple((full_width(name), full_width(row[_COLUMNS.index(name)])) for name in names[1:])
    heads = (row[_COLUMNS.index("结论")], full_width(f"{RULES[relation.rule]}核对"))
    table = Table("", heads, cells, (5.0, 30.0), source=source_line(document))
    return Pick(CHECK, relation.place, relation.formula, blocks=(table,))


def _marked(told: Checked | Marked) -> Marked:
    return told if isinstance(told, Marked) else Marked(told)


def _row(document: Document, number: int, relation: Relation, marks: Marked) -> list[str]:
    return [
        str(number), relation.verdict.value, RULES[relation.rule], place_of(document, relation.subject),
        sentence(document.text, relation.subject), relation.formula, relation.stated, relation.computed,
        relation.sentence, relation.tolerance, marks.opinion(relation), "",
    ]  # fmt: skip
