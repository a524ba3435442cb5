"""Lines have 28 characters, are justified, and keep the rules for marks at their ends."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.printing.blocks import Paragraph, Run
from fuzhou_viewer.services.printing.breaking import NEVER_FIRST, NEVER_LAST
from fuzhou_viewer.services.printing.items import Line
from fuzhou_viewer.services.printing.layouts import LAYOUTS, OFFICIAL, Layout
from fuzhou_viewer.services.printing.selection import blocks
from fuzhou_viewer.services.printing.typesetting import Typesetter
from fuzhou_viewer.services.printing.wide_marks import full_width


class Squares:
    """A typeface whose Chinese characters are square and whose others are half as wide."""

    def advance(self, text: str, role: str, size: float) -> float:  # noqa: ARG002
        return sum(size * 10 if c > "\u2000" else size * 5 for c in text)


def _lines(text: str, layout: Layout = OFFICIAL) -> list[Line]:
    return Typesetter(layout, Squares()).lines(Paragraph((Run(text, "body"),)))


def _broken_rules(lines: list[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number and line.text[0] in NEVER_FIRST:
            yield line.text
        if number + 1 < len(lines) and line.text.rstrip()[-1:] in NEVER_LAST:
            yield line.text


def test_a_full_line_has_28_characters() -> None:
    told = _lines("国" * 100)
    assert [len(line.text) for line in told] == [26, 28, 28, 18]
    assert told[0].x == pytest.approx(2 * OFFICIAL.cell)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_line_of_the_report_breaks_the_rules_for_marks(report: Document, layout: Layout) -> None:
    setter = Typesetter(layout, Squares())
    told = [b for b in blocks(report, [e.key for e in contents(report)]) if isinstance(b, Paragraph)]
    assert [words for block in told for words in _broken_rules(setter.lines(block))] == []


def test_no_line_of_any_known_report_breaks_the_rules_for_marks(shared: Path) -> None:
    files = sorted((shared / "corpus").rglob("*.txt"))
    lines = 0
    for file in files:
        text = full_width(manuscript(file.read_bytes(), file.name).text)
        for place in paragraphs(text):
            told = _lines(text[place.start : place.end])
            lines += len(told)
            assert list(_broken_rules(told)) == [], file.name
    assert lines > 100_000


def test_lines_are_neither_crowded_nor_torn(report: Document) -> None:
    setter = Typesetter(OFFICIAL, Squares())
    told = [b for b in blocks(report, [e.key for e in contents(report)]) if isinstance(b, Paragraph)]
    spacings = [line.spacing for block in told for line in setter.lines(block)[:-1]]
    assert min(spacings) > -12
    assert max(spacings) < 20


def test_a_number_is_never_broken_between_lines() -> None:
    for words in ("12345678件", "1,234,567元", "2021-2025年", "99.88%"):
        number = words.rstrip("件元年")
        for before in range(20, 28):
            told = _lines("国" * before + words + "国" * 30)
            assert any(number in line.text for line in told), (words, before)


def test_blanks_between_words_hang_at_the_end_of_a_line() -> None:
    told = _lines("alpha beta gamma delta " * 12)
    assert not [line.text for line in told if line.text.startswith(" ")]


@given(st.text(alphabet="国家，。、《》“”（）12ab%—… ", max_size=300))
def test_any_text_is_set_whole_within_the_block(text: str) -> None:
    told = _lines(text)
    assert "".join(line.text for line in told) == text
    for line in told:
        natural = Squares().advance(line.text.rstrip(), "body", 16) + line.spacing * len(line.text.rstrip())
        assert natural <= OFFICIAL.frame_width + OFFICIAL.cell or len(line.text) > 60


@given(st.text(alphabet="国家，。、《》“”（）%", max_size=300))
def test_a_rule_is_broken_only_where_no_place_in_the_line_keeps_it(text: str) -> None:
    told = _lines(text)
    for before, line in itertools.pairwise(told):
        if line.text[0] in NEVER_FIRST or before.text[-1] in NEVER_LAST:
            words = before.text
            assert not [
                i for i in range(2, len(words)) if words[i] not in NEVER_FIRST and words[i - 1] not in NEVER_LAST
            ]
