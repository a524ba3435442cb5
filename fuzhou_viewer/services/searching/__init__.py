"""Searching: what is typed becomes a query, the query finds places, every place is verified on the text.

query      what can be asked, as frozen records        parsing    typed words to a query; never raises
wording    a query as a sentence the person can check  matching   a query on one paragraph: its exact places
searcher   one report: places, groups, snippets        relaxing   ways on when nothing is found
pinyin     letters to the names they spell             snippets   the words around a place
suggesting both, for one answer                        library    many reports, through the index
shelf      the whole library as one thing to search
listing    the hit list as text to copy or export

What is typed is a phrase; blanks join phrases that must stand in one paragraph.
"""

from fuzhou_viewer.services.searching.answers import SearchAnswer, Suggestion
from fuzhou_viewer.services.searching.searcher import Searcher
from fuzhou_viewer.services.searching.suggesting import suggestions

__all__ = ["SearchAnswer", "Searcher", "Suggestion", "suggestions"]
