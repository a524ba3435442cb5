"""One-to-one folding for search: width and case. The length never changes, so offsets never move.

NFKC is of no use here: it turns ㎡ into two characters and … into three.
"""

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans("　“”‘’〔〕", " \"\"''[]")


def folded(text: str) -> str:
    """`text` with full-width forms narrowed and letters in lower case, character for character."""
    narrow = text.translate(_NARROW)
    lowered = narrow.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in narrow)
