"""On paper, half-width marks between Chinese become full-width; the stored text stays as it was received."""

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_CHINESE_MARKS = "“”‘’…—"


def full_width(text: str) -> str:
    """`text` with half-width , ; : ? ! ( ) widened where they touch Chinese; the length stays."""
    wide = text.translate(_WIDE)
    if wide == text:
        return text
    out = list(text)
    for i, (narrow, broad) in enumerate(zip(text, wide, strict=True)):
        before, after = out[i - 1] if i else "", text[i + 1 : i + 2]
        if narrow != broad and any(c > "\u2e7f" or c in _CHINESE_MARKS for c in before + after):
            out[i] = broad
    return "".join(out)
