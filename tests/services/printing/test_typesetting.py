"""Lines have 28 characters, are justified, and keep the rules for marks at their ends."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.printing.official_format import BLOCK_WIDTH, CELL, ROWS
from fuzhou_viewer.services.printing.pagination import PagedDocument, paged, paginate
from fuzhou_viewer.services.printing.selection import Block, Run, blocks
from fuzhou_viewer.services.printing.typesetting import NEVER_FIRST, NEVER_LAST, Line, lines


class Squares:
    """A typeface whose Chinese characters are square and whose others are half as wide."""

    def advance(self, text: str, role: str, size: float) -> float:  # noqa: ARG002
        return sum(size * 10 if c > "\u2000" else size * 5 for c in text)


def _lines(text: str) -> tuple[Line, ...]:
    return lines([Block((Run(text, "body"),))], Squares())


@pytest.fixture(scope="module")
def pages(report: Document) -> PagedDocument:
    return paged(report, blocks(report, [e.key for e in contents(report)]), Squares())


def _body_lines(pages: PagedDocument) -> Iterable[Line]:
    return (p.line for page in pages.pages for p in page.lines if p.line.runs)


def test_a_full_line_has_28_characters() -> None:
    told = _lines("国" * 100)
    assert [len(line.text) for line in told] == [26, 28, 28, 18]
    assert told[0].x == pytest.approx(2 * CELL)


def test_no_line_of_the_report_breaks_the_rules_for_marks(pages: PagedDocument) -> None:
    for line in _body_lines(pages):
        assert line.text[0] not in NEVER_FIRST, line.text
        assert line.is_last or line.text[-1] not in NEVER_LAST, line.text


def test_lines_are_neither_crowded_nor_torn(pages: PagedDocument) -> None:
    spacings = [line.spacing for line in _body_lines(pages) if not line.is_last]
    assert min(spacings) > -12
    assert max(spacings) < 20


def test_a_page_has_at_most_22_rows_and_no_heading_at_its_foot(pages: PagedDocument) -> None:
    for page in pages.pages:
        assert max(p.row + p.line.rows for p in page.lines) <= ROWS
        assert not page.lines[-1].line.keeps_next


def test_no_page_begins_with_the_last_line_of_a_paragraph_or_ends_with_its_first(pages: PagedDocument) -> None:
    for page in pages.pages[1:]:
        first = page.lines[0].line
        assert first.is_first or not first.is_last, first.text
    for page in pages.pages[:-1]:
        last = page.lines[-1].line
        assert last.is_last or not last.is_first, last.text


def test_a_number_is_never_broken_between_lines() -> None:
    for line in _lines("国" * 25 + "12345678件" + "国" * 30):
        assert "12345678" in line.text or not any(c.isdigit() for c in line.text)


def test_pages_are_numbered_from_one(pages: PagedDocument) -> None:
    assert [page.number for page in pages.pages] == list(range(1, len(pages.pages) + 1))


@given(st.text(alphabet="国家，。、《》“”（）12ab%—…", max_size=300))
def test_any_text_is_set_whole_within_the_block(text: str) -> None:
    told = _lines(text)
    assert "".join(line.text for line in told) == text
    for line in told:
        natural = Squares().advance(line.text, "body", 16) + line.spacing * len(line.text)
        assert natural <= BLOCK_WIDTH + CELL


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 3)), max_size=80))
def test_any_flow_is_paged_whole_and_in_order(shape: list[tuple[bool, int]]) -> None:
    flow = tuple(Line((Run(str(i), "body"),), rows=rows, keeps_next=keeps) for i, (keeps, rows) in enumerate(shape))
    placed = [p.line for page in paginate(flow) for p in page.lines]
    assert placed == list(flow)
