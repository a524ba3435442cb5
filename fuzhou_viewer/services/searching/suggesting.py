"""What else might have been meant: names by their letters, numbers by value, the question asked less strictly."""

from fuzhou_viewer.core.records import Span
from fuzhou_viewer.services.searching.answers import SearchAnswer, Suggestion
from fuzhou_viewer.services.searching.pinyin import PinyinNames, is_pinyin, names_of
from fuzhou_viewer.services.searching.relaxing import by_value, relaxed
from fuzhou_viewer.services.searching.searcher import Searcher


def suggestions(searcher: Searcher, answer: SearchAnswer, scope: Span | None = None) -> tuple[Suggestion, ...]:
    """Other queries that find something; none is ever mixed into the hits of `answer`."""
    typed = answer.typed
    if not answer.query.groups:
        return ()
    out: list[Suggestion] = []
    if is_pinyin(typed):
        out += PinyinNames(names_of(searcher.document)).suggestions(typed, lambda words: searcher.count(words, scope))
    out += by_value(typed, lambda words: searcher.count(words, scope), len(answer.hits))
    if answer.hits:
        return tuple(out)
    if scope is not None and (everywhere := searcher.count(typed)):
        out.append(Suggestion("全部章节", typed, everywhere))
    return (*out, *relaxed(typed, lambda words: searcher.count(words, scope)))
