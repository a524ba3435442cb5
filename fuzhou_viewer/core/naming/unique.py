"""Names that are unique in their document: who, where and in which section goes in front where two are alike."""

from collections.abc import Callable, Sequence

from fuzhou_viewer.core.naming.memory import Name
from fuzhou_viewer.core.naming.nouns import joined

_UNNAMED = "未命名指标"
_LONGEST_QUALIFIER = 20


def unique_names(names: Sequence[Name], scopes: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The words of `names`; those that are alike get their body, scope or section's title, at last a number."""
    words = [name.words or _UNNAMED for name in names]
    for qualifiers in ([name.body for name in names], scopes):
        words = _qualified(words, qualifiers, joined)
    return _numbered(_qualified(words, titles, lambda title, word: f"{word}（{title}）"))


def _qualified(words: Sequence[str], qualifiers: Sequence[str], put: Callable[[str, str], str]) -> list[str]:
    """`words` with a qualifier put to each of those that are alike, where it tells at least two of them apart."""
    alike: dict[str, set[str]] = {}
    for word, qualifier in zip(words, qualifiers, strict=True):
        alike.setdefault(word, set()).add(qualifier)
    out = []
    for word, qualifier in zip(words, qualifiers, strict=True):
        tells = len(alike[word]) > 1 and qualifier and len(qualifier) <= _LONGEST_QUALIFIER
        out.append(put(qualifier, word) if tells and qualifier not in word else word)
    return out


def _numbered(words: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for word in words:
        seen[word] = seen.get(word, 0) + 1
        out.append(word if seen[word] == 1 else f"{word}（{seen[word]}）")
    return out
