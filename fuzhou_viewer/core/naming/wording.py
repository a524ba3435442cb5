"""The vocabulary's words as the patterns that names are cut out with."""

import re
from collections.abc import Iterable

from fuzhou_viewer.core.vocabulary import Vocabulary

_TIME = re.compile(
    r"^(?:截[至止]到?|到|至|自|从|在(?=\d|年|上半|下半|全年))?(?:\d{2,4}\s*[-—–至]?\s*\d{0,4}\s*年度?)?"
    r"(?:\d{1,2}\s*[-—–至]?\s*\d{0,2}\s*月(?:份|\d{1,2}日)?)?(?:年底|上半年|下半年|全年|底|末|前|以来|期间)?"
)
_MANNER = re.compile(r"(?:通过|采取|采用|运用|利用)[^，,。;；]{2,24}?(?:方式|形式|途径|办法)")
_BODY_END = re.compile(
    r"(?:局|院|所|中心|组织|机关|部门|平台|站|队|会|系统|单位|机构|工作者|人员|公司|企业|社|律师|小组|各级|委|办|处|室|厅|站点|大队|法院|调委会|政府|街道)$"
)
_CONNECTIVES = "、和及与以并且或，, ’”"
_NOMINAL = (
    "(?:工作[室站者]|组织|中心|员|点|站|事项|平台|机构|所|室|率|者|人|力|体系|队|会|业|费|金|额|权|对象|项目|资源|窗口|证|书"
    "|机制|制度|大队|系统|业务|协议|产品|收入|区域)"
)
_SPLIT = re.compile(r"(?<=.{2})(?:累计|共计|合计|(?<![公总一])共(?![同享建治产和青赢])|已|新|总共)(?=.{2})")
_MARKS = ("已", "均", "全部", "获", "被", "进行", "得到")
_LONGEST_PREDICATE = 16


class Wording:
    """Cuts clauses into who, what was done, and what it was done to."""

    def __init__(self, words: Vocabulary) -> None:
        openers = _any_of(words.openers)
        heads = _any_of((*words.scopes, *words.leads, *words.openers))
        verbs, all_verbs = _any_of(words.verbs), _any_of((*words.verbs, *words.weak_verbs))
        self._trailing = re.compile(rf"(?:{openers}|[（(]?含?)+$")
        self._leading = re.compile(rf"^(?:(?!{_any_of(words.whole)})(?:{heads})|[{_CONNECTIVES}\s])+")
        self._adverbs = re.compile(rf"^(?:{_any_of(words.adverbs)})+地?(?=.{{2}})")
        # a verb that begins a noun (调解工作室, 服务事项) is no deed
        self._deeds = re.compile(rf"(?:{verbs})(?!{_NOMINAL})")
        self._verb_at_start = re.compile(rf"^(?:(?:{verbs})(?!{_NOMINAL}))+")
        self._verbs_only = re.compile(rf"(?:{all_verbs})+")

    def cleaned(self, words: str) -> str:
        """The words before a number without times, scopes, openers, adverbs and 通过…方式."""
        words = _MANNER.sub("", words).strip()
        while True:
            shorter = self._leading.sub("", _TIME.sub("", words))
            shorter = self._adverbs.sub("", self._trailing.sub("", shorter)).strip()
            if shorter == words:
                return words
            words = shorter

    def without_trail(self, words: str) -> str:
        """`words` without the openers at their end (达到, 提高到, 约 …)."""
        return self._trailing.sub("", words.rstrip())

    def without_leads(self, words: str) -> str:
        """`words` without the scopes and openers at their start."""
        return self._leading.sub("", words)

    def body_and_rest(self, words: str) -> tuple[str, str]:
        """Who did it and what was done: 全市各级调解组织共调解案件 gives 全市各级调解组织 and 调解案件."""
        found = list(_SPLIT.finditer(words))
        if found and not words[found[-1].start() :].startswith("新"):
            before, words = words[: found[-1].start()], words[found[-1].end() :]
            return (before if _BODY_END.search(before) else ""), words
        for i in range(2, len(words) - 1):
            if _BODY_END.search(words[:i]) and self._verb_at_start.match(words[i:]):
                return words[:i], words[i:]
        return "", words

    def without_body(self, words: str) -> str:
        """What was done, without who did it."""
        return self.body_and_rest(words)[1]

    def without_verb(self, words: str) -> str:
        """What stands after the verbs that begin `words`."""
        return self._verb_at_start.sub("", words)

    def is_deed(self, words: str) -> bool:
        """Whether `words` say what was done and not to what."""
        core = self.without_body(words)
        return len(self.without_verb(core)) <= 1 or (len(core) <= 4 and self._verbs_only.fullmatch(core) is not None)

    def deed(self, left: str) -> str:
        """The last deed in a long `left` with what follows it; all of a short one."""
        core = self.without_body(left)
        places = [found.start() for found in self._deeds.finditer(core)]
        return core[places[-1] :] if places and len(core) > 8 else core

    def deed_in(self, between: str) -> str:
        """Of the words between two numbers with no 、 those that belong to the second: from its verb on."""
        found = self._deeds.search(between)
        return between[found.start() :] if found else ""

    def without_predicate(self, words: str) -> str:
        """社区矫正协理员充实基层力量 to 社区矫正协理员; 规范性文件审查建议 and 商圈品质提升 stay whole."""
        places = [found.start() for found in self._deeds.finditer(words) if found.start() > 2]
        cut = next((place for place in places if len(words) - place >= 6), len(words))
        return words[:cut].rstrip("的")

    def own_and_predicate(self, words: str) -> tuple[str, str]:
        """律所入驻法务区线上平台 to what is counted, 律所, and what it did."""
        places = [found.start() for found in self._deeds.finditer(words) if found.start() > 1]
        marks = [i for mark in _MARKS if (i := words.find(mark, 1)) > 0]
        start = min(places + marks, default=len(words))
        own = self._trailing.sub("", words[:start].rstrip("的"))
        predicate = re.sub(r"^(?:已|均|全部|共)+", "", words[start:])
        cut = predicate.find("、")
        return own, predicate[:cut] if len(predicate) > _LONGEST_PREDICATE and cut > 1 else predicate


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: -len(word))))
