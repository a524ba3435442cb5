"""One-to-one folding: width, case, traditional to simplified. The length never changes, so offsets never move.

NFKC is of no use here: it turns ㎡ into two characters and … into three.
"""

import re

from fuzhou_viewer.core.traditional import SIMPLIFIED, TRADITIONAL

VERSION = 2
"""Raised with each change of the table: an index made with another one must be made anew."""

_NARROW = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | str.maketrans("　“”‘’〔〕", " \"\"''[]")
    | str.maketrans(TRADITIONAL, SIMPLIFIED)
)


def folded(text: str) -> str:
    """`text` narrowed, simplified and in lower case, character for character."""
    narrow = text.translate(_NARROW)
    lowered = narrow.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in narrow)


def simplified(text: str) -> str:
    """`text` with traditional characters and wide digits made plain; quotes and brackets stay as written."""
    # most texts hold only a few such characters: looking for them takes a tenth of the time of translating all
    return _UNPLAIN.sub(lambda found: _PLAIN_WORDS[found[0]], text)


def traditional_in(text: str) -> dict[int, str]:
    """How `text` writes simplified characters: the code of each simplified one, and the traditional one found."""
    return {ord(_PLAIN_WORDS[found[0]]): found[0] for found in _TRADITIONAL.finditer(text)}


_PLAIN = str.maketrans(TRADITIONAL, SIMPLIFIED) | {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF05)
}
_UNPLAIN = re.compile("[" + re.escape("".join(map(chr, _PLAIN))) + "]")
_TRADITIONAL = re.compile("[" + re.escape(TRADITIONAL) + "]")
_PLAIN_WORDS = {chr(code): plain if isinstance(plain, str) else chr(plain) for code, plain in _PLAIN.items()}
