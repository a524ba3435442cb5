"""Offsets of the text and positions on the screen lead to each other."""

from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.ui.text_pane.places import Places


@given(st.lists(st.text(alphabet="文字ab𠮷😀", min_size=1, max_size=8), min_size=1, max_size=6))
def test_every_shown_character_leads_there_and_back(lines: list[str]) -> None:
    text = "\n".join(lines)
    places = Places()
    position = 0
    for span in paragraphs(text):
        words = text[span.start : span.end]
        places.add(span, position, words)
        position += len(words.encode("utf-16-le")) // 2 + 1
    for span in paragraphs(text):
        for offset in range(span.start, span.end + 1):
            assert places.offset(places.position(offset)) == offset


def test_nothing_shown_is_place_zero() -> None:
    assert (Places().position(7), Places().offset(7)) == (0, 0)
