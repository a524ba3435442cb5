"""Many patterns over one text find what one alternation would."""

import re

from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.scanning import Scanner

_ALTERNATIVES = [("a", "a{2,3}b"), ("ab", "(?P<pair>[ab]b)"), ("1", r"(?<!2)1\d"), ("2", "2")]


@given(st.text(alphabet="ab12x", max_size=60))
def test_a_scanner_finds_what_one_alternation_finds(text: str) -> None:
    whole = re.compile("|".join(pattern for _, pattern in _ALTERNATIVES))
    assert [m.span() for m in Scanner(_ALTERNATIVES).matches(text)] == [m.span() for m in whole.finditer(text)]
