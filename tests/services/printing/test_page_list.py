"""The pages a person types are the pages that come out; sheets are counted and folded right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.errors import PageListError
from fuzhou_viewer.services.printing.imposition import BOOKLET, SINGLE, TWO_UP, sheets_words, sides
from fuzhou_viewer.services.printing.page_list import ALL, EVEN, ODD, page_list


@pytest.mark.parametrize(
    ("words", "which", "pages"),
    [
        ("", ALL, (1, 2, 3, 4, 5, 6, 7)),
        ("2,3,5-7", ALL, (2, 3, 5, 6, 7)),
        ("7-5", ALL, (7, 6, 5)),
        ("2，3、5～6", ALL, (2, 3, 5, 6)),
        ("1 3 - 5", ALL, (1, 3, 4, 5)),
        ("", ODD, (1, 3, 5, 7)),
        ("2-6", EVEN, (2, 4, 6)),
        ("3,3", ALL, (3, 3)),
    ],
)
def test_page_lists_as_people_write_them(words: str, which: str, pages: tuple[int, ...]) -> None:
    assert page_list(words, 7, which) == pages


@pytest.mark.parametrize(
    ("words", "which", "told"),
    [
        ("2,x", ALL, "看不懂“x”"),
        ("8", ALL, "没有第 8 页,一共 7 页"),
        ("0", ALL, "没有第 0 页"),
        ("2,4", ODD, "没有奇数页"),
    ],
)
def test_what_cannot_be_followed_is_named(words: str, which: str, told: str) -> None:
    with pytest.raises(PageListError, match=told):
        page_list(words, 7, which)


def test_sheets_are_counted_as_people_count_them() -> None:
    assert sheets_words(7, len(sides(range(1, 8), SINGLE))) == "共 7 页 · 双面 4 张"
    assert sheets_words(7, len(sides(range(1, 8), TWO_UP))) == "共 7 页 · 双面 2 张"
    assert sheets_words(7, len(sides(range(1, 8), BOOKLET))) == "共 7 页 · 双面 2 张"


def test_two_pages_lie_side_by_side() -> None:
    assert [side.pages for side in sides((1, 2, 3), TWO_UP)] == [(1, 2), (3, None)]


def test_a_booklet_of_eight_pages() -> None:
    assert [side.pages for side in sides(range(1, 9), BOOKLET)] == [(8, 1), (2, 7), (6, 3), (4, 5)]


@given(st.integers(1, 60))
def test_a_folded_booklet_reads_in_order(count: int) -> None:
    folded = sides(range(1, count + 1), BOOKLET)
    sheets = [(folded[i].pages, folded[i + 1].pages) for i in range(0, len(folded), 2)]
    read = [page for front, back in sheets for page in (front[1], back[0])]
    read += [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    assert [page for page in read if page] == list(range(1, count + 1))
    assert len(read) % 4 == 0
