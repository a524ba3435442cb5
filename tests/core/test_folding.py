"""Folding narrows and lowers, and never moves an offset."""

from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.folding import folded
from fuzzy_text import any_text


@given(any_text | st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(any_text)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_widths_and_cases_meet() -> None:
    assert folded("ＡＰＰ，６．１％（一）“e公证”") == folded('app,6.1%(一)"E公证"')
