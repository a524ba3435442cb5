"""Whose number it is: 全市, 市本级, 县(区)级 …, named in the sentence and carried over what is elided."""

import re
from bisect import bisect_left

from fuzhou_viewer.core.folding import simplified
from fuzhou_viewer.core.sentences import Sentences
from fuzhou_viewer.core.vocabulary import Vocabulary

# 全省首个, 占全国一半, 比全省平均高出, 获评全国先进: others are named, the number is not theirs
_MEASURED_AGAINST = re.compile(
    r"(?:占|比|较|高于|低于|优于|快于|居|位居|位列|排名|列|在|被|召开|举办|出席|获|获评|荣获|授予|评为|入选|推荐|达到|向|吸引|面向|来自|表彰的?|国务院|纳入)$"
)
_ONLY_RANKED = re.compile(
    r"(?:首|率先|第|前|范围|领先|平均|先进|优秀|模范|示范|统一|最|唯一|通办|推广|重点|试点|各地|代表|人大|政协|总工会|工商联|性|百)"
)
_AT_CLAUSE = re.compile(r"(?:^|[，,；;。：:\n]|其中|年度?|[月底])\s*$")
_LEVEL = "级"


class ScopeReader:
    """Finds the scopes of numbers with the scope words of a vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._names = words.scope_names
        self._areas = words.areas
        self._word = re.compile("|".join(map(re.escape, words.scopes)) or "(?!)")

    def scopes(self, text: str, sentences: Sentences, title: str, places: list[int]) -> tuple[list[str], str]:
        """The scope each sentence names before the number at each of `places`, and the area of the whole report.

        `text` is simplified. The area is for numbers whose sentence names nobody: the one in the title,
        else the first spoken of.
        """
        said = [(found.start(), self._names[found[0]]) for found in self._word.finditer(text) if _is_own(text, found)]
        said = [(start, name) for start, name in said if sentences.apart(start) < 0]
        titled = [self._names[word] for word in self._word.findall(simplified(title))]
        area = next((name for name in (*titled, *(name for _, name in said)) if name in self._areas), "")
        starts = [start for start, _ in said]
        scopes = []
        for place in places:
            last = bisect_left(starts, place) - 1
            named = last >= 0 and starts[last] >= sentences.start(place)
            scopes.append(said[last][1] if named else "")
        return scopes, area


def _is_own(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - 4) : found.start()], text[found.end() : found.end() + 2]
    if found[0].endswith(_LEVEL) and not _AT_CLAUSE.search(before):
        # 省、市、县级金牌调解工作室: the level is the thing's, not the number's
        return False
    return not _MEASURED_AGAINST.search(before) and not _ONLY_RANKED.match(after)
