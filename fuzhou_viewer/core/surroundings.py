"""What stands around a report's body: addressee, cover notice, issuer, date, title, page furniture."""

import re
from dataclasses import dataclass

from fuzhou_viewer.core.records import Span

_DATE = re.compile(
    r"[（(]?\s*[\d二〇零○一三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*[)）]?"
)
_DOCUMENT_NUMBER = re.compile(r"\S{0,16}[〔\[（(]\d{4}[〕\])）]\s*\d{1,4}\s*号")
_NOTICE = re.compile(
    r"(?:现将|现印发|经.{0,30}(?:同意|批准|审定)).{0,200}(?:印发|下发|发给|报告如下|通报如下|转发)|请(?:认真)?(?:遵照|贯彻)执行"
)
_BODY_NAME = re.compile(r"[\u4e00-\u9fff（）()·]{2,28}(?:局|委|会|府|厅|部|院|室|处|中心|司|署|办|组|队|校|街道|镇|乡)")
_REPORT_WORDS = re.compile(r"总结|报告|要点|计划|汇报|情况|综述|述职|公报|年报|概况|意见|方案|纪要")
_FURNITURE = re.compile(
    r"扫一扫|手机上?(?:查看|浏览|打开)|分享(?:到|至|[:：]|$)|打印本?[页文]|关闭(?:窗口|本页)|【?(?:打印|关闭|收藏|字体)"
    r"|上一[篇条页]|下一[篇条页]|责任编辑|(?:信息)?来源[:：]|浏览次数|点击(?:数|次数|率)|返回(?:顶部|首页)|当前位置|您的位置"
    r"|版权所有|主办单位|技术支持|ICP备|网站地图|网站标识码|公网安备|字号[:：]|\[?\s*(?:大|中|小)\s*\]?\s*$|附件下载"
    r"|^#\s*source:|^视力保护色"
)
_LONGEST_FURNITURE = 60
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that is no section: its kind and place."""

    kind: str
    span: Span


def is_furniture(line: str) -> bool:
    """Whether `line` belongs to the web page around the report (扫一扫…, 打印, 上一篇)."""
    return len(line) <= _LONGEST_FURNITURE and bool(_FURNITURE.search(line))


def kind_before_body(line: str, following: str) -> str:
    """What a line before the first heading is; `following` is the line after it.

    Returns junk, date, doc_no, issuer, addressee, notice, title (it could be one) or text.
    """
    signs = (
        ("junk", is_furniture(line)),
        ("date", _DATE.fullmatch(line)),
        ("doc_no", _DOCUMENT_NUMBER.fullmatch(line)),
        (
            "issuer",
            _BODY_NAME.fullmatch(line) and (_DATE.fullmatch(following) or _DOCUMENT_NUMBER.fullmatch(following)),
        ),
        ("addressee", line[-1] in ":：" and len(line) <= 2 * _LONGEST_TITLE),
        ("notice", _NOTICE.search(line)),
        ("title", len(line) <= _LONGEST_TITLE and line[-1] not in "。；;，,！!？?"),
    )
    return next((kind for kind, sign in signs if sign), "text")


def title_place(lines: list[tuple[str, str]]) -> int | None:
    """Which of the (kind, line) pairs before the body is the title: the one that names a report."""
    places = [i for i, (kind, _) in enumerate(lines) if kind == "title"]
    naming = [i for i in places if _REPORT_WORDS.search(lines[i][1])]
    return next(iter(naming or places), None)


def iso_date(line: str) -> str:
    """2023年2月2日 -> 2023-02-02; an empty string if `line` is no date in Arabic digits."""
    found = re.fullmatch(r"\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*", line)
    return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
