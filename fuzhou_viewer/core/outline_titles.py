"""The title in a numbered paragraph: a line of its own, or what stands before the first full stop."""

_LONGEST_RUN_IN = 50
_LONGEST_SENTENCE = 40
_LONGEST_ITEM = 20
_LONGEST_OWN_LINE = 80
_LONGEST_CLAUSE = 120
_MOST_COMMAS = 2
_SENTENCE_ENDS = "。：:！!？?"
_CLAUSE_ENDS = "。，,；;：:"
_BRACKETS = {"《": "》", "“": "”", "(": ")", "（": "）", "【": "】", "[": "]"}


def title_in(rest: str, *, has_text: bool = False) -> str:
    """The heading that opens `rest`, or "" where it is all text.

    A sentence that is the whole paragraph is a heading if it is short, or if text follows (`has_text`).
    """
    words = rest[: 2 * _LONGEST_CLAUSE]
    stop = _first(words, _SENTENCE_ENDS)
    if stop is None:
        return words.rstrip("；;，, ") if len(rest) <= _LONGEST_OWN_LINE else ""
    head = words[:stop]
    is_whole = len(rest) <= 2 * _LONGEST_CLAUSE and not rest[stop + 1 :].strip()
    longest = (_LONGEST_SENTENCE if has_text else _LONGEST_ITEM) if is_whole else _LONGEST_RUN_IN
    if len(head) > longest or sum(head.count(c) for c in ",，") > _MOST_COMMAS or _states_figures(head):
        return ""
    return head.rstrip("；;，, ")


def clause_in(rest: str) -> str:
    """The first clause of `rest`, by which an untitled section is known."""
    words = rest[:_LONGEST_CLAUSE]
    stop = _first(words, _CLAUSE_ENDS)
    return words if stop is None else words[:stop]


def _states_figures(head: str) -> bool:
    """Whether `head` holds a number of three digits or more that is no year: 审查386件 is a result, no heading."""
    begin = 0
    while begin < len(head):
        end = begin
        while end < len(head) and head[end].isdigit():
            end += 1
        if end - begin > 2 and not head.startswith("年", end):
            return True
        begin = end + 1
    return False


def _first(text: str, stops: str) -> int | None:
    """The place of the first of `stops` that stands outside brackets and quotes."""
    closing: list[str] = []
    for i, c in enumerate(text):
        if closing and c == closing[-1]:
            closing.pop()
        elif c in _BRACKETS:
            closing.append(_BRACKETS[c])
        elif c in stops and not closing:
            return i
    return None
