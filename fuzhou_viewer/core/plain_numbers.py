"""Numbers that state no result, recognised as what they are: dates, phones, slogans, ranks, bands.

Each pattern has a name (the reason a reader is shown) and may claim characters that a
quantity would otherwise take. Text is expected simplified, quotes as written.
"""

import re

from fuzhou_viewer.core.vocabulary import Vocabulary

_D = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CN = "一二三四五六七八九十百零〇○两"
_DASH = "[-—–－~～至到]"
_YEAR = r"(?:1[89]|20)\d{2}"
_COUNTED = "[人件个家名位户所项次起处元]"

REASONS = {
    "address": "网址",
    "date": "日期",
    "clock": "时刻",
    "year": "年份",
    "number_of_document": "文号",
    "title": "书名号里的数字",
    "slogan": "固定提法",
    "ordinal": "序数",
    "rank": "名次",
    "phone": "号码",
    "age": "年龄段",
    "band": "规模段",
    "threshold": "界限",
    "basis": "计量基数",
    "limit": "时限",
    "version": "版本",
    "name": "名称里的数字",
    "sum": "算式口号",
    "note": "图表序号",
    "bare": "没有单位的数",
    "reader": "读者标为非指标的数",
}
"""What each kind is called in the window."""


_MARKED = (
    ("address", "hw#", r"(?:https?://|www\.|#\s*source:)[^\s\u4e00-\u9fff]*"),
    ("title", "《", r"《[^《》\n]{1,80}》"),
    ("slogan", '“‘"', r"“[^“”\n]{1,16}”|‘[^‘’\n]{1,16}’|\"[^\"\n]{1,12}\""),
    ("number_of_document", "〔[（(", r"[〔\[（(]\d{4}[〕\]）)]\s*\d{0,4}\s*号?"),
)
_DATES = (
    ("clock", _D, r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)"),
    (
        "clock",
        _D,
        r"\d{1,2}[时点](?:\d{1,2}分|整|许|半|(?=[至到—-]\d{1,2}[时点]))",
    ),
    ("date", _D, rf"{_YEAR}\s*[-./]\s*\d{{1,2}}\s*[-./]\s*\d{{1,2}}(?!\d)|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}"),
    ("year", _D, rf"{_YEAR}年?(?:\d{{1,2}}月)?{_DASH}{_YEAR}\s*(?:年度?|学年)?(?:\d{{1,2}}月底?)?"),
    (
        "date",
        _D,
        rf"{_YEAR}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日|份|底|末)?(?:{_DASH}(?:{_YEAR}年)?\d{{1,2}}月(?:\d{{1,2}}日|底)?)?",
    ),
    ("year", _D, rf"(?<!\d){_YEAR}\s*(?:年度?|届|级|财年|学年)|(?<![\d.]){_YEAR}(?=[,，、。；;])(?<=展望\d{{4}})"),
    (
        "date",
        _D,
        rf"\d{{1,2}}(?:月(?:份|底|末|初)?)?{_DASH}\d{{1,2}}月(?:份|底|末)?|\d{{1,2}}月(?:\d{{1,2}}[日号])?(?:份|底|末|初|上旬|中旬|下旬)?|(?<!\d)\d{{1,2}}[日号](?=[,，。、上下凌（(]|{_DASH})",
    ),
    (
        "date",
        _CN,
        rf"[二一][〇○零一二三四五六七八九]{{3}}年度?|(?<![{_CN}])[{_CN}]{{1,3}}月(?:份|底|末|初|[{_CN}]{{1,3}}[日号])?(?![{_CN}])",
    ),
)
_ORDERS = (
    (
        "ordinal",
        "第",
        rf"第\s*(?:\d+|[{_CN}]+)(?:{_DASH}\s*(?:\d+|[{_CN}]+))?\s*(?:位|名|批次|批|届|次|号|条|章|节|个|期|年|季度|季|轮|代|版|类|期|步|道|场|站|产业|方|大)?(?:[、和]第(?:\d+|[{_CN}]+))*",
    ),
    ("rank", "前", rf"前\s*(?:\d+|[{_CN}]+)\s*(?:位|名|强|列|家|个|月)?"),
    (
        "rank",
        _D + "第",
        r"(?<=提升|前进|上升|前移|跃升|进位|争先|后退|下滑)\d+位|(?<=第|居|列|名|前|强)\d+位|(?<=百强[区县市镇])第?\d+位",
    ),
    ("sum", _D + "NnXx", r"\d+(?:\s*[+＋]\s*(?:\d+|[NnXx]))+|[NnXx](?:[+＋]\d+)+|\d+\s*[*×xX]\s*\d+\s*(?:小时)?"),
)
_CONDITIONS = (
    (
        "age",
        _D,
        rf"\d+\s*(?:周岁|岁)(?:\s*[(（]含[)）])?(?:{_DASH}\d+\s*(?:周岁|岁)(?:\s*[(（]含[)）])?)?(?:以[上下内])?",
    ),
    (
        "band",
        _D,
        rf"\d+\s*{_COUNTED}(?:\s*[(（]含[)）])?{_DASH}\s*\d+\s*{_COUNTED}(?:\s*[(（]含[)）])?|\d+\s*{_COUNTED}\s*[(（]含[)）]\s*以?[上下内]?|\d+\s*{_COUNTED}以[上下](?=的[^,，。；;]{{0,12}}\d|[^\s,，。；;、的]{{2,8}}\d)",
    ),
    (
        "threshold",
        "超不低高大小达首",
        rf"(?:超过|不足|低于|高于|大于|小于|达到?)\d+[万亿]?{_COUNTED}(?=的)|首次(?:突破|超过)\d+(?:\.\d+)?[万亿]?{_COUNTED}?",
    ),
    (
        "band",
        _D,
        r"\d+(?:\.\d+)?(?:万亿|亿|万)?元(?:以[上下]|级)(?=[^,，。；;\d]{0,10}(?:项目|企业|产业|集群|工程|园区|纳税|商户|市场))",
    ),
    ("band", _D, r"(?<=[个家])\d+(?:\.\d+)?(?:万亿|亿|万)?元(?:以[上下]|级)(?=、\d+[个家])"),
    ("basis", "每", r"每\s*\d+\s*(?:[万千百]?(?:人|户|公斤|斤|亩|吨|公里|平方米|平方公里|件|名|个))"),
    (
        "limit",
        _D + "近连未今每",
        r"\d+\s*(?:个?小时|分钟|公里|米|个?工作日|天|日|年)\s*(?:以?[内外]|之[内外])|(?:近|连续|未来|今后|每)\s*\d+\s*(?:年|个月|天)|\d+\s*(?:周年|年来|年期|年间|年)(?![均度])",
    ),
    ("version", _D + _LETTERS, r"\d+\.\d+\s*版|(?<![\dA-Za-z])\d+[AGKDagkd](?![A-Za-z])|[A-Za-z]+-?\d+(?:\.\d+)?"),
    (
        "name",
        _D,
        r"\d+分钟(?=[^,，。；;\d]{0,10}圈)|\d0后|\d+\s*号(?:线|楼|院|地块|令|公告|井|坝|桥|馆|门|路)?|\d+\s*路(?=公交)|\d+\s*级(?:以上|地震|台风)",
    ),
    # 代表35人 and 水表1200只 are no tables: 图, 表 and 注 stand alone, or after a word that points at them
    (
        "note",
        "图表附注",
        r"(?:附件|附表|(?:(?<![一-龥])|(?<=[见如附按据照与和及参由从在]))(?:图|表|注))\s*\d+",
    ),
)


def patterns(words: Vocabulary) -> tuple[tuple[str, str, str], ...]:
    """Kind, the characters it can begin with, and pattern, in the order they are tried."""
    phones = "|".join(map(re.escape, words.phone_followers))
    phone = (
        "phone",
        _D,
        rf"(?<!\d)\d{{3,5}}(?=(?:\s|“|”)?(?:{phones}))|(?<!\d)0\d{{2,3}}-\d{{7,8}}|(?<!\d)1[3-9]\d{{9}}(?!\d)",
    )
    return (*_MARKED, *_DATES, *_ORDERS, phone, *_CONDITIONS)
