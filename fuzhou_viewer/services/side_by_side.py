"""Two reports side by side in words: what changed from one to the other, for the window, scripts, files and paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from fuzhou_viewer.core.contents import Entry, place_names
from fuzhou_viewer.core.pairing.numbers import turned
from fuzhou_viewer.core.pairing.records import Fate, NumberPair, Pairing, SectionPair, SentencePair
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.core.series import SHARES
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.services.exporting.lists import Listing, numbered
from fuzhou_viewer.services.printing.blocks import Block, Paragraph, Run, Table
from fuzhou_viewer.services.printing.wide_marks import full_width

NUMBER_HEADS = ("指标", "旧", "新", "增减", "章节")
SECTION_HEADS = ("变化", "旧报告的章节", "新报告的章节")
_LIST_HEADS = ("序号", "类别", "变化", "旧报告", "新报告", "增减", "章节")
_LIST_WIDTHS = (6, 8, 10, 60, 60, 20, 30)
_STEPS = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_FATES = {Fate.SAME: "未变", Fate.CHANGED: "改写", Fate.NEW: "新增", Fate.DROPPED: "删去"}
_REWORDED = ("句子", _FATES[Fate.CHANGED])
_NONE = "——"


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A pair of numbers in words, by NUMBER_HEADS, and the pair itself."""

    cells: tuple[str, str, str, str, str]
    pair: NumberPair


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section that is new, dropped or moved, in words, by SECTION_HEADS, and the pair itself."""

    cells: tuple[str, str, str]
    pair: SectionPair


def summary_words(pairing: Pairing) -> str:
    """新增 3 节,删去 2 节,移动 1 节;56 个数字有变化;12% 的文字原样未动."""
    told = pairing.summary
    if pairing.old.text == pairing.new.text:
        return "两份报告的文字完全相同"
    counts = ((told.new, "新增"), (told.dropped, "删去"), (told.moved, "移动"))
    sections = ",".join(f"{word} {count} 节" for count, word in counts if count) or "章节没有增减"
    numbers = f"{told.numbers} 个数字有变化" if told.numbers else "没有成对的数字变化"
    return f"{sections};{numbers};{_share(told.unchanged)} 的文字原样未动"


def number_rows(pairing: Pairing, *, changed_only: bool = True) -> tuple[NumberRow, ...]:
    """The pairs of numbers in the order of the new report."""
    places = place_names(pairing.new)
    return tuple(
        NumberRow(
            (
                pair.new.name,
                value_words(pair.old.quantity),
                value_words(pair.new.quantity),
                change_words(pair),
                places.get(pair.new.section, ""),
            ),
            pair,
        )
        for pair in pairing.numbers
        if pair.is_changed or not changed_only
    )


def section_rows(pairing: Pairing) -> tuple[SectionRow, ...]:
    """The sections that are new, dropped or moved; what stands below a new or dropped one is left to it."""
    alone = {
        entry.key
        for pair in pairing.sections
        for entry in (pair.old, pair.new)
        if entry and (pair.old is None or pair.new is None)
    }
    told = []
    for pair in pairing.sections:
        one = pair.new or pair.old
        if pair.old and pair.new:
            if pair.is_moved:
                told.append(SectionRow(("移动", pair.old.label, pair.new.label), pair))
        elif one and one.parent not in alone:
            told.append(SectionRow((_FATES[pair.fate], _label(pair.old), _label(pair.new)), pair))
    return tuple(told)


def change_words(pair: NumberPair) -> str:
    """+1.5亿元(+5.2%), -0.3 个百分点; where a number is no exact one there is no difference."""
    if turned(pair.old, pair.new):
        return "由降转升" if "降幅" in pair.old.name or pair.old.direction == "down" else "由升转降"
    if pair.difference is None:
        return "不是确数,不相减" if pair.is_changed else "未变"
    if not pair.difference:
        return "未变"
    quantity, sign = pair.new.quantity, "+" if pair.difference > 0 else "-"
    if quantity.unit in SHARES:
        unit = " 个百分点" if quantity.unit != "‰" else " 个千分点"
        return f"{sign}{format(abs(pair.difference).normalize(), 'f')}{unit}"
    size = _size(pair)
    before = pair.old.quantity.value
    if before <= 0:
        return f"{sign}{size}"
    share = (pair.difference / before * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{sign}{size}({share:+f}%)"


def _size(pair: NumberPair) -> str:
    """The difference in 亿 or 万 where the new number is told in them."""
    told, difference = value_words(pair.new.quantity), abs(pair.difference or Decimal(0))
    for step, word in _STEPS:
        if word in told:
            return f"{format((difference / step).normalize(), 'f')}{word}{pair.new.quantity.unit}"
    return value_words(replace(pair.new.quantity, value=difference, qualifier="exact"))


def rows(pairing: Pairing) -> Iterator[dict[str, object]]:
    """Everything for scripts: a line for the whole, then sections, sentences, numbers; spans are [start, end)."""
    told = pairing.summary
    yield {
        "kind": "summary", "new": told.new, "dropped": told.dropped, "moved": told.moved, "numbers": told.numbers,
        "unchanged": round(told.unchanged, 4),
    }  # fmt: skip
    for section in pairing.sections:
        yield {
            "kind": "section", "fate": section.fate.value, "moved": section.is_moved,
            "likeness": round(section.likeness, 3), "old": _section(section.old), "new": _section(section.new),
        }  # fmt: skip
    for sentence in pairing.sentences:
        yield {
            "kind": "sentence", "fate": sentence.fate.value, "moved": sentence.is_moved,
            "likeness": round(sentence.likeness, 3), "old": _piece(pairing.old, sentence.old),
            "new": _piece(pairing.new, sentence.new),
        }  # fmt: skip
    for pair in pairing.numbers:
        yield {
            "kind": "number", "name": pair.new.name, "old_name": pair.old.name, "unit": pair.new.quantity.unit,
            "old": _piece(pairing.old, pair.old.quantity.span) | {"value": str(pair.old.quantity.value)},
            "new": _piece(pairing.new, pair.new.quantity.span) | {"value": str(pair.new.quantity.value)},
            "difference": None if pair.difference is None else str(pair.difference), "changed": pair.is_changed,
        }  # fmt: skip


def comparison_listing(pairing: Pairing) -> Listing:
    """The comparison as a list for a file."""
    title, told = comparison_title(pairing), summary_words(pairing)
    return Listing(title, "两份报告对照", told, _LIST_HEADS, _listed(pairing), _LIST_WIDTHS)


def comparison_blocks(pairing: Pairing) -> tuple[Block, ...]:
    """The comparison to be set on paper: what it is of, the totals, numbers, sections, sentences put otherwise.

    Sentences that are new or dropped fill many pages; they stand in the lists for files.
    """
    blocks: list[Block] = [
        Paragraph((Run(full_width("两份报告对照"), "title"),), "title"),
        Paragraph((Run(full_width(f"旧：{pairing.old.title}"), "body"),)),
        Paragraph((Run(full_width(f"新：{pairing.new.title}"), "body"),)),
        Paragraph((Run(full_width(summary_words(pairing)) + "。", "body"),)),
    ]
    tables = (
        ("数字的变化", NUMBER_HEADS, [row.cells for row in number_rows(pairing)]),
        ("章节的变化", SECTION_HEADS, [row.cells for row in section_rows(pairing)]),
        ("改写的句子", ("旧报告", "新报告"), [row[3:5] for row in _listed(pairing) if row[1:3] == _REWORDED]),
    )
    for name, heads, cells in tables:
        if cells:
            told = tuple(tuple(full_width(cell) for cell in row) for row in cells)
            right = tuple(head in ("旧", "新", "增减") for head in heads)
            blocks.append(Table(f"{name}（{len(told)}）", heads, told, is_number=right))
    return tuple(blocks)


def comparison_title(pairing: Pairing) -> str:
    """What a comparison is called."""
    return f"{pairing.old.title} 与 {pairing.new.title} 对照"


def _listed(pairing: Pairing) -> tuple[tuple[str, ...], ...]:
    """Every change as a row by _LIST_HEADS; what stayed the same is left out."""
    told: list[tuple[str, ...]] = []
    for number in number_rows(pairing):
        name, old, new, change, place = number.cells
        told.append(("数字", "变化", f"{name}:{old}", f"{name}:{new}", change, place))
    for section in section_rows(pairing):
        fate, before, after = section.cells
        told.append(("章节", fate, before, after, "", ""))
    told += [_sentence_row(pairing, sentence) for sentence in pairing.sentences if sentence.fate is not Fate.SAME]
    return numbered(told)


def _sentence_row(pairing: Pairing, sentence: SentencePair) -> tuple[str, ...]:
    changes = "；".join(change_words(pair) for pair in sentence.numbers if pair.is_changed)
    before = str(_piece(pairing.old, sentence.old)["text"]) if sentence.old else _NONE
    after = str(_piece(pairing.new, sentence.new)["text"]) if sentence.new else _NONE
    document, span = (pairing.new, sentence.new) if sentence.new else (pairing.old, sentence.old or Span(0, 0))
    section = document.section_at(span.start)
    return "句子", _FATES[sentence.fate], before, after, changes, section.label if section and section.level else ""


def _piece(document: Document, span: Span | None) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": document.text[span.start : span.end]} if span else {}


def _section(entry: Entry | None) -> dict[str, object] | None:
    return {"id": entry.key, "label": entry.label, "start": entry.span.start, "end": entry.span.end} if entry else None


def _label(entry: Entry | None) -> str:
    return entry.label if entry else _NONE


def _share(share: float) -> str:
    if 0 < share < 0.01:
        return "不到 1%"
    if 0.99 < share < 1:
        return "99% 以上"
    return f"{share:.0%}"
