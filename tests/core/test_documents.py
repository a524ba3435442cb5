"""Any text becomes a document: no exception, places that are true, the same answer twice, no time that explodes."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from fuzhou_viewer.core.documents import document
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document, Manuscript, Source, Span
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzzy_text import any_text

Read = Callable[[str], Document]


def _read(text: str, words: Vocabulary) -> Document:
    return document(Manuscript(text, paragraphs(text), Source("报告.txt", "txt", "0" * 64)), words)


def _places(report: Document) -> list[Span]:
    return [
        *(s.span for s in report.sections),
        *(m.quantity.span for m in report.metrics),
        *(n.span for n in report.plain_numbers),
        *(f.span for f in report.findings),
        *(mention for entity in report.entities for mention in entity.mentions),
    ]


@given(text=any_text)
def test_every_place_lies_in_the_text(text: str, words: Vocabulary) -> None:
    report = _read(text, words)
    assert all(0 <= span.start <= span.end <= len(text) for span in _places(report))
    assert all(m.quantity.low <= m.quantity.value <= m.quantity.high for m in report.metrics)
    assert len({m.name for m in report.metrics}) == len(report.metrics)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n\n", "\ufeff", "\x00\x01\x02", "\ue000\uf8ff一、\ue000", "一、\ud800\udfff", "一、" * 500, "（" * 3000, "1" * 3000, "《" * 2000, "、" * 3000, "一是" * 1000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_hostile_texts_are_read_without_an_exception(text: str, words: Vocabulary) -> None:
    assert _read(text, words).text == text


@pytest.mark.parametrize(
    "unit", ["办理案件12件,", "一是抓学习。二是抓落实。", "(一)", "“", "，办理", "从31项到", "1,", "各"]
)
def test_a_line_ten_times_as_long_takes_about_ten_times_as_long(unit: str, words: Vocabulary) -> None:
    short, long = unit * (3_000 // len(unit)), unit * (30_000 // len(unit))

    def spent(text: str) -> float:
        began = time.process_time()
        _read(text, words)
        return time.process_time() - began

    spent(short)
    # quadratic time would be a hundredfold
    assert min(spent(long) for _ in range(2)) < 35 * max(min(spent(short) for _ in range(3)), 0.002)


def test_mutated_real_texts_are_read_without_an_exception(report: Document, words: Vocabulary) -> None:
    chance = random.Random(7)
    pieces = "一二三（）()、。；:：\n\t 0123456789%％万亿余多\u3000“”《》第是各分别为\x00\ud800"
    for _ in range(30):
        text = list(report.text)
        for _ in range(40):
            place = chance.randrange(len(text))
            match chance.randrange(3):
                case 0:
                    text[place] = chance.choice(pieces)
                case 1:
                    del text[place : place + chance.randrange(1, 80)]
                case _:
                    text[place:place] = chance.choices(pieces, k=chance.randrange(1, 12))
        mutated = "".join(text)
        read = _read(mutated, words)
        assert all(0 <= span.start <= span.end <= len(mutated) for span in _places(read))


def test_the_real_documents_are_read_the_same_way_twice(shared: Path, words: Vocabulary) -> None:
    for file in sorted((shared / "corpus" / "txt").glob("*.txt"))[::8]:
        text = file.read_text(encoding="utf-8")
        first = _read(text, words)
        assert repr(first) == repr(_read(text, words))
        assert [text[s.span.start : s.span.start + len(s.ordinal)] for s in first.headings()] == [
            s.ordinal for s in first.headings()
        ]


def test_a_text_without_a_title_is_called_by_its_file(words: Vocabulary) -> None:
    assert _read("各位代表：\n现在报告工作。\n一、回顾\n好。\n", words).title == "报告"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "文件里没有文字"),
        ("办理案件。" * 100, "没有认出章节标题,全文作为一节"),
        ("一、概况\n" + "办理案件。" * 5000, "有一行长达 25000 字,换行可能丢失了"),
        ("一、概况\n\ue000好\x07。", "有 2 个字符无法显示,原文可能有缺字"),
    ],
    ids=["empty", "no headings", "one line", "unreadable"],
)
def test_what_a_person_should_know_is_told(text: str, message: str, words: Vocabulary) -> None:
    assert message in [finding.message for finding in _read(text, words).findings]


def test_the_built_in_report_gives_no_cause_for_remarks(report: Document) -> None:
    assert report.findings == ()
