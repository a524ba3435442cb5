"""Chapters without a number: 2023年工作回顾 and 2024年工作安排 on lines of their own, numbers anew below each."""

import re
from collections.abc import Sequence

from fuzhou_viewer.core.labels import Label

_LONGEST = 36
_PERIOD = (
    r"(?:\d{4}年|“?十[一二三四五六]五”?|本届|上届|新一届|(?:过去|今后|未来)[一二三四五]年|上半年|下半年|明年|今年)"
)
_TOPIC = (
    r"(?:回顾|安排(?:建议)?|部署|任务|工作|思路|计划|打算|目标|情况|重点|要求"
    r"|成就|成绩|成效|总结|展望|建议|形势|设想|实事)"
)
_DATED = re.compile(rf".{{0,12}}{_PERIOD}.{{0,24}}{_TOPIC}")
_TOPICAL = re.compile(
    r".{0,10}(?:加强|推进|抓好|强化).{0,10}自身建设|(?:目前)?(?:工作中)?存在的?(?:主要)?(?:问题|困难|不足).{0,10}"
    r"|下一步.{0,10}(?:打算|安排|思路|计划|工作|措施)"
)
_INNER_MARKS = re.compile(r"[。；;：:！!？?]")


def chapters(lines: Sequence[str], labels: Sequence[Label | None], first: int) -> set[int]:
    """The places of unnumbered chapters among `lines` from `first` on; none unless they are clearly that.

    Clear means: two or more, one with a period; no numbered heading of that form; numbers start anew under each.
    """
    places = [i for i in range(first, len(lines)) if labels[i] is None and _names_chapter(lines[i])]
    dated = [i for i in places if _DATED.fullmatch(lines[i])]
    numbered = any(
        label is not None and len(line) <= _LONGEST and _DATED.fullmatch(line[label.length :])
        for line, label in zip(lines, labels, strict=True)
    )
    stops = [*places[1:], len(lines)]
    anew = all(_starts_anew(labels[place + 1 : stop]) for place, stop in zip(places, stops, strict=bool(places)))
    return set(places) if len(places) > 1 and dated and not numbered and anew else set()


def _names_chapter(line: str) -> bool:
    if len(line) > _LONGEST or _INNER_MARKS.search(line):
        return False
    return (_DATED.fullmatch(line) or _TOPICAL.fullmatch(line)) is not None


def _starts_anew(labels: Sequence[Label | None]) -> bool:
    following = next((label for label in labels if label is not None), None)
    return following is None or following.number == 1
