"""What stands around a report's body: addressee, cover notice, issuer, date, title, closing words, attachments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.numerals import chinese_integer
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.core.surroundings_junk import is_furniture

_DATE = re.compile(
    r"[（(]?\s*[\d二〇零○Ｏ一三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*[)）]?"
)
_DOCUMENT_NUMBER = re.compile(r"\S{0,16}[〔\[（(]\d{4}[〕\])）]\s*第?\s*\d{1,4}\s*号")
_NOTICE = re.compile(
    r"(?:现将|现印发|经.{0,30}(?:同意|批准|审定)).{0,200}(?:印发|下发|发给|报告如下|通报如下|转发)|请(?:认真)?(?:遵照|贯彻)执行"
    r"|^[（(]此件.{1,12}[)）]$|^(?:新华社|中新社).{1,20}[电讯]$|^本报.{0,12}讯$"
)
_BODY_NAME = re.compile(
    r"[\u4e00-\u9fff（）()·\s]{2,40}(?:局|委|会|府|厅|部|院|室|处|中心|司|署|办|组|队|校|街道|镇|乡|所|公司|协会)"
)
_REPORT_WORDS = re.compile(
    r"总结|报\s*告|要点|计划|汇报|情况|综述|述职|公报|年报|概况|意见|方案|纪要|通知|解读|决定|办法|规定|条例"
)
_SPEECH = re.compile(r"现在|下面|我(?:代表|受|现|向)|各位|同志|根据|按照|为了")
_SUBTITLE = re.compile(
    r"(?:——|—|--+|－－)?\s*[（(]?\s*(?:[\d二〇零○一三四五六七八九]{4}\s*年.{0,50}(?:会议|大会|全会|会)\s*上?.{0,30}|.{0,40}会议上)[)）]?"
)
_SPEAKER = re.compile(
    r".{0,24}?(?:(?:省|市|州|区|县|盟|旗|镇|乡|院|厅|局|处|部|组|所|校)长|专员|总理|主席|主任|检察长|书记)(?:\s*[（(]?代[)）]?)?"
    r"[\s:：]*[\u4e00-\u9fff·](?:[\s]*[\u4e00-\u9fff·]){1,7}"
)
_DELEGATES = re.compile(r"(?:尊敬的)?(?:各位|同志|朋友).{0,30}[:：!！]")
_CLOSING = re.compile(r"(?:各位(?:代表|委员|主任|同志|领导|来宾)|同志们|朋友们)")
_ATTACHMENT = re.compile(
    r"附\s*件?\s*[:：].{0,60}|附\s*件\s*\d{0,2}|附\s*[录表]\s*[\d一二三四五六七八九十]{0,2}|[（(]?附[)）]?.{0,30}(?:名词|术语).{0,16}"
    r"|.{0,24}(?:名词|术语|用语).{0,8}(?:解释|注释|说明|释义|注解).{0,6}|注\s*释\s*[:：]?|注\s*[:：]\s*1\s*[.．、].{0,60}"
)
_LONGEST_TITLE = 60
_LONGEST_ATTACHMENT = 70
_LAST = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that is no section: its kind and place."""

    kind: str
    span: Span


def kind_before_body(line: str, following: str) -> str:
    """What a line before the first heading is; `following` is the line after it.

    Returns junk, date, doc_no, issuer, addressee, notice, subtitle, speaker, title (it could be one) or text.
    """
    is_short = len(line) <= _LONGEST_TITLE
    end = line[-1:]
    head = line[:400]
    signs = (
        ("junk", is_furniture(line)),
        ("date", is_short and _DATE.fullmatch(line)),
        ("doc_no", is_short and _DOCUMENT_NUMBER.fullmatch(line)),
        ("issuer", is_issuer(line) and (_DATE.fullmatch(following[:40]) or _DOCUMENT_NUMBER.fullmatch(following[:40]))),
        ("addressee", end and end in ":：" and len(line) <= 2 * _LONGEST_TITLE),
        ("addressee", is_short and _DELEGATES.fullmatch(line)),
        ("notice", _NOTICE.search(head)),
        ("subtitle", is_short and _SUBTITLE.fullmatch(line) and not _REPORT_WORDS.search(line[-8:])),
        ("speaker", len(line) <= 30 and _SPEAKER.fullmatch(line)),
        ("title", is_short and end not in "。；;，,！!？?" and "。" not in line and not _SPEECH.match(line)),
    )
    return next((kind for kind, sign in signs if sign), "text")


def title_place(lines: Sequence[tuple[str, str]]) -> int | None:
    """Which of the (kind, line) pairs before the body is the title: the one that names a report.

    It stands before 各位代表： and before the first sentence of the text.
    """
    stop = next(
        (i for i, (kind, line) in enumerate(lines) if kind == "text" or _DELEGATES.fullmatch(line[:80])), len(lines)
    )
    places = [i for i, (kind, _) in enumerate(lines[:stop]) if kind == "title"]
    naming = [i for i in places if _REPORT_WORDS.search(lines[i][1])]
    other = (i for i, (kind, _) in enumerate(lines) if kind not in ("junk", "date", "issuer", "doc_no"))
    reached = next(other, len(lines))
    first = [i for i in places if i <= reached]
    return next(iter(naming or [i for i in first if len(lines[i][1]) > 4]), None)


def title_begin(lines: Sequence[tuple[str, str]], place: int) -> int:
    """The first line of the title whose last is at `place`: 关于全面推行… over two or three lines."""
    begin = place
    for i in range(place - 1, max(-1, place - 4), -1):
        kind, line = lines[i]
        if kind != "title":
            break
        if _is_torn_title(line):
            begin = i
    return begin


def _is_torn_title(line: str) -> bool:
    return "关于" in line or _BODY_NAME.fullmatch(line) is not None


def is_issuer(line: str) -> bool:
    """Whether `line` is the name of an office as it signs."""
    return len(line) <= 40 and _BODY_NAME.fullmatch(line) is not None


def kind_after_body(line: str, following: str) -> str:
    """What a line after the report's last sentence is: junk, date, issuer (before a date), notice; or text."""
    is_short = len(line) <= _LONGEST_TITLE
    signs = (
        ("junk", is_furniture(line)),
        ("date", is_short and _DATE.fullmatch(line)),
        ("issuer", following in ("date", "issuer") and is_issuer(line)),
        ("notice", is_short and re.fullmatch(r"[（(]此件.{1,12}[)）]|(?:抄送|抄报|主送)\s*[:：].{0,60}", line)),
    )
    return next((kind for kind, sign in signs if sign), "text")


def attachments_begin(lines: Sequence[str], headings: Sequence[int]) -> int | None:
    """Where 附件：… or 名词解释 begins among `lines`, if it stands behind the last chapters."""
    if not headings:
        return None
    candidates = (i for i in range(headings[0] + 1, len(lines)) if is_attachment(lines[i]))
    return next(candidates, None)


def is_attachment(line: str) -> bool:
    """Whether `line` opens what is attached: 附件：…, 附件1, 名词解释."""
    return len(line) <= _LONGEST_ATTACHMENT and line[-1:] not in "。；;" and _ATTACHMENT.fullmatch(line) is not None


def closing_begin(lines: Sequence[str], last_heading: int) -> int | None:
    """Where the closing words (各位代表！…) begin: among the last paragraphs and not right under a heading."""
    places = range(max(last_heading + 2, len(lines) - _LAST), len(lines))
    return next((i for i in reversed(places) if _CLOSING.match(lines[i])), None)


def iso_date(line: str) -> str:
    """2023年2月2日 or 二〇二三年二月二日 -> 2023-02-02; an empty string if `line` is no date."""
    found = re.fullmatch(r"\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*", line)
    if found:
        return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}"
    written = re.fullmatch(r"[（(\s]*(\S{4})\s*年\s*(\S{1,2})\s*月\s*(\S{1,3})\s*日[)）\s]*", line)
    numbers = (
        [chinese_integer(word.replace("○", "〇").replace("Ｏ", "〇")) for word in written.groups()] if written else []
    )
    if len(numbers) != 3 or None in numbers:
        return ""
    year, month, day = (number or 0 for number in numbers)
    return f"{year:04}-{month:02}-{day:02}"
