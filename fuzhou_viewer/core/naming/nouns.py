"""The nouns around a number: what stands after it, what was enumerated before it."""

import re
from decimal import Decimal

LONGEST = 28
"""No name is made longer than this."""

_BRACKETED = re.compile(r"[（(][^（(）)]*[）)]?$|^[（(][^）)]*[）)]?")
_JOINING = ("、", "和", "及", "与", "以及", "或", "，", ",")
_INSIDE = 8


def noun_after(words: str) -> str:
    """The words after a number as far as they can name what is counted."""
    words = _BRACKETED.sub("", words.strip())
    if words.startswith(_JOINING):
        return ""
    words = re.sub(r"^(?:以上|以下|以内|左右|多|余)", "", words)
    words = re.sub(r"^(?:的|相关|有关|各类|各种|各项)+", "", words)
    return re.sub(r"[、和及与的共]+$", "", words)[: 2 * LONGEST]


def head(noun: str) -> str:
    """The noun a long phrase ends in: 县(市)区政府报备的规范性文件 gives 规范性文件."""
    noun = re.split(r"[、及和与](?:其|与之|之)", noun)[0]
    if "的" in noun and len(noun) > _INSIDE:
        last = noun.rpartition("的")[2]
        return last if len(last) > 1 else noun
    return noun


def before_enumeration(left: str, count: Decimal | None) -> str:
    """What stands before 甲、乙、丙等 or 《甲》《乙》: the things named are not the name of their count."""
    if left.count("、") and left.count("、") + 1 == count:
        return ""
    if left.endswith("等"):
        first = re.split("[、《“]", left)[0] if re.search("[、》”]", left) else ""
        found = re.search(r"(?:涵盖|包括|包含|涉及|覆盖|有|为)", first)
        return first[: found.start()] if found else ""
    return "" if left.endswith(("》", "”")) and left.count(left[-1]) > 1 else left


def joined(first: str, second: str) -> str:
    """`first` and `second` with what ends the one and begins the other said once."""
    for size in range(min(len(first), len(second)), 0, -1):
        if first.endswith(second[:size]):
            return first + second[size:]
    return first + second
