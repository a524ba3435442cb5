"""What belongs to the web page or the printed page around a report and not to the report."""

import re
from collections import Counter

_LONGEST_LINE = 80
_WORDS = (
    "下载|打印|全屏|收藏|分享|关闭|加大|还原|减小|放大|缩小|首页|大|中|小|繁體|繁体|简体|登录|注册|返回|标签|评论|点赞|朗读|纠错"
    "|微信|微博|QQ空间|无障碍|长者助手|长者模式|高级搜索|智能问答|返回顶部|关闭窗口|打印本页|收藏本页|推荐|转发"
)
_PAGE = re.compile(
    rf"[\[【（(>|]*\s*(?:(?:{_WORDS})[\s|·/]*)+[\]】）)<|]*|[>»›|【】\[\]（）()\s]+|<!--|-->|(?:<U\+00A0>\s*)+"
    r"|#\s*source:.*|扫一扫.*|(?:请)?(?:用|使用)?(?:手机|微信).{0,6}扫.*|.{0,6}手机上?(?:查看|浏览|打开).{0,10}"
    r"|【?\s*(?:字体|字号|字體)\s*[:：].*|视力保护色.*|分享(?:到|至|[:：]).*|【?(?:打印|关闭|收藏)(?:本页|窗口|此页|】).*"
    r"|上一[篇条页]\s*[:：]?.*|下一[篇条页]\s*[:：]?.*|(?:责任|网站|本网)?编辑\s*[:：].{0,20}|责编\s*[:：].{0,20}|审核\s*[:：].{0,12}"
    r"|(?:信息|文章|稿件)?来源\s*[:：].*|(?:浏览|点击|阅读|访问)(?:次数|数|量|率)?\s*[:：]?\s*\[?\d*\]?次?"
    r"|返回(?:顶部|首页|列表).{0,10}|(?:当前|您的|您现在的|你的)位置\s*[:：].*|.{0,20}版权所有.*|.{0,10}技术支持\s*[:：].*"
    r"|(?:主办单位|承办单位|主办|承办)\s*[:：].{0,40}(?:网站|政府办公室|办公厅|信息中心).*|.*ICP备.*|网站地图.*|.*网站标识码.*|.*公网安备.*"
    r"|附件下载.{0,30}|相关(?:报道|链接|文章|阅读|新闻|稿件|附件)\s*[:：]?|【E-mail推荐.*"
    r"|(?:发布|发文|更新|发表)?(?:时间|日期)\s*[:：]\s*\d{4}\s*[-年/.].*|\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?\s+\d{1,2}\s*[:：时].{0,12}"
)
_INSET = re.compile(
    r"#\s*source:.*|(?:\S.*)?(?:记者|通讯员|新华社|供图|图片|资料).{0,30}摄[)）]?|[（(]?(?:图片来源|资料图片?|图为|图片说明).{0,70}"
    r"|.{0,40}(?:供图|摄影报道)[)）]?|扫一扫.{0,30}|【?(?:打印|关闭)(?:本页|窗口|此页)】?"
    r"|【打印】.*|分享(?:到|至)[:：]?.{0,30}|.{0,24}手机上?(?:查看|浏览|打开)当前页.{0,6}"
)
_LEADER = re.compile(r".{1,70}?(?:[.．…·‥•]{3,}|\t)\s*\d{1,4}")
_CONTENTS = re.compile(r"目\s*[录錄次]")
_PAGE_MARK = re.compile(
    r"[-—–－―•·]+\s*\d{1,4}\s*[-—–－―•·]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")


def is_furniture(line: str) -> bool:
    """Whether `line` before or after a report belongs to the web page (扫一扫…, 打印, 上一篇)."""
    return (len(line) <= _LONGEST_LINE and _PAGE.fullmatch(line) is not None) or is_inset(line)


def is_inset(line: str) -> bool:
    """Whether `line` is no part of the report wherever it stands: a photo's caption, a share bar."""
    return len(line) <= 2 * _LONGEST_LINE and _INSET.fullmatch(line) is not None


def page_marks(lines: list[str]) -> set[int]:
    """The places of page numbers among `lines`: — 3 —, 第3页, and bare numbers that tear a sentence."""
    return {i for i, line in enumerate(lines) if len(line) <= 20 and _is_page_mark(i, lines)}


def _is_page_mark(i: int, lines: list[str]) -> bool:
    if _PAGE_MARK.fullmatch(lines[i]):
        return True
    # a bare number may also be a table's cell; between two long lines and inside a sentence it is a page's
    torn = (
        0 < i < len(lines) - 1
        and min(len(lines[i - 1]), len(lines[i + 1])) > 15
        and lines[i - 1][-1] not in "。！？：；"
    )
    return torn and _BARE_NUMBER.fullmatch(lines[i]) is not None


def contents_lines(lines: list[str]) -> set[int]:
    """The places of a printed table of contents among `lines`: 目录, dot leaders, headings that come again."""
    places = {i for i, line in enumerate(lines) if len(line) <= _LONGEST_LINE and _LEADER.fullmatch(line)}
    start = next((i for i, line in enumerate(lines) if len(line) <= 8 and _CONTENTS.fullmatch(line)), None)
    if start is None:
        return places
    places.add(start)
    later = Counter(line for line in lines[start + 1 :] if len(line) <= _LONGEST_LINE)
    for i in range(start + 1, len(lines)):
        later[lines[i]] -= 1
        if i not in places and later[lines[i]] < 1:
            break
        places.add(i)
    return places
