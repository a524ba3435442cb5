"""Plans told from results: 力争, 目标, 到2025年 …, and chapters that say what comes next."""

import re
from bisect import bisect_left

from fuzhou_viewer.core.sentences import Sentences

_CUE = re.compile(
    r"力争|有望|[需须应要]达到|争取(?!国债|资金|中央|上级)|预期目标|控制目标|主要目标|目标任务?是|目标为|预计|计划(?:新增|完成|建设|投入|实施|到|在)|拟(?=[新建开投实完])|"
    r"确保(?=[^，,。；;]{0,16}\d)|(?:^|(?<=[，,；;。\n]))(?:到|至)(?P<year>20\d{2})年(?!底?(?:前)?[，,]?(?:已|共))|明年|下一年度|下一步|下一阶段|今后[一二三四五\d]年|未来[一二三四五\d]年"
)
_CHAPTER = re.compile(
    r"下一?步|下半年(?:工作)?(?:计划|打算|安排|重点|思路)|工作(?:安排|打算|计划|思路|设想|谋划|建议)|重点(?:任务|工作)|主要(?:任务|预期目标)|目标任务|"
    r"(?:今后|未来)[一二三四五\d]?[年个]?|展望|明年|总体(?:要求|思路)|奋斗目标|预期目标|努力方向"
)
_REVIEW = re.compile("回顾|完成|成效|进展|情况|总结|取得|成绩|开展")
_YEAR = re.compile(r"(20\d{2})年")
_MOST = 16


class TargetReader:
    """Tells the numbers of one report (its text simplified) that state a plan."""

    def __init__(self, text: str, sentences: Sentences, year: int | None) -> None:
        self._sentences = sentences
        self._year = year
        self._cues = [(found.start(), int(found["year"]) if found["year"] else None) for found in _CUE.finditer(text)]
        self._starts = [start for start, _ in self._cues]
        self._headings: dict[str, bool] = {}

    def is_target(self, place: int, headings: str) -> bool:
        """Whether the number at `place` states a plan; `headings` stand over it."""
        if headings not in self._headings:
            self._headings[headings] = self._plans(headings)
        return self._headings[headings] or self._is_planned(place)

    def _is_planned(self, place: int) -> bool:
        begins = self._sentences.start(place)
        last = bisect_left(self._starts, place) - 1
        for at in range(last, max(-1, last - _MOST), -1):
            start, year = self._cues[at]
            if start < begins:
                return False
            inside = self._sentences.apart(start)
            if inside in (-1, self._sentences.apart(place)) and (year is None or self._is_ahead(year)):
                return True
        return False

    def _is_ahead(self, year: int) -> bool:
        return self._year is not None and year > self._year

    def _plans(self, headings: str) -> bool:
        """Whether one of the headings says that what follows is still to be done."""
        for heading in headings.split("\n"):
            if not _CHAPTER.search(heading) or _REVIEW.search(heading):
                continue
            years = [int(year) for year in _YEAR.findall(heading)]
            if not years or self._year is None or max(years) >= self._year:
                return True
        return False
